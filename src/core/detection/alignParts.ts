/**
 * Carries the origins of a copied text over to the same text as it was pasted: re-indented, with other line ends.
 */
import { isBlankCode } from '../ledger/blank';
import type { CopiedPart } from './clues';

/** A text with the parts that cover it. */
export interface CopiedText {
  readonly text: string;
  readonly parts: readonly CopiedPart[];
}

const RETURN = 0x0d;

/**
 * The parts of `pasted`, or null when its visible characters are not those of the copied text. Blanks that the copy did
 * not have belong to whoever wrote what stands before them.
 */
export function alignParts(copied: CopiedText, pasted: string): readonly CopiedPart[] | null {
  const { text, parts } = copied;
  if (text === pasted) return parts;
  const owners = ownersOf(copied);
  const found = new Uint32Array(pasted.length);
  let from = 0;
  let to = 0;
  for (;;) {
    const start = from;
    while (isBlankAt(text, from)) from++;
    if (isBlankAt(pasted, to)) {
      if (text.length === 0) return null;
      to = giveBlanks(text, owners, { start, end: from }, pasted, found, to);
    }
    if (from === text.length || to === pasted.length) break;
    if (text.charCodeAt(from) !== pasted.charCodeAt(to)) return null;
    found[to++] = owners[from++] as number;
  }
  return from === text.length && to === pasted.length ? partsOf(found, parts) : null;
}

/** Gives the blanks of `pasted` at `to` the owners of those between `start` and `end` of the text, in their order. */
function giveBlanks(
  text: string,
  owners: Uint32Array,
  { start, end }: { readonly start: number; readonly end: number },
  pasted: string,
  found: Uint32Array,
  to: number,
): number {
  const known: number[] = [];
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) !== RETURN) known.push(owners[at] as number);
  }
  const around = owners[start === 0 ? end : start - 1] ?? 0;
  for (let index = 0; isBlankAt(pasted, to); to++) {
    found[to] = known[Math.min(index, known.length - 1)] ?? around;
    if (pasted.charCodeAt(to) !== RETURN) index++;
  }
  return to;
}

function partsOf(owners: Uint32Array, parts: readonly CopiedPart[]): CopiedPart[] {
  const result: CopiedPart[] = [];
  for (let start = 0; start < owners.length;) {
    const { origin } = parts[owners[start] as number] as CopiedPart;
    let end = start + 1;
    while (end < owners.length && parts[owners[end] as number]?.origin === origin) end++;
    result.push({ length: end - start, origin });
    start = end;
  }
  return result;
}

/** For each UTF-16 unit of the text, the index of its part. */
function ownersOf({ text, parts }: CopiedText): Uint32Array {
  const owners = new Uint32Array(text.length);
  let at = 0;
  for (const [index, { length }] of parts.entries()) owners.fill(index, at, (at += length));
  return owners;
}

function isBlankAt(text: string, index: number): boolean {
  return index < text.length && isBlankCode(text.charCodeAt(index));
}
