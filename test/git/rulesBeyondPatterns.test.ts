/**
 * Files that attributes, CODEOWNERS or a former name put under a rule, where somebody writes, commits and reviews, with
 * real git.
 */
import assert from 'node:assert/strict';
import { Countersigning } from '../../src/adapters/git/countersigning';
import { OWNED_POLICY, policyWith, TRAILER, useGate, type GateTeam } from './gateSupport';
import { isOnPath } from './isOnPath';
import { PATH, SENIOR, type SignTeam } from './signSupport';
import { typeFile } from './support';

const ATTRIBUTES = { '.gitattributes': '*.sql countersign=payments\n*.cfg countersign\n' };
const OWNERS = { '.github/CODEOWNERS': '/src/money/ @acme/payments\n' };

describe('files under a rule by more than patterns', () => {
  if (!isOnPath('ssh-keygen')) return;
  let gate: GateTeam;
  let team: SignTeam;

  useGate((made) => {
    gate = made;
    team = made.team;
  });

  const critical = (): string[] =>
    team.repository
      .message()
      .match(/^AI-Critical: .*$/gm)
      ?.map((line) => line.slice(13)) ?? [];

  async function statusOf(path: string): Promise<string | null | undefined> {
    const { out } = await team.run(['status', '--json']);
    const { unstaged } = JSON.parse(out) as {
      unstaged: { files: readonly { path: string; critical: string | null }[] };
    };
    return unstaged.files.find((file) => file.path === path)?.critical;
  }

  it('are named by the commit', () => {
    gate.start(TRAILER, ATTRIBUTES);
    team.work([['ai', 'drop']], 'db/pay.sql');
    assert.deepEqual(critical(), ['payments db/pay.sql 1']);
    team.work([['ai', 'on']], 'app.cfg');
    assert.deepEqual(critical(), ['countersign app.cfg 1']);
    team.work([['ai', 'free']], 'app.ts');
    assert.deepEqual(critical(), []);
  });

  it('are named without a policy, and by a file in a folder', () => {
    team.work([['human', '*.sql countersign']], '.gitattributes');
    team.work([['human', '*.sql -countersign']], 'old/.gitattributes');
    team.work([['ai', 'drop']], 'db/pay.sql');
    assert.deepEqual(critical(), ['countersign db/pay.sql 1']);
    team.work([['ai', 'drop']], 'old/pay.sql');
    assert.deepEqual(critical(), []);
  });

  it('are named where only a folder has attributes', () => {
    gate.start(TRAILER, { 'db/.gitattributes': 'pay.sql countersign=payments\n' });
    team.work([['ai', 'drop']], 'db/pay.sql');
    assert.deepEqual(critical(), ['payments db/pay.sql 1']);
  });

  it('count as under a rule without a name, when there is none of theirs', () => {
    gate.start(TRAILER, { '.gitattributes': '*.sql countersign=paymnts\n' });
    team.work([['ai', 'drop']], 'db/pay.sql');
    assert.deepEqual(critical(), ['countersign db/pay.sql 1']);
  });

  it('are named by owner', () => {
    gate.start(OWNED_POLICY, OWNERS);
    team.work([['ai', 'x']], 'src/money/pay.ts');
    assert.deepEqual(critical(), ['money src/money/pay.ts 1']);
    team.work([['ai', 'x']], 'src/pay.ts');
    assert.deepEqual(critical(), []);
  });

  it('stop no commit when CODEOWNERS is missing or broken', () => {
    gate.start(OWNED_POLICY);
    team.work([['ai', 'x']], 'src/money/pay.ts');
    assert.match(team.repository.message(), /^AI-Provenance: /m);
    gate.start(OWNED_POLICY, { CODEOWNERS: '!/src/ @acme/payments\n' });
    team.work([['ai', 'y']], 'src/money/pay.ts');
    assert.match(team.repository.message(), /^AI-Provenance: /m);
    assert.deepEqual(critical(), []);
  });

  it('are said by status and show', async () => {
    gate.start(TRAILER, ATTRIBUTES);
    team.work([['human', 'select']], 'db/pay.sql');
    typeFile(team.repository, 'db/pay.sql', [
      ['human', 'select'],
      ['ai', 'drop'],
    ]);
    assert.equal(await statusOf('db/pay.sql'), 'payments');
    team.commit('Drop');
    const { files } = JSON.parse((await team.run(['show', '--json'])).out) as {
      files: readonly { critical: string | null }[];
    };
    assert.deepEqual(
      files.map((file) => file.critical),
      ['payments'],
    );
  });

  for (const [by, policy, more, path] of [
    ['attribute', TRAILER, ATTRIBUTES, 'db/pay.sql'],
    ['owner', OWNED_POLICY, OWNERS, 'src/money/pay.ts'],
  ] as const) {
    it(`are what a review of one commit asks for, by ${by}`, async () => {
      gate.start(policy, more);
      team.work([['ai', 'x']], path);
      team.be(SENIOR, null);
      const { code, out } = await team.run(['sign', 'HEAD', '--trailer', '--yes']);
      assert.equal(code, 0);
      assert.ok(out.includes(`${path}  (`), out);
      assert.deepEqual(await gate.found(), []);
    });
  }

  it('come into a review also when they leave a critical folder, with the name that they had', async () => {
    const lines = ['one', 'two', 'three', 'four'].map((text) => ['human', text] as const);
    gate.start();
    team.work(lines);
    gate.git('mv', PATH, 'moved.ts');
    const commit = team.work([...lines, ['ai', 'five']], 'moved.ts');
    const review = await new Countersigning(team.repository.root, [], (text) => text).review(commit);
    assert.deepEqual(
      review.files.map(({ path, formerPath, rule, texts }) => [path, formerPath, rule, ...texts]),
      [['moved.ts', PATH, 'payments', 'five']],
    );
  });

  it('come into a review also when a person only took lines away, where the rule asks always', async () => {
    gate.start(policyWith({ by: [SENIOR], when: 'always' }));
    team.work([
      ['human', 'one'],
      ['human', 'two'],
    ]);
    const commit = team.work([['human', 'one']]);
    const review = await new Countersigning(team.repository.root, [], (text) => text).review(commit);
    assert.deepEqual(
      review.files.map(({ path, lines }) => [path, lines]),
      [[PATH, []]],
    );
  });
});
