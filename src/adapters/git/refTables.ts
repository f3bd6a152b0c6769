/**
 * What the shell of the hooks cannot read from git's files where a repository keeps its refs in tables (reftable): whether
 * there are notes, and whether a reset took commits back. Git is asked, and only where it moved refs since the last commit.
 */

/** Whether there are notes; for a shell that knows `shared`. Fails at once where refs are files. */
export const NOTES_IN_TABLES =
  '{ [ -d "$shared/../reftable" ] && git rev-parse --verify --quiet refs/notes/ai >/dev/null 2>&1; }';

/** Git writes a new last name into this list with whatever it changes. */
const LAST_TABLE =
  'tables=$git_dir/reftable/tables.list; seen=$git_dir/countersign/tables; table=; looked=; ' +
  '[ -f "$tables" ] && [ -r "$tables" ] && while IFS= read -r line; do table=$line; done <"$tables"';

/** Lines that remember that what has happened so far was looked at. */
export const REMEMBER_TABLE = [
  LAST_TABLE,
  '[ -n "$table" ] && { [ -f "$seen" ] || [ ! -e "$seen" ]; } && { echo "$table" >"$seen"; } 2>/dev/null',
];

/**
 * Lines that run `then` when one of HEAD's last moves was a reset, unless nothing has moved since the last commit, and where
 * a rebase stands still: elsewhere ORIG_HEAD is the file that tells of both.
 */
export function whenLeftBehind(then: string): string[] {
  return [
    LAST_TABLE,
    'if [ -z "$needed" ] && [ -n "$table" ]; then',
    '  left=',
    '  [ -e "$git_dir/rebase-merge/stopped-sha" ] && left=1',
    '  [ -f "$seen" ] && [ -r "$seen" ] && IFS= read -r looked <"$seen"',
    '  [ "$table" = "$looked" ] || case $(git log -g -20 --no-show-signature --format=%gs HEAD -- 2>/dev/null) in',
    '    *"reset: "*) left=1 ;;',
    '  esac',
    `  if [ -n "$left" ]; then ${then}; fi`,
    'fi',
  ];
}
