/**
 * What `gpg --list-keys --with-colons` tells of a keyring: which people each key names.
 */

/** Emails, lower-case, by the fingerprint of the primary key. Names that were revoked or expired do not count. */
export function gpgKeys(listing: string): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  let emails: string[] | null = null;
  let isPrimary = false;
  for (const line of listing.split('\n')) {
    const fields = line.split(':');
    const [kind, validity] = fields;
    const value = fields[9] ?? '';
    if (kind === 'pub' || kind === 'sub') isPrimary = kind === 'pub';
    if (kind === 'pub') emails = null;
    if (kind === 'fpr' && isPrimary && emails === null) keys.set(value, (emails = []));
    if (kind === 'uid' && !/^[rein]/.test(validity ?? '')) {
      const email =
        /<([^<>\s]+@[^<>\s]+)>$/.exec(value)?.[1] ?? (/^[^<>\s]+@[^<>\s]+$/.test(value) ? value : null);
      if (email !== null) emails?.push(email.toLowerCase());
    }
  }
  return keys;
}
