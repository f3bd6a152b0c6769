/**
 * How git is asked for differences. Every option that a user's configuration could change is given.
 */
import { PATCH_OPTIONS } from '../../core/commit/patch';

/** Files above this size count as binary: nobody writes them line by line, and a commit must not wait for them. */
const BIG_FILE = '16m';

/** What git's own diff would take from the user's configuration, as `-c` arguments. */
export const DIFF_CONFIGURATION: readonly string[] = [
  ['core.quotePath', 'true'],
  ['core.bigFileThreshold', BIG_FILE],
  ['diff.suppressBlankEmpty', 'false'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** Which files are listed, in which order, and which count as renamed. */
const PAIRING = ['-l1000', '-O/dev/null', '--ignore-submodules=all'];

/** What the user's configuration may also change: which lines count as changed, and which files as renamed. */
export const DIFF_OPTIONS: readonly string[] = [
  ...PATCH_OPTIONS,
  ...PAIRING,
  '--diff-algorithm=default',
  '--indent-heuristic',
];

/** The same changes as a list with full blob ids: `git diff-index --cached` and `git diff-tree` must print equal lists. */
export const RAW_OPTIONS: readonly string[] = ['--raw', '--no-abbrev', '-M', '--no-relative', ...PAIRING];
