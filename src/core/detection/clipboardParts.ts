/**
 * Origins as they travel on the clipboard. Anybody can write there, so reading is total and trusts nothing but shape.
 */
import { readOrigin } from '../originReader';
import type { CopiedPart } from './clues';

/** The clipboard entry for a copied text and its parts, which cover it. */
export function writeClipboardParts(text: string, parts: readonly CopiedPart[]): string {
  return JSON.stringify({ version: 1, text, parts });
}

/** The parts of a pasted text, or null when the entry is not ours or is about another text. */
export function readClipboardParts(entry: string, pasted: string): CopiedPart[] | null {
  let value: unknown;
  try {
    value = JSON.parse(entry);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { version, text, parts } = value as Readonly<Record<string, unknown>>;
  if (version !== 1 || text !== pasted || !Array.isArray(parts)) return null;
  const read = (parts as unknown[]).map(readPart);
  const known = read.filter((part) => part !== null);
  const length = known.reduce((sum, part) => sum + part.length, 0);
  return known.length === read.length && length === pasted.length ? known : null;
}

function readPart(value: unknown): CopiedPart | null {
  if (typeof value !== 'object' || value === null) return null;
  const { length, origin } = value as Readonly<Record<string, unknown>>;
  if (!Number.isSafeInteger(length) || (length as number) <= 0) return null;
  if (origin === null) return { length: length as number, origin: null };
  const known = readOrigin(origin);
  return known === null ? null : { length: length as number, origin: known };
}
