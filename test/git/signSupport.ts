/**
 * Keys, policies and people for the tests of countersignatures: real keys, made for the test.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { run } from '../../src/cli/main';
import type { Git, GitStreams } from '../../src/core/ports';
import { preAuthEncoding, renderEnvelope } from '../../src/core/signing/envelope';
import { fromArmour } from '../../src/core/signing/sshSignature';
import { renderStatement, type Statement } from '../../src/core/signing/statement';
import { SimpleGitRunner } from '../../src/adapters/git/simpleGit';
import {
  commitQuietly,
  installHooks,
  TestRepository,
  typeFile,
  type By,
  type RepositoryOptions,
} from './support';

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: readonly string[];
}

/** One entry of `verify --json`. */
export interface Listed {
  readonly commit: string;
  readonly email: string;
  readonly key: string | null;
  readonly kind: string;
  readonly paths: readonly string[];
  readonly valid: boolean;
  readonly reason: string | null;
  readonly detail: string | null;
}

export interface Key {
  /** Path of the private key; the public one lies beside it. */
  readonly file: string;
  /** `type base64`. */
  readonly publicKey: string;
}

export const SENIOR = 'sam@example.com';
export const PATH = 'src/pay.ts';

const PEOPLE: Readonly<Record<string, string>> = {
  'dana@example.com': 'Dana Lee',
  [SENIOR]: 'Sam Ray',
  'kim@example.com': 'Kim Roy',
};

export const POLICY = {
  critical: [
    { name: 'payments', files: ['src/pay*.ts'], countersign: { by: ['@seniors'], count: 1 } },
    { name: 'infra', files: ['deploy/**'] },
  ],
  groups: { seniors: [SENIOR, 'kim@example.com'] },
  countersign: { require: 'signature', allowedSigners: '.github/allowed_signers' },
};

/** A repository with hooks, in which Dana commits and others sign. */
export class SignTeam {
  private commits = 0;

  private constructor(
    readonly repository: TestRepository,
    private readonly program: string,
  ) {}

  /** @param program the built hook program */
  static async create(program: string, options: RepositoryOptions = {}): Promise<SignTeam> {
    const team = new SignTeam(new TestRepository(options), program);
    await installHooks(team.repository, program);
    return team;
  }

  dispose(): void {
    this.repository.dispose();
  }

  key(name: string, passphrase = '', ...more: readonly string[]): Key {
    const file = this.repository.beside(name);
    const args = ['-q', '-t', 'ed25519', '-N', passphrase, '-C', '', '-f', file, ...more];
    const { code, stderr } = this.repository.run('ssh-keygen', args);
    if (code !== 0) throw new Error(stderr);
    return { file, publicKey: readFileSync(`${file}.pub`, 'utf8').trim() };
  }

  /** Commits policy and allowed signers; what comes after is judged by them. */
  base(signers: string, policy: object = POLICY, more: Readonly<Record<string, string>> = {}): string {
    this.repository.write('.countersign.json', JSON.stringify(policy));
    this.repository.write('.github/allowed_signers', signers);
    for (const [path, text] of Object.entries(more)) this.repository.write(path, text);
    return this.commit('Say who may sign');
  }

  /** Commits a file, line by line of whom it says, and gives the commit's id. */
  work(lines: readonly (readonly [by: By, text: string])[], path = PATH, message = 'Pay'): string {
    typeFile(this.repository, path, lines);
    return this.commit(message);
  }

  commit(message: string): string {
    this.repository.git('add', '-A');
    // Of one author, two commits of the same second could be one that was made anew.
    const date = Math.floor(Date.now() / 1000) - 10_000 + ++this.commits;
    commitQuietly(this.repository, '--allow-empty', '-m', message, `--date=@${date} +0000`);
    return this.id('HEAD');
  }

  id(revision: string): string {
    return this.repository.git('rev-parse', revision).trim();
  }

  /** From now on git signs for that person. */
  be(email: string, key: Key | string | null): void {
    const { repository } = this;
    repository.git('config', 'user.name', PEOPLE[email] ?? 'Somebody');
    repository.git('config', 'user.email', email);
    repository.git('config', 'gpg.format', 'ssh');
    repository.run('git', ['config', '--unset-all', 'user.signingKey']);
    if (key !== null) repository.git('config', 'user.signingKey', typeof key === 'string' ? key : key.file);
  }

