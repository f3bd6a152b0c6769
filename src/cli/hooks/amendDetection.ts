/**
 * Whether the running commit replaces HEAD. Git does not say so to its hooks, so the command line of the git process
 * is read, and where that is not possible the author's date decides, which an amended commit keeps.
 */
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import type { Commit } from '../../adapters/git/commits';
import type { HookContext } from './hookContext';

export interface CommitClues {
  /** Second argument of prepare-commit-msg. */
  readonly source: string | undefined;
  /** Third argument: the commit whose message is used, as the user named it. */
  readonly reused: string | undefined;
  /** `GIT_AUTHOR_DATE` and the like, as git exported them to the hook. */
  readonly authorDate: string | undefined;
  /** The command line of git, when it could be read. */
  readonly command: CommandLine | null;
}

export type CommandLine =
  /** Exact: one entry per argument. */
  | { readonly kind: 'arguments'; readonly words: readonly string[] }
  /** Joined by spaces, as `ps` shows it: an argument may look like several. */
  | { readonly kind: 'joined'; readonly text: string };

/** Git accepts unambiguous beginnings of an option; `--am` is the shortest one of `--amend`. */
const AMEND = /^--am(e(n(d)?)?)?$/;
/** Options of `git commit` whose next word is a value. */
const WITH_VALUE = new Set([
  '-m',
  '-F',
  '-C',
  '-c',
  '-t',
  '--message',
  '--file',
  '--author',
  '--date',
  '--template',
]);

/** Tells whether the commit being made replaces `head`. */
export function isAmend(clues: CommitClues, head: Commit | null): boolean {
  if (head === null) return false;
  const { command } = clues;
  if (command?.kind === 'arguments') {
    if (hasAmend(command.words)) return true;
    // An alias hides what git really does; only the plain command can say no.
    if (command.words.includes('commit')) return false;
  }
  if (command?.kind === 'joined') {
    if (/\scommit\s/.test(command.text) && !/\s--am(e|en|end)?(\s|$)/.test(command.text)) return false;
  }
  if (clues.source === 'commit' && clues.reused === 'HEAD') return true;
  return clues.authorDate === `@${head.authorDate}` && secondsSince(head.committerDate) > 2;
}

/** What git reveals of the command that the user gave. */
export function cluesOf({
  gitProcess,
}: Pick<HookContext, 'gitProcess'>): Pick<CommitClues, 'authorDate' | 'command'> {
  return { authorDate: process.env['GIT_AUTHOR_DATE'], command: commandLineOf(gitProcess) };
}

/** The command line of a process, or null when the system does not tell. */
export function commandLineOf(pid: number | null): CommandLine | null {
  if (pid === null || pid <= 1) return null;
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return { kind: 'arguments', words };
  } catch {
    // No /proc on this system: ask ps.
    const { status, stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return status === 0 && stdout.trim() !== '' ? { kind: 'joined', text: stdout.trim() } : null;
  }
}

function hasAmend(words: readonly string[]): boolean {
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--') return false;
    if (AMEND.test(word)) return true;
    if (WITH_VALUE.has(word)) index++;
  }
  return false;
}

function secondsSince(date: string): number {
  return Date.now() / 1000 - Number.parseInt(date, 10);
}
