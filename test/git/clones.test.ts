/**
 * Working trees and repositories that do not have everything, or are found in unusual ways.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

const LINES = ['ai: AI', 'human: mine'];

function writeBoth(work: ReportedWork, path = 'a.ts', common: readonly string[] = COMMON): void {
  work.person(path, text('mine', ...common));
  work.agent(path, text('AI', 'mine', ...common));
}

function assertBoth(work: ReportedWork, path = 'a.ts'): void {
  assert.deepEqual(work.added(path), LINES);
  assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
}

describe('a commit in a clone', () => {
  let origin: ReportedWork;
  eachWithReportedWork((made) => {
    origin = made;
    origin.write('b/b.ts', text(...COMMON));
    origin.write('c/c.ts', text(...COMMON));
  });

  async function cloned(...args: string[]): Promise<ReportedWork> {
    origin.git('config', 'uploadpack.allowFilter', 'true');
    origin.write('a.ts', text(...COMMON, 'second'));
    origin.commit('second');
    origin.git('clone', '--quiet', ...args, `file://${origin.root}`, '../clone');
    const clone = origin.at('../clone');
    clone.git('config', 'user.name', 'Dana Lee');
    clone.git('config', 'user.email', 'dana@example.com');
    await clone.install();
    return clone;
  }

  it('that is shallow', async () => {
    const clone = await cloned('--depth=1');
    writeBoth(clone, 'a.ts', [...COMMON, 'second']);
    clone.commit();
    assertBoth(clone);
    clone.git('commit', '--quiet', '--amend', '-m', 'amended');
    assertBoth(clone);
    clone.agent('b/b.ts', text('AI b', ...COMMON));
    clone.commit('next');
    assert.deepEqual(clone.added('b/b.ts'), ['ai: AI b']);
    assert.equal(clone.git('rev-list', '--count', 'HEAD').trim(), '3');
  });

  /** A clone with the notes, in which an AI has made a file on the branch `side`. */
  async function clonedWithNotes(): Promise<ReportedWork> {
    origin.git('checkout', '--quiet', '-b', 'side');
    origin.agent('new.ts', text('AI'));
    origin.commit('by an AI');
    origin.git('checkout', '--quiet', 'main');
    const clone = await cloned();
    clone.git('fetch', '--quiet', 'origin', 'refs/notes/ai:refs/notes/ai');
    return clone;
  }

  it('that got its notes with it, packed: they follow what is picked and what is rebased', async () => {
    const clone = await clonedWithNotes();
    clone.git('pack-refs', '--all');
    assert.equal(existsSync(join(clone.root, '.git', 'refs', 'notes', 'ai')), false);
    clone.git('checkout', '--quiet', '-b', 'mine', 'origin/side');
    clone.git('rebase', '--quiet', 'main');
    assert.deepEqual(clone.added('new.ts'), ['ai: AI']);
    rmSync(join(clone.root, '.git', 'countersign', 'annotated'), { recursive: true });
    clone.git('pack-refs', '--all');
    clone.git('checkout', '--quiet', 'main');
    clone.git('cherry-pick', 'origin/side');
    assert.deepEqual(clone.added('new.ts'), ['ai: AI']);
  });

  it('that got its notes with it: they follow a commit that is amended with new words and a new date', async () => {
    const clone = await clonedWithNotes();
    clone.git('checkout', '--quiet', 'side');
    clone.git('commit', '--quiet', '--amend', '-m', 'other words', '--date=2001-02-03T04:05:06Z');
    assert.deepEqual(clone.added('new.ts'), ['ai: AI']);
    assert.equal(clone.counted(), 'added=1 ai=1 mixed=0 unknown=0');
  });

  it('that is shallow, replacing the commit at its border', async () => {
    const clone = await cloned('--depth=1');
    clone.agent('new.ts', text('AI'));
    clone.git('add', '.');
    clone.git('commit', '--quiet', '--amend', '-m', 'root');
    assert.deepEqual(clone.added('new.ts'), ['ai: AI']);
  });

  it('that has no blobs, with the remote at hand', async () => {
    const clone = await cloned('--filter=blob:none', '--no-checkout');
    clone.git('checkout', '--quiet', 'main');
    writeBoth(clone, 'a.ts', [...COMMON, 'second']);
    clone.commit();
    assertBoth(clone);
  });

  it('that has no blobs, after the remote is gone', async () => {
    const clone = await cloned('--filter=blob:none');
    renameSync(origin.repository.beside('repository/.git'), origin.repository.beside('gone'));
    mkdirSync(origin.repository.beside('repository/.git'));
    writeBoth(clone, 'a.ts', [...COMMON, 'second']);
    clone.commit();
    assertBoth(clone);
    clone.git('commit', '--quiet', '--amend', '-m', 'amended');
    assertBoth(clone);
  });

  it('that has no blobs, only a part of its files, and lost its remote', async () => {
    const clone = await cloned('--filter=blob:none', '--sparse');
    renameSync(origin.repository.beside('repository/.git'), origin.repository.beside('gone'));
    mkdirSync(origin.repository.beside('repository/.git'));
    writeBoth(clone, 'a.ts', [...COMMON, 'second']);
    clone.commit();
    assertBoth(clone);
    assert.equal(clone.try(['cat-file', '-e', 'HEAD:b/b.ts']).code !== 0, true, 'b.ts was never fetched');
  });
});

