/**
 * Reads an origin that was written as JSON: in the journal, on the clipboard.
 */
import type { Evidence, Origin, UnknownReason } from './model';

const EVIDENCE: readonly string[] = [
  'host',
  'hook',
  'command',
  'clipboard',
  'keystroke',
  'shape',
] satisfies Evidence[];
const REASONS: readonly string[] = ['pasted', 'disk', 'offline', 'edit'] satisfies UnknownReason[];

/** An origin from JSON of any shape, or null. */
export function readOrigin(value: unknown): Origin | null {
  if (typeof value !== 'object' || value === null) return null;
  const { author, time, evidence, reason, tool, model, session } = value as Readonly<Record<string, unknown>>;
  if (!isTime(time)) return null;
  if (author === 'unknown') {
    const known = typeof reason === 'string' && REASONS.includes(reason);
    return known ? { author, reason: reason as UnknownReason, time } : null;
  }
  if (typeof evidence !== 'string' || !EVIDENCE.includes(evidence)) return null;
  if (author === 'human') return { author, evidence: evidence as Evidence, time };
  if (author !== 'ai' || typeof tool !== 'string') return null;
  if (!isStringOrNull(model) || !isStringOrNull(session)) return null;
  return { author, tool, model, session, evidence: evidence as Evidence, time };
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isStringOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
