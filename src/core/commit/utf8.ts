/**
 * UTF-8 decoding without a platform API, so that the core can read what git prints.
 */

const CHUNK = 8192;

/** The bytes `[start, end)` as text; malformed sequences become U+FFFD exactly as the platforms' own decoders do it. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  let at = start;
  while (at < end) {
    const stop = asciiEnd(bytes, at, Math.min(end, at + CHUNK));
    if (stop > at) text += String.fromCharCode.apply(null, bytes.subarray(at, stop) as unknown as number[]);
    at = stop;
    while (at < end && (bytes[at] as number) >= 0x80) {
      const [codePoint, length] = sequence(bytes, at, end);
      text += String.fromCodePoint(codePoint);
      at += length;
    }
  }
  return text;
}

function asciiEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) < 0x80) at++;
  return at;
}

/** One non-ASCII sequence: its code point and its length, or U+FFFD and the length of the longest valid beginning. */
function sequence(bytes: Uint8Array, at: number, end: number): [codePoint: number, length: number] {
  const lead = bytes[at] as number;
  const needed =
    lead >= 0xc2 && lead <= 0xdf
      ? 1
      : lead >= 0xe0 && lead <= 0xef
        ? 2
        : lead >= 0xf0 && lead <= 0xf4
          ? 3
          : 0;
  if (needed === 0) return [0xfffd, 1];
  let codePoint = lead & (0x3f >> needed);
  for (let i = 1; i <= needed; i++) {
    const byte = at + i < end ? (bytes[at + i] as number) : 0;
    const low = i > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = i > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < low || byte > high) return [0xfffd, i];
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  return [codePoint, needed + 1];
}

/** The UTF-8 bytes of a text; an unpaired surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else {
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      );
    }
  }
  return Uint8Array.from(bytes);
}
