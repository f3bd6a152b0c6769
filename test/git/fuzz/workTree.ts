/**
 * One working tree of a random session: real git with the real hooks, and the command line, which runs in this process
 * because starting it takes longer than its work.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run } from '../../../src/cli/main';
import { SimpleGitRunner } from '../../../src/adapters/git/simpleGit';
import type { Author } from '../../../src/core/model';
import type { Outcome, TestRepository } from '../support';
import { linesIn } from './committedLines';
import type { Truth } from './truth';

const AGENT = { type: 'ai_agent', agent_name: 'Some Agent', model: 'model-1', conversation_id: 'talk-1' };

export class WorkTree {
  /** The stashes that were made here: all working trees share them, but not what was reported of their lines. */
  readonly stashes = new Set<string>();

  /** @param place directory relative to the root of `repository` */
  constructor(
    readonly repository: TestRepository,
    readonly truth: Truth,
    readonly place = '',
  ) {}

  get root(): string {
    return join(this.repository.root, this.place);
  }

  /** Runs git, which must succeed; gives what it printed. */
  git(...args: string[]): string {
    const { code, stdout, stderr } = this.try(args);
    assert.equal(code, 0, `git ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  }

  /** Runs git, whatever comes of it; but our hooks must have nothing to complain about. */
  try(args: readonly string[], env: Readonly<Record<string, string>> = {}, stdin = ''): Outcome {
    const done = this.repository.run('git', args, { in: this.place, env, stdin });
    assert.doesNotMatch(done.stderr, /countersign:/, `git ${args.join(' ')}`);
    return done;
  }

  /** Lines that git prints. */
  lines(...args: string[]): string[] {
    return this.git(...args)
      .split('\n')
      .filter((line) => line !== '');
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  /** Whether the git directory has this file. */
  hasGitFile(name: string): boolean {
    return existsSync(resolve(this.root, this.git('rev-parse', '--git-path', name).trim()));
  }

  read(path: string): string {
    return this.has(path) ? readFileSync(join(this.root, path), 'utf8') : '';
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** The files that git follows here and that are there. */
  files(): string[] {
    return [...new Set(this.lines('ls-files'))].filter((path) => this.has(path));
  }

  /**
   * Somebody writes a file. An agent, and an editor that takes over a file with text of nobody knows whom, tell before
   * it if `tellsBefore`.
   */
  async edit(path: string, text: string, author: Author, tellsBefore: boolean): Promise<void> {
    const before = this.read(path);
    // Also what a step has committed that is not over.
    this.truth.commit(linesIn(this, 'HEAD').map(({ number }) => number));
    const file = join(this.root, path);
    if (author !== 'unknown' && (tellsBefore || this.truth.hasUnreported(before))) {
      await this.report('agent-v1', { type: 'human', will_edit_filepaths: [file] });
      this.truth.report(before);
    }
    this.write(path, text);
    if (author === 'unknown') return;
    if (author === 'ai') await this.report('agent-v1', { ...AGENT, edited_filepaths: [file] });
    else await this.report('known-human', { editor: 'vim', edited_filepaths: [file] });
  }

  /** What the command line prints as JSON; null when it refuses. */
  async json<T>(...args: string[]): Promise<T | null> {
    const { code, out, problems } = await this.countersign(args, '');
    if (code !== 0) return null;
    assert.deepEqual(problems, []);
    return JSON.parse(out) as T;
  }

  private async report(preset: string, payload: object): Promise<void> {
    const { code, problems } = await this.countersign(['checkpoint', preset], JSON.stringify(payload));
    assert.deepEqual([code, problems], [0, []]);
  }

  private async countersign(
    args: readonly string[],
    input: string,
  ): Promise<{ code: number; out: string; problems: string[] }> {
    let out = '';
    const problems: string[] = [];
    const code = await run(args, {
      directory: this.root,
      gitIn: (directory) => new SimpleGitRunner({ directory }),
      input: () => Promise.resolve(input),
      output: {
        write: (text) => (out += text),
        complain: (line) => problems.push(line),
        colours: false,
      },
      version: '1.0.0',
      hookProgram: '',
    });
    return { code, out, problems };
  }
}
