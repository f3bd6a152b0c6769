/**
 * Which line of the allowed signers vouches for a person's key. Only lines that name the person literally count: a
 * pattern would vouch for anybody who claims to be one of many.
 */
import { printable } from '../commit/sanitise';
import type { AllowedSigner, AllowedSigners } from './allowedSigners';
import { problem, type Problem } from './problem';
import { NAMESPACE } from './sshSignature';

export type FoundSigner =
  | { readonly signer: AllowedSigner; readonly principal: string }
  /** `principal`: as listed when the person is, otherwise null. */
  | { readonly problem: Problem; readonly principal: string | null };

/**
 * @param key the public key that signed, in base64
 * @param email whom the statement names
 * @param now seconds since the epoch: a key counts while it is valid, whatever time the signer wrote into the statement
 */
export function findSigner(
  { signers }: AllowedSigners,
  key: string,
  email: string,
  now: number,
): FoundSigner {
  const counted = signers.filter(({ wildcard, certAuthority }) => !wildcard && !certAuthority);
  const named = counted.flatMap((signer) => {
    const principal = signer.principals.find((name) => name.toLowerCase() === email.toLowerCase());
    return principal === undefined ? [] : [{ signer, principal }];
  });
  const own = named.filter(({ signer }) => signer.key === key);
  const judged = own.map((found) => ({ ...found, problem: problemOf(found.signer, now) }));
  const good = judged.find((found) => found.problem === null);
  if (good !== undefined) return { signer: good.signer, principal: good.principal };
  const [first] = judged;
  if (first?.problem) return { problem: first.problem, principal: first.principal };
  return { problem: absence(signers, key, email, named.length > 0), principal: null };
}

function problemOf(signer: AllowedSigner, now: number): Problem | null {
  const { namespaces, validAfter, validBefore, line } = signer;
  if (namespaces !== null && !matchesPatterns(namespaces, NAMESPACE)) {
    const all = printable(`${namespaces},${NAMESPACE}`);
    return problem(
      'namespace',
      `Line ${line} of the allowed signers does not permit that key to countersign: write namespaces="${all}".`,
    );
  }
  if (validAfter !== null && now < validAfter)
    return problem('not-yet-valid', `The key is valid only from ${day(validAfter)} on: sign again then.`);
  if (validBefore !== null && now > validBefore)
    return problem('expired', `The key was valid until ${day(validBefore)}: sign again with a current key.`);
  return null;
}

function absence(signers: readonly AllowedSigner[], key: string, email: string, isNamed: boolean): Problem {
  const who = printable(email);
  if (isNamed)
    return problem('wrong-key', `The key is not the one that the allowed signers list for ${who}.`);
  const lines = signers.filter((signer) => signer.key === key);
  const pattern = lines.find(({ wildcard, certAuthority }) => wildcard && !certAuthority);
  if (pattern !== undefined)
    return problem(
      'wildcard',
      `Line ${pattern.line} of the allowed signers has a pattern, which names nobody: list ${who} literally.`,
    );
  const other = lines.find(({ certAuthority }) => !certAuthority);
  if (other !== undefined)
    return problem(
      'wrong-key',
      `The key is that of ${printable(other.principals.join(', '))}, not of ${who}.`,
    );
  return problem(
    'unknown-signer',
    `The allowed signers do not list ${who} with that key: add a line for it.`,
  );
}

/** OpenSSH's pattern lists: `*`, `?`, and `!` for exceptions. */
function matchesPatterns(list: string, text: string): boolean {
  const patterns = list.split(',').map((pattern) => pattern.trim());
  const matching = patterns.filter((pattern) => matches(pattern.replace(/^!/, ''), text));
  return matching.length > 0 && matching.every((pattern) => !pattern.startsWith('!'));
}

/** Without a regular expression: a hostile one could take forever. */
function matches(pattern: string, text: string): boolean {
  let reachable = new Set([0]);
  for (const character of pattern) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (character === '*') for (let end = at; end <= text.length; end++) next.add(end);
      else if (at < text.length && (character === '?' || text.charAt(at) === character)) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.has(text.length);
}

function day(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime())
    ? 'another time'
    : date.toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
}
