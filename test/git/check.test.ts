/**
 * `countersign check`, with real git: what the gate sees in every kind of change, and what it refuses to judge.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GateReport, Violation } from '../../src/core/gate/gateReport';
import { isOnPath } from './isOnPath';
import { PATH, POLICY, SENIOR, SignTeam, type Key, type Told } from './signSupport';
import { buildHookProgram, typeFile, type By } from './support';

type Lines = readonly (readonly [by: By, text: string])[];

const SAM = `Sam Ray <${SENIOR}>`;

/** Signed off by a line in the message: no keys. */
const TRAILER = { ...POLICY, countersign: { require: 'trailer' } };

function rule(countersign: object | undefined, files: readonly string[] = ['src/pay*.ts']): object {
  const one = { name: 'payments', files, ...(countersign === undefined ? {} : { countersign }) };
  return { ...TRAILER, critical: [one] };
}

describe('countersign check', () => {
  if (!isOnPath('ssh-keygen')) return;
  let built: string;
  let program: string;
  let team: SignTeam;
  let base: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    team = await SignTeam.create(program);
  });

  afterEach(() => team.dispose());

  function start(policy: object = TRAILER, more: Readonly<Record<string, string>> = {}): string {
    base = team.base('', policy, more);
    return base;
  }

  const git = (...args: string[]): string => team.repository.git(...args);

  /** A commit of what lies there, without hooks; so are those of servers and of people who have none. */
  function bare(message: string, ...more: string[]): string {
    git('add', '-A');
    git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--allow-empty', '-m', message, ...more);
    return team.id('HEAD');
  }

  function note(text: string, revision = 'HEAD'): void {
    const blob = team.repository.run('git', ['hash-object', '-w', '--stdin'], { stdin: text }).stdout.trim();
    git('notes', '--ref=ai', 'add', '-f', '-C', blob, revision);
  }

  const told = (range = `${base}..HEAD`): Promise<Told> => team.run(['check', range]);

  async function report(range = `${base}..HEAD`): Promise<GateReport> {
    const { code, out, err } = await team.run(['check', range, '--format', 'json']);
    // Where nobody has ever written notes, that is said, once.
    assert.ok(
      err.length === 0 || /^countersign: There are no notes about AI lines here/.test(err.join('\n')),
    );
    const answer = JSON.parse(out) as GateReport;
    assert.equal(code, answer.ok ? 0 : 1);
    return answer;
  }

  /** `path lines` of each violation, or its rule where it has no path. */
  async function found(range?: string): Promise<string[]> {
    const { violations } = await report(range);
    return violations.map(({ path, rule: name, lines }) =>
      path === null ? name : `${path} ${lines.map(([first, last]) => `${first}-${last}`).join(',')}`.trim(),
    );
  }

  async function only(range?: string): Promise<Violation> {
    const { violations } = await report(range);
    assert.equal(violations.length, 1, JSON.stringify(violations));
    return violations[0] as Violation;
  }

  async function refuses(args: readonly string[], said: RegExp): Promise<void> {
    const { code, out, err } = await team.run(['check', ...args]);
    assert.deepEqual([code, out, err.length], [2, '', 1], err.join('\n'));
    assert.match(err[0] ?? '', said);
  }

  describe('has nothing to say', () => {
    it('of a range without commits', async () => {
      start();
      assert.deepEqual(await report('HEAD..HEAD'), { ok: true, commits: 0, violations: [] });
      assert.equal((await told('HEAD..')).out, '0 commits: nothing to countersign.\n');
    });

    it('without a policy', async () => {
      base = bare('Start');
      team.work([['ai', 'x']]);
      assert.deepEqual(await report(), { ok: true, commits: 1, violations: [] });
    });

    it('of AI lines elsewhere, of human lines, and of rules that ask for nothing', async () => {
      start();
      team.work([['ai', 'x']], 'src/other.ts');
      team.work([['human', 'x']]);
      team.work([['ai', 'x']], 'deploy/run.sh');
      assert.deepEqual(await report(), { ok: true, commits: 3, violations: [] });
    });

    it('of AI lines that are gone again', async () => {
      start();
      team.work([['ai', 'x']]);
      team.work([['human', 'y']]);
      assert.deepEqual(await found(), []);
    });
  });

  describe('refuses to judge', () => {
    it('what is no range, or names what is not there', async () => {
      start();
      await refuses([], /Name a range/);
      await refuses(['HEAD'], /is not a range/);
      await refuses(['nowhere..HEAD'], /There is no commit named nowhere/);
      await refuses([`${'0'.repeat(40)}..HEAD`], /stands for a branch that is new/);
      await refuses(['HEAD..HEAD', '--format', 'xml'], /There is no format xml: take one of text, json/);
      git('checkout', '-q', '--orphan', 'alone');
      bare('Alone');
      await refuses([`${base}..HEAD`], /no commit in common/);
    });

    it('by a policy that is broken in the base, also when the change repairs it', async () => {
      start();
      team.repository.write('.countersign.json', '{ "critical": [ { "nam": "x" } ] }');
      base = team.commit('Slip');
      team.repository.write('.countersign.json', JSON.stringify(TRAILER));
      team.commit('Repair');
      await refuses([`${base}..HEAD`], /\.countersign\.json of \w{10} is broken \(line 1: /);
    });

    it('by something that only looks like a policy', async () => {
      const cases: [make: () => void, said: RegExp][] = [
        [
          () => symlinkSync('elsewhere.json', join(team.repository.root, '.countersign.json')),
          /symbolic link/,
        ],
        [() => team.repository.write('.countersign.json/file', '{}'), /is not a file/],
        [() => team.repository.write('.countersign.json', Buffer.from('{} // \xff', 'latin1')), /not UTF-8/],
        [() => team.repository.write('.countersign.json', ' '.repeat(1_000_001)), /longer than 1 MB/],
      ];
      for (const [make, said] of cases) {
        team.repository.remove('.countersign.json');
        make();
        base = bare('Odd policy');
        await refuses([`${base}..HEAD`], said);
      }
    });

    it('by signers that are not there', async () => {
      team.repository.write('.countersign.json', JSON.stringify(POLICY));
      base = bare('No signers');
      await refuses([`${base}..HEAD`], /names \.github\/allowed_signers, which is not in that commit/);
    });

    it('what a shallow clone cannot tell', async () => {
      start();
      team.work([['ai', 'x']]);
      team.work([['ai', 'y']], 'other.ts');
      const clone = team.repository.beside('shallow');
      git('clone', '-q', '--depth=1', `file://${team.repository.root}`, clone);
      const answer = await team.run(['check', `${base}..HEAD`], undefined, clone);
      assert.equal(answer.code, 2);
      assert.match(answer.err[0] ?? '', /shallow clone: fetch the history/);
    });
  });

  describe('reads the base', () => {
    it('that was named, not an older commit from which the change comes', async () => {
      const old = bare('Before there was a policy');
      start();
      git('checkout', '-q', '-b', 'topic', old);
      team.work([['ai', 'x']]);
      assert.deepEqual(await found('main..topic'), [`${PATH} 1-1`]);
      assert.deepEqual(await found('main...topic'), [`${PATH} 1-1`]);
    });

    it('and judges only what is new since then', async () => {
      start();
      team.work([['ai', 'x']]);
      git('checkout', '-q', '-b', 'topic');
      team.work([['ai', 'y']], 'src/pay2.ts');
      git('checkout', '-q', 'main');
      team.work([['ai', 'z']], 'src/pay3.ts');
      assert.deepEqual(await found('main..topic'), ['src/pay2.ts 1-1']);
    });

    it('for attributes too', async () => {
      start(rule({ by: [SENIOR] }, ['nothing']), {
        '.gitattributes': '*.sql countersign=payments\n*.cfg countersign\n*.min.sql -countersign\n',
      });
      team.repository.write('.gitattributes', '*.sql -countersign\n*.txt countersign=payments\n');
      team.commit('Excuse me');
      for (const path of ['db/a.sql', 'a.cfg', 'a.min.sql', 'a.txt']) team.work([['ai', path]], path);
      const { violations } = await report();
      assert.deepEqual(violations.map(({ path, rule: name }) => `${path} ${name}`).sort(), [
        'a.cfg countersign',
        'db/a.sql payments',
      ]);
      for (const { fix } of violations) assert.match(fix, /run countersign sign \w{12}\.\.\w{12},/);
    });

    it('and does not let an attribute name a rule that is not there', async () => {
      start(TRAILER, { '.gitattributes': '*.sql countersign=paymnts\n' });
      team.work([['ai', 'x']], 'a.sql');
      await refuses([`${base}..HEAD`], /names the rule "paymnts", which is not in the policy/);
    });
  });

  describe('finds AI lines', () => {
    it('in a merge that somebody resolved with an AI, and only those', async () => {
      team.repository.write(PATH, 'one\ntwo\n');
      start();
      git('checkout', '-q', '-b', 'topic');
      team.work([
        ['human', 'left'],
        ['-', 'two'],
      ]);
      git('checkout', '-q', 'main');
      team.work([
        ['human', 'right'],
        ['-', 'two'],
      ]);
      team.repository.run('git', ['merge', '-q', 'topic']);
      const merge = team.work(
        [
          ['ai', 'both'],
          ['-', 'two'],
        ],
        PATH,
        'Merge topic',
      );
      assert.equal(git('rev-list', '--parents', '-1', merge).trim().split(' ').length, 3);
      const { commit, lines } = await only();
      assert.deepEqual([commit, lines], [merge, [[1, 1]]]);
    });

    it('in a file that was renamed, under its new name and at its lines of now', async () => {
      start();
      const body: Lines = [
        ['ai', 'a'],
        ['human', 'b'],
        ['human', 'c'],
        ['human', 'd'],
        ['ai', 'e'],
      ];
      const commit = team.work(body);
      git('mv', PATH, 'src/payroll.ts');
      team.commit('Rename');
      team.work([['human', 'top'], ...body.map(([, text]): [By, string] => ['-', text])], 'src/payroll.ts');
      const { path, lines, commit: from } = await only();
      assert.deepEqual(
        [from, path, lines],
        [
          commit,
          'src/payroll.ts',
          [
            [2, 2],
            [6, 6],
          ],
        ],
      );
    });

    it('in a file that moves out of its critical folder', async () => {
      const body = Array.from({ length: 20 }, (_, index) => `line ${index}`);
      team.repository.write(PATH, body.map((line) => `${line}\n`).join(''));
      start();
      git('mv', PATH, 'free.ts');
      team.work([...body.map((line): [By, string] => ['-', line]), ['ai', 'more']], 'free.ts');
      assert.deepEqual(await found(), ['free.ts 21-21']);
    });

    it('in paths with odd names, which are shown on one line', async () => {
      start(rule({ by: [SENIOR] }, ['apps/**']));
      const odd = ['apps/bank/src/a b "c" ü🎉.ts', 'apps/tab\there.ts', 'apps/[x]*.ts'];
      for (const path of odd) team.work([['ai', path]], path);
      const { violations } = await report();
      assert.deepEqual(violations.map(({ path }) => path).sort(), [...odd].sort());
      assert.match((await told()).out, /An AI wrote "apps\/tab\\there\.ts" line 1;/);
    });

    it('of a tool that only a co-author line names: all lines of that commit', async () => {
      start();
      team.repository.write(PATH, 'a\nb\n');
      const commit = bare('Pay\n\nCo-authored-by: Copilot <copilot@github.com>');
      const { lines, message, commit: from, fix } = await only();
      assert.deepEqual([from, lines], [commit, [[1, 2]]]);
      assert.match(message, /^An AI had a part in src\/pay\.ts lines 1-2;/);
      assert.match(fix, /countersign sign \w{12}\.\.\w{12},/);
    });

    it('of trailers without a note: in the files that they name, or in all when they name none', async () => {
      start();
      const counts = 'AI-Provenance: added=2 ai=1 mixed=0 unknown=1 deleted-by-ai=0 files=1 evidence=exact';
      const both = (text: string): void => {
        team.repository.write(PATH, text);
        team.repository.write('src/pay2.ts', text);
      };
      both('a\n');
      bare(`Pay\n\n${counts}\nAI-Critical: payments src/pay2.ts 1`);
      assert.deepEqual((await found()).sort(), ['src/pay2.ts 1-1']);
      both('b\n');
      bare(`Pay\n\n${counts}`);
      assert.deepEqual((await found()).sort(), ['src/pay.ts 1-1', 'src/pay2.ts 1-1']);
    });

    it('that the message names and the note no longer has', async () => {
      start();
      team.work([['ai', 'x']]);
      note(team.repository.note().replace(`${PATH}\n`, 'src/else.ts\n'));
      assert.deepEqual(await found(), [`${PATH} 1-1`]);
    });

    it('and of unknown ones what the policy says', async () => {
      const cases: [policy: object, expected: string[]][] = [
        [rule({ by: [SENIOR] }), []],
        [{ ...rule({ by: [SENIOR] }), unknown: 'treat-as-ai' }, [`${PATH} 1-1`]],
        [rule({ by: [SENIOR], when: 'unproven' }), [`${PATH} 1-1`]],
        [rule({ by: [SENIOR], when: 'always' }), [`${PATH} 1-2`]],
      ];
      for (const [policy, expected] of cases) {
        team.repository.write(PATH, 'former\n');
        start(policy);
        // Without an AI's line in the commit there would be no note, and nobody known at all.
        typeFile(team.repository, 'other.ts', [['ai', JSON.stringify(policy)]]);
        team.work([
          ['unknown', 'x'],
          ['human', 'y'],
        ]);
        assert.deepEqual(await found(), expected, JSON.stringify(policy));
      }
    });

    it('among those that a .gitattributes of the change calls binary', async () => {
      start({ ...TRAILER, limits: { aiLinesPerCommit: 1 } });
      team.work([
        ['ai', 'x'],
        ['ai', 'y'],
      ]);
      team.repository.write('.gitattributes', '*.ts -diff -text binary\n');
      team.commit('Nothing to see');
      assert.deepEqual(await found(), [`${PATH} 1-2`, 'limits.aiLinesPerCommit']);
    });
  });

  describe('sees critical files go', () => {
    const deletes = (ai: number): string =>
      `Go\n\nAI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=${ai} files=0 evidence=exact`;

    beforeEach(() => {
      team.repository.write(PATH, 'a\nb\nc\n');
      team.repository.write('other.ts', 'a\nb\nc\n');
      start();
    });

    it('with an AI, wholly or in part', async () => {
      team.repository.write(PATH, 'a\nb\n');
      bare(deletes(1));
      const { lines, message } = await only();
      assert.deepEqual(lines, []);
      assert.match(message, /^src\/pay\.ts was changed with an AI's part in it;/);
      team.repository.remove(PATH);
      const commit = bare(deletes(2));
      const { violations } = await report();
      assert.ok(
        violations.some((one) => one.commit === commit && /was deleted with an AI's part/.test(one.message)),
      );
    });

    it('and lets a person delete lines while an AI deletes as many elsewhere', async () => {
      team.repository.write(PATH, 'a\nb\n');
      team.repository.write('other.ts', 'a\n');
      bare(deletes(2));
      assert.deepEqual(await found(), []);
    });

    it('by a person only where every change is asked for, and the range can be signed', async () => {
      team.repository.remove(PATH);
      bare('Go');
      assert.deepEqual(await found(), []);
      const key: Key = team.key('sam');
      team.repository.write(PATH, 'a\n');
      const policy = {
        ...POLICY,
        critical: [{ name: 'payments', files: [PATH], countersign: { by: [SENIOR], when: 'always' } }],
      };
      base = team.base(`${SENIOR} ${key.publicKey}\n`, policy);
      team.repository.remove(PATH);
      const commit = bare('Go again');
      const { message, commit: from } = await only();
      assert.match(message, /^src\/pay\.ts was deleted; the rule payments/);
      assert.equal(from, commit);
      await team.sign(SENIOR, key, `${base}..HEAD`);
      assert.deepEqual(await found(), []);
      assert.equal(await team.verdict(`${base}..HEAD`), 'good');
    });
  });

  describe('counts sign-offs', () => {
    const by = (...people: string[]): string[] =>
      people.flatMap((person) => ['--trailer', `Countersigned-by: ${person}`]);

    const amended = async (...trailers: string[]): Promise<string[]> => {
      git('commit', '-q', '--amend', '--no-edit', ...by(...trailers));
      return found();
    };

    it('in messages, where the policy lets them count: of the people it names, whatever the case', async () => {
      start();
      team.work([['ai', 'x']]);
      assert.deepEqual(await amended('Eve <eve@example.com>'), [`${PATH} 1-1`]);
      assert.match((await only()).message, /eve@example\.com is not among those who may sign\./);
      assert.deepEqual(await amended('Sam <SAM@Example.com>'), []);
    });

    it('of one commit for its own lines only', async () => {
      start();
      team.work([['ai', 'x']]);
      git('commit', '-q', '--amend', '--no-edit', ...by(SAM));
      assert.deepEqual(await found(), []);
      team.work([
        ['-', 'x'],
        ['ai', 'y'],
      ]);
      assert.deepEqual(await found(), [`${PATH} 2-2`]);
    });

    it('as many as the rule wants, and the author not among them unless he may', async () => {
      const two = rule({ by: [SENIOR, 'kim@example.com', 'dana@example.com'], count: 2 });
      for (const [policy, expected] of [
        [two, [`${PATH} 1-1`]],
        [{ ...two, countersign: { require: 'trailer', selfAllowed: true } }, []],
      ] as const) {
        start(policy);
        team.work([['ai', `x ${JSON.stringify(policy)}`]]);
        assert.equal((await amended(SAM, SAM)).length, 1);
        assert.deepEqual(await amended('Dana <dana@example.com>'), expected);
        assert.deepEqual(await amended('Kim <kim@example.com>'), []);
      }
    });

    it('of a range of several commits, each shown to whoever signs', async () => {
      const key = team.key('sam');
      base = team.base(`${SENIOR} ${key.publicKey}\n`);
      team.work([['ai', 'x']]);
      team.work([
        ['-', 'x'],
        ['human', 'y'],
        ['ai', 'z'],
      ]);
      const { violations } = await report();
      assert.deepEqual(
        violations.map(({ lines }) => lines),
        [[[3, 3]], [[1, 1]]],
      );
      const range = `${base.slice(0, 12)}..${team.id('HEAD').slice(0, 12)}`;
      for (const { fix } of violations) assert.ok(fix.includes(`countersign sign ${range},`), fix);
      const { out } = await team.sign(SENIOR, key, range);
      assert.match(out, /1 {2}x\n +3 {2}z\n/);
      assert.deepEqual(await found(), []);
      git('mv', PATH, 'src/payroll.ts');
      team.commit('Rename');
      assert.deepEqual(await found(), []);
    });

    it('of two people only when they have two keys', async () => {
      const [sam, kim] = [team.key('sam'), team.key('kim')];
      const policy = {
        ...POLICY,
        critical: [{ name: 'payments', files: [PATH], countersign: { by: ['@seniors'], count: 2 } }],
      };
      base = team.base(
        `${SENIOR},kim@example.com ${sam.publicKey}\nkim@example.com ${kim.publicKey}\n`,
        policy,
      );
      team.work([['ai', 'x']]);
      await team.sign(SENIOR, sam);
      await team.sign('kim@example.com', sam);
      assert.match((await only()).message, /wants 2 countersignatures, and there is 1\./);
      await team.sign('kim@example.com', kim);
      assert.deepEqual(await found(), []);
    });
  });

  describe('holds commits to limits', () => {
    it('of AI lines and of lines that an AI deleted', async () => {
      start({ limits: { aiLinesPerCommit: 2, aiDeletedLinesPerCommit: 3 } });
      team.work(
        [
          ['ai', 'x'],
          ['ai', 'y'],
        ],
        'a.ts',
      );
      bare('Go\n\nAI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=3 files=0 evidence=exact');
      assert.deepEqual(await found(), []);
      const commit = team.work(
        [
          ['ai', 'x'],
          ['ai', 'y'],
          ['ai', 'z'],
        ],
        'b.ts',
      );
      const { kind, message, commit: from } = await only();
      assert.deepEqual([kind, from], ['limit', commit]);
      assert.match(message, /has 3 AI lines, and the policy allows 2 in one commit\./);
      bare('Go\n\nAI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=4 files=0 evidence=exact');
      assert.deepEqual(await found(), ['limits.aiDeletedLinesPerCommit', 'limits.aiLinesPerCommit']);
    });

    it('and a squash merge to those of the commits in it', async () => {
      start({ limits: { aiLinesPerCommit: 2 } });
      team.repository.write('a.ts', 'a\nb\nc\nd\n');
      const counts = 'AI-Provenance: added=2 ai=2 mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact';
      bare(`Squashed (#1)\n\n* One\n\n  ${counts}\n\n* Two\n\n  ${counts}`);
      assert.deepEqual(await found(), []);
    });
  });

  describe('notices', () => {
    /** Git gives a fresh commit one time and one person. */
    const fresh = { GIT_AUTHOR_DATE: '1800000000 +0000', GIT_COMMITTER_DATE: '1800000000 +0000' };

    function remake(message: string): void {
      const tree = team.id('HEAD^{tree}');
      const args = ['commit-tree', tree, '-p', 'HEAD^', '-m', message];
      const { stdout } = team.repository.run('git', args, { env: fresh });
      const text = team.repository.note();
      git('reset', '-q', '--hard', stdout.trim());
      note(text);
    }

    beforeEach(() => {
      start();
      team.work(
        [
          ['ai', 'x'],
          ['human', 'y'],
        ],
        'a.ts',
      );
    });

    it('trailers that were removed', async () => {
      assert.deepEqual(await found(), []);
      remake('Mine');
      const { kind, path, message } = await only();
      assert.deepEqual([kind, path], ['tampered', null]);
      assert.match(message, /^The note of \w{10} tells of 1 AI lines, and its message says nothing of them/);
    });

    it('a note that is missing where there are notes', async () => {
      const trailers = team.repository.message();
      remake(trailers);
      assert.deepEqual(await found(), []);
      git('notes', '--ref=ai', 'remove', 'HEAD');
      assert.match((await only()).message, /tells of 1 AI lines, and its note is missing/);
      git('update-ref', '-d', 'refs/notes/ai');
      const { code, err } = await told();
      assert.equal(code, 0);
      assert.match(err.join('\n'), /^countersign: There are no notes .* run countersign notes fetch\.$/);
    });

    it('numbers that cannot be', async () => {
      const message = team.repository.message();
      remake(message.replace('added=2', 'added=20'));
      assert.match((await only()).message, /counts 20 lines where the commit has 2/);
      remake(message.replace('ai=1', 'ai=3'));
      assert.match((await only()).message, /counts 3 lines where the commit has 2/);
    });

    it('none of that in copies: rebased, also with new dates, picked, amended or applied by others', async () => {
      const original = team.id('HEAD');
      git('checkout', '-q', '-b', 'topic', base);
      team.work([['human', 'z']], 'b.ts');
      git('-c', 'core.hooksPath=/dev/null', 'cherry-pick', '-x', original);
      assert.deepEqual(await found(), []);
      git('-c', 'core.hooksPath=/dev/null', 'rebase', '-q', '--onto', 'HEAD~1', base, 'main');
      assert.deepEqual(await found('topic~1..main'), []);
      git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--amend', '-m', 'Nothing to see');
      assert.deepEqual(await found('topic~1..main'), []);
      git('config', 'countersign.trailerStyle', 'none');
      team.work([['ai', 'style']], 'c.ts');
      assert.ok(!/Assisted-by/.test(team.repository.message()));
      assert.deepEqual(await found('topic~1..main'), []);
    });

    it('none of that in a fixup, which loses its message', async () => {
      team.work([['human', 'z']], 'b.ts', 'Plain');
      team.work(
        [
          ['human', 'z'],
          ['ai', 'more'],
        ],
        'b.ts',
        'fixup! Plain',
      );
      team.repository.run('git', ['rebase', '-q', '-i', '--autosquash', base], {
        env: { GIT_SEQUENCE_EDITOR: 'true' },
      });
      assert.equal(git('rev-list', '--count', `${base}..HEAD`).trim(), '2');
      assert.deepEqual(await found(), []);
    });
  });

  describe('stands hostile notes', () => {
    const crafted = (lines: string, tool = 'copilot'): string => {
      const session = { agent_id: { tool, id: '1', model: 'm\n\u001b[2Jx' }, human_author: null };
      const records = {
        schema_version: 'authorship/3.0.0',
        base_commit_sha: '',
        prompts: {},
        sessions: { s_1: session },
      };
      return `${lines}---\n${JSON.stringify(records)}`;
    };

    beforeEach(() => {
      start();
      team.repository.write(PATH, 'a\nb\n');
      bare('Pay');
    });

    it('that claim any lines', async () => {
      note(crafted(`${PATH}\n  s_1 2-999999999,7-3,0-0\n`, 'x\nCountersigned-by: Sam <sam@example.com>'));
      const { out, err } = await told();
      assert.deepEqual(err, []);
      assert.match(out, /An AI wrote src\/pay\.ts line 2;/);
      assert.ok(!out.includes('\u001b') && !out.includes('Countersigned-by'));
    });

    it('that are huge or no notes at all', async () => {
      const ranges = Array.from({ length: 100_000 }, (_, index) => String(index * 2 + 1)).join(',');
      note(crafted(`${PATH}\n  s_1 ${ranges}\n`));
      assert.deepEqual(await found(), [`${PATH} 1-1`]);
      for (const text of ['', 'nonsense', '---\n{}', '---\n[]', `${PATH}\n  s_1 1\n`, '\u0000\n---\n']) {
        note(text);
        assert.deepEqual(await found(), [], JSON.stringify(text));
      }
    });
  });

  describe('explains', () => {
    const explained = async (...args: readonly string[]): Promise<string> => {
      const { code, out, err } = await team.run(['check', '--explain', ...args]);
      assert.deepEqual([code, err], [0, []]);
      return out;
    };

    it('what makes a path critical, and what does not', async () => {
      assert.equal(start(TRAILER, { '.gitattributes': '*.sql countersign=payments\n' }), team.id('HEAD'));
      const at = base.slice(0, 10);
      assert.equal(
        await explained(PATH),
        `${PATH} is critical: rule payments (warning), by the pattern "src/pay*.ts" of .countersign.json in ${at}. It wants 1 countersignature for AI and mixed lines, by @seniors.\n`,
      );
      assert.match(
        await explained('a.sql'),
        /rule payments .* by the attribute countersign=payments in \.gitattributes/,
      );
      assert.match(await explained('deploy/x'), /rule infra .* asks for no countersignature/);
      assert.match(await explained('README.md'), /README\.md is not critical: no pattern .* matches it/);
      team.repository.write('.countersign.json', '{ "critical": [] }');
      team.commit('None');
      assert.match(await explained(PATH), /is not critical: no pattern/);
      assert.match(await explained(PATH, `${base}..HEAD`), /is critical: rule payments/);
      await refuses(['--explain', '../x'], /is no path from the root/);
    });
  });
});
