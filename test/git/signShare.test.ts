/**
 * Countersignatures among several people: each signs in a clone of their own, and a fresh clone verifies.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOnPath } from './isOnPath';
import { PATH, SENIOR, SignTeam, type Key } from './signSupport';
import { buildHookProgram, TestRepository } from './support';

describe('countersignatures', () => {
  if (!isOnPath('ssh-keygen')) return;
  let built: string;
  let server: TestRepository;
  let dana: SignTeam;
  let sam: SignTeam;
  let kim: SignTeam;
  let keys: readonly [sam: Key, kim: Key];
  let base: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    server = new TestRepository({ name: 'server.git', initArguments: ['--bare'] });
    const clone = (): Promise<SignTeam> => SignTeam.create(join(built, 'hook.js'));
    [dana, sam, kim] = [await clone(), await clone(), await clone()];
    for (const { repository } of [dana, sam, kim]) repository.git('remote', 'add', 'origin', server.root);
    keys = [sam.key('sam'), kim.key('kim')];
    base = dana.base(`${SENIOR} ${keys[0].publicKey}\nkim@example.com ${keys[1].publicKey}\n`);
    dana.work([['ai', 'const rate = 2;']]);
    await push(dana);
    await pull(sam);
    await pull(kim);
  });

  afterEach(() => {
    for (const team of [dana, sam, kim]) team.dispose();
    server.dispose();
  });

  async function push(team: SignTeam, force = false): Promise<void> {
    team.repository.git('push', '-q', ...(force ? ['--force'] : []), 'origin', 'main');
    await call(team, 'push');
  }

  async function pull(team: SignTeam): Promise<void> {
    team.repository.git('fetch', '-q', 'origin', 'main');
    team.repository.git('reset', '-q', '--hard', 'FETCH_HEAD');
    await call(team, 'fetch');
  }

  async function call(team: SignTeam, action: 'push' | 'fetch'): Promise<unknown> {
    const { code, out, err } = await team.run(['notes', action, '--json']);
    assert.deepEqual([code, err], [0, []]);
    return (JSON.parse(out) as { countersignatures: unknown }).countersignatures;
  }

  const tip = ({ repository }: SignTeam): string =>
    repository.git('rev-parse', 'refs/notes/countersign').trim();

  it('of several people on one commit arrive everywhere, merged line by line', async () => {
    await sam.sign(SENIOR, keys[0]);
    await kim.sign('kim@example.com', keys[1]);
    assert.deepEqual(await call(sam, 'push'), { added: 0, merged: 0, pushed: true });
    assert.deepEqual(await call(kim, 'push'), { added: 0, merged: 1, pushed: true });
    assert.deepEqual(await call(sam, 'fetch'), { added: 0, merged: 1, pushed: false });
    assert.deepEqual(await call(dana, 'fetch'), { added: 1, merged: 0, pushed: false });
    assert.equal(tip(sam), tip(kim));
    assert.equal(tip(dana), tip(kim));
    assert.deepEqual(kim.envelopes(), [...new Set(kim.envelopes())].sort());
    assert.equal(await dana.verdict(`${base}..HEAD`), 'good good');
  });

  it('make the same note as git’s own merge of sorted, distinct lines', async () => {
    await sam.sign(SENIOR, keys[0]);
    await kim.sign('kim@example.com', keys[1]);
    await call(sam, 'push');
    const ref = 'refs/notes/countersign';
    kim.repository.git('fetch', '-q', 'origin', `${ref}:refs/notes/theirs`);
    kim.repository.git('update-ref', 'refs/notes/merged', ref);
    kim.repository.git('notes', '--ref=merged', 'merge', '-q', '-s', 'cat_sort_uniq', 'theirs');
    await call(kim, 'fetch');
    assert.equal(
      kim.repository.git('notes', '--ref=merged', 'show', 'HEAD'),
      kim.repository.git('notes', '--ref=countersign', 'show', 'HEAD'),
    );
  });

  it('of a commit that was amended are void in a clone that never had it', async () => {
    await sam.sign(SENIOR, keys[0]);
    await call(sam, 'push');
    dana.repository.write(PATH, 'const rate = 3;\n');
    dana.repository.git('commit', '-q', '-a', '--amend', '--no-edit');
    await push(dana, true);
    await pull(kim);
    kim.repository.git('reflog', 'expire', '--expire=now', '--all');
    kim.repository.git('gc', '-q', '--prune=now');
    assert.equal(await kim.verdict(`${base}..HEAD`), 'content-changed');
  });
});
