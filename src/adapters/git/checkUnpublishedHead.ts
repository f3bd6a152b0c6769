/**
 * Whether a commit may still be made anew: only the last one, and only while nobody else can have it.
 */
import { CountersignError } from '../../core/errors';
import { acceptsSignatures } from '../../core/policy/acceptsSignatures';
import type { CountersignTerms } from '../../core/policy/policy';
import type { Git } from '../../core/ports';
import { readCommit, type Commit } from './commits';
import { gitText } from './gitText';

/**
 * @param countersign what the policy says of signatures: where they count, one is what to do instead
 * @throws CountersignError `bad-usage`, with what to do instead of writing a trailer
 */
export async function checkUnpublishedHead(
  git: Git,
  commit: Commit,
  countersign: CountersignTerms,
): Promise<void> {
  const name = commit.id.slice(0, 10);
  const instead = acceptsSignatures(countersign)
    ? `run countersign sign ${name}`
    : 'let the policy name "allowedSigners", so that a signature counts as well';
  const head = await readCommit(git, 'HEAD');
  if (head.id !== commit.id)
    throw refused(`Only the last commit can get a trailer, and ${name} is not: ${instead}.`);
  const pushed = [
    'for-each-ref',
    '--count=1',
    '--format=%(refname:short)',
    '--contains',
    commit.id,
    'refs/remotes',
  ];
  const [remote = ''] = (await gitText(git, pushed)).split('\n');
  if (remote !== '')
    throw refused(`${name} is pushed already (${remote}), so it stays as it is: ${instead}.`);
  if (commit.message.includes('\ufffd'))
    throw refused(`The message of ${name} is not UTF-8, so it stays as it is: ${instead}.`);
}

function refused(sentence: string): CountersignError {
  return new CountersignError('bad-usage', sentence);
}
