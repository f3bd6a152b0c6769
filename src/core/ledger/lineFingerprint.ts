/**
 * A short name for the content of one line, so that a deleted line can be recognised without keeping its text.
 */

/**
 * Content fingerprint of one line without its end-of-line; a trailing carriage return is ignored.
 * 53 bits as 14 hexadecimal digits. The mixing is cyrb53 (public domain, bryc): fast and well spread, not cryptographic.
 */
export function lineFingerprint(line: string): string {
  const length = line.endsWith('\r') ? line.length - 1 : line.length;
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < length; i++) {
    const unit = line.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  const high = (2097151 & b).toString(16).padStart(6, '0');
  return high + (a >>> 0).toString(16).padStart(8, '0');
}
