/**
 * How many different people have signed off: two names on one key are one person, and so are two keys of one name.
 */

export interface Voice {
  /** Lower-case. */
  readonly email: string;
  /** Fingerprint; null for a trailer. */
  readonly key: string | null;
}

/** The most people that the voices can be, each with an email and a key of his own. */
export function countVoices(voices: readonly Voice[]): number {
  const keysOf = new Map<string, Set<string>>();
  for (const { email, key } of voices) {
    const keys = keysOf.get(email) ?? new Set();
    // A trailer proves no key, so it stands for one that only its email has.
    keysOf.set(email, keys.add(key === null ? `trailer of ${email}` : `key ${key}`));
  }
  const holderOf = new Map<string, string>();
  let count = 0;
  for (const email of keysOf.keys()) if (claim(email, keysOf, holderOf, new Set())) count++;
  return count;
}

/** Gives an email one of its keys, moving holders to others of theirs where needed. */
function claim(
  email: string,
  keysOf: ReadonlyMap<string, ReadonlySet<string>>,
  holderOf: Map<string, string>,
  asked: Set<string>,
): boolean {
  for (const key of keysOf.get(email) ?? []) {
    if (asked.has(key)) continue;
    asked.add(key);
    const holder = holderOf.get(key);
    if (holder === undefined || claim(holder, keysOf, holderOf, asked)) {
      holderOf.set(key, email);
      return true;
    }
  }
  return false;
}
