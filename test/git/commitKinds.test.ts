/**
 * Repositories, paths, settings and operations out of the ordinary: a commit says the same in all of them.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildHookProgram,
  commitQuietly,
  installHooks,
  TestRepository,
  threePlaces,
  trailersOf,
  typeFile,
  type RepositoryOptions,
} from './support';

describe('commit in odd circumstances', () => {
  let repository: TestRepository;
  let built: string;
  let program: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));
  afterEach(() => repository.dispose());

  const commit = (...args: string[]): void => commitQuietly(repository, ...args);

  async function open(options?: RepositoryOptions): Promise<void> {
    repository = new TestRepository(options);
    repository.startWithEightLines();
    await installHooks(repository, program);
  }

  it('writes an exact note as the user, which git can read', async () => {
    await open();
    typeFile(repository, 'dir/my file.ts', [
      ['ai', 'a'],
      ['human', 'b'],
      ['unknown', 'c'],
      ['ai', 'd'],
    ]);
    repository.git('add', '.');
    commit('-m', 'Add');
    const note = repository.note();
    assert.match(
      note,
      /^"dir\/my file\.ts"\n  h_[0-9a-f]{14} 2\n  s_[0-9a-f]{14}::t_[0-9a-f]{14} 1,4\n---\n\{/,
    );
    assert.ok(note.endsWith('}'), 'no line feed is added');
    const log = repository.git('log', '-1', '--format=%an <%ae> %s', 'refs/notes/ai').trim();
    const id = repository.git('rev-parse', 'HEAD').slice(0, 10);
    assert.equal(log, `Dana Lee <dana@example.com> Provenance of ${id}`);
  });

  it('adds its note to those that are there', async () => {
    await open();
    const base = repository.git('rev-parse', 'HEAD').trim();
    repository.git('notes', '--ref=ai', 'add', '-m', 'somebody else', base);
    typeFile(repository, 'new.ts', [['ai', 'a']]);
    repository.git('add', '.');
    commit('-m', 'Add');
    assert.equal(repository.note(base), 'somebody else\n');
    assert.match(repository.note(), /^new\.ts/);
  });

  it('works in a SHA-256 repository', async () => {
    await open({ initArguments: ['--object-format=sha256'] });
    typeFile(repository, 'a.ts', threePlaces);
    commit('-a', '-m', 'Add');
    assert.equal(repository.message(), `Add\n\n${trailersOf(3, 2)}\n`);
    assert.match(repository.note(), /^a\.ts\n/);
  });

  it('works in a linked worktree with its own journal', async () => {
    await open();
    repository.git('worktree', 'add', '--quiet', '-b', 'other', '../linked');
    const linked = repository.beside('linked');
    const gitDir = repository.git('-C', linked, 'rev-parse', '--absolute-git-dir').trim();
    typeFile(repository, '../linked/new.ts', [['ai', 'a']], { gitDir, as: 'new.ts' });
    repository.git('-C', linked, 'add', '.');
    commit('-m', 'Nothing here', '--allow-empty');
    assert.equal(repository.message(), 'Nothing here\n');
    repository.git('-C', linked, 'commit', '--quiet', '-m', 'Linked');
    assert.equal(repository.message('other'), `Linked\n\n${trailersOf(1, 1)}\n`);
    assert.match(repository.note('other'), /^new\.ts/);
  });

  it('works with odd paths', async () => {
    await open({ name: 'a "repository" with 🦀' });
    const paths = ['with space.ts', `quo"te's.ts`, 'émoji 🦀.ts', 'back\\slash.ts', '-dash.ts', 'tab\t.ts'];
    for (const path of paths) typeFile(repository, path, [['ai', `content of ${path}`]]);
    repository.write('.countersign.json', '{ "critical": [{ "name": "all", "files": ["*.ts"] }] }');
    repository.git('add', '.');
    commit('-m', 'Odd');
    const message = repository.message();
    assert.match(message, /AI-Provenance: added=7 ai=6 mixed=0 unknown=1 deleted-by-ai=0 files=6 /);
    assert.match(message, /^AI-Critical: all "with space\.ts" 1$/m);
    assert.match(message, /^AI-Critical: all "\\303\\251moji \\360\\237\\246\\200\.ts" 1$/m);
    for (const path of paths) assert.ok(repository.note().includes(path), path);
  });

  it('counts a path that a note cannot hold, and says so', async () => {
    await open();
    typeFile(repository, 'line\nfeed.ts', [['ai', 'a']]);
    repository.git('add', '.');
    const { code, stderr } = repository.run('git', ['commit', '--quiet', '-m', 'Odd']);
    assert.equal(code, 0);
    assert.match(stderr, /^countersign: The note leaves out "line\\nfeed\.ts"[^\n]*\n$/);
    assert.equal(repository.message(), `Odd\n\n${trailersOf(1, 1)}\n`);
  });

  it('says the same whatever the user configured for diffs', async () => {
    await open();
    const settings: Readonly<Record<string, string>> = {
      'diff.external': 'false',
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.renames': 'copies',
      'diff.context': '10',
      'diff.interHunkContext': '100',
      'diff.algorithm': 'patience',
      'diff.wsErrorHighlight': 'all',
      'diff.colorMoved': 'zebra',
      'diff.submodule': 'log',
      'diff.relative': 'true',
      'diff.orderFile': repository.beside('order'),
      'diff.odd.textconv': 'tr a-z A-Z <',
      'diff.odd.command': 'false',
      'color.ui': 'always',
      'color.diff': 'always',
      'core.quotePath': 'false',
      'core.pager': 'false',
      'log.showSignature': 'true',
    };
    writeFileSync(repository.beside('order'), '*.zzz\n');
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value);
    repository.write('.gitattributes', '*.ts diff=odd\n');
    typeFile(repository, 'a.ts', threePlaces);
    const env = {
      GIT_EXTERNAL_DIFF: 'false',
      GIT_DIFF_OPTS: '--unified=9',
      GIT_CONFIG_PARAMETERS: "'diff.context=3'",
    };
    const done = repository.run('git', ['commit', '--quiet', '-a', '-m', 'Add'], { env });
    assert.deepEqual(done, { code: 0, stdout: '', stderr: '' });
    assert.equal(repository.message(), `Add\n\n${trailersOf(3, 2)}\n`);
  });

  it('works from a directory below the root and with git -C', async () => {
    await open();
    typeFile(repository, 'dir/deep/a.ts', [['ai', 'a']]);
    repository.git('add', '.');
    const done = repository.run('git', ['commit', '--quiet', '-m', 'Deep'], { in: 'dir/deep' });
    assert.deepEqual(done, { code: 0, stdout: '', stderr: '' });
    assert.equal(repository.message(), `Deep\n\n${trailersOf(1, 1)}\n`);
    typeFile(repository, 'dir/b.ts', [['ai', 'b']]);
    repository.git('add', '.');
    repository.git('-C', '..', '-C', 'repository', 'commit', '--quiet', '-m', 'With -C');
    assert.equal(repository.message(), `With -C\n\n${trailersOf(1, 1)}\n`);
  });

  it('works with GIT_DIR and GIT_WORK_TREE from elsewhere', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    const env = { GIT_DIR: join(repository.root, '.git'), GIT_WORK_TREE: repository.root };
    const done = repository.run('git', ['commit', '--quiet', '-a', '-m', 'Far'], { in: '../home', env });
    assert.deepEqual(done, { code: 0, stdout: '', stderr: '' });
    assert.equal(repository.message(), `Far\n\n${trailersOf(3, 2)}\n`);
  });

  it('counts lines that git stores with other line ends than the editor wrote', async () => {
    await open();
    repository.git('config', 'core.autocrlf', 'true');
    typeFile(repository, 'crlf.ts', [
      ['ai', 'one\r'],
      ['human', 'two\r'],
      ['ai', 'three\r'],
    ]);
    repository.git('add', '.');
    commit('-m', 'Add');
    assert.equal(repository.git('cat-file', 'blob', 'HEAD:crlf.ts'), 'one\ntwo\nthree\n');
    assert.equal(repository.message(), `Add\n\n${trailersOf(3, 2)}\n`);
    assert.equal(repository.has('.git/countersign/pending/editor'), false);
  });

  it('follows a file that git sees as renamed', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    repository.git('mv', 'a.ts', 'renamed.ts');
    commit('-a', '-m', 'Rename');
    assert.equal(repository.message(), `Rename\n\n${trailersOf(3, 2)}\n`);
  });

  it('names critical files', async () => {
    await open();
    repository.write(
      '.countersign.json',
      '{ "critical": [{ "name": "payments", "files": ["src/pay/**"] }] }\n',
    );
    typeFile(repository, 'src/pay/charge.ts', [
      ['ai', 'a'],
      ['human', 'b'],
      ['ai', 'c'],
    ]);
    repository.git('add', 'src');
    commit('-m', 'Pay');
    const critical = 'AI-Critical: payments src/pay/charge.ts 2';
    assert.equal(repository.message(), `Pay\n\n${trailersOf(3, 2)}\n${critical}\n`);
  });

  it('follows the settings of the repository', async () => {
    await open();
    repository.git('config', 'countersign.trailerStyle', 'none');
    typeFile(repository, 'a.ts', threePlaces);
    commit('-a', '-m', 'No tool');
    assert.match(repository.message(), /^No tool\n\nAI-Provenance: /);
    repository.git('config', 'countersign.enabled', 'false');
    typeFile(repository, 'b.ts', [['ai', 'b']]);
    repository.git('add', '.');
    commit('-m', 'Off');
    assert.equal(repository.message(), 'Off\n');
  });

  it('keeps a message in another encoding byte for byte', async () => {
    await open();
    repository.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
    typeFile(repository, 'a.ts', threePlaces);
    writeFileSync(repository.beside('message'), Buffer.from('Größe geändert\n', 'latin1'));
    commit('-a', '-F', repository.beside('message'));
    repository.git('config', 'i18n.logOutputEncoding', 'UTF-8');
    assert.equal(repository.message(), `Größe geändert\n\n${trailersOf(3, 2)}\n`);
  });

  it('leaves out what a merge takes over, and counts what is new in it', async () => {
    await open();
    const rest = 'two three four five six seven eight'.split(' ');
    const content = (first: string): string => `${[first, ...rest].join('\n')}\n`;
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.write('a.ts', content('side'));
    repository.write('b.ts', 'AI\n');
    repository.git('add', '.');
    repository.git('commit', '--quiet', '-m', 'Side');
    repository.git('checkout', '--quiet', 'main');
    repository.write('a.ts', content('main'));
    repository.git('commit', '--quiet', '-a', '-m', 'Main');
    assert.equal(repository.run('git', ['merge', '--quiet', 'side']).code, 1);
    typeFile(repository, 'a.ts', [['ai', 'both'], ...rest.map((line) => ['-', line] as const)]);
    typeFile(repository, 'b.ts', [['ai', 'AI']]);
    repository.git('add', '.');
    commit('-m', 'Merge');
    assert.equal(repository.message(), `Merge\n\n${trailersOf(1, 1)}\n`);
    assert.match(repository.note(), /^a\.ts\n  s_\S+ 1\n---\n/);
  });

  it('keeps the messages of a cherry-pick and of a rebase', async () => {
    await open();
    typeFile(repository, 'new.ts', [['ai', 'a']]);
    repository.git('add', '.');
    commit('-m', 'With AI');
    repository.git('checkout', '--quiet', '-b', 'other', 'HEAD~1');
    repository.write('plain.ts', 'x\n');
    repository.git('add', '.');
    commit('-m', 'Plain');
    repository.git('cherry-pick', 'main');
    assert.equal(repository.message(), `With AI\n\n${trailersOf(1, 1)}\n`);
    repository.git('rebase', '--quiet', '--force-rebase', 'main');
    assert.equal(repository.message(), 'Plain\n');
  });

  it('leaves the journal of a running editor to that editor', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces, { running: true });
    commit('-a', '-m', 'Add');
    assert.equal(repository.message(), `Add\n\n${trailersOf(3, 2)}\n`);
    assert.equal(repository.has('.git/countersign/pending/editor'), true);
    repository.write('plain.ts', 'x\n');
    repository.git('add', '.');
    commit('-m', 'Plain');
    assert.equal(repository.message(), 'Plain\n');
  });
});
