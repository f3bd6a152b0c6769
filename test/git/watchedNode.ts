/**
 * Repositories that tell for which hooks Node was started, and one in which the shell leaves all to it.
 */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHookProgram, installHooks, TestRepository, typeFile } from './support';
import type { By } from './support';

export type Lines = readonly (readonly [by: By, text: string])[];

export const LINES: Lines = [
  ['-', 'one'],
  ['ai', 'AI 1'],
  ['human', 'mine'],
  ['ai', 'AI %s \\n $(id) `id` "quoted"'],
];
const TIMES = { GIT_AUTHOR_DATE: '1767323045 +0530', GIT_COMMITTER_DATE: '1767323046 -0130' };
/** What makes the shell leave the note to the program: a hook of the user's that takes it away. */
const TAKES_IT_AWAY = '#!/bin/sh\nrm -f "$(git rev-parse --git-dir)/countersign/ready"\n';

/** A repository in which Node writes down what it is started for. */
export class WatchedNode {
  readonly repository: TestRepository;

  private constructor(initArguments: readonly string[]) {
    this.repository = new TestRepository({ initArguments });
  }

  static async create(
    program: string,
    slow: boolean,
    initArguments: readonly string[] = [],
  ): Promise<WatchedNode> {
    const watched = new WatchedNode(initArguments);
    const { repository } = watched;
    if (slow) repository.write('.git/hooks/commit-msg', TAKES_IT_AWAY, 0o755);
    await installHooks(repository, program);
    const node = repository.beside('node');
    writeFileSync(node, `#!/bin/sh\necho "$2" >>"${watched.log}"\nexec "${process.execPath}" "$@"\n`);
    chmodSync(node, 0o755);
    repository.write('.git/countersign/node', `${node}\n`);
    return watched;
  }

  /** The hooks for which Node was started, since the last time. */
  started(): string[] {
    const lines = existsSync(this.log) ? readFileSync(this.log, 'utf8').trim().split('\n') : [];
    rmSync(this.log, { force: true });
    return lines;
  }

  /** Who wrote a file, in the journal of an editor that runs; it is staged. */
  type(path: string, lines: Lines = LINES): void {
    typeFile(this.repository, path, lines, { running: true });
    this.repository.git('add', '--', path);
  }

  commit(...args: string[]): void {
    const { code, stderr } = this.repository.run('git', ['commit', '--quiet', ...args], { env: TIMES });
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  }

  notes(): string {
    return this.repository.git(
      'log',
      '--format=%H %an <%ae> %ad %cn %cd %B',
      '--date=raw',
      '-p',
      'refs/notes/ai',
    );
  }

  private get log(): string {
    return this.repository.beside('started');
  }
}

/** Gives what makes such repositories for each test, with one commit; `slow` is one in which the shell leaves all to Node. */
export function useWatchedNodes(): (slow: boolean, init?: readonly string[]) => Promise<WatchedNode> {
  const made: WatchedNode[] = [];
  let directory = '';
  let program = '';

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'countersign-watched-'));
    program = buildHookProgram(directory);
  });
  after(() => rmSync(directory, { recursive: true, force: true }));
  afterEach(() => made.splice(0).forEach(({ repository }) => repository.dispose()));

  return async (slow, init = []) => {
    const work = await WatchedNode.create(program, slow, init);
    made.push(work);
    work.repository.write('start.ts', 'one\n');
    work.repository.git('add', '.');
    work.commit('-m', 'start');
    return work;
  };
}