describe('a commit in a working tree', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => {
    work = made;
    work.write('b/b.ts', text(...COMMON));
    work.write('c/c.ts', text(...COMMON));
  });

  for (const cone of ['--cone', '--no-cone']) {
    it(`that is sparse (${cone})`, () => {
      work.git('sparse-checkout', 'set', cone, cone === '--cone' ? 'b' : '/b/');
      assert.equal(work.repository.has('c/c.ts'), false);
      writeBoth(work, 'b/b.ts');
      work.commit();
      assertBoth(work, 'b/b.ts');
      assert.deepEqual(
        work.shown().map(({ path }) => path),
        ['b/b.ts'],
      );
    });

    it(`that became sparse (${cone}) while lines waited outside`, () => {
      writeBoth(work, 'b/b.ts');
      writeBoth(work, 'c/c.ts');
      work.git('add', '.');
      work.git('sparse-checkout', 'set', cone, cone === '--cone' ? 'b' : '/b/');
      work.git('commit', '--quiet', '-m', 'both');
      assert.deepEqual(work.added('b/b.ts'), LINES);
      assert.deepEqual(work.added('c/c.ts'), LINES);
    });
  }

  it('that is linked', async () => {
    work.git('worktree', 'add', '--quiet', '-b', 'other', '../linked');
    const linked = work.at('../linked');
    writeBoth(linked);
    writeBoth(work, 'b/b.ts');
    linked.commit();
    assertBoth(linked);
    work.commit();
    assertBoth(work, 'b/b.ts');
    assert.deepEqual(work.added('a.ts'), []);
  });

  it('that is a submodule, and not in the one around it', async () => {
    work.git('clone', '--quiet', '.', '../inner');
    work.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', '../inner', 'sub');
    const sub = work.at('sub');
    sub.git('config', 'user.name', 'Dana Lee');
    sub.git('config', 'user.email', 'dana@example.com');
    await sub.install();
    writeBoth(sub);
    sub.commit();
    assertBoth(sub);
    work.commit('outer');
    assert.equal(work.counted(), null);
    sub.agent('a.ts', text('AI', 'mine', ...COMMON, 'AI end'));
    work.agent('a.ts', text('AI outer', ...COMMON));
    sub.commit();
    assert.deepEqual(sub.added('a.ts'), ['ai: AI end']);
    work.commit('outer again');
    assert.deepEqual(work.added('a.ts'), ['ai: AI outer']);
  });

  it('whose git directory was moved away', async () => {
    work.git('init', '--quiet', '--separate-git-dir=../moved.git');
    await work.install();
    writeBoth(work);
    work.commit();
    assertBoth(work);
  });

  it('that GIT_DIR and GIT_WORK_TREE name, of a bare repository', async () => {
    work.git('clone', '--quiet', '--bare', '.', '../bare.git');
    mkdirSync(work.repository.beside('tree'));
    const bare = work.at('../bare.git');
    bare.git('config', 'user.name', 'Dana Lee');
    bare.git('config', 'user.email', 'dana@example.com');
    bare.git('config', 'core.bare', 'false');
    bare.git('config', 'core.worktree', work.repository.beside('tree'));
    await bare.install();
    const env = { GIT_DIR: bare.root, GIT_WORK_TREE: work.repository.beside('tree') };
    const tree = work.at('../tree');
    tree.gitWith({ env }, 'reset', '--quiet', '--hard');
    tree.person('a.ts', text('mine', ...COMMON), { env });
    tree.agent('a.ts', text('AI', 'mine', ...COMMON), { env });
    tree.gitWith({ env }, 'commit', '--quiet', '-a', '-m', 'work');
    assert.match(bare.note() ?? '', /^a\.ts\n {2}h_\S+ 2\n {2}s_\S+ 1\n---/);
    assert.equal(bare.counted(), 'added=2 ai=1 mixed=0 unknown=0');
  });

  it('with an index of its own in GIT_INDEX_FILE', () => {
    writeBoth(work);
    writeBoth(work, 'b/b.ts');
    const env = { GIT_INDEX_FILE: join(work.root, '.git/another-index') };
    work.gitWith({ env }, 'read-tree', 'HEAD');
    work.gitWith({ env }, 'add', 'b/b.ts');
    work.gitWith({ env }, 'commit', '--quiet', '-m', 'b');
    assertBoth(work, 'b/b.ts');
    assert.deepEqual(work.added('a.ts'), []);
    work.git('reset', '--quiet');
    work.commit('a');
    assertBoth(work);
  });

  it('with an index outside of the git directory', () => {
    writeBoth(work);
    const env = { GIT_INDEX_FILE: work.repository.beside('index') };
    work.gitWith({ env }, 'read-tree', 'HEAD');
    work.gitWith({ env }, 'add', 'a.ts');
    work.gitWith({ env }, 'commit', '--quiet', '-m', 'a');
    assertBoth(work);
  });
});

describe('a commit in a SHA-256 repository', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made), ['--object-format=sha256']);

  it('is made, amended, picked and taken back as elsewhere', () => {
    writeBoth(work);
    work.commit();
    assertBoth(work);
    work.git('commit', '--quiet', '--amend', '-m', 'amended');
    assertBoth(work);
    const id = work.git('rev-parse', 'HEAD').trim();
    work.git('checkout', '--quiet', '-b', 'other', 'HEAD~1');
    work.write('b.ts', 'b\n');
    work.commit('b');
    work.git('cherry-pick', id);
    assertBoth(work);
    work.git('reset', '--quiet', '--soft', 'HEAD~1');
    work.git('commit', '--quiet', '-m', 'again');
    assertBoth(work);
  });
});
