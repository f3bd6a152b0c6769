/**
 * Whatever is broken, a commit goes through, and the user is told in one line what to do.
 */
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import {
  buildHookProgram,
  installHooks,
  TestRepository,
  threePlaces,
  trailersOf,
  typeFile,
  type RunOptions,
} from './support';

describe('a commit when something is broken', () => {
  let repository: TestRepository;
  let built: string;
  let program: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    repository = new TestRepository();
    repository.startWithEightLines();
    await installHooks(repository, program);
    typeFile(repository, 'a.ts', threePlaces);
  });

  afterEach(() => repository.dispose());

  /** Commits; the commit must be made, and exactly one line said. */
  function commitWithOneLine(expected: RegExp, options?: RunOptions): void {
    const { code, stderr } = repository.run('git', ['commit', '--quiet', '-a', '-m', 'Go on'], options);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^countersign: [^\n]+\n$/);
    assert.match(stderr, expected);
    assert.match(repository.message(), /^Go on\n/);
  }

  const withTrailers = `Go on\n\n${trailersOf(3, 2)}\n`;

  it('tells of a corrupt journal and uses what can be read', () => {
    const journal = join(repository.root, '.git/countersign/journal/editor.jsonl');
    appendFileSync(journal, '{"kind":"edit","path":"a.ts"\nnot a record at all\n');
    commitWithOneLine(/The journal .*editor\.jsonl is damaged/);
    assert.equal(repository.message(), withTrailers);
  });

  it('goes on without a journal that is only noise', () => {
    writeFileSync(
      join(repository.root, '.git/countersign/journal/editor.jsonl'),
      Buffer.from([0, 255, 10, 200, 0, 10]),
    );
    commitWithOneLine(/damaged/);
    assert.equal(repository.message(), 'Go on\n');
  });

  it('tells of a broken policy and still counts lines', () => {
    repository.write('.countersign.json', '{ "critical": [ { "name": ');
    commitWithOneLine(/\.countersign\.json is broken \(line 1: .*: correct it/);
    assert.equal(repository.message(), withTrailers);
  });

  it('goes on calling critical what a broken policy says so plainly', () => {
    const rule = '{ "name": "payments", "files": ["a.ts"] }';
    repository.write('.countersign.json', `{ "critical": [${rule}], "limitz": {} }`);
    commitWithOneLine(/\.countersign\.json is broken \(line 1: .*only the rules that can be read count/);
    assert.match(repository.message(), /^AI-Critical: payments a\.ts \d+$/m);
  });

  it('tells of a policy that is a directory', () => {
    repository.write('.countersign.json/file', '');
    commitWithOneLine(/\.countersign\.json cannot be read.*make it readable/);
    assert.equal(repository.message(), withTrailers);
  });

  it('tells when there is no Node', () => {
    repository.write('.git/countersign/node', '/nowhere/node\n');
    const bin = repository.beside('bin');
    repository.run('mkdir', [bin]);
    for (const tool of ['git', 'sh']) symlinkSync(pathOf(tool), join(bin, tool));
    commitWithOneLine(/no working Node\.js was found.*put node 20 or newer on your PATH/, {
      env: { PATH: bin },
    });
    assert.equal(repository.message(), 'Go on\n');
  });

  it('tells when the program of the hooks is gone', () => {
    repository.remove('.git/countersign/hook.cjs');
    const { code, stderr } = repository.run('git', ['commit', '--quiet', '-a', '-m', 'Go on']);
    assert.equal(code, 0);
    assert.match(stderr, /^countersign: the program of the hooks is missing[^\n]*hooks install\n$/);
  });

  it('tells when the note cannot be written, and keeps the journal for later', () => {
    repository.write('.git/refs/notes', 'a file where a directory is needed');
    commitWithOneLine(/The note of [0-9a-f]{10} could not be written/);
    assert.equal(repository.message(), withTrailers);
    assert.ok(repository.has('.git/countersign/pending/editor'));
  });

  it('tells when the state of the hooks cannot be written', () => {
    repository.write('.git/countersign/annotated', 'a file where a directory is needed');
    commitWithOneLine(/annotated/);
    assert.equal(repository.message(), withTrailers);
    assert.match(repository.note(), /^a\.ts\n/);
  });

  it('gives up when it takes too long', () => {
    repository.git('config', 'countersign.hookTimeout', '1');
    const { code, stderr } = repository.run('git', ['commit', '--quiet', '-a', '-m', 'Go on']);
    assert.equal(code, 0);
    assert.match(stderr, /^countersign: recording took longer than 1 ms.*countersign\.hookTimeout/);
    assert.equal(repository.message(), 'Go on\n');
  });

  it('passes over huge and binary files', () => {
    repository.write('huge.txt', 'x'.repeat(99).concat('\n').repeat(200_000));
    repository.write('binary.bin', Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256)));
    typeFile(repository, 'later-binary.ts', [['ai', 'text']], { writer: 'other' });
    repository.write('later-binary.ts', Buffer.from([0, 1, 2, 0]));
    repository.git('add', '.');
    const done = repository.run('git', ['commit', '--quiet', '-m', 'Go on']);
    assert.deepEqual(done, { code: 0, stdout: '', stderr: '' });
    assert.equal(repository.message(), withTrailers);
  });

  it('says nothing and does nothing when there is nothing to record', () => {
    repository.git('commit', '--quiet', '-a', '-m', 'First');
    repository.write('.countersign.json', 'broken');
    repository.write('.git/countersign/hook.cjs', 'process.exit(9)');
    repository.write('plain.ts', 'x\n');
    repository.git('add', '.');
    // Another second than that of the commit before: its date could mean that it is amended.
    const done = repository.run('git', ['commit', '--quiet', '-m', 'Go on', '--date=@1700000000 +0000']);
    assert.deepEqual(done, { code: 0, stdout: '', stderr: '' });
  });
});

function pathOf(tool: string): string {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((directory) => join(directory, tool));
  return places.find((file) => existsSync(file)) ?? tool;
}
