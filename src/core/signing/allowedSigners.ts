/**
 * An allowed-signers file (ssh-keygen(1), ALLOWED SIGNERS) → who may sign with which key. Total. It says why a signature
 * does not count and names the one line that may vouch for it; whether the signature is right, `ssh-keygen` decides.
 */
import { decodeBase64, encodeBase64 } from './base64';
import { sshTime } from './sshTime';
import { keyTypeOf } from './sshSignature';

const LONGEST_FILE = 2_000_000;
const MOST_LINES = 20_000;

export interface AllowedSigner {
  /** 1-based. */
  readonly line: number;
  /** The line as it stands, for `ssh-keygen`. */
  readonly text: string;
  readonly principals: readonly string[];
  /** Whether a principal is a pattern: then the line names nobody. */
  readonly wildcard: boolean;
  /** Whether the key signs other keys: such lines do not count. */
  readonly certAuthority: boolean;
  /** Patterns; null: all. */
  readonly namespaces: string | null;
  /** Seconds since the epoch. */
  readonly validAfter: number | null;
  readonly validBefore: number | null;
  /** The public key in base64, in the one form that `encodeBase64` gives. */
  readonly key: string;
}

export interface AllowedSigners {
  readonly signers: readonly AllowedSigner[];
  /** Lines that cannot be read; they count for nobody. */
  readonly malformed: readonly number[];
}

/** Never throws. */
export function parseAllowedSigners(text: string): AllowedSigners {
  const lines = text.length > LONGEST_FILE ? [] : text.split('\n').slice(0, MOST_LINES);
  const signers: AllowedSigner[] = [];
  const malformed: number[] = [];
  lines.forEach((raw, index) => {
    const line = raw.replace(/\r$/, '').trim();
    if (line === '' || line.startsWith('#')) return;
    const signer = parseLine(line, index + 1);
    if (signer === null) malformed.push(index + 1);
    else signers.push(signer);
  });
  return { signers, malformed };
}

function parseLine(text: string, line: number): AllowedSigner | null {
  const [, quoted, bare, rest = ''] = /^(?:"([^"]*)"|(\S+))[ \t]+(.*)$/.exec(text) ?? [];
  const principals = (quoted ?? bare ?? '').split(',');
  if (text.includes('\0') || principals.some((principal) => principal === '')) return null;
  const plain = keyAt(rest);
  const [options, behind] = plain === null ? splitOptions(rest) : ['', rest];
  const key = plain ?? keyAt(behind);
  const read = parseOptions(options);
  if (key === null || read === null) return null;
  const wildcard = principals.some((principal) => /[*?!]/.test(principal));
  return { line, text, principals, wildcard, key, ...read };
}

/** The key of `type base64 [comment]`, when the type is that of the key. */
function keyAt(text: string): string | null {
  const [, type = '', base64 = ''] = /^([A-Za-z0-9@.-]+)[ \t]+([A-Za-z0-9+/=]+)(?:[ \t]|$)/.exec(text) ?? [];
  const bytes = decodeBase64(base64);
  return bytes !== null && type !== '' && keyTypeOf(bytes) === type ? encodeBase64(bytes) : null;
}

/** Options end at the first white space outside of quotes. */
function splitOptions(text: string): [options: string, rest: string] {
  const [options = ''] = /^(?:"(?:[^"\\]|\\.)*"|[^\s"])*/.exec(text) ?? [];
  return [options, text.slice(options.length).trimStart()];
}

type Options = Pick<AllowedSigner, 'certAuthority' | 'namespaces' | 'validAfter' | 'validBefore'>;

/** Null for what `ssh-keygen` refuses: unknown and doubled options, and times that do not exist. */
function parseOptions(text: string): Options | null {
  const values = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const match = /^([A-Za-z-]+)(?:="((?:[^"\\]|\\.)*)")?(?:,(?=.)|$)/.exec(text.slice(at));
    const name = match?.[1]?.toLowerCase() ?? '';
    if (match === null || values.has(name) || (match[2] === undefined) !== (name === 'cert-authority'))
      return null;
    values.set(name, (match[2] ?? '').replace(/\\"/g, '"'));
    at += match[0].length;
  }
  const known = ['cert-authority', 'namespaces', 'valid-after', 'valid-before'];
  const [after, before] = [values.get('valid-after'), values.get('valid-before')].map((time) =>
    time === undefined ? null : (sshTime(time) ?? NaN),
  );
  const isFine = [...values.keys()].every((name) => known.includes(name));
  if (!isFine || Number.isNaN(after) || Number.isNaN(before)) return null;
  return {
    certAuthority: values.has('cert-authority'),
    namespaces: values.get('namespaces') ?? null,
    validAfter: after ?? null,
    validBefore: before ?? null,
  };
}
