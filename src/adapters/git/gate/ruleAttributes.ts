/**
 * The attribute `countersign` of paths, from the `.gitattributes` of one commit and nowhere else.
 */
import { join } from 'node:path';
import { parseAttributes } from '../../../core/gate/parseAttributes';
import { RULE_ATTRIBUTE } from '../../../core/gate/ruleAttribute';
import { CountersignError } from '../../../core/errors';
import type { Git } from '../../../core/ports';
import { gitFailure } from '../../node/gitFailure';
import { withScratch } from '../../node/withScratch';
import { gitText, textOf } from '../gitText';

/** Milliseconds. Before version 2.41 git may compare a pattern with a path for ever. */
const PATIENCE = 30_000;
const TOO_LONG = 124;

/**
 * Values by path, of the paths that have any. `git check-attr --source` would do, but needs git 2.40: an index of our
 * own with that commit's files works with all.
 *
 * @param commit full id
 */
export async function ruleAttributes(
  git: Git,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0 || !(await isUsed(git, commit))) return new Map();
  return withScratch(async (directory) => {
    const env = { GIT_INDEX_FILE: join(directory, 'index'), GIT_ATTR_NOSYSTEM: '1' };
    await gitText(git, ['read-tree', commit], { env });
    const command = ['-c', 'core.attributesFile=', 'check-attr', '--cached', '-z', '--stdin', RULE_ATTRIBUTE];
    const stdin = paths.map((path) => `${path}\0`).join('');
    const { code, stdout, stderr } = await git.run(command, { env, stdin, patience: PATIENCE });
    if (code === TOO_LONG)
      throw new CountersignError(
        'policy-broken',
        `Git takes too long to compare the patterns of .gitattributes in ${commit.slice(0, 10)} with the paths: simplify those with several **.`,
      );
    if (code !== 0) throw gitFailure(command, code, stderr);
    return parseAttributes(textOf(stdout));
  });
}

/** Whether any of the commit's attribute files speaks of ours: most repositories need no index. */
async function isUsed(git: Git, commit: string): Promise<boolean> {
  const files = ':(top,glob)**/.gitattributes';
  const { code } = await git.run(['grep', '-q', '-a', '-F', '-e', RULE_ATTRIBUTE, commit, '--', files]);
  return code === 0;
}
