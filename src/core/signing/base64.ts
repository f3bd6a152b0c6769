/**
 * Base64 without a platform API, and strict: one sequence of bytes has one text, so equal envelopes have equal texts.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const FORM = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** With padding, without line breaks. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    parts.push(
      digit(bits >> 18) +
        digit(bits >> 12) +
        (b === undefined ? '=' : digit(bits >> 6)) +
        (c === undefined ? '=' : digit(bits)),
    );
  }
  return parts.join('');
}

/** The bytes, or null when the text is not what `encodeBase64` gives for any bytes. */
export function decodeBase64(text: string): Uint8Array | null {
  if (!FORM.test(text)) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let at = 0, to = 0; at < text.length; at += 4) {
    const bits = [0, 1, 2, 3].reduce((sum, index) => (sum << 6) | value(text.charAt(at + index)), 0);
    for (const shift of [16, 8, 0]) if (to < bytes.length) bytes[to++] = (bits >> shift) & 0xff;
  }
  // Bits behind the last byte say nothing, and could make a second text for the same bytes.
  const last = bytes.subarray(Math.max(0, bytes.length - 3 + padding));
  return encodeBase64(last) === text.slice(-4) ? bytes : null;
}

function digit(bits: number): string {
  return ALPHABET.charAt(bits & 63);
}

function value(character: string): number {
  return character === '=' ? 0 : ALPHABET.indexOf(character);
}
