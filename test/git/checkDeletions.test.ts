/**
 * Countersigned deletions, with real git: what was signed is that this content went, and no other of the same name.
 */
import assert from 'node:assert/strict';
import { policyWith, SAM, useGate, type GateTeam } from './gateSupport';
import { isOnPath } from './isOnPath';
import { PATH, POLICY, SENIOR, type Key, type SignTeam } from './signSupport';

const TOLD = 'AI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=1 files=0 evidence=exact';

describe('a countersigned deletion', () => {
  if (!isOnPath('ssh-keygen')) return;
  let gate: GateTeam;
  let team: SignTeam;
  let sam: Key;

  useGate((made) => {
    gate = made;
    team = gate.team;
    sam = team.key('sam');
  });

  function start(policy: object): void {
    gate.base = team.base(`${SENIOR} ${sam.publicKey}\n`, policy, { [PATH]: 'export const fee = 2;\n' });
    gate.git('checkout', '-q', '-b', 'topic');
  }

  function deletes(message = `Go\n\n${TOLD}`): string {
    gate.git('rm', '-q', PATH);
    return gate.bare(message);
  }

  /** What is judged from now on comes after this. */
  function bringsBack(content: string): void {
    team.repository.write(PATH, content);
    gate.base = gate.bare('It is back');
  }

  const verdict = (): Promise<string> => team.verdict(`${gate.base}..HEAD`);

  it('counts after a rebase and a squash, and not for other content that is deleted later', async () => {
    start(POLICY);
    deletes();
    assert.match((await gate.only()).message, /^src\/pay\.ts was deleted with an AI's part in it/);
    await team.sign(SENIOR, sam, `${gate.base}..HEAD`);
    assert.deepEqual([await gate.found(), await verdict()], [[], 'good']);
    gate.git('checkout', '-q', 'main');
    team.repository.write('other.ts', 'x\n');
    gate.bare('Meanwhile');
    gate.git('-c', 'core.hooksPath=/dev/null', 'rebase', '-q', 'main', 'topic');
    assert.deepEqual([await gate.found('main..HEAD'), await verdict()], [[], 'good']);
    gate.git('checkout', '-q', 'main');
    gate.git('merge', '-q', '--squash', 'topic');
    gate.bare(`Go (#1)\n\n* Go\n\n  ${TOLD}`);
    assert.deepEqual(await gate.found(), []);
    bringsBack('export const fee = 3;\n');
    deletes();
    assert.match((await gate.only()).message, /sam@example\.com signed the deletion of other content\./);
    assert.equal((await team.verify(`${gate.base}..HEAD`)).listed.length, 0);
    bringsBack('export const fee = 2;\n');
    deletes();
    assert.deepEqual(await gate.found(), [], 'the very content whose deletion was reviewed');
  });

  it('is signed by its commit, too, where the rule says always', async () => {
    const [payments] = POLICY.critical;
    const critical = [{ ...payments, countersign: { by: [SENIOR], when: 'always' } }];
    start({ ...POLICY, groups: {}, critical });
    deletes('Go');
    await team.sign(SENIOR, sam, 'HEAD');
    assert.deepEqual([await gate.found(), await verdict()], [[], 'good']);
    bringsBack('export const fee = 3;\n');
    deletes('Go');
    assert.deepEqual(await gate.found(), [PATH]);
  });

  it('counts when the branch changed the file before', async () => {
    start(POLICY);
    team.repository.write(PATH, 'export const fee = 4;\n');
    gate.bare('Four');
    deletes();
    await team.sign(SENIOR, sam, `${gate.base}..HEAD`);
    assert.deepEqual(await gate.found(), []);
    assert.match(await verdict(), /^good/);
  });

  it('in a message counts for its own commit alone', async () => {
    start(policyWith({ by: [SENIOR] }));
    deletes(`Go\n\n${TOLD}\nCountersigned-by: ${SAM}`);
    assert.deepEqual(await gate.found(), []);
    bringsBack('export const fee = 2;\n');
    deletes();
    assert.deepEqual(await gate.found(), [PATH]);
  });

  it('does not count where nobody said which content went', async () => {
    start(POLICY);
    deletes();
    const paths = [{ path: PATH, blob: '0'.repeat(40), rule: 'payments', lines: [] }];
    team.setNote([team.forge(sam, { paths })]);
    assert.deepEqual(await gate.found(), [PATH]);
    const fork = team.id(`${gate.base}:${PATH}`);
    team.setNote([team.forge(sam, { paths: paths.map((one) => ({ ...one, gone: [fork] })) })]);
    assert.deepEqual(await gate.found(), []);
  });
});
