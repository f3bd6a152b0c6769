/**
 * What `gpg --status-fd` tells about a signature (GnuPG's doc/DETAILS). These lines decide, never the exit code alone.
 */
import { problem, type Problem } from './problem';

export type GpgVerdict =
  /** Fingerprint of the primary key. */
  { readonly fingerprint: string } | { readonly problem: Problem; readonly fingerprint: string | null };

const BAD: readonly (readonly [keyword: string, found: Problem])[] = [
  ['BADSIG', problem('bad-signature', 'The signature is not right: the statement was changed or damaged.')],
  ['REVKEYSIG', problem('revoked', 'The key is revoked: sign again with another key.')],
  ['KEYREVOKED', problem('revoked', 'The key is revoked: sign again with another key.')],
  ['EXPKEYSIG', problem('expired', 'The key has expired: sign again with a current key.')],
  ['EXPSIG', problem('expired', 'The signature has expired: sign again.')],
  ['NO_PUBKEY', problem('unknown-signer', 'The GPG keyring of the base does not have that key: add it.')],
  ['ERRSIG', problem('bad-signature', 'The signature cannot be checked by this version of gpg.')],
];

/** Anything but one good signature is a problem. Never throws. */
export function gpgVerdict(status: string): GpgVerdict {
  const lines = status
    .split('\n')
    .filter((line) => line.startsWith('[GNUPG:] '))
    .map((line) => line.trim().split(' ').slice(1));
  const valid = lines.filter(([keyword]) => keyword === 'VALIDSIG');
  // The tenth value is the primary key's, whose names the keyring tells.
  const primary = valid[0]?.[10] ?? valid[0]?.[1] ?? '';
  const fingerprint = /^[0-9A-F]{40,64}$/.test(primary) ? primary : null;
  const bad = BAD.find(([name]) => lines.some(([keyword]) => keyword === name));
  if (bad !== undefined) return { problem: bad[1], fingerprint };
  const isOne =
    valid.length === 1 &&
    lines.filter(([keyword]) => keyword === 'NEWSIG').length <= 1 &&
    lines.some(([keyword]) => keyword === 'GOODSIG');
  if (isOne && fingerprint !== null) return { fingerprint };
  return { problem: problem('bad-signature', 'It is not one good signature of GPG.'), fingerprint };
}
