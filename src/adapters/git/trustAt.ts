/**
 * Reads what a revision vouches for: its policy, and the keys that the policy names. Only from that revision's own tree,
 * never from the working tree, the index or anybody's configuration.
 */
import { CriticalFiles } from '../../core/policy/criticalFiles';
import { parsePolicy } from '../../core/policy/parsePolicy';
import { defaultPolicy, policyFileName } from '../../core/policy/policy';
import { isRepositoryPath } from '../../core/signing/reviewedText';
import { CountersignError } from '../../core/errors';
import type { Git } from '../../core/ports';
import { sha256 } from '../node/sha256';
import type { Trust } from '../node/signing/trust';
import { readCommit } from './commits';
import { textOf } from './gitText';
import { readObjects } from './objects';
import { trustedFile } from './trustedFile';

/** Allowed signers are read up to that size. */
const MEGABYTES = 2;

const NOBODY: Trust = {
  policy: defaultPolicy,
  ruleOf: () => null,
  policyDigest: null,
  allowedSigners: '',
  revokedSigners: null,
  gpgKeyring: null,
};

/**
 * @param base a revision; null: there is nothing before the change, so nobody is trusted
 * @throws CountersignError `unknown-revision`, `policy-broken` also when a file that the policy names is not there
 */
export async function trustAt(git: Git, base: string | null): Promise<Trust> {
  if (base === null) return NOBODY;
  const { id } = await readCommit(git, base);
  const [text] = await blobs(git, id, [policyFileName]);
  if (!text) return NOBODY;
  const source = textOf(text);
  const { policy, problems } = parsePolicy(source);
  const [first] = problems;
  if (first !== undefined) {
    const place = `line ${source.slice(0, first.offset).split('\n').length}`;
    throw broken(id, `is broken (${place}: ${first.message.replace(/\.$/, '')}): correct it there`);
  }
  const critical = new CriticalFiles(policy);
  const { allowedSigners, revokedSigners, gpgKeyring } = policy.countersign;
  await checkNamed(git, id, [allowedSigners, revokedSigners, gpgKeyring]);
  const [signers, revoked, keyring] = await blobs(git, id, [allowedSigners, revokedSigners, gpgKeyring]);
  return {
    policy,
    ruleOf: (path) => critical.ruleOf(path)?.name ?? null,
    policyDigest: sha256(source),
    allowedSigners: signers ? textOf(signers) : '',
    revokedSigners: revoked ?? null,
    gpgKeyring: keyring ?? null,
  };
}

/** Whoever is named by a link or in a file that is too long would count for nobody, and nobody would know why. */
async function checkNamed(
  git: Git,
  commit: string,
  paths: readonly (string | null | undefined)[],
): Promise<void> {
  for (const path of paths) {
    if (typeof path !== 'string' || !isRepositoryPath(path)) continue;
    const found = await trustedFile(git, commit, path, MEGABYTES);
    if (found.kind === 'problem') throw broken(commit, `names ${path}, which ${found.problem}`);
  }
}

/** The files of a commit; undefined for a path that is not given, and for the policy when there is none. */
async function blobs(
  git: Git,
  commit: string,
  paths: readonly (string | null | undefined)[],
): Promise<(Uint8Array | undefined)[]> {
  const given = paths.filter((path) => typeof path === 'string');
  const wrong = given.find((path) => !isRepositoryPath(path));
  if (wrong !== undefined)
    throw broken(commit, `names ${JSON.stringify(wrong)}, which is no path from the root of the repository`);
  const objects = await readObjects(
    git,
    given.map((path) => `${commit}:${path}`),
  );
  return paths.map((path) => {
    if (typeof path !== 'string') return undefined;
    const object = objects[given.indexOf(path)];
    if (object?.type === 'blob') return object.content;
    if (path === policyFileName) return undefined;
    throw broken(commit, `names ${path}, which is not in that commit: commit the file or correct the policy`);
  });
}

function broken(commit: string, what: string): CountersignError {
  return new CountersignError('policy-broken', `${policyFileName} of ${commit.slice(0, 10)} ${what}.`);
}
