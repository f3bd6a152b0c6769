/**
 * What commits carry, made with real git in every way that people make them.
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
} from './support';
import type { By } from './support';

describe('commit', () => {
  let repository: TestRepository;
  let built: string;
  let program: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));
  afterEach(() => repository.dispose());

  async function open(): Promise<void> {
    repository = new TestRepository();
    repository.startWithEightLines();
    await installHooks(repository, program);
  }

  const commit = (...args: string[]): void => commitQuietly(repository, ...args);

  /** An editor that runs a shell script with the message file as `$1`. */
  function editor(script: string): string {
    const file = repository.beside('editor');
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return file;
  }

  it('carries trailers with -m', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    commit('-a', '-m', 'Add things', '-m', 'Body.');
    assert.equal(repository.message(), `Add things\n\nBody.\n\n${trailersOf(3, 2)}\n`);
    assert.equal(
      repository.git('log', '-1', '--format=%(trailers:key=AI-Provenance,valueonly)').slice(0, 8),
      'added=3 ',
    );
  });

  it('carries nothing for the AI’s last line when a person goes on below it, before the editor saw its commit', async () => {
    await open();
    const byAi: [By, string][] = [['ai', 'one']];
    typeFile(repository, 'b.ts', byAi, { running: true });
    repository.write('b.ts', 'one');
    repository.git('add', 'b.ts');
    commit('-m', 'By the AI');
    assert.match(repository.message(), /ai=1/);
    typeFile(repository, 'b.ts', [...byAi, ['human', 'two']], { running: true });
    commit('-a', '-m', 'By hand');
    assert.equal(repository.message(), 'By hand\n');
  });

  describe('what the hook before the commit found out', () => {
    /** Changes it, in a hook of the user that runs in between. */
    async function openWith(change: string): Promise<string> {
      repository = new TestRepository();
      repository.startWithEightLines();
      const left = '.git/countersign/staged';
      const script = `#!/bin/sh\n[ -f ${left} ] || exit 1\nsed ${change} ${left} >${left}.new && mv ${left}.new ${left}\n`;
      repository.write('.git/hooks/commit-msg', script, 0o755);
      await installHooks(repository, program);
      // The shell cannot settle the journal of a writer of that name, so it leaves the note to the program, too.
      typeFile(repository, 'a.ts', threePlaces, { writer: 'odd name' });
      commit('-a', '-m', 'Add things');
      assert.equal(repository.has(left), false);
      return repository.note();
    }

    const UNCHANGED = 's/^//';
    const OTHER_LINE = 's/"lines":..1,/"lines":[[2,/';

    it('is not found out again after it', async () => {
      assert.match(await openWith(UNCHANGED), /^ {2}s_\S+ 1,10$/m);
      repository.dispose();
      assert.match(await openWith(`'${OTHER_LINE}'`), /^ {2}s_\S+ 2,10$/m);
    });

    it('says nothing of a commit of another process, or of other lines', async () => {
      assert.match(await openWith(`'${OTHER_LINE};s/"git":[0-9]*/"git":1/'`), /^ {2}s_\S+ 1,10$/m);
      repository.dispose();
      assert.match(await openWith(`'${OTHER_LINE};s/^+AI 2/+AI 3/'`), /^ {2}s_\S+ 1,10$/m);
    });

    it('is found out again when it cannot be read', async () => {
      assert.match(await openWith(`'${OTHER_LINE};1s/^{/[/'`), /^ {2}s_\S+ 1,10$/m);
      repository.dispose();
      assert.match(
        await openWith(`'${OTHER_LINE};1s/"evidence":"command"/"evidence":"none"/'`),
        /^ {2}s_\S+ 1,10$/m,
      );
    });
  });

  it('carries trailers with -F and an existing block', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    writeFileSync(repository.beside('message'), 'Add things\n\nChange-Id: I0123456789abcdef\n');
    commit('-a', '-F', repository.beside('message'));
    assert.equal(repository.message(), `Add things\n\nChange-Id: I0123456789abcdef\n${trailersOf(3, 2)}\n`);
  });

  it('carries trailers when the subject is typed in an editor', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    const env = {
      GIT_EDITOR: editor('printf "Typed\\n" > "$1.new"; tail -n +2 "$1" >> "$1.new"; mv "$1.new" "$1"'),
    };
    assert.equal(repository.run('git', ['commit', '--quiet', '-a'], { env }).code, 0);
    assert.equal(repository.message(), `Typed\n\n${trailersOf(3, 2)}\n`);
  });

  it('keeps trailers in a block when a body is typed right above them', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    const env = {
      GIT_EDITOR: editor(
        'printf "Typed\\n\\nA body.\\n" > "$1.new"; tail -n +3 "$1" >> "$1.new"; mv "$1.new" "$1"',
      ),
    };
    assert.equal(repository.run('git', ['commit', '--quiet', '-a'], { env }).code, 0);
    assert.equal(repository.message(), `Typed\n\nA body.\n\n${trailersOf(3, 2)}\n`);
  });

  it('still aborts when nothing is typed', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    const { code, stderr } = repository.run('git', ['commit', '--quiet', '-a']);
    assert.equal(code, 1);
    assert.match(stderr, /Aborting commit due to empty commit message/);
    assert.equal(repository.message(), 'first\n');
  });

  it('still aborts when a template stays as it is', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    writeFileSync(repository.beside('template'), 'Why:\n\nHow:\n');
    const { code } = repository.run('git', ['commit', '--quiet', '-a', '-t', repository.beside('template')]);
    assert.equal(code, 1);
    assert.equal(repository.message(), 'first\n');
  });

  it('counts only what is staged', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    const patch = repository.git('diff', '-U0').split(/(?=^@@ )/m);
    const { code } = repository.run('git', ['apply', '--cached', '--unidiff-zero'], {
      stdin: `${patch[0]}${patch[1]}`,
    });
    assert.equal(code, 0);
    commit('-m', 'Only the first');
    assert.equal(repository.message(), `Only the first\n\n${trailersOf(1, 1)}\n`);
    commit('-a', '-m', 'The rest');
    assert.equal(repository.message(), `The rest\n\n${trailersOf(2, 1)}\n`);
  });

  it('counts only the files of a partial commit', async () => {
    await open();
    typeFile(repository, 'a.ts', threePlaces);
    typeFile(repository, 'dir/b.ts', [['ai', 'b']], { writer: 'other' });
    repository.git('add', '.');
    commit('-m', 'Only one', 'dir/b.ts');
    assert.equal(repository.message(), `Only one\n\n${trailersOf(1, 1)}\n`);
    commit('-m', 'The other');
    assert.equal(repository.message(), `The other\n\n${trailersOf(3, 2)}\n`);
  });

  it('leaves a commit without AI lines alone, even when AI text waits elsewhere', async () => {
    await open();
    typeFile(repository, 'other.ts', [['ai', 'b']]);
    repository.write('plain.ts', 'x\n');
    repository.git('add', 'plain.ts');
    commit('-m', 'No AI');
    assert.equal(repository.message(), 'No AI\n');
    assert.equal(repository.git('for-each-ref', 'refs/notes'), '');
  });

  it('leaves a commit alone where the hooks were refused', async () => {
    repository = new TestRepository();
    typeFile(repository, 'a.ts', [['ai', 'x']]);
    repository.git('add', '.');
    commit('-m', 'No hooks');
    assert.equal(repository.message(), 'No hooks\n');
  });
});
