/**
 * What every test of a fault asks: a commit with our hooks, in a repository where something is broken, is the commit
 * that git makes without them, but for trailers at the end of its message.
 */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import {
  buildHookProgram,
  installHooks,
  TestRepository,
  threePlaces,
  trailersOf,
  typeFile,
  type Outcome,
  type RunOptions,
} from './support';

/** What becomes of the message. */
export type Trailers = 'none' | 'all' | readonly string[];

export interface Commit extends RunOptions {
  /** Arguments of git; default: a commit of everything with the subject `Go on`. */
  readonly args?: readonly string[];
  /** Git's exit code; default 0. */
  readonly code?: number;
}

/** Times in the past, so that two runs of git make the same commit. */
const DATES = {
  GIT_AUTHOR_DATE: '@1700000000 +0100',
  GIT_COMMITTER_DATE: '@1700000000 +0100',
};
const COMMIT = ['commit', '--quiet', '--all', '--message=Go on'];

/** The whole block of trailers that a commit of `threePlaces` gets. */
export const ALL_TRAILERS = trailersOf(3, 2);

/** Prepares for each test a repository with our hooks, in which `threePlaces` waits to be committed. */
export function withWaitingLines(use: (repository: TestRepository) => void): void {
  let built: string;
  let program: string;
  let repository: TestRepository;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    repository = new TestRepository();
    repository.startWithEightLines();
    await installHooks(repository, program);
    typeFile(repository, 'a.ts', threePlaces);
    use(repository);
  });

  afterEach(() => repository.dispose());
}

/** The shell settles no journal of a writer of such a name, so it leaves the note to Node, too. */
export function leaveNoteToNode(repository: TestRepository): void {
  const place = (name: string): string => join(repository.root, '.git/countersign', name);
  renameSync(place('journal/editor.jsonl'), place('journal/an editor.jsonl'));
  renameSync(place('pending/editor'), place('pending/an editor'));
}

/**
 * Commits in a copy without hooks, and then with them. Code, output, tree, parents, author, index and message must be
 * the same, but for `trailers`; on standard error there must be exactly the line `said` more (none when it is empty),
 * or a match (git's own words differ from version to version), in which `<root>` stands for the repository and `<commit>` for the new commit's abbreviated id.
 */
export function commitAsWithoutHooks(
  repository: TestRepository,
  said: string | RegExp,
  trailers: Trailers,
  { args = COMMIT, code = 0, ...options }: Commit = {},
): void {
  const env = { ...DATES, ...options.env };
  const copy = repository.beside('without-hooks');
  repository.run('cp', ['-a', repository.root, copy]);
  const away = { ...options, env, in: join('..', 'without-hooks', options.in ?? '') };
  const bare = repository.run('git', ['-c', 'core.hooksPath=/dev/null', ...args], away);
  const own = repository.run('git', args, { ...options, env });

  const [ours, theirs] = [readable(repository, own.stderr), readable(repository, bare.stderr)];
  if (typeof said === 'string') assert.equal(ours, (said === '' ? '' : `countersign: ${said}\n`) + theirs);
  else assert.match(ours.slice(0, ours.length - theirs.length), said);
  assert.equal(own.stdout, bare.stdout);
  assert.equal(own.code, bare.code);
  assert.equal(own.code, code);
  const state = (at: string): Outcome[] =>
    [
      ['log', '-1', '--format=%T %P%n%an %ae %aI%n%cn %ce %cI'],
      ['status', '--porcelain'],
      ['ls-files', '--stage'],
    ].map((asked) => repository.run('git', asked, { in: at }));
  assert.deepEqual(state('.'), state('../without-hooks'));
  const block = trailers === 'all' ? [ALL_TRAILERS] : trailers === 'none' ? [] : trailers;
  const bareMessage = repository.run('git', ['log', '-1', '--format=%B'], away).stdout.replace(/\n$/, '');
  assert.equal(
    repository.message(),
    block.length === 0 ? bareMessage : `${bareMessage}\n${block.join('\n')}\n`,
  );
  repository.run('rm', ['-rf', copy]);
}

/** Paths and ids that differ from run to run, by name. */
function readable(repository: TestRepository, text: string): string {
  const head = repository.run('git', ['rev-parse', 'HEAD']).stdout.slice(0, 10);
  return text
    .replaceAll(join(repository.root, '..', 'without-hooks'), '<root>')
    .replaceAll(repository.root, '<root>')
    .replaceAll(head, '<commit>');
}

/** A named pipe that nobody writes into: whoever opens it to read waits for ever. */
export function makePipe(repository: TestRepository, path: string): void {
  repository.remove(path);
  const { code } = repository.run('mkfifo', [join(repository.root, path)]);
  assert.equal(code, 0);
}

/** Asserts that a commit in the same repository works again as if nothing had been. */
export function nextCommitIsFine(repository: TestRepository): void {
  typeFile(repository, 'next.ts', [['ai', 'generated afterwards']], { writer: 'next' });
  repository.git('add', 'next.ts');
  commitAsWithoutHooks(repository, '', [trailersOf(1, 1)], {
    args: ['commit', '--quiet', '--message=Next', '--', 'next.ts'],
  });
  assert.match(repository.note(), /^next\.ts\n/);
}

/**
 * Has our program find another git, which runs these lines of shell before it answers the question. Git itself looks
 * there for what it runs.
 *
 * @param question part of the arguments
 * @returns the environment for the commit
 */
export function otherGit(
  repository: TestRepository,
  question: string,
  ...lines: string[]
): Record<string, string> {
  const bin = repository.beside('bin');
  mkdirSync(bin);
  const script = ['#!/bin/sh', 'case "$*" in', `  *"${question}"*)`, ...lines, ';;', 'esac'];
  writeFileSync(join(bin, 'git'), [...script, `exec '${placeOf('git')}' "$@"`, ''].join('\n'));
  chmodSync(join(bin, 'git'), 0o755);
  return { GIT_EXEC_PATH: bin };
}

/** Where a program lies. */
export function placeOf(tool: string): string {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, tool));
  return places.find((file) => existsSync(file)) ?? tool;
}
