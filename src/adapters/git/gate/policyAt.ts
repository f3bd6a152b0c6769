/**
 * The policy of a commit for the gate, which takes nothing that only looks like one: a link, a folder, a file that is no
 * text or too large is broken, never absent.
 */
import { CountersignError } from '../../../core/errors';
import { policyFileName } from '../../../core/policy/policy';
import type { Git } from '../../../core/ports';
import type { Trust } from '../../node/signing/trust';
import { gitBytes, gitText } from '../gitText';
import { trustAt } from '../trustAt';

const LARGEST = 1_000_000;
const ENTRY = /^(\d{6}) (\w+) ([0-9a-f]{40,64}) +(\d+|-)\t/;

/**
 * What a commit vouches for; the default policy when it has none.
 *
 * @param commit full id
 * @throws CountersignError `policy-broken`
 */
export async function policyAt(git: Git, commit: string): Promise<Trust> {
  const listed = await gitText(git, ['ls-tree', '-l', '-z', '--full-tree', commit, '--', policyFileName]);
  const [, mode, type, id, size] = ENTRY.exec(listed) ?? [];
  if (id !== undefined) {
    if (mode === '120000') throw broken(commit, 'is a symbolic link: commit the file itself');
    if (type !== 'blob') throw broken(commit, 'is not a file: commit a file of that name');
    if (Number(size) > LARGEST) throw broken(commit, 'is longer than 1 MB: shorten it');
    const bytes = await gitBytes(git, ['cat-file', 'blob', id]);
    if (!isUtf8(bytes)) throw broken(commit, 'is not UTF-8 text: save it as UTF-8');
  }
  return trustAt(git, commit);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function broken(commit: string, what: string): CountersignError {
  return new CountersignError('policy-broken', `${policyFileName} of ${commit.slice(0, 10)} ${what}.`);
}
