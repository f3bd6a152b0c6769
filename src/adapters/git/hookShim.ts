/**
 * The text of the hooks that git runs: POSIX shell, because a commit with nothing to record must not pay for starting
 * Node. Only the shell's own built-in commands are used until there is work to do.
 */

import { installedName } from './hookProgram';

/** The hooks that we take part in. */
export const OUR_HOOKS = ['prepare-commit-msg', 'commit-msg', 'post-commit'] as const;
export type OurHook = (typeof OUR_HOOKS)[number];

/**
 * Hooks of a working tree whose mere presence changes nothing in git. When hooks live in a directory of ours, all of
 * these are forwarded, so that a hook which appears in the former directory later works as well.
 */
export const FORWARDED_HOOKS: readonly string[] = [
  'applypatch-msg',
  'pre-applypatch',
  'post-applypatch',
  'pre-commit',
  'pre-merge-commit',
  ...OUR_HOOKS,
  'pre-rebase',
  'post-checkout',
  'post-merge',
  'pre-push',
  'post-rewrite',
  'pre-auto-gc',
  'sendemail-validate',
];

/** Hooks that change git's behaviour or speed by being there: forwarded only when the former directory has them. */
export const OPTIONAL_HOOKS: readonly string[] = [
  'reference-transaction',
  'post-index-change',
  'pre-receive',
  'update',
  'proc-receive',
  'post-receive',
  'post-update',
  'push-to-checkout',
  'fsmonitor-watchman',
  'p4-changelist',
  'p4-prepare-changelist',
  'p4-post-changelist',
  'p4-pre-submit',
];

/** Ending of the name under which a hook that was there before is kept, next to ours. */
export const KEPT_SUFFIX = '.before-countersign';

const MARK = '# countersign-hook';

/** Whether a hook's text was written by us, in this or another version. */
export function isOurShim(text: string): boolean {
  return text.split('\n', 3).some((line) => line.startsWith(MARK));
}

/** Where the hooks live: as files in the repository's own hooks directory, or in a directory of ours. */
export type ShimPlace =
  | { readonly kind: 'files' }
  /** `former` is the directory that `core.hooksPath` named before; relative to the root of the working tree. */
  | { readonly kind: 'hooks-path'; readonly former: string };

/** The text of the file that git runs for the hook `name`. */
export function hookShim(name: string, place: ShimPlace): string {
  const ours = OUR_HOOKS.find((hook) => hook === name);
  const chained =
    place.kind === 'files' ? `"$here/${name}${KEPT_SUFFIX}"` : shellQuoted(`${place.former}/${name}`);
  return [
    '#!/bin/sh',
    `${MARK} ${name}`,
    '# Written by Countersign, which records in every commit who wrote its lines. It never stops a commit.',
    '# To remove it and bring back what was here before: countersign hooks uninstall',
    'case ${COUNTERSIGN_DEPTH-} in ????????*) exit 0 ;; esac',
    'here=${0%/*}',
    `chained=${chained}`,
    ...(ours === undefined ? forwardOnly() : [...chainFirst(), ...recordIfNeeded(ours, place)]),
    '',
  ].join('\n');
}

/** Puts a word in single quotes for a POSIX shell. */
export function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function forwardOnly(): string[] {
  return [
    '[ -f "$chained" ] && [ -x "$chained" ] || exit 0',
    'export COUNTERSIGN_DEPTH=x${COUNTERSIGN_DEPTH-}',
    'exec "$chained" "$@"',
  ];
}

function chainFirst(): string[] {
  return [
    'if [ -f "$chained" ] && [ -x "$chained" ]; then',
    '  COUNTERSIGN_DEPTH=x${COUNTERSIGN_DEPTH-} "$chained" "$@" || exit $?',
    'fi',
  ];
}

function recordIfNeeded(name: OurHook, place: ShimPlace): string[] {
  return [
    `shared=$here/..${place.kind === 'files' ? '/countersign' : ''}`,
    'git_dir=${GIT_DIR:-.git}',
    // In the main working tree git leaves GIT_DIR unset; the message and the index are in the git directory.
    `[ -d "$git_dir" ] || git_dir=${name === 'post-commit' ? '${GIT_INDEX_FILE%/*}' : '${1%/*}'}`,
    `program=$shared/${installedName(name === 'post-commit' ? 'hookPostCommit' : 'hook')}`,
    'needed=',
    ...NEEDED[name],
    '[ -n "$needed" ] || exit 0',
    `[ -f "$program" ] || ${complain(name, NO_PROGRAM)}`,
    'node=',
    '[ -r "$shared/node" ] && IFS= read -r node <"$shared/node"',
    'COUNTERSIGN_GIT_PID=$PPID',
    'export COUNTERSIGN_GIT_PID',
    'if [ -n "$node" ] && [ -f "$node" ] && [ -x "$node" ]; then',
    `  ELECTRON_RUN_AS_NODE=1 "$node" "$program" ${name} "$@" && exit 0`,
    'fi',
    'if command -v node >/dev/null 2>&1; then',
    `  node "$program" ${name} "$@" && exit 0`,
    'fi',
    complain(name, NO_NODE),
  ];
}

/** Said once for a commit: the hooks that run after prepare-commit-msg would only repeat it. */
function complain(name: OurHook, sentence: string): string {
  return name === 'prepare-commit-msg' ? `{ echo ${shellQuoted(sentence)} >&2; exit 0; }` : 'exit 0';
}

const PENDING = 'for file in "$git_dir/countersign/pending"/*; do [ -e "$file" ] && needed=1; break; done';
/** An amended commit that has a note is told by the date of its author, which git hands on. */
const ANNOTATED = '[ -e "$shared/annotated/${GIT_AUTHOR_DATE:-none}" ] && needed=1';
/** A reused message, as of an amended commit, may have trailers that no longer hold; not where there never was a note. */
const REUSES =
  '[ "${2-}" = commit ] && { [ -e "$shared/annotated" ] || [ -e "$shared/../refs/notes/ai" ]; } && needed=1';
/** Words and date of an amended commit are new: the system may show what was typed (the shell drops the zeros). */
const AMENDS =
  '[ "${2-}" = message ] && [ -e "$shared/annotated" ] && [ -r "/proc/$PPID/cmdline" ] && ' +
  'IFS= read -r line <"/proc/$PPID/cmdline"; case ${line-} in *--am*) needed=1 ;; esac';
/** prepare-commit-msg found the note of an earlier commit that speaks of this one's lines. */
const EARLIER = '[ -e "$git_dir/countersign/earlier" ] && needed=1';

const NEEDED: Record<OurHook, readonly string[]> = {
  'prepare-commit-msg': [PENDING, ANNOTATED, REUSES, AMENDS],
  'commit-msg': ['[ -e "$git_dir/countersign/check-message" ] && needed=1'],
  'post-commit': [PENDING, EARLIER],
};

const NO_NODE =
  'countersign: no working Node.js was found, so this commit does not say who wrote its lines; ' +
  'open the repository in your editor once, or put node 20 or newer on your PATH.';
const NO_PROGRAM =
  'countersign: the program of the hooks is missing, so this commit does not say who wrote its lines; ' +
  'run: countersign hooks install';
