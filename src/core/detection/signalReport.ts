/**
 * The state of the signals as an editor leaves it beside the journal, for the command line. Reading is total.
 */
import type { SignalProblem } from './signalHealth';

export interface SignalReport {
  /** The editor's name and version. */
  readonly editor: string;
  /** Whether the editor itself says who makes an edit; null while that is not known. */
  readonly precise: boolean | null;
  readonly problems: readonly SignalProblem[];
  /** The process that wrote it, and its machine. */
  readonly pid: number;
  readonly host: string;
}

const VERSION = 1;

export function writeSignalReport(report: SignalReport): string {
  return `${JSON.stringify({ version: VERSION, ...report })}\n`;
}

/** Null when the text is no report that we understand. Problems of a later version are left out. */
export function readSignalReport(text: string): SignalReport | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!isRecord(value) || value['version'] !== VERSION) return null;
  const { editor, precise, problems, pid, host } = value;
  if (typeof editor !== 'string' || typeof host !== 'string' || !Number.isSafeInteger(pid)) return null;
  if ((precise !== null && typeof precise !== 'boolean') || !Array.isArray(problems)) return null;
  const known = (problems as unknown[]).map(readProblem).filter((problem) => problem !== null);
  return { editor, precise, problems: known, pid: pid as number, host };
}

function readProblem(value: unknown): SignalProblem | null {
  if (!isRecord(value)) return null;
  const { kind, missing, why } = value;
  switch (kind) {
    case 'commands':
      return isTexts(missing) ? { kind, missing } : null;
    case 'paste':
      return why === 'missing' || why === 'off' || why === 'unasked' ? { kind, why } : null;
    case 'keys':
    case 'completions':
    case 'intelliSense':
    case 'keyboard':
    case 'chat':
      return { kind };
    default:
      return null;
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
