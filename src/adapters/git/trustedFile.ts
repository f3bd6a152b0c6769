/**
 * What a commit has in the place of a file that decides who is trusted. A link would have its target's name taken for
 * the content, and of something too large nothing would be read: both are problems, never an absent file.
 */
import type { Git } from '../../core/ports';
import { gitText } from './gitText';

const ENTRY = /^(\d{6}) (\w+) ([0-9a-f]{40,64}) +(\d+|-)\t/;

export type TrustedFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly id: string }
  /** Why it cannot be used and what to do; the path goes before it. */
  | { readonly kind: 'problem'; readonly problem: string };

/**
 * @param commit full id
 * @param megabytes how much it may have
 */
export async function trustedFile(
  git: Git,
  commit: string,
  path: string,
  megabytes: number,
): Promise<TrustedFile> {
  const listed = await gitText(git, ['ls-tree', '-l', '-z', '--full-tree', commit, '--', path]);
  const [, mode, type, id, size] = ENTRY.exec(listed) ?? [];
  if (id === undefined) return { kind: 'absent' };
  if (mode === '120000') return problem('is a symbolic link: commit the file itself');
  if (type !== 'blob') return problem('is not a file: commit a file of that name');
  if (Number(size) > megabytes * 1_000_000) return problem(`is longer than ${megabytes} MB: shorten it`);
  return { kind: 'file', id };
}

function problem(sentence: string): TrustedFile {
  return { kind: 'problem', problem: sentence };
}
