/**
 * `countersign check`, with real git: what an AI deletes, or writes to delete something, in any file.
 */
import assert from 'node:assert/strict';
import { SAM, TRAILER, useGate, type GateTeam } from './gateSupport';
import { isOnPath } from './isOnPath';
import { POLICY, SENIOR, type SignTeam } from './signSupport';
import { typeFile } from './support';

const SQL = 'db/next.sql';
const SIGNED = { ...TRAILER, destructive: { countersign: { by: [SENIOR] } } };

describe('countersign check of destructive changes', () => {
  let gate: GateTeam;
  let team: SignTeam;

  useGate((made) => {
    gate = made;
    team = made.team;
  });

  it('points them out where nobody has to sign, and stops nothing', async () => {
    gate.start();
    const commit = team.work(
      [
        ['human', '-- next'],
        ['ai', 'DROP TABLE users;'],
      ],
      SQL,
    );
    const { ok, violations } = await gate.report();
    const [{ fix, ...violation } = { fix: '' }, ...others] = violations;
    assert.deepEqual([ok, others, fix], [true, [], 'Make sure that this is meant; nobody has to sign.']);
    assert.deepEqual(violation, {
      ...{
        kind: 'destructive',
        commit,
        path: SQL,
        rule: 'sql-drop',
        severity: 'information',
        lines: [[2, 2]],
      },
      message: 'AI-written lines are destructive: sql-drop (drops a table, column, schema or database).',
    });
  });

  it('stops them where the policy wants them signed, in every format', async () => {
    gate.start(SIGNED);
    team.work([['ai', 'DROP TABLE users;']], SQL);
    const range = `${gate.base}..HEAD`;
    const { severity, fix } = await gate.only();
    assert.equal(severity, 'warning');
    assert.match(
      fix,
      /^Let sam@example\.com review and countersign it \(countersign sign [0-9a-f]{12}\.\.[0-9a-f]{12}, then countersign notes push\), or take it back\.$/,
    );
    for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
      const { code, out } = await team.run(['check', range, '--format', format]);
      assert.equal(code, 1, format);
      assert.match(out, /AI-written lines are destructive: sql-drop/, format);
    }
  });

  it('finds them in files that attributes of the change call binary', async () => {
    gate.start(SIGNED);
    team.work([['ai', 'DROP TABLE users;']], SQL);
    team.repository.write('.gitattributes', '*.sql -diff -text binary\n');
    team.commit('Nothing to see');
    assert.deepEqual(await gate.found(), [`${SQL} 1-1`]);
  });

  it('is content with the name of who may sign, with nobody else’s', async () => {
    gate.start(SIGNED);
    typeFile(team.repository, SQL, [['ai', 'DROP TABLE users;']]);
    gate.git('add', '-A');
    gate.git('commit', '-q', '-m', 'Drop', '--trailer', 'Countersigned-by: Max <max@example.com>');
    assert.deepEqual(await gate.found(), [`${SQL} 1-1`]);
    gate.git('commit', '-q', '--amend', '-m', 'Drop', '--trailer', `Countersigned-by: ${SAM}`);
    assert.deepEqual(await gate.found(), []);
  });

  it('is content with a signature on the range, until the content changes', async () => {
    if (!isOnPath('ssh-keygen')) return;
    const sam = team.key('sam');
    gate.base = team.base(`${SENIOR} ${sam.publicKey}\n`, { ...SIGNED, countersign: POLICY.countersign });
    team.work([['ai', 'DROP TABLE users;']], SQL);
    assert.deepEqual(await gate.found(), [`${SQL} 1-1`]);
    await team.sign(SENIOR, sam, `${gate.base}..HEAD`);
    assert.deepEqual(await gate.found(), []);
    team.work(
      [
        ['ai', 'DROP TABLE users;'],
        ['ai', 'DROP TABLE orders;'],
      ],
      SQL,
    );
    assert.deepEqual(await gate.found(), [`${SQL} 1-2`]);
  });

  it('does not mind what a person wrote, and what is gone again', async () => {
    gate.start(SIGNED);
    team.work(
      [
        ['human', 'DROP TABLE users;'],
        ['ai', 'SELECT 1;'],
      ],
      SQL,
    );
    team.work([['ai', 'DROP TABLE users;']], 'db/other.sql');
    team.work([['human', 'SELECT 2;']], 'db/other.sql');
    assert.deepEqual(await gate.found(), []);
  });

  it('sees the deletions of which a commit says that an AI made them', async () => {
    gate.start(SIGNED, { 'a.test.ts': "it('works', () => {});\nit('fails', () => {});\n" });
    gate.git('rm', '-q', 'a.test.ts');
    gate.bare('Tidy up\n\nAI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=2 files=0');
    const { rule, path, lines, message } = await gate.only();
    assert.deepEqual([rule, path, lines], ['test-deleted', 'a.test.ts', []]);
    assert.match(message, /^An AI deleted a file that should not go unseen/);
    gate.git('checkout', '-q', '--detach', gate.base);
    gate.git('rm', '-q', 'a.test.ts');
    gate.bare('Tidy up');
    assert.deepEqual(await gate.found(), []);
  });

  it('counts files by the commit that deleted them', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => `${name}.txt`);
    const destructive = { ...SIGNED.destructive, filesDeleted: 2 };
    gate.start({ ...SIGNED, destructive }, Object.fromEntries(names.map((name) => [name, `${name}\n`])));
    const told = (deleted: number): string =>
      `Tidy up\n\nAI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=${deleted} files=0`;
    gate.git('rm', '-q', 'a.txt', 'b.txt');
    gate.bare(told(2));
    gate.git('rm', '-q', 'c.txt', 'd.txt');
    gate.bare(told(2));
    assert.deepEqual(await gate.found(), []);
    gate.git('checkout', '-q', '--detach', gate.base);
    gate.git('rm', '-q', 'a.txt', 'b.txt', 'c.txt');
    gate.bare(told(3));
    assert.deepEqual(await gate.found(), ['files-deleted']);
  });

  it('looks at nothing without a policy, or where the policy says so', async () => {
    gate.base = gate.bare('Start');
    team.work([['ai', 'DROP TABLE users;']], SQL);
    assert.deepEqual(await gate.found(), []);
    gate.start({ ...SIGNED, destructive: false });
    team.work([['ai', 'DROP TABLE users;']], 'db/other.sql');
    assert.deepEqual(await gate.found(), []);
  });
});
