/**
 * The part of the post-commit hook's shell that takes what was committed out of the journals of writers that are gone,
 * when that was found out before the commit.
 */

/** In the state directory: the files that go, a line each, relative to it and in letters that need no quoting. */
export const SETTLED_LIST = 'ready.settled';
/** In the state directory: a state directory with what remains of other journals. */
export const SETTLED_JOURNALS = 'ready.journals';

/**
 * Lines that do it, and remove the files `used` of the state directory in the same breath; they need `git_dir`, and leave
 * the shell in that directory. A journal that another writer has taken over meanwhile is not there any more and does not
 * come back.
 */
export function settleAtOnce(used: readonly string[]): string[] {
  return [
    'cd "$git_dir/countersign" || return 0',
    `done='${used.join(' ')}'`,
    `if [ -f ${SETTLED_LIST} ]; then`,
    `  done="$done ${SETTLED_LIST} ${SETTLED_JOURNALS}"`,
    `  while IFS= read -r name; do done="$done $name"; done <${SETTLED_LIST}`,
    `  for journal in ${SETTLED_JOURNALS}/journal/*; do`,
    `    [ ! -f "$journal" ] || [ ! -f "\${journal#*/}" ] || mv -f "$journal" "\${journal#*/}"`,
    '  done',
    'fi',
    'rm -rf $done',
  ];
}
