/**
 * What a user's configuration may change about a diff: which lines count as changed, which files as renamed or binary.
 * Every question about changes gives these, so that all users get the same answer.
 */

/** Files above this size count as binary: nobody writes them line by line, and a commit must not wait for them. */
const BIG_FILE = '16m';

/** Before the name of git's command. */
export const DIFF_CONFIGURATION: readonly string[] = [
  ['core.quotePath', 'true'],
  ['core.bigFileThreshold', BIG_FILE],
  ['diff.suppressBlankEmpty', 'false'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** After it. */
export const DIFF_OPTIONS: readonly string[] = [
  '-M',
  '-l1000',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--diff-algorithm=default',
  '--indent-heuristic',
  '-O/dev/null',
  '--ignore-submodules=all',
];
