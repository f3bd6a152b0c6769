/**
 * Real repositories for the tests that need git, cut off from the configuration of the machine they run on.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { AiOrigin, Origin } from '../../src/core/model';
import { HookInstaller } from '../../src/adapters/git/hookInstaller';
import { HOOK_PROGRAMS } from '../../src/adapters/git/hookProgram';
import { findRepository } from '../../src/adapters/git/repository';
import { JournalWriter } from '../../src/adapters/node/journalWriter';
import { SpawnGit } from '../../src/adapters/node/spawnGit';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Directory below the root; default: the root. */
  readonly in?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

export interface RepositoryOptions {
  /** Name of the directory; default `repository`. */
  readonly name?: string;
  readonly initArguments?: readonly string[];
}

/** A temporary repository with an identity, and a home directory of its own. */
export class TestRepository {
  readonly root: string;
  readonly home: string;
  private readonly base: string;

  constructor(options: RepositoryOptions = {}) {
    this.base = mkdtempSync(join(tmpdir(), 'countersign-test-'));
    this.root = join(this.base, options.name ?? 'repository');
    this.home = join(this.base, 'home');
    mkdirSync(this.root);
    mkdirSync(this.home);
    this.git('init', '--quiet', '--initial-branch=main', ...(options.initArguments ?? []));
    this.git('config', 'user.name', 'Dana Lee');
    this.git('config', 'user.email', 'dana@example.com');
    // What is tested must not depend on the git of the machine; those tests that want it set it otherwise.
    this.git('config', 'countersign.configHooks', 'false');
  }

  /** A path next to the repository, removed with it. */
  beside(name: string): string {
    return join(this.base, name);
  }

  /** The environment of everything that runs here. */
  environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.home,
      XDG_CONFIG_HOME: join(this.home, '.config'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_EDITOR: 'true',
      ...extra,
    };
  }

  /** Runs git and gives its output; a failure is an error. */
  git(...args: string[]): string {
    const { code, stdout, stderr } = this.run('git', args);
    if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  }

  /** Runs a program here, whatever its exit code. */
  run(program: string, args: readonly string[], options: RunOptions = {}): Outcome {
    const done = spawnSync(program, args, {
      cwd: join(this.root, options.in ?? ''),
      env: this.environment(options.env),
      encoding: 'utf8',
      input: options.stdin ?? '',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (done.error) throw done.error;
    return { code: done.status ?? 128, stdout: done.stdout, stderr: done.stderr };
  }

  write(path: string, content: string | Uint8Array, mode?: number): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (mode !== undefined) chmodSync(file, mode);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  /** The whole message of a commit. */
  message(revision = 'HEAD'): string {
    return this.git('log', '-1', '--format=%B', revision).replace(/\n$/, '');
  }

  /** The text of a commit's note. */
  note(revision = 'HEAD'): string {
    return this.git('notes', '--ref=ai', 'show', revision);
  }

  /** Commits `a.ts`, on which `threePlaces` builds. */
  startWithEightLines(): void {
    this.write('a.ts', 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n');
    this.git('add', '.');
    this.git('commit', '--quiet', '-m', 'first');
  }

  dispose(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** Who wrote a line, in the words of these tests; `-` means that nobody is known to have changed it. */
export type By = 'ai' | 'human' | 'unknown' | '-';

export interface JournalOptions {
  /** Name of the writer; default `editor`. */
  readonly writer?: string;
  /** Leave the writer running, as an open editor does. Default: it ended. */
  readonly running?: boolean;
  readonly origin?: Partial<AiOrigin>;
  /** Path in the journal, when the file lies in another working tree. Default: the path of the file. */
  readonly as?: string;
  /** Git directory, for linked worktrees. Default: `.git` of the root. */
  readonly gitDir?: string;
}

const TIME = Date.UTC(2026, 0, 2);

/**
 * Writes a file and what an editor would have put into the journal before saving it: one author per line. Each given
 * line ends with a line feed.
 */
export function typeFile(
  repository: TestRepository,
  path: string,
  lines: readonly (readonly [by: By, text: string])[],
  options: JournalOptions = {},
): void {
  const ai: Origin = {
    author: 'ai',
    tool: 'GitHub Copilot',
    model: 'gpt-5.1',
    session: 'session-1',
    evidence: 'command',
    time: TIME,
    ...options.origin,
  };
  const origins: readonly (Origin | null)[] = [
    null,
    ai,
    { author: 'human', evidence: 'keystroke', time: TIME },
    { author: 'unknown', reason: 'pasted', time: TIME },
  ];
  const order: readonly By[] = ['-', 'ai', 'human', 'unknown'];
  const runs = lines.map(([by, text]) => ({ length: text.length + 1, origin: order.indexOf(by) }));
  const text = lines.map(([, line]) => `${line}\n`).join('');
  const writer = new JournalWriter(
    join(options.gitDir ?? join(repository.root, '.git'), 'countersign'),
    options.writer ?? 'editor',
  );
  const state = { kind: 'state', path: options.as ?? path, time: TIME, text, origins, runs } as const;
  writer.append([
    { ...state, role: 'saved' },
    { ...state, role: 'current' },
  ]);
  if (lines.some(([by]) => by === 'ai')) writer.setPending(true);
  if (options.running !== true) writer.finish();
  repository.write(path, text);
}

/** Builds the hook programs as the package does, and gives the path of the main one. */
export function buildHookProgram(directory: string): string {
  buildSync({
    entryPoints: HOOK_PROGRAMS.map((name) => ({
      in: `src/cli/${name === 'cli' ? 'main' : name}.ts`,
      out: name,
    })),
    outdir: directory,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return join(directory, 'hook.js');
}

/** Builds the command line, and gives its path. */
export function buildCommandLine(directory: string): string {
  const outfile = join(directory, 'cli.js');
  buildSync({
    entryPoints: ['src/cli/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return outfile;
}

/** Installs the real hooks, with the Node that runs the tests. A loaded machine must not run out of time. */
export async function installHooks(
  repository: TestRepository,
  program: string,
  at = repository.root,
): Promise<void> {
  const git = new SpawnGit({ directory: at });
  const source = { program, version: '1.0.0', node: process.execPath };
  await new HookInstaller(git, await findRepository(git, at), source).install();
  repository.git('config', 'countersign.hookTimeout', '60000');
}

/** Two AI lines and one human line, in three places of `a.ts` as `startWithEightLines` made it. */
export const threePlaces: readonly (readonly [by: By, text: string])[] = [
  ['ai', 'AI 1'],
  ['-', 'one'],
  ['-', 'two'],
  ['-', 'three'],
  ['human', 'mine'],
  ['-', 'four'],
  ['-', 'five'],
  ['-', 'six'],
  ['-', 'seven'],
  ['ai', 'AI 2'],
  ['-', 'eight'],
];

/** The trailers of a commit whose AI lines are all of the one tool of `typeFile`, in one file. */
export function trailersOf(added: number, ai: number): string {
  const counts = `added=${added} ai=${ai} mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact`;
  return `Assisted-by: GitHub Copilot:gpt-5.1\nAI-Provenance: ${counts}`;
}

/** Makes a commit that must succeed and about which nobody complains. */
export function commitQuietly(repository: TestRepository, ...args: string[]): void {
  const { code, stderr } = repository.run('git', ['commit', '--quiet', ...args]);
  if (code !== 0 || stderr !== '') throw new Error(`git commit ended with ${code}: ${stderr}`);
}
