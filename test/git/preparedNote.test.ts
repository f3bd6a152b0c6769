/**
 * The note that the shell writes after a commit, while an editor runs: the same bytes as the program's, and only for
 * the commit that was judged.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildHookProgram,
  commitQuietly,
  installHooks,
  TestRepository,
  threePlaces,
  typeFile,
  type JournalOptions,
} from './support';

const EDITOR: JournalOptions = { running: true };
const PROGRAM = '.git/countersign/hookPostCommit.cjs';

describe('the prepared note', () => {
  let repository: TestRepository;
  let built: string;
  let program: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  afterEach(() => repository.dispose());

  async function open(initArguments: readonly string[] = []): Promise<void> {
    repository = new TestRepository({ initArguments });
    repository.startWithEightLines();
    await installHooks(repository, program);
  }

  /** Makes the program of post-commit say that it was started. */
  function watchProgram(): void {
    const text = readFileSync(join(repository.root, PROGRAM), 'utf8');
    writeFileSync(join(repository.root, PROGRAM), `process.stderr.write('started\\n');${text}`);
  }

  /** What the program makes of HEAD when it is asked to judge it anew. */
  function judgedAnew(): string {
    repository.git('update-ref', '-d', 'refs/notes/ai');
    repository.remove('.git/countersign/prepared');
    const done = repository.run(process.execPath, [PROGRAM, 'post-commit']);
    assert.equal(done.code, 0);
    return repository.note();
  }

  function stderrOf(...args: string[]): string {
    const { code, stderr } = repository.run('git', ['commit', '--quiet', ...args]);
    assert.equal(code, 0, stderr);
    return stderr;
  }

  for (const format of ['sha1', 'sha256']) {
    it(`is the one that the program would write (${format})`, async () => {
      await open([`--object-format=${format}`]);
      typeFile(repository, 'a.ts', threePlaces, EDITOR);
      typeFile(repository, 'späte "ß" datei.ts', [['ai', 'x'], ['human', 'y']], { ...EDITOR, writer: 'b' }); // prettier-ignore
      repository.git('add', '.');
      watchProgram();
      assert.equal(stderrOf('-m', 'Go on'), '');
      const note = repository.note();
      assert.match(note, new RegExp(`"base_commit_sha": "${repository.git('rev-parse', 'HEAD').trim()}"`));
      assert.match(note, /^a\.ts\n {2}h_/);
      assert.equal(repository.git('log', '-1', '--format=%cn <%ce>', 'refs/notes/ai').trim(), 'Dana Lee <dana@example.com>'); // prettier-ignore
      assert.equal(note, judgedAnew());
      repository.git('fsck', '--strict');
    });
  }

  it('is added to the notes that are there', async () => {
    await open();
    for (const text of ['one', 'two', 'three']) {
      typeFile(repository, `${text}.ts`, [['ai', text]], EDITOR);
      repository.git('add', '.');
      commitQuietly(repository, '-m', text);
    }
    for (const revision of ['HEAD', 'HEAD~1', 'HEAD~2'])
      assert.match(repository.note(revision), /^\w+\.ts\n/);
    assert.equal(repository.git('rev-list', '--count', 'refs/notes/ai').trim(), '3');
  });

  it('serves amended commits too, with what their note said before', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces, EDITOR);
    commitQuietly(repository, '-a', '-m', 'Go on');
    repository.remove('.git/countersign/journal');
    repository.write('b.ts', 'b\n');
    repository.git('add', '.');
    watchProgram();
    assert.equal(stderrOf('--amend', '--no-edit', '--date=now'), '');
    assert.match(repository.note(), /^a\.ts\n/);
    assert.equal(repository.has('.git/countersign/earlier'), false);
  });

  it('is nothing when nothing by an AI was committed', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces, EDITOR);
    repository.write('b.ts', 'b\n');
    repository.git('add', 'b.ts');
    watchProgram();
    assert.equal(stderrOf('-m', 'Not the file of the AI'), '');
    assert.throws(() => repository.note());
  });

  const key = '.git/countersign/prepared/key';
  const spoiled: readonly [what: string, command: string][] = [
    ['other changes', 'echo ":other" >.git/countersign/prepared/changes'],
    ['another process', `sed 1s/.*/1/ ${key} >k && mv k ${key}`],
    ['another committer', `sed 's/^Dana.*/Somebody <else@example.com>/' ${key} >k && mv k ${key}`],
    ['a torn key', `sed 3q ${key} >k && mv k ${key}`],
    ['a lost note', 'rm .git/countersign/prepared/note'],
  ];
  for (const [what, command] of spoiled) {
    it(`is not used with ${what}: the program judges the commit itself`, async () => {
      await open();
      typeFile(repository, 'a.ts', threePlaces, EDITOR);
      watchProgram();
      // The hook that was there before ours runs between the two that matter.
      repository.write('.git/hooks/commit-msg.before-countersign', `#!/bin/sh\n${command}\n`, 0o755);
      assert.equal(stderrOf('-a', '-m', 'Go on'), 'started\n');
      assert.equal(repository.note(), judgedAnew());
    });
  }

  it('is not used when the identity is not the configured one, letter by letter', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces, EDITOR);
    watchProgram();
    const env = { GIT_COMMITTER_NAME: ' Robin, ' };
    const { stderr } = repository.run('git', ['commit', '--quiet', '-a', '-m', 'Go on'], { env });
    assert.equal(stderr, 'started\n');
    assert.match(repository.note(), /"author": "Robin <dana@example\.com>"/);
  });

  it('names the committer of the environment', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces, EDITOR);
    watchProgram();
    const env = { GIT_COMMITTER_NAME: 'Robin', GIT_COMMITTER_EMAIL: 'robin@example.com' };
    const { stderr } = repository.run('git', ['commit', '--quiet', '-a', '-m', 'Go on'], { env });
    assert.equal(stderr, '');
    assert.match(repository.note(), /"author": "Robin <robin@example\.com>"/);
  });

  it('is left to the program when the first commit is made', async () => {
    await open();
    repository.git('switch', '--quiet', '--orphan', 'fresh');
    typeFile(repository, 'b.ts', [['ai', 'b']], EDITOR);
    repository.git('add', '.');
    watchProgram();
    assert.equal(stderrOf('-m', 'First'), 'started\n');
    assert.match(repository.message(), /^AI-Provenance: added=1 ai=1 /m);
    assert.match(repository.note(), /^b\.ts\n/);
  });
});
