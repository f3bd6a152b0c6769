/**
 * The policy of a commit for the gate, which takes nothing that only looks like one: a link, a folder, a file that is no
 * text or too large is broken, never absent.
 */
import { CountersignError } from '../../../core/errors';
import { policyFileName } from '../../../core/policy/policy';
import type { Git } from '../../../core/ports';
import type { Trust } from '../../node/signing/trust';
import { gitBytes } from '../gitText';
import { trustAt } from '../trustAt';
import { trustedFile } from '../trustedFile';

const MEGABYTES = 1;

/**
 * What a commit vouches for; the default policy when it has none.
 *
 * @param commit full id
 * @throws CountersignError `policy-broken`
 */
export async function policyAt(git: Git, commit: string): Promise<Trust> {
  const found = await trustedFile(git, commit, policyFileName, MEGABYTES);
  if (found.kind === 'problem') throw broken(commit, found.problem);
  if (found.kind === 'file' && !isUtf8(await gitBytes(git, ['cat-file', 'blob', found.id])))
    throw broken(commit, 'is not UTF-8 text: save it as UTF-8');
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
