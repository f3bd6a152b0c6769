/**
 * Paths as git quotes them: C-style, with octal escapes for the bytes of everything that is not printable ASCII.
 */
import { decodeUtf8, encodeUtf8 } from './utf8';

const LETTERS: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};
const ESCAPES = new Map(Object.entries(LETTERS).map(([letter, code]) => [code, `\\${letter}`]));

/** Quotes a path as git does by default (`core.quotePath`), and also when it has a space, which git does not. */
export function quotePath(path: string): string {
  let quoted = '';
  let needed = path.length === 0;
  for (const byte of encodeUtf8(path)) {
    const escape = ESCAPES.get(byte);
    if (escape !== undefined) quoted += escape;
    else if (byte < 0x20 || byte >= 0x7f) quoted += `\\${byte.toString(8).padStart(3, '0')}`;
    else quoted += String.fromCharCode(byte);
    needed ||= byte <= 0x20 || byte >= 0x7f || byte === 0x22 || byte === 0x5c;
  }
  return needed ? `"${quoted}"` : path;
}

/**
 * Reads a path at the start of `bytes` (one character per byte): quoted, up to the closing quote, or bare, up to the
 * end. `rest` is what follows a quoted path. A malformed escape stands for itself.
 */
export function unquotePath(bytes: string): { readonly path: string; readonly rest: string } {
  if (!bytes.startsWith('"')) return { path: decodeBytes(bytes), rest: '' };
  let raw = '';
  let at = 1;
  while (at < bytes.length && bytes.charAt(at) !== '"') {
    const octal = /^\\([0-3][0-7]{2})/.exec(bytes.slice(at, at + 4));
    const letter = LETTERS[bytes.charAt(at + 1)];
    if (octal !== null) raw += String.fromCharCode(parseInt(octal[1] as string, 8));
    else if (bytes.charAt(at) === '\\' && letter !== undefined) raw += String.fromCharCode(letter);
    else raw += bytes.charAt(at);
    at += octal !== null ? 4 : bytes.charAt(at) === '\\' && letter !== undefined ? 2 : 1;
  }
  return { path: decodeBytes(raw), rest: bytes.slice(at + 1) };
}

function decodeBytes(raw: string): string {
  return decodeUtf8(Uint8Array.from(raw, (character) => character.charCodeAt(0)));
}
