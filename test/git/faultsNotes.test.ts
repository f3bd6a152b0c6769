/**
 * Notes that cannot be written: the commit has its trailers, the journal stays for later, and nothing lies about in the
 * git directory.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commitAsWithoutHooks, withWaitingLines } from './brokenCommit';
import { buildCommandLine, buildHookProgram, type TestRepository } from './support';

const NOTES = '.git/refs/notes/ai';
const NOWHERE = '1234567890123456789012345678901234567890';

describe('a commit when the notes are broken', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  /** `reason` in the words of git, which differ from version to version. */
  function commitWithoutNote(reason: RegExp): void {
    const [before, after] = [
      /^countersign: The note of <commit> could not be written to refs\/notes\/ai \(/,
      /\); run: countersign doctor\n$/,
    ];
    commitAsWithoutHooks(
      repository,
      new RegExp(`${before.source}[^\n]*${reason.source}[^\n]*${after.source}`),
      'all',
    );
    assert.ok(repository.has('.git/countersign/pending/editor'));
    assert.deepEqual(
      readdirSync(join(repository.root, '.git')).filter((name) => /crash|tmp/.test(name)),
      [],
    );
  }

  /** What `countersign doctor` says of the notes. */
  function diagnosis(): string {
    buildHookProgram(repository.beside('cli'));
    const cli = buildCommandLine(repository.beside('cli'));
    const { stdout } = repository.run(process.execPath, [cli, 'doctor', '--json']);
    const { checks } = JSON.parse(stdout) as {
      checks: { name: string; detail: string; fix: string | null }[];
    };
    const notes = checks.find(({ name }) => name === 'notes');
    return `${notes?.detail ?? ''}. ${notes?.fix ?? ''}`;
  }

  const BROKEN = /^refs\/notes\/ai is broken\. .*git fsck.*notes fetch$/;

  it('tells when the ref names a file', () => {
    const blob = repository.run('git', ['hash-object', '-w', '--stdin'], { stdin: 'text' }).stdout;
    repository.write(NOTES, blob);
    commitWithoutNote(new RegExp(`Not a valid commit: ${blob.trim()}`));
    assert.match(diagnosis(), BROKEN);
  });

  it('tells when the ref names a commit that is not there', () => {
    repository.write(NOTES, `${NOWHERE}\n`);
    commitWithoutNote(new RegExp(`Not a valid commit: ${NOWHERE}`));
    assert.match(diagnosis(), BROKEN);
  });

  it('tells when the ref is noise', () => {
    repository.write(NOTES, 'noise\n');
    commitWithoutNote(/refs\/notes\/ai.*broken/);
    assert.match(diagnosis(), BROKEN);
  });

  it('tells when the tree of the notes is not there', () => {
    repository.git('notes', '--ref=ai', 'add', '-m', 'former', 'HEAD');
    const tree = repository.git('rev-parse', 'refs/notes/ai^{tree}').trim();
    repository.remove(`.git/objects/${tree.slice(0, 2)}/${tree.slice(2)}`);
    commitWithoutNote(new RegExp(`tree ${tree}`));
    assert.match(diagnosis(), BROKEN);
  });

  it('tells when a lock was left behind, and records again when it is gone', () => {
    repository.write(`${NOTES}.lock`, '');
    commitWithoutNote(/ai\.lock': File exists/);
    assert.match(diagnosis(), /^refs\/notes\/ai is locked\. When no git is at work, remove .*ai\.lock$/);
    repository.remove(`${NOTES}.lock`);
    assert.match(diagnosis(), /^refs\/notes\/ai: none yet/);
  });

  it('tells when a directory of refs is in the way', () => {
    repository.git('update-ref', 'refs/notes/ai/other', 'HEAD');
    commitWithoutNote(/'refs\/notes\/ai\/other' exists/);
  });

  it('tells when a file is in the place of the directory of notes', () => {
    repository.write('.git/refs/notes', 'a file');
    commitWithoutNote(/refs\/notes\/ai/);
  });

  it('amends a commit whose note cannot be read', () => {
    commitAsWithoutHooks(repository, '', 'all');
    const blob = repository.git('rev-parse', 'HEAD:a.ts').trim();
    const note = repository
      .git('rev-parse', `refs/notes/ai:${repository.git('rev-parse', 'HEAD').trim()}`)
      .trim();
    assert.notEqual(note, blob);
    repository.remove(`.git/objects/${note.slice(0, 2)}/${note.slice(2)}`);
    commitAsWithoutHooks(repository, '', 'none', { args: ['commit', '--quiet', '--amend', '--no-edit'] });
  });
});
