/**
 * Origins as they travel with a copy: on the clipboard, and from one window to another. They name the text by hashes
 * only. Anybody can write there, so reading is total and trusts nothing but shape.
 */
import { readOrigin } from '../originReader';
import type { Sha256 } from '../ports';
import { alignParts, type CopiedText } from './alignParts';
import type { CopiedPart } from './clues';
import { visibleText } from './visibleText';

/** Text that was written by this many turns is not worth its weight: it is pasted as unknown. */
const MAX_PARTS = 20_000;

interface Form {
  readonly sha256: string;
  readonly parts: readonly CopiedPart[];
}

/** The entry for a copy; null when nothing is known of it, or far too much. `copies`: what it may have been. */
export function writeClipboardParts(copies: readonly CopiedText[], sha256: Sha256): string | null {
  const known = copies.filter(({ parts }) => parts.some(({ origin }) => origin !== null));
  const forms = known.flatMap((copy) => formsOf(copy, sha256));
  const count = forms.reduce((sum, { parts }) => sum + parts.length, 0);
  return count === 0 || count > MAX_PARTS ? null : JSON.stringify({ version: 2, forms });
}

/** The parts of a text that is being pasted, or null when the entry is not ours or is about another text. */
export function readClipboardParts(
  entry: string,
  pasted: string,
  sha256: Sha256,
): readonly CopiedPart[] | null {
  const forms = readForms(entry);
  if (forms === null) return null;
  for (const text of [plainLines(pasted), visibleText(pasted)]) {
    const hash = sha256(text);
    const form = forms.find((known) => known.sha256 === hash);
    const length = form?.parts.reduce((sum, part) => sum + part.length, 0);
    if (form !== undefined && length === text.length && length > 0)
      return alignParts({ text, parts: form.parts }, pasted);
  }
  return null;
}

/**
 * What may be on the clipboard: the text, or the text as a line, or several texts with whatever the editor puts between
 * them. The last is known by what can be seen of it.
 */
function formsOf({ text, parts }: CopiedText, sha256: Sha256): Form[] {
  const form = (other: string): Form | null => {
    const aligned = alignParts({ text, parts }, other);
    return aligned && { sha256: sha256(other), parts: aligned };
  };
  const plain = plainLines(text);
  return [form(plain), form(`${plain}\n`), form(visibleText(text))].filter((known) => known !== null);
}

function plainLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function readForms(entry: string): Form[] | null {
  let value: unknown;
  try {
    value = JSON.parse(entry);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!isRecord(value) || value['version'] !== 2 || !Array.isArray(value['forms'])) return null;
  const forms = (value['forms'] as unknown[]).map(readForm);
  return forms.every((form) => form !== null) ? forms : null;
}

function readForm(value: unknown): Form | null {
  if (!isRecord(value)) return null;
  const { sha256, parts: listed } = value;
  if (typeof sha256 !== 'string' || !Array.isArray(listed)) return null;
  const parts = (listed as unknown[]).map(readPart);
  return parts.every((part) => part !== null) ? { sha256, parts } : null;
}

function readPart(value: unknown): CopiedPart | null {
  if (!isRecord(value)) return null;
  const { length, origin } = value;
  if (!Number.isSafeInteger(length) || (length as number) <= 0) return null;
  if (origin === null) return { length: length as number, origin: null };
  const known = readOrigin(origin);
  return known === null ? null : { length: length as number, origin: known };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
