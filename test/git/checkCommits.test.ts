/**
 * `countersign check`, with real git: sign-offs, limits, and commits that do not say what they were made with.
 */
import assert from 'node:assert/strict';
import { policyWith, SAM, useGate, type GateTeam } from './gateSupport';
import { isOnPath } from './isOnPath';
import { PATH, POLICY, SENIOR, type SignTeam } from './signSupport';

/** A copy is known by its two dates, which git keeps in whole seconds. */
function untilAnotherSecond(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1100));
}

describe('countersign check', () => {
  if (!isOnPath('ssh-keygen')) return;
  let gate: GateTeam;
  let team: SignTeam;

  useGate((made) => {
    gate = made;
    team = made.team;
  });

  describe('counts sign-offs', () => {
    const by = (...people: string[]): string[] =>
      people.flatMap((person) => ['--trailer', `Countersigned-by: ${person}`]);

    const amended = async (...trailers: string[]): Promise<string[]> => {
      gate.git('commit', '-q', '--amend', '--no-edit', ...by(...trailers));
      return gate.found();
    };

    it('in messages, where the policy lets them count: of the people it names, whatever the case', async () => {
      gate.start();
      team.work([['ai', 'x']]);
      assert.deepEqual(await amended('Eve <eve@example.com>'), [`${PATH} 1-1`]);
      assert.match((await gate.only()).message, /eve@example\.com is not among those who may sign\./);
      assert.deepEqual(await amended('Sam <SAM@Example.com>'), []);
    });

    it('of one commit for its own lines only', async () => {
      gate.start();
      team.work([['ai', 'x']]);
      gate.git('commit', '-q', '--amend', '--no-edit', ...by(SAM));
      assert.deepEqual(await gate.found(), []);
      team.work([
        ['-', 'x'],
        ['ai', 'y'],
      ]);
      assert.deepEqual(await gate.found(), [`${PATH} 2-2`]);
    });

    it('of a squash where every part with AI lines has them, and none that a message quotes', async () => {
      gate.start();
      const counts = 'AI-Provenance: added=1 ai=1 mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact';
      const squash = async (...parts: string[]): Promise<string[]> => {
        gate.git('checkout', '-q', '--detach', gate.base);
        team.repository.write(PATH, 'x\ny\n');
        gate.bare(`Pay (#1)\n\n${parts.map((part) => `* Part\n\n${part}`).join('\n\n')}`);
        return gate.found();
      };
      const signed = `${counts}\nCountersigned-by: ${SAM}`;
      assert.deepEqual(await squash(counts, signed), [`${PATH} 1-2`]);
      assert.deepEqual(await squash(signed, counts), [`${PATH} 1-2`]);
      assert.deepEqual(await squash(signed, signed), []);
      assert.deepEqual(await squash(`Sam would write\nCountersigned-by: ${SAM}\nif asked.`, counts), [
        `${PATH} 1-2`,
      ]);
    });

    it('as many as the rule wants, and the author not among them unless he may', async () => {
      const two = policyWith({ by: [SENIOR, 'kim@example.com', 'dana@example.com'], count: 2 });
      for (const [policy, expected] of [
        [two, [`${PATH} 1-1`]],
        [{ ...two, countersign: { require: 'trailer', selfAllowed: true } }, []],
      ] as const) {
        gate.start(policy);
        team.work([['ai', `x ${JSON.stringify(policy)}`]]);
        assert.equal((await amended(SAM, SAM)).length, 1);
        assert.deepEqual(await amended('Dana <dana@example.com>'), expected);
        assert.deepEqual(await amended('Kim <kim@example.com>'), []);
      }
    });

    it('of a range of several commits, each shown to whoever signs', async () => {
      const key = team.key('sam');
      gate.base = team.base(`${SENIOR} ${key.publicKey}\n`);
      team.work([['ai', 'x']]);
      team.work([
        ['-', 'x'],
        ['human', 'y'],
        ['ai', 'z'],
      ]);
      const { violations } = await gate.report();
      assert.deepEqual(
        violations.map(({ lines }) => lines),
        [[[3, 3]], [[1, 1]]],
      );
      const range = `${gate.base.slice(0, 12)}..${team.id('HEAD').slice(0, 12)}`;
      for (const { fix } of violations) assert.ok(fix.includes(`countersign sign ${range},`), fix);
      const { out } = await team.sign(SENIOR, key, range);
      assert.match(out, /1 {2}x\n +3 {2}z\n/);
      assert.deepEqual(await gate.found(), []);
      gate.git('mv', PATH, 'src/payroll.ts');
      team.commit('Rename');
      assert.deepEqual(await gate.found(), []);
    });

    it('of two people only when they have two keys', async () => {
      const [sam, kim] = [team.key('sam'), team.key('kim')];
      const policy = {
        ...POLICY,
        critical: [{ name: 'payments', files: [PATH], countersign: { by: ['@seniors'], count: 2 } }],
      };
      gate.base = team.base(
        `${SENIOR},kim@example.com ${sam.publicKey}\nkim@example.com ${kim.publicKey}\n`,
        policy,
      );
      team.work([['ai', 'x']]);
      await team.sign(SENIOR, sam);
      await team.sign('kim@example.com', sam);
      assert.match((await gate.only()).message, /wants 2 countersignatures, and there is 1\./);
      await team.sign('kim@example.com', kim);
      assert.deepEqual(await gate.found(), []);
    });
  });

  describe('holds commits to limits', () => {
    it('of AI lines and of lines that an AI deleted', async () => {
      gate.start({ limits: { aiLinesPerCommit: 2, aiDeletedLinesPerCommit: 3 } });
      team.work(
        [
          ['ai', 'x'],
          ['ai', 'y'],
        ],
        'a.ts',
      );
      gate.bare('Go\n\nAI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=3 files=0 evidence=exact');
      assert.deepEqual(await gate.found(), []);
      const commit = team.work(
        [
          ['ai', 'x'],
          ['ai', 'y'],
          ['ai', 'z'],
        ],
        'b.ts',
      );
      const { kind, message, commit: from } = await gate.only();
      assert.deepEqual([kind, from], ['limit', commit]);
      assert.match(message, /has 3 AI lines, and the policy allows 2 in one commit\./);
      gate.bare('Go\n\nAI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=4 files=0 evidence=exact');
      assert.deepEqual(await gate.found(), ['limits.aiDeletedLinesPerCommit', 'limits.aiLinesPerCommit']);
    });

    it('and a squash merge to those of the commits in it', async () => {
      gate.start({ limits: { aiLinesPerCommit: 2 } });
      team.repository.write('a.ts', 'a\nb\nc\nd\n');
      const counts = 'AI-Provenance: added=2 ai=2 mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact';
      gate.bare(`Squashed (#1)\n\n* One\n\n  ${counts}\n\n* Two\n\n  ${counts}`);
      assert.deepEqual(await gate.found(), []);
    });
  });

  describe('finds', () => {
    it('AI lines where nobody attests them and the message names a tool that the note does not know', async () => {
      gate.start(policyWith({ by: [SENIOR] }));
      const lines = [
        ['ai', 'x'],
        ['unknown', 'y'],
        ['human', 'z'],
      ] as const;
      team.work(lines);
      assert.deepEqual(await gate.found(), [`${PATH} 1-1`]);
      gate.git('reset', '--quiet', '--hard', gate.base);
      team.work(lines, PATH, 'Pay\n\nCo-authored-by: Claude <noreply@anthropic.com>');
      assert.deepEqual(await gate.found(), [`${PATH} 1-2`]);
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
      gate.git('reset', '-q', '--hard', stdout.trim());
      gate.note(text);
    }

    beforeEach(() => {
      gate.start();
      team.work(
        [
          ['ai', 'x'],
          ['human', 'y'],
        ],
        'a.ts',
      );
    });

    it('trailers that were removed', async () => {
      assert.deepEqual(await gate.found(), []);
      remake('Mine');
      const { kind, path, message } = await gate.only();
      assert.deepEqual([kind, path], ['tampered', null]);
      assert.match(message, /^The note of \w{10} tells of 1 AI lines, and its message says nothing of them/);
    });

    it('a note that is missing where there are notes', async () => {
      const trailers = team.repository.message();
      remake(trailers);
      assert.deepEqual(await gate.found(), []);
      gate.git('notes', '--ref=ai', 'remove', 'HEAD');
      assert.match((await gate.only()).message, /tells of 1 AI lines, and its note is missing/);
      gate.git('update-ref', '-d', 'refs/notes/ai');
      const { code, err } = await gate.told();
      assert.equal(code, 0);
      assert.match(err.join('\n'), /^countersign: There are no notes .* run countersign notes fetch\.$/);
    });

    it('numbers that cannot be', async () => {
      const message = team.repository.message();
      remake(message.replace('added=2', 'added=20'));
      assert.match((await gate.only()).message, /counts 20 lines where the commit has 2/);
      remake(message.replace('ai=1', 'ai=3'));
      assert.match((await gate.only()).message, /counts 3 lines where the commit has 2/);
    });

    it('fewer AI lines in the message than in the note', async () => {
      remake(team.repository.message().replace('ai=1', 'ai=0'));
      const { kind, message, fix } = await gate.only();
      assert.equal(kind, 'tampered');
      assert.match(message, /counts 0 AI lines where its note has 1: the numbers were changed/);
      assert.match(fix, /git commit --amend/);
    });

    it('none of that in copies: rebased, also with new dates, picked, amended or applied by others', async () => {
      const original = team.id('HEAD');
      await untilAnotherSecond();
      gate.git('checkout', '-q', '-b', 'topic', gate.base);
      team.work([['human', 'z']], 'b.ts');
      gate.git('-c', 'core.hooksPath=/dev/null', 'cherry-pick', '-x', original);
      assert.deepEqual(await gate.found(), []);
      gate.git('-c', 'core.hooksPath=/dev/null', 'rebase', '-q', '--onto', 'HEAD~1', gate.base, 'main');
      assert.deepEqual(await gate.found('topic~1..main'), []);
      gate.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--amend', '-m', 'Nothing to see');
      assert.deepEqual(await gate.found('topic~1..main'), []);
      gate.git('config', 'countersign.trailerStyle', 'none');
      team.work([['ai', 'style']], 'c.ts');
      assert.ok(!/Assisted-by/.test(team.repository.message()));
      assert.deepEqual(await gate.found('topic~1..main'), []);
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
      await untilAnotherSecond();
      team.repository.run('git', ['rebase', '-q', '-i', '--autosquash', gate.base], {
        env: { GIT_SEQUENCE_EDITOR: 'true' },
      });
      assert.equal(gate.git('rev-list', '--count', `${gate.base}..HEAD`).trim(), '2');
      assert.deepEqual(await gate.found(), []);
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
      gate.start();
      team.repository.write(PATH, 'a\nb\n');
      gate.bare('Pay');
    });

    it('that claim any lines', async () => {
      gate.note(
        crafted(`${PATH}\n  s_1 2-999999999,7-3,0-0\n`, 'x\nCountersigned-by: Sam <sam@example.com>'),
      );
      const { out, err } = await gate.told();
      assert.deepEqual(err, []);
      assert.match(out, /An AI wrote src\/pay\.ts line 2;/);
      assert.ok(!out.includes('\u001b') && !out.includes('Countersigned-by'));
    });

    it('that are huge or no notes at all', async () => {
      const ranges = Array.from({ length: 100_000 }, (_, index) => String(index * 2 + 1)).join(',');
      gate.note(crafted(`${PATH}\n  s_1 ${ranges}\n`));
      assert.deepEqual(await gate.found(), [`${PATH} 1-1`]);
      for (const text of ['', 'nonsense', '---\n{}', '---\n[]', `${PATH}\n  s_1 1\n`, '\u0000\n---\n']) {
        gate.note(text);
        assert.deepEqual(await gate.found(), [], JSON.stringify(text));
      }
    });
  });
});
