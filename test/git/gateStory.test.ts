/**
 * The gate from end to end, with the built programs, real commits and the real keys of two people: Dana commits what an
 * AI wrote, and only Sam's review lets it through.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GateReport } from '../../src/core/gate/gateReport';
import { isOnPath } from './isOnPath';
import { PATH, SENIOR, SignTeam, type Key } from './signSupport';
import { buildCommandLine, buildHookProgram, type By, type Outcome } from './support';

type Lines = readonly (readonly [by: By, text: string])[];

const AI_CODE: Lines = [
  ['human', '// Fees'],
  ['ai', 'export const fee = 2;'],
  ['ai', 'export const tax = 19;'],
];

describe('the gate, from an AI’s line to main', () => {
  if (!isOnPath('ssh-keygen')) return;
  let built: string;
  let commandLine: string;
  let program: string;
  let team: SignTeam;
  let sam: Key;
  let dana: Key;
  let base: string;
  let commit: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-gate-'));
    program = buildHookProgram(built);
    commandLine = buildCommandLine(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    team = await SignTeam.create(program);
    sam = team.key('sam');
    dana = team.key('dana');
    base = team.base(`${SENIOR} ${sam.publicKey}\ndana@example.com ${dana.publicKey}\n`);
    team.repository.git('checkout', '-q', '-b', 'topic');
    commit = team.work(AI_CODE);
  });

  afterEach(() => team.dispose());

  function countersign(...args: readonly string[]): Outcome {
    return team.repository.run(process.execPath, [commandLine, ...args]);
  }

  const check = (range = 'main..topic'): Outcome => countersign('check', range);

  function passes(range?: string, said = /./): void {
    const { code, stdout, stderr } = check(range);
    assert.deepEqual([code, stderr], [0, ''], stdout);
    assert.match(stdout, said);
  }

  function fails(range: string | undefined, said: RegExp): void {
    const { code, stdout, stderr } = check(range);
    assert.deepEqual([code, stderr], [1, ''], stdout);
    assert.match(stdout, said);
  }

  function signs(email: string, key: Key, what = 'topic'): void {
    team.be(email, key);
    const { code, stderr } = countersign('sign', what, '--yes');
    team.be('dana@example.com', null);
    assert.equal(code, 0, stderr);
  }

  it('goes all the way: signed, rebased, tampered with in three ways, taken back, and squashed onto main', () => {
    const { repository } = team;
    const asks = new RegExp(
      `^warning: An AI wrote ${PATH} lines 2-3; the rule payments wants 1 countersignature, and there is none\\.\n` +
        `  commit: ${commit.slice(0, 12)}\n  to do: One of sam@example\\.com, kim@example\\.com \\(@seniors\\) has to ` +
        `review it and run countersign sign ${commit.slice(0, 12)}, then countersign notes push\\.\n`,
    );
    fails('main..topic', asks);

    team.be(SENIOR, sam);
    const signed = countersign('sign', commit, '--yes');
    team.be('dana@example.com', dana);
    assert.equal(signed.code, 0, signed.stderr);
    assert.match(
      signed.stdout,
      /src\/pay\.ts {2}\(payments; 2 lines by AI\)\n +2 {2}export const fee = 2;\n/,
    );
    assert.match(signed.stdout, /\nCountersigned \w{10} as sam@example\.com with the key SHA256:/);
    passes('main..topic', /^1 commit: nothing to countersign\.\n$/);

    repository.git('checkout', '-q', 'main');
    team.work([['human', 'elsewhere']], 'other.ts', 'Meanwhile');
    repository.git('checkout', '-q', 'topic');
    repository.git('rebase', '-q', 'main');
    assert.notEqual(team.id('topic'), commit);
    passes('main..topic', /^1 commit: nothing to countersign\.\n$/);

    team.work([...AI_CODE.slice(0, 2), ['human', 'export const tax = 18;']], PATH, 'Less tax');
    const changed =
      /An AI wrote src\/pay\.ts line 2; the rule payments wants 1 countersignature, and there is none\. The content changed since sam@example\.com signed it\.\n.*\n {2}to do: One of sam@example\.com, kim@example\.com \(@seniors\) has to review it/;
    fails('main..topic', changed);

    repository.write('.countersign.json', JSON.stringify({ critical: [], groups: {} }));
    repository.write('.github/allowed_signers', `${SENIOR} ${dana.publicKey}\n`);
    repository.write('.gitattributes', '* -countersign\n');
    team.commit('Nothing is critical, and I am Sam');
    fails('main..topic', changed);
    team.be(SENIOR, dana);
    assert.equal(countersign('sign', 'main..topic', '--yes').code, 0);
    team.be('dana@example.com', dana);
    fails('main..topic', /the rule payments .* The signature of sam@example\.com does not count: /);

    const trailer = ['--trailer', `Countersigned-by: Sam Ray <${SENIOR}>`];
    team.work([...AI_CODE, ['ai', 'export const all = fee + tax;']], PATH, 'All of it');
    repository.git('commit', '-q', '--amend', '--no-edit', ...trailer);
    assert.match(repository.message(), /^Countersigned-by: Sam Ray <sam@example\.com>$/m);
    fails(
      'main..topic',
      /src\/pay\.ts lines 3-4; the rule payments wants 1 countersignature, and there is none/,
    );

    repository.git('revert', '--no-edit', 'HEAD', 'HEAD~1', 'HEAD~2');
    passes('main..topic', /^7 commits: nothing to countersign\.\n$/);
    repository.git('checkout', '-q', 'main');
    const before = team.id('main');
    repository.git('merge', '-q', '--squash', 'topic');
    repository.git('commit', '-q', '--no-edit');
    assert.equal(repository.read(PATH), AI_CODE.map(([, text]) => `${text}\n`).join(''));
    passes(`${before}..main`, /^1 commit: nothing to countersign\.\n$/);
  });

  it('stops it, and says which rule, file and lines, and who has to do what', () => {
    const { code, stdout, stderr } = check();
    assert.deepEqual([code, stderr], [1, '']);
    assert.equal(
      stdout,
      [
        `warning: An AI wrote ${PATH} lines 2-3; the rule payments wants 1 countersignature, and there is none.`,
        `  commit: ${commit.slice(0, 12)}`,
        `  to do: One of sam@example.com, kim@example.com (@seniors) has to review it and run countersign sign ${commit.slice(0, 12)}, then countersign notes push.`,
        '',
        '1 commit: 1 violation.',
        '',
      ].join('\n'),
    );
  });

  it('answers scripts with one JSON document', () => {
    const { code, stdout } = countersign('check', 'main..topic', '--format', 'json');
    const report = JSON.parse(stdout) as GateReport;
    assert.deepEqual([code, report.ok, report.commits, report.violations.length], [1, false, 1, 1]);
    const { message, fix, ...rest } = report.violations[0] ?? { message: '', fix: '' };
    assert.deepEqual(rest, {
      ...{ kind: 'critical', commit, path: PATH, rule: 'payments', severity: 'warning', lines: [[2, 3]] },
    });
    assert.match(`${message} ${fix}`, /payments .*sam@example\.com/);
  });

  it('lets it through when the senior has signed, and also after a rebase', () => {
    signs(SENIOR, sam);
    passes();
    team.repository.git('checkout', '-q', 'main');
    team.work([['human', 'elsewhere']], 'other.ts', 'Meanwhile');
    team.repository.git('checkout', '-q', 'topic');
    team.repository.git('rebase', '-q', 'main');
    assert.notEqual(team.id('topic'), commit);
    passes();
  });

  it('stops it when the author signs', () => {
    signs('dana@example.com', dana);
    fails(undefined, /dana@example\.com wrote it, so another person has to sign/);
  });

  it('stops it again when one character of the signed file changes', () => {
    signs(SENIOR, sam);
    team.work([...AI_CODE.slice(0, 2), ['human', 'export const tax = 18;']], PATH, 'Less tax');
    fails(undefined, /src\/pay\.ts line 2; .*The content changed since sam@example\.com signed it\./);
  });

  it('stops it when the branch itself excuses it', () => {
    const policy = { critical: [], groups: {} };
    team.repository.write('.countersign.json', JSON.stringify(policy));
    team.repository.write('.github/allowed_signers', `${SENIOR} ${dana.publicKey}\n`);
    team.repository.write('.gitattributes', '* -countersign -diff\n');
    team.commit('Nothing is critical');
    fails(undefined, /An AI wrote src\/pay\.ts lines 2-3/);
    signs(SENIOR, dana, commit);
    fails(undefined, /The signature of sam@example\.com does not count/);
  });

  it('stops a Countersigned-by line that anybody could write', () => {
    const { repository } = team;
    repository.git(
      'commit',
      '-q',
      '--amend',
      '-m',
      'Pay',
      '--trailer',
      `Countersigned-by: Sam Ray <${SENIOR}>`,
    );
    assert.match(repository.message(), /^Countersigned-by: Sam Ray <sam@example\.com>$/m);
    fails(undefined, /wants 1 countersignature, and there is none/);
  });

  it('judges the squash on main as it judged the branch', () => {
    const { repository } = team;
    const squash = (): void => {
      repository.git('checkout', '-q', '-B', 'landed', base);
      repository.git('merge', '-q', '--squash', 'topic');
      // As a server does it: no hooks, no note, the messages one below the other.
      const body = `Pay (#1)\n\n* ${repository.message('topic').replace(/\n/g, '\n  ')}\n`;
      repository.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '-m', body);
    };
    squash();
    fails(`${base}..landed`, /An AI had a part in src\/pay\.ts lines 1-3/);
    signs(SENIOR, sam);
    passes(`${base}..landed`);
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', '--squash', 'topic');
    repository.git('commit', '-q', '--no-edit');
    passes(`${base}..main`);
    repository.git('notes', '--ref=countersign', 'remove', commit);
    fails(`${base}..main`, /An AI wrote src\/pay\.ts lines 2-3/);
  });

  it('cannot say anything where no signature can be verified', () => {
    const { repository } = team;
    signs(SENIOR, sam);
    const programs = repository.beside('programs');
    mkdirSync(programs);
    symlinkSync(repository.run('which', ['git']).stdout.trim(), join(programs, 'git'));
    const env = { PATH: programs };
    const { code, stdout, stderr } = repository.run(process.execPath, [commandLine, 'check', 'main..topic'], {
      env,
    });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^countersign: [^\n]*ssh-keygen[^\n]*\n$/);
  });

  it('judges a merge commit on main as it judged the branch', () => {
    const { repository } = team;
    repository.git('checkout', '-q', 'main');
    team.work([['ai', 'elsewhere']], 'other.ts', 'Meanwhile');
    const before = team.id('main');
    repository.git('merge', '-q', '--no-edit', 'topic');
    fails(`${before}..main`, /An AI wrote src\/pay\.ts lines 2-3/);
    signs(SENIOR, sam);
    passes(`${before}..main`);
  });
});
