/**
 * The part of the post-commit hook's shell that writes a note which is ready, when the commit is the one that it is for.
 * It starts git twice and Node not at all. Whatever does not fit is left to the program.
 */
import { DIFF_CONFIGURATION, DIFF_OPTIONS } from './diffOptions';
import { NOTES_IN_TABLES } from './refTables';
import { settleAtOnce } from './settleAtOnce';

/** In the state directory: whom the note is for, the text before the commit's id, and the text behind it. */
export const READY_NOTE = ['ready', 'ready.head', 'ready.tail'] as const;

/** Whether there are notes, as a file of its own or among the refs that git has packed; for a shell that knows `shared`. */
export const LOOSE_NOTES = '[ -e "$shared/../refs/notes/ai" ]';
export const PACKED_NOTES = `grep -qs " refs/notes/ai\\$" "$shared/../packed-refs" || ${NOTES_IN_TABLES}`;

/** The shell function that `noteAtOnce` defines. */
export const NOTE_AT_ONCE = 'note_at_once';

/** What git says of a commit's files, in the words in which `diff-index --cached` says it of the staged ones. */
export const RAW_OPTIONS = ['--raw', '--no-abbrev'] as const;

const RAW = [
  'git',
  ...DIFF_CONFIGURATION,
  'diff-tree',
  '-r',
  '--root',
  '--pretty=raw',
  '--no-notes',
  ...RAW_OPTIONS,
  ...DIFF_OPTIONS,
  'HEAD',
  '--',
];

/**
 * Lines that define the shell function of that name; it fails where the program has to do the work, and then nothing
 * was written. It needs `git_dir` and `shared`.
 */
export function noteAtOnce(): string[] {
  return [
    "lf='", //
    "'",
    `${NOTE_AT_ONCE}() {`,
    '  ready=$git_dir/countersign/ready',
    '  told=$(cat "$ready" && rm -f "$ready") || return 1',
    `  made=$(${RAW.join(' ')}) || return 1`,
    '  id=${made#commit }',
    '  id=${id%%"$lf"*}',
    '  author=${made#*"${lf}author "}',
    '  author=${author%%"$lf"*}',
    '  committer=${made#*"${lf}committer "}',
    '  committer=${committer%%"$lf"*}',
    // The message is set in; only what git says of files begins so.
    '  [ "$told" = "$COUNTERSIGN_GIT_PID$lf${committer%> *}>$lf:${made#*"$lf:"}" ] || return 1',
    // Without this mark an amend would not look for the note.
    '  { [ -d "$shared/annotated" ] || mkdir "$shared/annotated"; } || return 1',
    '  true >"$shared/annotated/@${author##*> }" || return 1',
    '  from=',
    `  if ${LOOSE_NOTES} || ${PACKED_NOTES}; then`,
    '    from="from refs/notes/ai^0$lf"',
    '  fi',
    '  said=$({',
    '    printf \'commit refs/notes/ai\\ncommitter %s\\ndata 25\\nProvenance of %.10s\\n\' "$committer" "$id"',
    '    printf \'%sN inline %s\\n\' "$from" "$id"',
    '    cat "$ready.head" && printf %s "$id" && cat "$ready.tail" && printf \'\\ndone\\n\'',
    '  } | git fast-import --quiet --done --date-format=raw 2>&1) || {',
    '    case $said in',
    '      *"crash report to "*/fast_import_crash_*)',
    '        said=${said##*crash report to }',
    '        rm -f "${said%%"$lf"*}" ;;',
    '    esac',
    '    return 1',
    '  }',
    ...settleAtOnce([READY_NOTE[1], READY_NOTE[2], 'staged']).map((line) => `  ${line}`),
    '  return 0',
    '}',
  ];
}
