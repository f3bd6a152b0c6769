/**
 * Reads our trailers, and those of others that name tools or countersigners, from a whole commit message. Squash merges
 * leave trailers in the middle of the body; those count as weaker, `body` evidence.
 */
import type { EvidenceGrade } from '../model';
import { isBlank, trailerBlock } from './messageBlock';
import { namedTool, type NamedTool } from './namedTool';
import { unquotePath } from './quotedPath';
import { emailOf } from './toolIdentities';
import {
  COUNTERSIGNED_KEY,
  CRITICAL_KEY,
  isKey,
  PROVENANCE_KEY,
  TOOL_KEYS,
  trailerLine,
} from './trailerKeys';

interface Found {
  /** Not in the last trailer block of the message. */
  readonly body: boolean;
}

export interface ProvenanceTrailer extends Found {
  readonly added: number;
  readonly ai: number;
  readonly mixed: number;
  readonly unknown: number;
  readonly deletedByAi: number;
  readonly files: number;
  readonly evidence: EvidenceGrade | null;
}

export interface ToolTrailer extends Found, NamedTool {}

export interface CriticalTrailer extends Found {
  readonly rule: string;
  /** As written; starts with `.../` when it was too long for a trailer. */
  readonly path: string;
  readonly lines: number;
}

export interface CountersignedTrailer extends Found {
  readonly name: string;
  /** Lower-case. */
  readonly email: string;
}

export interface ProvenanceTrailers {
  /** More than one after a squash merge. */
  readonly provenance: readonly ProvenanceTrailer[];
  /** `Assisted-by` and `Generated-by` of anybody. */
  readonly tools: readonly ToolTrailer[];
  readonly critical: readonly CriticalTrailer[];
  readonly countersigned: readonly CountersignedTrailer[];
}

/**
 * Scans every line of a raw commit message. `AI-Provenance` counts only with a value that starts with `added=`,
 * `Countersigned-by` only with an email. Never throws; what cannot be read is no trailer.
 */
export function parseProvenanceTrailers(message: string): ProvenanceTrailers {
  const lines = message.split('\n');
  const title = Math.max(
    0,
    lines.findIndex((line) => !isBlank(line)),
  );
  const block = trailerBlock(lines, (line) => line.startsWith('#'), title, false);
  const provenance: ProvenanceTrailer[] = [];
  const tools: ToolTrailer[] = [];
  const critical: CriticalTrailer[] = [];
  const countersigned: CountersignedTrailer[] = [];
  lines.forEach((line, index) => {
    const trailer = trailerLine(line.trimStart());
    if (trailer === null || index <= title) return;
    const { key, value } = trailer;
    const body = block === null || index < block.start || index >= block.end || /^\s/.test(line);
    if (isKey(key, PROVENANCE_KEY)) push(provenance, provenanceOf(value, body));
    else if (isKey(key, CRITICAL_KEY)) push(critical, criticalOf(value, body));
    else if (isKey(key, COUNTERSIGNED_KEY)) push(countersigned, countersignedOf(value, body));
    else if (isKey(key, TOOL_KEYS['assisted-by']) || isKey(key, TOOL_KEYS['generated-by'])) {
      push(tools, toolOf(value, body));
    }
  });
  return { provenance, tools, critical, countersigned };
}

function push<T>(list: T[], item: T | null): void {
  if (item !== null) list.push(item);
}

function provenanceOf(value: string, body: boolean): ProvenanceTrailer | null {
  if (!value.startsWith('added=')) return null;
  const fields = new Map<string, string>();
  for (const field of value.split(/\s+/)) {
    const equals = field.indexOf('=');
    if (equals > 0 && !fields.has(field.slice(0, equals))) {
      fields.set(field.slice(0, equals), field.slice(equals + 1));
    }
  }
  const number = (name: string): number => {
    const text = fields.get(name) ?? '';
    return /^\d{1,15}$/.test(text) ? Number(text) : 0;
  };
  if (!/^\d{1,15}$/.test(fields.get('added') ?? '')) return null;
  const grade = fields.get('evidence');
  return {
    added: number('added'),
    ai: number('ai'),
    mixed: number('mixed'),
    unknown: number('unknown'),
    deletedByAi: number('deleted-by-ai'),
    files: number('files'),
    evidence: grade === 'exact' || grade === 'inferred' ? grade : null,
    body,
  };
}

function toolOf(value: string, body: boolean): ToolTrailer | null {
  const named = namedTool(value);
  return named === null ? null : { ...named, body };
}

function criticalOf(value: string, body: boolean): CriticalTrailer | null {
  const match = /^(\S+) (.+) (\d{1,15})$/.exec(value);
  if (match === null) return null;
  const field = match[2] as string;
  const quoted = field.startsWith('"');
  // A bare path is taken as it stands: it may hold characters that git would have quoted.
  const { path, rest } = quoted ? unquotePath(field) : { path: field, rest: '' };
  if (path === '' || rest !== '') return null;
  return { rule: match[1] as string, path, lines: Number(match[3]), body };
}

function countersignedOf(value: string, body: boolean): CountersignedTrailer | null {
  const email = emailOf(value);
  if (email === null) return null;
  return { name: value.slice(0, value.lastIndexOf('<')).trim(), email, body };
}
