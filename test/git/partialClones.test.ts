/**
 * Clones without the content of former commits (`--filter=blob:none`): git fetches what it lacks when somebody asks for it,
 * which may take long, or fail. Our hooks ask for no more than git itself does.
 */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a partial clone', () => {
  let origin: ReportedWork;
  let clone: ReportedWork;
  eachWithReportedWork((made) => (origin = made));

  beforeEach(() => {
    origin.git('config', 'uploadpack.allowFilter', 'true');
    origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    for (const branch of ['one', 'two']) {
      origin.git('checkout', '--quiet', '-b', branch, 'main');
      for (const part of ['a', 'b']) {
        origin.agent(`${branch}-${part}.ts`, text(`AI ${branch} ${part}`));
        origin.commit(`${branch} ${part}`);
      }
    }
    origin.git('checkout', '--quiet', 'main');
  });

  /** A clone with the hooks and with the notes: by `countersign notes fetch`, or by git, which leaves out their text. */
  async function cloned(notesBy: 'countersign' | 'git'): Promise<void> {
    origin.git('clone', '--quiet', '--filter=blob:none', `file://${origin.root}`, '../clone');
    clone = origin.at('../clone');
    clone.git('config', 'user.name', 'Dana Lee');
    clone.git('config', 'user.email', 'dana@example.com');
    await clone.install();
    if (notesBy === 'countersign') assert.equal(clone.countersign(['notes', 'fetch']).code, 0);
    else clone.git('fetch', '--quiet', 'origin', 'refs/notes/ai:refs/notes/ai');
    const log = origin.repository.beside('asked');
    const server = origin.repository.beside('server');
    writeFileSync(server, `#!/bin/sh\necho x >>'${log}'\nexec git-upload-pack "$@"\n`);
    chmodSync(server, 0o755);
    clone.git('config', 'remote.origin.uploadpack', server);
  }

  /** How often the remote was asked for something so far. */
  function asked(): number {
    const log = origin.repository.beside('asked');
    return existsSync(log) ? readFileSync(log, 'utf8').length / 2 : 0;
  }

  /** How often the remote is asked while git does this. */
  function askedBy(...args: string[]): number {
    const before = asked();
    clone.git(...args);
    return asked() - before;
  }

  function loseRemote(): void {
    renameSync(origin.repository.beside('repository/.git'), origin.repository.beside('gone'));
    mkdirSync(origin.repository.beside('repository/.git'));
  }

  it('gets the text of the notes with them', async () => {
    await cloned('countersign');
    assert.match(clone.note('origin/one') ?? '', /^one-b\.ts\n/);
    assert.equal(asked(), 0);
  });

  it('asks for nothing when commits are made, amended and made again', async () => {
    await cloned('countersign');
    clone.agent('a.ts', text('AI', ...COMMON));
    clone.git('add', '.');
    assert.equal(askedBy('commit', '--quiet', '-m', 'work'), 0);
    assert.equal(askedBy('commit', '--quiet', '--amend', '-m', 'other words'), 0);
    clone.git('reset', '--quiet', '--soft', 'HEAD~1');
    assert.equal(askedBy('commit', '--quiet', '-m', 'again'), 0);
    assert.deepEqual(clone.added('a.ts'), ['ai: AI']);
  });

  it('asks for no more than git does when commits of others are amended, picked and rebased', async () => {
    await cloned('countersign');
    clone.git('checkout', '--quiet', '-b', 'mine', 'origin/one~1');
    assert.equal(askedBy('commit', '--quiet', '--amend', '--reset-author', '--no-edit'), 0);
    assert.deepEqual(clone.added('one-a.ts'), ['ai: AI one a']);
    // For git itself, which writes the file.
    assert.equal(askedBy('cherry-pick', 'origin/two~1'), 1);
    assert.deepEqual(clone.added('two-a.ts'), ['ai: AI two a']);
    assert.equal(askedBy('cherry-pick', '--no-commit', 'origin/two'), 1);
    // Any commit of another branch may be meant; the one that is has left its content here.
    assert.equal(askedBy('commit', '--quiet', '-m', 'picked'), 0);
    assert.deepEqual(clone.added('two-b.ts'), ['ai: AI two b']);
    clone.git('checkout', '--quiet', '-b', 'other', 'origin/one');
    clone.write('b.ts', text('b'));
    clone.commit('b');
    assert.equal(askedBy('rebase', '--quiet', 'mine~1'), 0);
    assert.equal(askedBy('rebase', '--quiet', '--force-rebase', 'mine~1'), 0);
    assert.deepEqual(clone.added('one-b.ts', 'HEAD~1'), ['ai: AI one b']);
  });

  it('asks for the notes of what is amended or picked, and of nothing else, where git has left them out', async () => {
    await cloned('git');
    clone.git('checkout', '--quiet', '-b', 'mine', 'origin/one~1');
    assert.equal(askedBy('commit', '--quiet', '--amend', '--reset-author', '--no-edit'), 1);
    assert.deepEqual(clone.added('one-a.ts'), ['ai: AI one a']);
    assert.equal(askedBy('cherry-pick', 'origin/two~1'), 2);
    assert.deepEqual(clone.added('two-a.ts'), ['ai: AI two a']);
    assert.equal(askedBy('cherry-pick', '--no-commit', 'origin/two'), 1);
    assert.equal(askedBy('commit', '--quiet', '-m', 'picked'), 0);
  });

  it('whose remote is gone goes on with the notes that it has', async () => {
    await cloned('git');
    clone.git('checkout', '--quiet', '-b', 'mine', 'origin/one');
    loseRemote();
    clone.agent('a.ts', text('AI', ...COMMON));
    clone.git('add', '.');
    // The note of the amended commit cannot be had; what is added to it is known all the same.
    clone.git('commit', '--quiet', '--amend', '-m', 'other words');
    assert.deepEqual(clone.added('a.ts'), ['ai: AI']);
    clone.git('commit', '--quiet', '--amend', '-m', 'again');
    assert.deepEqual(clone.added('a.ts'), ['ai: AI']);
    clone.git('rebase', '--quiet', '--force-rebase', 'origin/one~2');
    assert.deepEqual(clone.added('a.ts'), ['ai: AI']);
  });
});

describe('a working tree with a sparse index', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  it('has the lines of its commits, and its index stays sparse', () => {
    for (const place of ['in/in.ts', 'out/out.ts', 'out/deep/deep.ts']) work.write(place, text(...COMMON));
    work.commit('places');
    work.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
    const folders = (): string => work.git('ls-files', '--sparse', 'out');
    assert.equal(folders(), 'out/\n');
    work.person('in/in.ts', text('mine', ...COMMON));
    work.agent('in/in.ts', text('AI', 'mine', ...COMMON));
    work.commit();
    assert.equal(folders(), 'out/\n');
    assert.deepEqual(work.added('in/in.ts'), ['ai: AI', 'human: mine']);
    assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
    work.agent('in/new.ts', text('AI new'));
    work.git('add', '.');
    work.git('commit', '--quiet', '--amend', '--no-edit');
    assert.equal(folders(), 'out/\n');
    assert.equal(work.counted(), 'added=3 ai=2 mixed=0 unknown=0');
    work.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
    work.git('cherry-pick', 'main');
    assert.deepEqual(work.added('in/new.ts'), ['ai: AI new']);
    assert.equal(folders(), 'out/\n');
  });
});
