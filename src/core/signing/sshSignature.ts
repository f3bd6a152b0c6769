/**
 * SSHSIG, the format of `ssh-keygen -Y sign`: which key signed in which namespace, read without a process. Whether the
 * signature is right, only `ssh-keygen` says.
 */
import { decodeUtf8 } from '../commit/utf8';
import type { Result } from '../result';
import { decodeBase64, encodeBase64 } from './base64';

/** The namespace of our signatures. That of commits is `git`, so neither passes for the other. */
export const NAMESPACE = 'countersign';

const MAGIC = 'SSHSIG';
const LONGEST = 100_000;
const [BEGIN, END] = ['-----BEGIN SSH SIGNATURE-----', '-----END SSH SIGNATURE-----'];

export interface SshSignature {
  /** The public key in SSH's wire format. */
  readonly publicKey: Uint8Array;
  readonly namespace: string;
}

/** Whether bytes are meant to be a signature of SSH; others are OpenPGP. */
export function isSshSignature(bytes: Uint8Array): boolean {
  return decodeUtf8(bytes, 0, Math.min(MAGIC.length, bytes.length)) === MAGIC;
}

/** Reads the head of a signature. Never throws. */
export function parseSshSignature(bytes: Uint8Array): Result<SshSignature> {
  if (!isSshSignature(bytes) || bytes.length > LONGEST)
    return { ok: false, error: 'the signature is not one of SSH' };
  const reader = new WireReader(bytes, MAGIC.length);
  const version = reader.number();
  const [publicKey, namespace] = [reader.string(), reader.string()];
  const rest = [reader.string(), reader.string(), reader.string()];
  if (version !== 1 || publicKey === null || namespace === null || rest.includes(null) || !reader.isAtEnd)
    return { ok: false, error: 'the signature is damaged' };
  return { ok: true, value: { publicKey, namespace: decodeUtf8(namespace) } };
}

/** The name of the type with which a public key starts, or ''. */
export function keyTypeOf(publicKey: Uint8Array): string {
  const type = new WireReader(publicKey, 0).string();
  return type === null ? '' : decodeUtf8(type);
}

/** The file that `ssh-keygen` reads and writes. */
export function toArmour(signature: Uint8Array): string {
  const lines = encodeBase64(signature).match(/.{1,70}/g) ?? [];
  return [BEGIN, ...lines, END, ''].join('\n');
}

/** The signature in such a file; null when there is none. */
export function fromArmour(text: string): Uint8Array | null {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) return null;
  return decodeBase64(text.slice(begin + BEGIN.length, end).replace(/\s+/g, ''));
}

/** Reads RFC 4251's numbers and strings; null, and from then on nothing else, past the end. */
class WireReader {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {}

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  number(): number | null {
    if (this.at + 4 > this.bytes.length) return this.fail();
    const [a = 0, b = 0, c = 0, d = 0] = this.bytes.subarray(this.at, this.at + 4);
    this.at += 4;
    return a * 0x1000000 + (b << 16) + (c << 8) + d;
  }

  string(): Uint8Array | null {
    const length = this.number();
    if (length === null || this.at + length > this.bytes.length) return this.fail();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  private fail(): null {
    this.at = Number.MAX_SAFE_INTEGER;
    return null;
  }
}
