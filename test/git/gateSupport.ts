/**
 * The gate in tests: a team whose commits are judged.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GateReport, Violation } from '../../src/core/gate/gateReport';
import { POLICY, SENIOR, SignTeam, type Told } from './signSupport';
import { buildHookProgram } from './support';

/** Signed off by a line in the message: no keys. */
export const TRAILER = { ...POLICY, countersign: { require: 'trailer' } };

/** A policy with one rule for the files of `src/pay*`. */
export function policyWith(countersign: object, files: readonly string[] = ['src/pay*.ts']): object {
  return { ...TRAILER, critical: [{ name: 'payments', files, countersign }] };
}

/** A policy with one rule, for what CODEOWNERS gives to a team. */
export const OWNED_POLICY = {
  ...TRAILER,
  critical: [{ name: 'money', owners: ['@acme/payments'], countersign: { by: [SENIOR] } }],
};

export const SAM = `Sam Ray <${SENIOR}>`;

export class GateTeam {
  /** What is judged comes after it. */
  base = '';

  private constructor(readonly team: SignTeam) {}

  /** @param program the built hook program */
  static async create(program: string): Promise<GateTeam> {
    return new GateTeam(await SignTeam.create(program));
  }

  /** Commits a policy that nobody's key belongs to, as the base. */
  start(policy: object = TRAILER, more: Readonly<Record<string, string>> = {}): string {
    this.base = this.team.base('', policy, more);
    return this.base;
  }

  git(...args: string[]): string {
    return this.team.repository.git(...args);
  }

  /** A commit of what lies there, without hooks; so are those of servers and of people who have none. */
  bare(message: string, ...more: string[]): string {
    this.git('add', '-A');
    this.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--allow-empty', '-m', message, ...more);
    return this.team.id('HEAD');
  }

  /** Gives a commit any note. */
  note(text: string, revision = 'HEAD'): void {
    const { repository } = this.team;
    const blob = repository.run('git', ['hash-object', '-w', '--stdin'], { stdin: text }).stdout.trim();
    this.git('notes', '--ref=ai', 'add', '-f', '-C', blob, revision);
  }

  told(range = `${this.base}..HEAD`): Promise<Told> {
    return this.team.run(['check', range]);
  }

  async report(range = `${this.base}..HEAD`): Promise<GateReport> {
    const { code, out, err } = await this.team.run(['check', range, '--format', 'json']);
    // Where nobody has ever written notes, that is said, once.
    assert.ok(
      err.length === 0 || /^countersign: There are no notes about AI lines here/.test(err.join('\n')),
    );
    const answer = JSON.parse(out) as GateReport;
    assert.equal(code, answer.ok ? 0 : 1);
    return answer;
  }

  /** `path lines` of each violation, or its rule where it has no path. */
  async found(range?: string): Promise<string[]> {
    const { violations } = await this.report(range);
    return violations.map(({ path, rule, lines }) =>
      path === null ? rule : `${path} ${lines.map(([first, last]) => `${first}-${last}`).join(',')}`.trim(),
    );
  }

  async only(range?: string): Promise<Violation> {
    const { violations } = await this.report(range);
    assert.equal(violations.length, 1, JSON.stringify(violations));
    return violations[0] as Violation;
  }

  /** Exit code 2, and one sentence. */
  async refuses(args: readonly string[], said: RegExp): Promise<void> {
    const { code, out, err } = await this.team.run(['check', ...args]);
    assert.deepEqual([code, out, err.length], [2, '', 1], err.join('\n'));
    assert.match(err[0] ?? '', said);
  }
}

/** Makes a team of its own for every test of the suite, and hands it over with the built hook program. */
export function useGate(take: (gate: GateTeam, program: string) => void): void {
  let built: string;
  let program: string;
  let gate: GateTeam;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    gate = await GateTeam.create(program);
    take(gate, program);
  });

  afterEach(() => gate.team.dispose());
}