  /** @param directory where; default: the root */
  async run(
    args: readonly string[],
    ask?: (question: string) => Promise<string | null>,
    directory = this.repository.root,
  ): Promise<Told> {
    let out = '';
    const err: string[] = [];
    const code = await run(args, {
      directory,
      gitIn: (at) => this.isolated(new SimpleGitRunner({ directory: at })),
      input: () => Promise.resolve(''),
      output: { write: (text) => (out += text), complain: (line) => err.push(line), colours: false },
      ...(ask === undefined ? {} : { ask }),
      version: '1.2.3',
      hookProgram: this.program,
    });
    return { code, out, err };
  }

  /** Cut off from the configuration of whoever runs the tests. */
  private isolated(git: SimpleGitRunner): Git & GitStreams {
    const { HOME = '', XDG_CONFIG_HOME = '', GIT_CONFIG_NOSYSTEM = '' } = this.repository.environment();
    const env = { HOME, XDG_CONFIG_HOME, GIT_CONFIG_NOSYSTEM };
    return {
      run: (args, options) => git.run(args, { ...options, env: { ...env, ...options?.env } }),
      stream: (args) => git.stream(args),
    };
  }

  /** Signs as somebody, which must work, and goes back to being Dana. */
  async sign(email: string, key: Key | string, ...commits: readonly string[]): Promise<Told> {
    this.be(email, key);
    const told = await this.run(['sign', ...(commits.length === 0 ? ['HEAD'] : commits), '--yes']);
    this.be('dana@example.com', null);
    if (told.code !== 0) throw new Error(told.err.join('\n'));
    return told;
  }

  async verify(range: string): Promise<{ code: number; ok: boolean; listed: readonly Listed[] }> {
    const { code, out, err } = await this.run(['verify', range, '--json']);
    if (err.length > 0) throw new Error(err.join('\n'));
    const { ok, countersignatures } = JSON.parse(out) as { ok: boolean; countersignatures: Listed[] };
    return { code, ok, listed: countersignatures };
  }

  /** The only verdict of a range: `good` or the reason. */
  async verdict(range: string): Promise<string> {
    const { listed } = await this.verify(range);
    return listed.map(({ valid, reason }) => (valid ? 'good' : String(reason))).join(' ');
  }

  /** The envelopes on a commit. */
  envelopes(revision = 'HEAD'): string[] {
    const note = this.repository.git('notes', '--ref=countersign', 'show', revision);
    return note.split('\n').filter((line) => line !== '');
  }

  /** A statement of the last commit as anybody could write it, signed with a key. */
  forge(key: Key, changes: Partial<Statement> = {}, namespace = 'countersign'): string {
    const payload = renderStatement({
      reviewer: { name: 'Sam Ray', email: SENIOR },
      comment: null,
      reviewedAt: '2026-01-02T03:04:05Z',
      commit: this.id('HEAD'),
      authorEmail: 'dana@example.com',
      authoredAt: '2026-01-02T03:04:05Z',
      patchId: null,
      policyDigest: '0'.repeat(64),
      ...changes,
      paths: changes.paths ?? [
        { path: PATH, blob: this.id(`HEAD:${PATH}`), rule: 'payments', lines: [[1, 1]] },
      ],
    });
    const file = this.repository.beside('forged');
    writeFileSync(file, preAuthEncoding(payload));
    rmSync(`${file}.sig`, { force: true });
    this.repository.run('ssh-keygen', ['-q', '-Y', 'sign', '-n', namespace, '-f', key.file, file]);
    const signature = fromArmour(readFileSync(`${file}.sig`, 'utf8'));
    if (signature === null) throw new Error('ssh-keygen did not sign');
    return renderEnvelope({ payload, signature, keyId: '' });
  }

  /** Puts lines into the note of a commit, as anybody could. */
  setNote(lines: readonly string[], revision = 'HEAD'): void {
    const stdin = lines.map((line) => `${line}\n`).join('');
    const blob = this.repository.run('git', ['hash-object', '-w', '--stdin'], { stdin }).stdout.trim();
    this.repository.git('notes', '--ref=countersign', 'add', '-f', '-C', blob, revision);
  }
}
