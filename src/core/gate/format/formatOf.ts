/**
 * The formats of `countersign check --format`, by name.
 */
import { githubFormat } from './githubFormat';
import { jsonFormat } from './jsonFormat';
import { junitFormat } from './junitFormat';
import type { ReportFormat } from './reportFormat';
import { sarifFormat } from './sarifFormat';

export const reportFormatNames = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type ReportFormatName = (typeof reportFormatNames)[number];

/** The name as one of those that there are, or null. */
export function reportFormatName(given: string): ReportFormatName | null {
  return reportFormatNames.find((name) => name === given) ?? null;
}

/** The format of that name. `text` is the caller's: it depends on the terminal. */
export function formatOf(name: ReportFormatName, text: ReportFormat): ReportFormat {
  switch (name) {
    case 'text':
      return text;
    case 'json':
      return jsonFormat;
    case 'sarif':
      return sarifFormat;
    case 'github':
      return githubFormat;
    case 'junit':
      return junitFormat;
  }
}
