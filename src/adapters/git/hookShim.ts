/**
 * The text of the hooks that git runs: POSIX shell, because a commit with nothing to record must not pay for starting
 * Node. Only the shell's own built-in commands are used until there is work to do.
 */

import type { HookManager } from './hookManagers';
import { FINISH, putInPlace } from './hookOnDemand';
import { installedName } from './hookProgram';
import { LOST, TROUBLES } from './hookTroubles';
import { STOPPED, watchedRun } from './hookWatch';
import { LOOSE_NOTES, NOTE_AT_ONCE, noteAtOnce, PACKED_NOTES, READY_NOTE } from './noteAtOnce';
import { REMEMBER_TABLE, whenLeftBehind } from './refTables';

/** The hooks that we take part in. */
export const OUR_HOOKS = [
  'prepare-commit-msg',
  'commit-msg',
  'post-commit',
  'post-rewrite',
  'pre-push',
] as const;
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

const STOPS: Readonly<Record<OurHook, string>> = {
  'prepare-commit-msg': 'It never stops a commit.',
  'post-commit': 'It never stops a commit.',
  'post-rewrite': 'It never stops a commit.',
  'commit-msg': 'It stops a commit only where the policy of the repository says so.',
  'pre-push': 'It stops a push only where the policy of the repository says so.',
};

/** Whether a hook's text was written by us, in this or another version. */
export function isOurShim(text: string): boolean {
  return text.split('\n', 3).some((line) => line.startsWith(MARK));
}

/** Where the hooks live: as files in the repository's own hooks directory, or in a directory of ours. */
export type ShimPlace =
  | { readonly kind: 'files' }
  /** `former` is the directory that `core.hooksPath` named before; relative to the root of the working tree. */
  | { readonly kind: 'hooks-path'; readonly former: string }
  /** In a directory of ours, named by git's configuration; what else there is, git runs itself. */
  | { readonly kind: 'config' };

/** The hook that is kept beside ours; who wrote it, as far as that is known. */
export interface KeptHook {
  readonly manager: HookManager | null;
}

