/**
 * The CODEOWNERS file of a commit, for rules that go by it.
 */
import { CountersignError } from '../../../core/errors';
import { visibleText } from '../../../core/commit/visibleText';
import { CodeOwners, codeOwnersFiles, codeOwnersMegabytes } from '../../../core/policy/codeOwners';
import type { Policy } from '../../../core/policy/policy';
import type { Git } from '../../../core/ports';
import { gitText } from '../gitText';
import { trustedFile } from '../trustedFile';

/**
 * Null when no rule of the policy names owners.
 *
 * @param commit full id
 * @throws CountersignError `policy-broken` when there is no such file, when it cannot be understood, and when it never
 * names an owner that a rule does: nothing would be critical then, and nobody would notice
 */
export async function codeOwnersAt(git: Git, commit: string, policy: Policy): Promise<CodeOwners | null> {
  const wanted = policy.critical.flatMap(({ name, owners = [] }) => owners.map((owner) => ({ name, owner })));
  if (wanted.length === 0) return null;
  const at = commit.slice(0, 10);
  const broken = (sentence: string): CountersignError =>
    new CountersignError('policy-broken', visibleText(sentence));
  for (const path of codeOwnersFiles) {
    const found = await trustedFile(git, commit, path, codeOwnersMegabytes);
    if (found.kind === 'absent') continue;
    if (found.kind === 'problem') throw broken(`${path} of ${at} ${found.problem}.`);
    const owners = CodeOwners.parse(await gitText(git, ['cat-file', 'blob', found.id]));
    if (typeof owners === 'string') throw broken(`${path} of ${at} cannot be understood, ${owners}`);
    const missing = wanted.find(({ owner }) => !owners.names(owner));
    if (missing === undefined) return owners;
    throw broken(
      `The rule ${missing.name} is about what ${missing.owner} owns, whom ${path} of ${at} never names: correct "owners" in the policy.`,
    );
  }
  throw broken(
    `The rule ${wanted[0]?.name} goes by CODEOWNERS, and ${at} has no such file: add one (${codeOwnersFiles.join(', ')}), or take "owners" out of the policy.`,
  );
}
