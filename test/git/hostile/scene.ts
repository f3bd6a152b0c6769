/**
 * A repository that is given hostile things one after the other, and the built command line that has to cope.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderEnvelope } from '../../../src/core/signing/envelope';
import { buildCommandLine, buildHookProgram, TestRepository, type Outcome } from '../support';

/** What may be in a policy, a path, a message: it moves the cursor, colours, reorders text, begins a line, gives orders. */
export const TRICK = '\u001b[2K\u009b31m\u202e\u0007\r\n::error file=x::forged\n##[error]forged';

/** The same without what no path and no identity can have. */
export const NAME_TRICK =
  '\u001b[2K\u009b31m\u202e\r::error::forged ##[error]forged $(touch ..%2fran) `touch ran`';

/** What a terminal obeys, or that reorders what is read. */
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Nothing that is asked here takes longer on an idle machine than a second or two. */
const HANGS = 120_000;

/** One critical rule that wants a signature off of no keys; enough to fail whatever an AI had a part in. */
export const POLICY = {
  critical: [{ name: 'payments', files: ['src/pay*'], severity: 'error', countersign: { by: ['@seniors'] } }],
  groups: { seniors: ['sam@example.com'] },
};

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
}

export class HostileScene {
  readonly repository = new TestRepository();
  private readonly built = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
  private readonly commandLine = buildCommandLine(this.built);
  private readonly outside: string;

  constructor() {
    this.outside = this.lying();
  }

  dispose(): void {
    this.repository.dispose();
    rmSync(this.built, { recursive: true, force: true });
  }

  /** Runs the command line, which must end, crash nowhere, obey nothing, and leave what lies outside alone. */
  run(args: readonly string[], { stdin = '' }: RunOptions = {}): Outcome {
    const done = spawnSync(process.execPath, [this.commandLine, ...args], {
      cwd: this.repository.root,
      env: this.repository.environment(),
      input: stdin,
      timeout: HANGS,
      maxBuffer: 256 * 1024 * 1024,
    });
    const [stdout, stderr] = [done.stdout, done.stderr].map((bytes) => bytes.toString('utf8')) as [
      string,
      string,
    ];
    assert.equal(done.signal, null, `${args.join(' ')} hangs`);
    assert.ok(
      [0, 1, 2].includes(done.status ?? -1),
      `${args.join(' ')} ended with ${done.status}: ${stderr}`,
    );
    assert.doesNotMatch(stderr, /something unexpected|^\s+at |Error:/m);
    for (const text of [stdout, stderr]) {
      assert.doesNotMatch(text, OBEYED);
      assert.doesNotMatch(text, /^::(?!error file=src|error title=countersign)/m);
    }
    // Other commands are no part of builds, and tell of lines as they are.
    for (const text of args[0] === 'check' ? [stdout, stderr] : [stderr])
      assert.doesNotMatch(text, /##\[|##vso/);
    assert.equal(this.lying(), this.outside);
    return { code: done.status ?? -1, stdout, stderr };
  }

  /** From now on commits of the repository are recorded. */
  installHooks(): void {
    buildHookProgram(this.built);
    this.repository.git('config', 'countersign.hookTimeout', '60000');
    assert.equal(this.run(['hooks', 'install']).code, 0);
  }

  /** Exit code 2, nothing on standard output, and one sentence. */
  refuses(args: readonly string[], said: RegExp, options?: RunOptions): void {
    const { code, stdout, stderr } = this.run(args, options);
    assert.deepEqual([code, stdout], [2, ''], stderr);
    assert.match(stderr, /^countersign: [^\n]*\n$/);
    assert.match(stderr, said);
  }

  /** Exit code 1, and a report that says so. */
  stops(args: readonly string[], said: RegExp): void {
    const { code, stdout, stderr } = this.run(args);
    assert.equal(code, 1, stderr + stdout);
    assert.match(stdout, said);
  }

  /** A commit of what lies there, without hooks. */
  commit(message = 'Change', ...more: readonly string[]): string {
    this.repository.git('add', '-A');
    this.repository.git(
      'commit',
      '-q',
      '--no-verify',
      '--allow-empty',
      '--cleanup=verbatim',
      '-m',
      message,
      ...more,
    );
    return this.id('HEAD');
  }

  /** A commit of one file with any bytes, or of something else, in the place of a path of another commit. */
  commitWith(parent: string, path: string, mode: string, object: string): string {
    this.repository.git('read-tree', parent);
    this.repository.git('update-index', '--add', '--cacheinfo', `${mode},${object},${path}`);
    const id = this.repository.git(
      'commit-tree',
      '-m',
      'Odd',
      '-p',
      parent,
      this.repository.git('write-tree').trim(),
    );
    this.repository.git('read-tree', 'HEAD');
    return id.trim();
  }

  blob(content: string | Uint8Array): string {
    const { root } = this.repository;
    const done = spawnSync('git', ['hash-object', '-w', '--stdin'], {
      cwd: root,
      input: content,
      encoding: 'utf8',
    });
    return done.stdout.trim();
  }

  note(ref: 'ai' | 'countersign', content: string | Uint8Array, on = 'HEAD'): void {
    this.repository.git('notes', `--ref=${ref}`, 'add', '-f', '-C', this.blob(content), on);
  }

  id(revision: string): string {
    return this.repository.git('rev-parse', '--verify', '--quiet', revision).trim();
  }

  /** The names of everything beside the repository. */
  private lying(): string {
    const names = readdirSync(dirname(this.repository.root), { recursive: true }).map(String);
    return names
      .filter((name) => !name.startsWith('repository/'))
      .sort()
      .join('\n');
  }
}

/** A note that says an AI wrote lines, or whatever else is to be said. */
export function noteOf(lines: string, more: object = {}): string {
  const agent = { tool: 'claude', id: 'c', model: 'm' };
  const records = {
    schema_version: 'authorship/3.0.0',
    base_commit_sha: '0'.repeat(40),
    prompts: { s_1: { agent_id: agent } },
    humans: { h_1: { author: 'Dana Lee <dana@example.com>' } },
    ...more,
  };
  return `${lines}---\n${JSON.stringify(records)}`;
}

/** An envelope as anybody can write it: the signature is worth nothing. */
export function envelopeOf(statement: unknown, signature: Uint8Array = new Uint8Array(64)): string {
  const payload = new TextEncoder().encode(
    typeof statement === 'string' ? statement : JSON.stringify(statement),
  );
  return renderEnvelope({ payload, signature, keyId: '' });
}