/** The text of the file that git runs for the hook `name`; `kept` is the one in front of which it stands, if any. */
export function hookShim(name: string, place: ShimPlace, kept: KeptHook | null): string {
  const ours = OUR_HOOKS.find((hook) => hook === name);
  const chained =
    kept === null && place.kind === 'hooks-path'
      ? shellQuoted(`${place.former}/${name}`)
      : `"$here/${name}${KEPT_SUFFIX}"`;
  return [
    '#!/bin/sh',
    `${MARK} ${name}`,
    `# Written by Countersign, which records in every commit who wrote its lines. ${STOPS[ours ?? 'post-commit']}`,
    '# To remove it and bring back what was here before: countersign hooks uninstall',
    ...(kept?.manager ? [`# In front of the hook of ${kept.manager.name}: ${kept.manager.mark}`] : []),
    'case ${COUNTERSIGN_DEPTH-} in ????????*) exit 0 ;; esac',
    'here=${0%/*}',
    `chained=${chained}`,
    ...(ours === undefined ? forwardOnly() : ourPart(ours, place)),
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

function ourPart(name: OurHook, place: ShimPlace): string[] {
  if (name !== 'pre-push')
    return [...chainFirst(name), ...isNeeded(name, place), '[ -n "$needed" ] || exit 0', ...record(name)];
  // What git says is read only where both have to read it.
  const forward = forwardOnly().map((line) => `  ${line}`);
  const alone = ['if [ -z "$needed" ]; then', ...forward, 'fi'];
  return [
    ...isNeeded(name, place),
    ...alone,
    ...chainFirst(name),
    '[ -n "$told" ] || exit 0',
    ...record(name),
  ];
}

function chainFirst(name: OurHook): string[] {
  const isThere = 'if [ -f "$chained" ] && [ -x "$chained" ]; then';
  const run = 'COUNTERSIGN_DEPTH=x${COUNTERSIGN_DEPTH-} "$chained" "$@" || exit $?';
  if (name === 'pre-push')
    return [
      ...['told=$(cat)', isThere, '  if [ -n "$told" ]; then', `    printf '%s\\n' "$told" | ${run}`],
      ...['  else', `    ${run.replace(' ||', ' </dev/null ||')}`, '  fi', 'fi'],
    ];
  if (name !== 'post-rewrite') return [isThere, `  ${run}`, 'fi'];
  // Both are to read what git says; a variable holds it for the second.
  const again = 'printf \'%s\\n\' "$told"';
  return ['told=', isThere, '  told=$(cat)', `  ${again} | ${run}`, 'fi'];
}

/** Where the git directory is when git did not tell and it is not `.git`. */
const GIT_DIR: Readonly<Record<OurHook, string>> = {
  'prepare-commit-msg': '${1%/*}',
  'commit-msg': '${1%/*}',
  'post-commit': '${GIT_INDEX_FILE%/*}',
  'post-rewrite': '${GIT_INDEX_FILE%/*}',
  'pre-push': '$(git rev-parse --git-dir)',
};

function isNeeded(name: OurHook, place: ShimPlace): string[] {
  return [
    `shared=$here/..${place.kind === 'files' ? '/countersign' : ''}`,
    'git_dir=${GIT_DIR:-.git}',
    // In the main working tree git leaves GIT_DIR unset; the message and the index are in the git directory.
    `[ -d "$git_dir" ] || git_dir=${GIT_DIR[name]}`,
    `program=$shared/${installedName(PROGRAM[name])}`,
    'needed=',
    ...NEEDED[name],
    // Directories of ours always have all hooks: in those of other programs, any may be there any time.
    ...(name !== 'prepare-commit-msg'
      ? []
      : place.kind === 'files'
        ? putInPlace(POLICY, WORD, meantWord(ENFORCED['commit-msg']))
        : [`${FINISH}() { exit 0; }`]),
  ];
}

function record(name: OurHook): string[] {
  const told = 'printf \'%s\\n\' "$told"';
  return [
    ...beforeRunning(name),
    `[ -f "$program" ] || ${complain(name, 'missing')}`,
    'node=',
    '[ -f "$shared/node" ] && [ -r "$shared/node" ] && IFS= read -r node <"$shared/node"',
    'COUNTERSIGN_GIT_PID=$PPID',
    'COUNTERSIGN_SAY=3',
    'export COUNTERSIGN_GIT_PID COUNTERSIGN_SAY',
    ...(name === 'post-rewrite'
      ? ['[ -n "$told" ] || told=$(cat)', ...watchedRun({ least: LEAST_FOR_REBASE, input: told })]
      : name === 'pre-push'
        ? ['[ -d .git ] || export GIT_DIR="$git_dir"', ...watchedRun({ least: LEAST_FOR_PUSH, input: told })]
        : watchedRun('commit')),
    'stopped() {',
    '  case $why in',
    ...Object.entries(STOPPED).map(
      ([how, code]) => `    ${code}) ${complain(name, `stopped-${how as Stop}`)} ;;`,
    ),
    `    *) ${complain(name, 'killed')} ;;`,
    '  esac',
    '}',
    ...(name === 'post-commit' ? readyFirst() : []),
    'failed=',
    'if [ -n "$node" ]; then',
    ...start(name, '"$node"'),
    'fi',
    'if command -v node >/dev/null 2>&1; then',
    ...start(name, 'node'),
    'fi',
    `[ -z "$failed" ] || ${complain(name, 'failed')}`,
    complain(name, 'no-node'),
  ];
}

/** A note that is ready needs no Node; lines of earlier commits are not in it. */
function readyFirst(): string[] {
  return [
    ...noteAtOnce(),
    `if [ -f "$git_dir/countersign/${READY_NOTE[0]}" ] && [ ! -e "$git_dir/countersign/earlier" ]; then`,
    `  run ${NOTE_AT_ONCE}`,
    '  case $? in',
    '    0) exit 0 ;;',
    '    137) stopped ;;',
    '  esac',
    'fi',
  ];
}

function endOf(name: OurHook): string {
  return name === 'prepare-commit-msg' ? FINISH : 'exit 0';
}

/** Node that was stopped is not tried again: the time is over. */
function start(name: OurHook, node: string): string[] {
  return [
    `  run ${node} "$program" ${name} "$@"`,
    '  case $? in',
    `    0) ${endOf(name)} ;;`,
    ...(name in ENFORCED ? ['    91) exit 1 ;;'] : []),
    '    92) ;;',
    '    137) stopped ;;',
    '    *) failed=1 ;;',
    '  esac',
  ];
}

/**
 * By what the hooks before tell those after them in one word that they could not do their work, and why; and the process
 * of git that it was about.
 */
const GAVE_UP = '"$git_dir/countersign/gave-up"';
const FORGET = `rm -f ${GAVE_UP} 2>/dev/null`;
const READ = `if [ -f ${GAVE_UP} ]; then read -r before about <${GAVE_UP}; fi`;

function tell(word: string): string {
  return `{ ${FORGET}; echo ${word} "$PPID" >${GAVE_UP}; } 2>/dev/null`;
}

/** What a hook could not do, the hooks after it need not try or tell again: a commit waits for what hangs only once. */
function beforeRunning(name: OurHook): string[] {
  if (name === 'prepare-commit-msg') return [`[ -e ${GAVE_UP} ] && ${FORGET}`];
  if (name === 'commit-msg' || name === 'pre-push') {
    const words = ENFORCED[name];
    return [
      'unjudged() {',
      '  case $enforced in',
      `    ${words}) ;;`,
      `    *) grep -Eqs '${meantWord(words)}' ${POLICY} || exit 0 ;;`,
      '  esac',
      '  echo "$1" >&2',
      '  exit 0',
      '}',
      // Left by another commit, it must not keep this one from being judged.
      ...(name === 'commit-msg'
        ? [
            'before= about=',
            READ,
            `case $before in stopped*) [ "$about" != "$PPID" ] || ${complain(name, 'before')} ;; esac`,
          ]
        : []),
    ];
  }
  if (name !== 'post-commit') return [];
  return [
    'before=',
    READ,
    `[ ! -f ${GAVE_UP} ] || ${FORGET}`,
    'case $before in',
    '  stopped*) exit 0 ;;',
    `  unjudged) before=; ${complain(name, 'before')} ;;`,
    'esac',
  ];
}

type Stop = keyof typeof STOPPED;
type Trouble = keyof typeof TROUBLES;

/** Tells of a trouble, once for a commit, and ends the hook. */
function complain(name: OurHook, trouble: Trouble): string {
  const sentence = shellQuoted(`countersign: ${TROUBLES[trouble](LOST[name])}`);
  const say = `echo ${sentence} >&2`;
  if (name === 'commit-msg' && trouble.startsWith('stopped'))
    return `{ ${tell('unjudged')}; unjudged ${sentence}; }`;
  if (name in ENFORCED) return `unjudged ${sentence}`;
  // Of a new policy the hook speaks that judges.
  if (name === 'prepare-commit-msg')
    return `{ [ "$needed" = policy ] || ${say}; ${tell(trouble)}; ${FINISH} failed; }`;
  return name === 'post-commit' ? `{ [ -n "$before" ] || ${say}; exit 0; }` : `{ ${say}; exit 0; }`;
}

const PENDING = 'for file in "$git_dir/countersign/pending"/*; do [ -e "$file" ] && needed=1; break; done';
/** An amended commit that has a note is told by the date of its author, which git hands on. */
const ANNOTATED = '[ -e "$shared/annotated/${GIT_AUTHOR_DATE:-none}" ] && needed=1';
/** Some commit has a note, as a glance tells. */
const SEEN_NOTE = `[ -e "$shared/annotated" ] || ${LOOSE_NOTES}`;
/** Some commit has a note. The refs that git has packed are searched too: not for what ordinary commits ask. */
const NOTED = `{ ${SEEN_NOTE} || ${PACKED_NOTES}; } && needed=1`;

/** A reused message, as of an amended commit, may have trailers that no longer hold; not where there never was a note. */
const REUSES = `[ "\${2-}" = commit ] && ${NOTED}`;
/** Words and date of an amended commit are new: the system may show what was typed (the shell drops the zeros). */
const AMENDS =
  '[ "${2-}" = message ] && [ -r "/proc/$PPID/cmdline" ] && ' +
  `IFS= read -r line <"/proc/$PPID/cmdline"; case \${line-} in *--am*) ${NOTED} ;; esac`;
/** prepare-commit-msg found the note of an earlier commit that speaks of this one's lines. */
const EARLIER = '[ -e "$git_dir/countersign/earlier" ] && needed=1';

/** Git copies the notes of amended commits itself, over ours, where it is told to: rarely, so that asking may cost. */
const COPIES =
  `[ "\${1-}" = amend ] && { [ -n "\${GIT_NOTES_REWRITE_REF-}" ] || ` +
  `git config --get-regexp "^notes\\.rewriteref\$" >/dev/null 2>&1; } && ${NOTED}`;

/** A commit is picked; where a rebase picks many, post-rewrite carries all their notes on at once. */
const PICKS = `[ -e "$git_dir/CHERRY_PICK_HEAD" ] && [ ! -d "$git_dir/rebase-merge" ] && ${NOTED}`;

/** Commits are squashed into one, or git has left the message of a revert or of what was picked without a commit. */
const BRINGS_IN =
  `{ [ -e "$git_dir/SQUASH_MSG" ] || [ -e "$git_dir/MERGE_MSG" ]; } && ` +
  `[ ! -e "$git_dir/MERGE_HEAD" ] && [ ! -d "$git_dir/rebase-merge" ] && ${NOTED}`;
/** An amend gave up annotated lines, which may be committed again. */
const GIVEN_UP = '[ -e "$git_dir/countersign/given-up" ] && needed=1';
/**
 * A reset, and not only that, leaves the tip that it took away. Only HEAD's reflog tells what that means, so the program
 * looks, and remembers the tip when it was for nothing.
 */
const TAKEN_BACK =
  'tip=$git_dir/ORIG_HEAD; seen=$git_dir/countersign/looked-at; former=; looked=; ' +
  '[ -f "$tip" ] && [ -r "$tip" ] && IFS= read -r former <"$tip"; ' +
  '[ -f "$seen" ] && [ -r "$seen" ] && IFS= read -r looked <"$seen"; ' +
  `[ -n "$former" ] && { [ "$former" != "$looked" ] || [ "$tip" -nt "$seen" ]; } && { ${SEEN_NOTE}; } && needed=1`;

const POLICY = '.countersign.json';
/** A pattern of a policy that says one of these words. */
function meantWord(words: string): string {
  return `"enforce"[[:space:]]*:[[:space:]]*"(${words})"`;
}
/** At which word of the policy a hook has to judge. */
const ENFORCED = { 'commit-msg': 'commit', 'pre-push': 'commit|push' } as const;
/** The policy's word, as whoever looked last left it; a policy that has changed since has not been looked at. */
const WORD =
  'seen=$git_dir/countersign/enforcement; enforced=; ' +
  '[ -f "$seen" ] && [ -r "$seen" ] && IFS= read -r enforced <"$seen"; ' +
  `[ -e ${POLICY} ] && { [ -z "$enforced" ] || [ ${POLICY} -nt "$seen" ]; } && enforced=unseen`;
const ASKED = {
  'commit-msg': [WORD, `case $enforced in ${ENFORCED['commit-msg']}|unseen) needed=1 ;; esac`],
  'pre-push': [WORD, `case $enforced in ${ENFORCED['pre-push']}|unseen) needed=1 ;; esac`],
} as const;

const PROGRAM = {
  'prepare-commit-msg': 'hook',
  'commit-msg': 'hookMessage',
  'pre-push': 'hookMessage',
  'post-commit': 'hookPostCommit',
  'post-rewrite': 'hookPostRewrite',
} as const;

const NEEDED: Record<OurHook, readonly string[]> = {
  'prepare-commit-msg': [
    PENDING,
    ANNOTATED,
    REUSES,
    AMENDS,
    PICKS,
    BRINGS_IN,
    TAKEN_BACK,
    GIVEN_UP,
    ...whenLeftBehind(NOTED),
  ],
  'commit-msg': ['[ -e "$git_dir/countersign/check-message" ] && needed=1', ...ASKED['commit-msg']],
  'pre-push': ASKED['pre-push'],
  'post-commit': [PENDING, EARLIER, ...REMEMBER_TABLE],
  'post-rewrite': [`[ "\${1-}" = rebase ] && ${NOTED}`, COPIES],
};

/** Milliseconds that carrying on the notes of a rebase may take at least. */
const LEAST_FOR_REBASE = 20_000;
/** The same of a push. */
const LEAST_FOR_PUSH = 20_000;
