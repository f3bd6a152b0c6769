/**
 * `countersign check`, with real git: what the gate sees in every kind of change, and what it refuses to judge.
 */
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { policyWith, TRAILER, useGate, type GateTeam } from './gateSupport';
import { isOnPath } from './isOnPath';
import { PATH, POLICY, SENIOR, type Key, type SignTeam } from './signSupport';
import { typeFile, type By } from './support';

type Lines = readonly (readonly [by: By, text: string])[];

describe('countersign check', () => {
  if (!isOnPath('ssh-keygen')) return;
  let gate: GateTeam;
  let team: SignTeam;

  useGate((made) => {
    gate = made;
    team = made.team;
  });

  describe('has nothing to say', () => {
    it('of a range without commits', async () => {
      gate.start();
      assert.deepEqual(await gate.report('HEAD..HEAD'), { ok: true, commits: 0, violations: [] });
      assert.equal((await gate.told('HEAD..')).out, '0 commits: nothing to countersign.\n');
    });

    it('without a policy', async () => {
      gate.base = gate.bare('Start');
      team.work([['ai', 'x']]);
      assert.deepEqual(await gate.report(), { ok: true, commits: 1, violations: [] });
    });

    it('of AI lines elsewhere, of human lines, and of rules that ask for nothing', async () => {
      gate.start();
      team.work([['ai', 'x']], 'src/other.ts');
      team.work([['human', 'x']]);
      team.work([['ai', 'x']], 'deploy/run.sh');
      assert.deepEqual(await gate.report(), { ok: true, commits: 3, violations: [] });
    });

    it('of AI lines that are gone again', async () => {
      gate.start();
      team.work([['ai', 'x']]);
      team.work([['human', 'y']]);
      assert.deepEqual(await gate.found(), []);
    });
  });

  describe('refuses to judge', () => {
    it('what is no range, or names what is not there', async () => {
      gate.start();
      await gate.refuses([], /Name a range/);
      await gate.refuses(['HEAD'], /is not a range/);
      await gate.refuses(['nowhere..HEAD'], /There is no commit named nowhere/);
      await gate.refuses([`${'0'.repeat(40)}..HEAD`], /stands for a branch that is new/);
      await gate.refuses(['HEAD..HEAD', '--format', 'xml'], /There is no format xml: take one of text, json/);
      gate.git('checkout', '-q', '--orphan', 'alone');
      gate.bare('Alone');
      await gate.refuses([`${gate.base}..HEAD`], /no commit in common/);
    });

    it('by a policy that is broken in the gate.base, also when the change repairs it', async () => {
      gate.start();
      team.repository.write('.countersign.json', '{ "critical": [ { "nam": "x" } ] }');
      gate.base = team.commit('Slip');
      team.repository.write('.countersign.json', JSON.stringify(TRAILER));
      team.commit('Repair');
      await gate.refuses([`${gate.base}..HEAD`], /\.countersign\.json of \w{10} is broken \(line 1: /);
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
        gate.base = gate.bare('Odd policy');
        await gate.refuses([`${gate.base}..HEAD`], said);
      }
    });

    it('by signers that are not there', async () => {
      team.repository.write('.countersign.json', JSON.stringify(POLICY));
      gate.base = gate.bare('No signers');
      await gate.refuses(
        [`${gate.base}..HEAD`],
        /names \.github\/allowed_signers, which is not in that commit/,
      );
    });

    it('what a shallow clone cannot tell', async () => {
      gate.start();
      team.work([['ai', 'x']]);
      team.work([['ai', 'y']], 'other.ts');
      const clone = team.repository.beside('shallow');
      gate.git('clone', '-q', '--depth=1', `file://${team.repository.root}`, clone);
      const answer = await team.run(['check', `${gate.base}..HEAD`], undefined, clone);
      assert.equal(answer.code, 2);
      assert.match(answer.err[0] ?? '', /shallow clone: fetch the history/);
    });
  });

  describe('reads the base', () => {
    it('that was named, not an older commit from which the change comes', async () => {
      const old = gate.bare('Before there was a policy');
      gate.start();
      gate.git('checkout', '-q', '-b', 'topic', old);
      team.work([['ai', 'x']]);
      assert.deepEqual(await gate.found('main..topic'), [`${PATH} 1-1`]);
      assert.deepEqual(await gate.found('main...topic'), [`${PATH} 1-1`]);
    });

    it('and judges only what is new since then', async () => {
      gate.start();
      team.work([['ai', 'x']]);
      gate.git('checkout', '-q', '-b', 'topic');
      team.work([['ai', 'y']], 'src/pay2.ts');
      gate.git('checkout', '-q', 'main');
      team.work([['ai', 'z']], 'src/pay3.ts');
      assert.deepEqual(await gate.found('main..topic'), ['src/pay2.ts 1-1']);
    });

    it('for attributes too', async () => {
      gate.start(policyWith({ by: [SENIOR] }, ['nothing']), {
        '.gitattributes': '*.sql countersign=payments\n*.cfg countersign\n*.min.sql -countersign\n',
      });
      team.repository.write('.gitattributes', '*.sql -countersign\n*.txt countersign=payments\n');
      team.commit('Excuse me');
      for (const path of ['db/a.sql', 'a.cfg', 'a.min.sql', 'a.txt']) team.work([['ai', path]], path);
      const { violations } = await gate.report();
      assert.deepEqual(violations.map(({ path, rule: name }) => `${path} ${name}`).sort(), [
        'a.cfg countersign',
        'db/a.sql payments',
      ]);
      for (const { fix } of violations) assert.match(fix, /run countersign sign \w{12}\.\.\w{12},/);
    });

    it('and does not let an attribute name a rule that is not there', async () => {
      gate.start(TRAILER, { '.gitattributes': '*.sql countersign=paymnts\n' });
      team.work([['ai', 'x']], 'a.sql');
      await gate.refuses([`${gate.base}..HEAD`], /names the rule "paymnts", which is not in the policy/);
    });
  });

  describe('finds AI lines', () => {
    it('in a merge that somebody resolved with an AI, and only those', async () => {
      team.repository.write(PATH, 'one\ntwo\n');
      gate.start();
      gate.git('checkout', '-q', '-b', 'topic');
      team.work([
        ['human', 'left'],
        ['-', 'two'],
      ]);
      gate.git('checkout', '-q', 'main');
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
      assert.equal(gate.git('rev-list', '--parents', '-1', merge).trim().split(' ').length, 3);
      const { commit, lines } = await gate.only();
      assert.deepEqual([commit, lines], [merge, [[1, 1]]]);
    });

    it('below which somebody went on, and that somebody only indented', async () => {
      gate.start();
      typeFile(team.repository, PATH, [
        ['ai', 'pay(1);'],
        ['ai', 'pay(2);'],
      ]);
      team.repository.write(PATH, 'pay(1);\npay(2);');
      const commit = team.commit('Pay');
      team.repository.write(PATH, '  pay(1);\npay(2);\nmine();\n');
      gate.bare('By hand');
      const { commit: from, lines } = await gate.only();
      assert.deepEqual([from, lines], [commit, [[1, 2]]]);
      // Now something else is there.
      team.repository.write(PATH, '  pay(1);\npaid(2);\nmine();\n');
      gate.bare('By hand');
      assert.deepEqual((await gate.only()).lines, [[1, 1]]);
    });

    it('in a file that was renamed, under its new name and at its lines of now', async () => {
      gate.start();
      const body: Lines = [
        ['ai', 'a'],
        ['human', 'b'],
        ['human', 'c'],
        ['human', 'd'],
        ['ai', 'e'],
      ];
      const commit = team.work(body);
      gate.git('mv', PATH, 'src/payroll.ts');
      team.commit('Rename');
      team.work([['human', 'top'], ...body.map(([, text]): [By, string] => ['-', text])], 'src/payroll.ts');
      const { path, lines, commit: from } = await gate.only();
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
      gate.start();
      gate.git('mv', PATH, 'free.ts');
      team.work([...body.map((line): [By, string] => ['-', line]), ['ai', 'more']], 'free.ts');
      assert.deepEqual(await gate.found(), ['free.ts 21-21']);
    });

    it('in paths with odd names, which are shown on one line', async () => {
      gate.start(policyWith({ by: [SENIOR] }, ['apps/**']));
      const odd = ['apps/bank/src/a b "c" ü🎉.ts', 'apps/tab\there.ts', 'apps/[x]*.ts'];
      for (const path of odd) team.work([['ai', path]], path);
      const { violations } = await gate.report();
      assert.deepEqual(violations.map(({ path }) => path).sort(), [...odd].sort());
      assert.match((await gate.told()).out, /An AI wrote "apps\/tab\\there\.ts" line 1;/);
    });

    it('of a tool that only a co-author line names: all lines of that commit', async () => {
      gate.start();
      team.repository.write(PATH, 'a\nb\n');
      const commit = gate.bare('Pay\n\nCo-authored-by: Copilot <copilot@github.com>');
      const { lines, message, commit: from, fix } = await gate.only();
      assert.deepEqual([from, lines], [commit, [[1, 2]]]);
      assert.match(message, /^An AI had a part in src\/pay\.ts lines 1-2;/);
      assert.match(fix, /countersign sign \w{12}\.\.\w{12},/);
    });

    it('of trailers without a note: in the files that they name, or in all when they name none', async () => {
      gate.start();
      const counts = 'AI-Provenance: added=2 ai=1 mixed=0 unknown=1 deleted-by-ai=0 files=1 evidence=exact';
      const both = (text: string): void => {
        team.repository.write(PATH, text);
        team.repository.write('src/pay2.ts', text);
      };
      both('a\n');
      gate.bare(`Pay\n\n${counts}\nAI-Critical: payments src/pay2.ts 1`);
      assert.deepEqual((await gate.found()).sort(), ['src/pay2.ts 1-1']);
      both('b\n');
      gate.bare(`Pay\n\n${counts}`);
      assert.deepEqual((await gate.found()).sort(), ['src/pay.ts 1-1', 'src/pay2.ts 1-1']);
    });

    it('that the message names and the note no longer has', async () => {
      gate.start();
      team.work([['ai', 'x']]);
      gate.note(team.repository.note().replace(`${PATH}\n`, 'src/else.ts\n'));
      assert.deepEqual(await gate.found(), [`${PATH} 1-1`]);
    });

    it('and of unknown ones what the policy says', async () => {
      const cases: [policy: object, expected: string[]][] = [
        [policyWith({ by: [SENIOR] }), []],
        [{ ...policyWith({ by: [SENIOR] }), unknown: 'treat-as-ai' }, [`${PATH} 1-1`]],
        [policyWith({ by: [SENIOR], when: 'unproven' }), [`${PATH} 1-1`]],
        [policyWith({ by: [SENIOR], when: 'always' }), [`${PATH} 1-2`]],
      ];
      for (const [policy, expected] of cases) {
        team.repository.write(PATH, 'former\n');
        gate.start(policy);
        // Without an AI's line in the commit there would be no note, and nobody known at all.
        typeFile(team.repository, 'other.ts', [['ai', JSON.stringify(policy)]]);
        team.work([
          ['unknown', 'x'],
          ['human', 'y'],
        ]);
        assert.deepEqual(await gate.found(), expected, JSON.stringify(policy));
      }
    });

    it('among those that a .gitattributes of the change calls binary', async () => {
      gate.start({ ...TRAILER, limits: { aiLinesPerCommit: 1 } });
      team.work([
        ['ai', 'x'],
        ['ai', 'y'],
      ]);
      team.repository.write('.gitattributes', '*.ts -diff -text binary\n');
      team.commit('Nothing to see');
      assert.deepEqual(await gate.found(), [`${PATH} 1-2`, 'limits.aiLinesPerCommit']);
    });
  });

  describe('sees critical files go', () => {
    const deletes = (ai: number): string =>
      `Go\n\nAI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=${ai} files=0 evidence=exact`;

    beforeEach(() => {
      team.repository.write(PATH, 'a\nb\nc\n');
      team.repository.write('other.ts', 'a\nb\nc\n');
      gate.start();
    });

    it('with an AI, wholly or in part', async () => {
      team.repository.write(PATH, 'a\nb\n');
      gate.bare(deletes(1));
      const { lines, message } = await gate.only();
      assert.deepEqual(lines, []);
      assert.match(message, /^src\/pay\.ts was changed with an AI's part in it;/);
      team.repository.remove(PATH);
      const commit = gate.bare(deletes(2));
      const { violations } = await gate.report();
      assert.ok(
        violations.some((one) => one.commit === commit && /was deleted with an AI's part/.test(one.message)),
      );
    });

    it('and lets a person delete lines while an AI deletes as many elsewhere', async () => {
      team.repository.write(PATH, 'a\nb\n');
      team.repository.write('other.ts', 'a\n');
      gate.bare(deletes(2));
      assert.deepEqual(await gate.found(), []);
    });

    it('by a person only where every change is asked for, and the range can be signed', async () => {
      team.repository.remove(PATH);
      gate.bare('Go');
      assert.deepEqual(await gate.found(), []);
      const key: Key = team.key('sam');
      team.repository.write(PATH, 'a\n');
      const policy = {
        ...POLICY,
        critical: [{ name: 'payments', files: [PATH], countersign: { by: [SENIOR], when: 'always' } }],
      };
      gate.base = team.base(`${SENIOR} ${key.publicKey}\n`, policy);
      team.repository.remove(PATH);
      const commit = gate.bare('Go again');
      const { message, commit: from } = await gate.only();
      assert.match(message, /^src\/pay\.ts was deleted; the rule payments/);
      assert.equal(from, commit);
      await team.sign(SENIOR, key, `${gate.base}..HEAD`);
      assert.deepEqual(await gate.found(), []);
      assert.equal(await team.verdict(`${gate.base}..HEAD`), 'good');
    });
  });

  describe('explains', () => {
    const explained = async (...args: readonly string[]): Promise<string> => {
      const { code, out, err } = await team.run(['check', '--explain', ...args]);
      assert.deepEqual([code, err], [0, []]);
      return out;
    };

    it('what makes a path critical, and what does not', async () => {
      assert.equal(
        gate.start(TRAILER, { '.gitattributes': '*.sql countersign=payments\n' }),
        team.id('HEAD'),
      );
      const at = gate.base.slice(0, 10);
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
      assert.match(await explained(PATH, `${gate.base}..HEAD`), /is critical: rule payments/);
      await gate.refuses(['--explain', '../x'], /is no path from the root/);
    });
  });
});
