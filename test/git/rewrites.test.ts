/**
 * Notes and trailers follow commits that git makes anew: rebases of every kind, picked commits.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { By } from './support';
import {
  buildHookProgram,
  commitQuietly,
  installHooks,
  TestRepository,
  threePlaces,
  typeFile,
} from './support';

type Lines = readonly (readonly [by: By, text: string])[];

describe('commits that are made anew', () => {
  let programs: string;
  let program: string;
  let repository: TestRepository;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    program = buildHookProgram(programs);
  });

  after(() => rmSync(programs, { recursive: true }));

  beforeEach(async () => {
    repository = new TestRepository();
    repository.startWithEightLines();
    await installHooks(repository, program);
  });

  afterEach(() => repository.dispose());

  const git = (...args: string[]): string => repository.git(...args);
  const idOf = (name: string): string => git('rev-parse', name).trim();
  const noteOf = (name: string): string | null => {
    const { code, stdout } = repository.run('git', ['notes', '--ref=ai', 'show', name]);
    return code === 0 ? stdout : null;
  };
  /** The attested lines of a note, without ids: `path ai 1-2 human 3`. */
  const attested = (name: string): readonly string[] =>
    (noteOf(name) ?? '---')
      .split('---')[0]
      ?.split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace(/^ {2}s_\S+/, '  ai').replace(/^ {2}h_\S+/, '  human')) ?? [];

  function commitFile(path: string, lines: Lines, message: string, ...args: string[]): string {
    typeFile(repository, path, lines);
    git('add', '--', path);
    commitQuietly(repository, '-m', message, ...args);
    return idOf('HEAD');
  }

  /** One commit on a branch of its own that started before main went on. */
  function side(lines: Lines = threePlaces): string {
    git('checkout', '--quiet', '-b', 'side');
    return commitFile('a.ts', lines, 'with AI');
  }

  function mainGoesOn(path: string, text: string): void {
    git('checkout', '--quiet', 'main');
    repository.write(path, text);
    git('add', '.');
    commitQuietly(repository, '-m', 'upstream');
  }

  function rebase(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
    const { code, stderr } = repository.run('git', ['rebase', '--quiet', ...args], { env });
    assert.equal(code, 0, stderr);
    return stderr;
  }

  const sequence = (script: string): Record<string, string> => ({
    GIT_SEQUENCE_EDITOR: `sed -i -e '${script}'`,
  });

  it('have the same note after a rebase onto other work', () => {
    const before = side();
    const note = noteOf(before) ?? '';
    mainGoesOn('other.ts', 'other\n');
    git('checkout', '--quiet', 'side');
    assert.equal(rebase(['main']), '');
    const after = idOf('HEAD');
    assert.notEqual(after, before);
    assert.equal(noteOf('HEAD'), note.replace(before, after));
    assert.equal(noteOf(before), note);
    assert.match(repository.message(), /^AI-Provenance: added=3 ai=2 /m);
  });

  it('have new line numbers when lines above came in', () => {
    side();
    mainGoesOn('a.ts', 'one\ntwo\nand\nmore\nthree\nfour\nfive\nsix\nseven\neight\n');
    git('checkout', '--quiet', 'side');
    assert.deepEqual(attested('HEAD'), ['a.ts', '  human 5', '  ai 1,10']);
    rebase(['main']);
    assert.deepEqual(attested('HEAD'), ['a.ts', '  human 7', '  ai 1,12']);
    assert.equal(repository.read('a.ts').split('\n')[11], 'AI 2');
  });

  it('have new line numbers when the branch moves below a commit that adds lines above', () => {
    commitFile(
      'a.ts',
      [
        ['human', 'zero'],
        ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map(
          (line) => ['-', line] as const,
        ),
      ],
      'above',
    );
    commitFile(
      'a.ts',
      [
        ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map(
          (line) => ['-', line] as const,
        ),
        ['ai', 'nine'],
      ],
      'below',
    );
    assert.deepEqual(attested('HEAD'), ['a.ts', '  ai 10']);
    // The two change places.
    rebase(['--interactive', 'HEAD~2'], sequence('1{h;d};2{G}'));
    assert.deepEqual(attested('HEAD~1'), ['a.ts', '  ai 9']);
    assert.equal(git('show', 'HEAD~1:a.ts').split('\n')[8], 'nine');
    assert.equal(noteOf('HEAD'), null);
  });

  it('have the lines of all that were squashed into one', () => {
    commitFile('a.ts', [...threePlaces], 'first');
    const middle = threePlaces.map(([, text]) => ['-', text] as const);
    commitFile('a.ts', [...middle, ['ai', 'AI 3'], ['human', 'mine too']], 'second');
    for (const how of ['squash', 'fixup']) {
      const tip = idOf('HEAD');
      rebase(['--interactive', 'HEAD~2'], sequence(`2s/^pick/${how}/`));
      assert.deepEqual(attested('HEAD'), ['a.ts', '  human 5,13', '  ai 1,10,12'], how);
      git('reset', '--quiet', '--hard', tip);
    }
  });

  it('have no lines of a commit that was dropped', () => {
    commitFile('b.ts', [['ai', 'AI b']], 'dropped');
    commitFile('c.ts', [['ai', 'AI c']], 'kept');
    rebase(['--interactive', 'HEAD~2'], sequence('1s/^pick/drop/'));
    assert.deepEqual(attested('HEAD'), ['c.ts', '  ai 1']);
    assert.equal(repository.has('b.ts'), false);
  });

  it('have no lines of an AI that a person rewrote when they met a conflict', () => {
    side([['-', 'one'], ['ai', 'AI line'], ['ai', 'AI stays'], ...threePlaces.slice(3, 4), ['-', 'eight']]);
    mainGoesOn('a.ts', 'one\nmain line\neight\n');
    git('checkout', '--quiet', 'side');
    assert.notEqual(repository.run('git', ['rebase', 'main']).code, 0);
    repository.write('a.ts', 'one\nby a person\nAI stays\nmain line\neight\n');
    git('add', '.');
    assert.equal(repository.run('git', ['rebase', '--continue']).code, 0);
    assert.deepEqual(attested('HEAD'), ['a.ts', '  ai 3']);
  });

  it('make no notes when the rebase is aborted', () => {
    side();
    mainGoesOn('a.ts', 'conflict\n');
    git('checkout', '--quiet', 'side');
    const notes = idOf('refs/notes/ai');
    assert.notEqual(repository.run('git', ['rebase', 'main']).code, 0);
    git('rebase', '--abort');
    assert.equal(idOf('refs/notes/ai'), notes);
  });

  it('keep the names of those who wrote the lines, whoever rebases', () => {
    side();
    mainGoesOn('a.ts', 'one\ntwo\nthree\nfour\nfive\nsix\nand\nseven\neight\n');
    git('checkout', '--quiet', 'side');
    git('config', 'user.name', 'Robin Vale');
    rebase(['main']);
    assert.match(noteOf('HEAD') ?? '', /"author": "Dana Lee <dana@example.com>"/);
    assert.match(noteOf('HEAD') ?? '', /"human_author": "Dana Lee <dana@example.com>"/);
    assert.doesNotMatch(noteOf('HEAD') ?? '', /Robin/);
  });

  it('keep what is added while the rebase stands still', () => {
    commitFile('a.ts', threePlaces, 'edited');
    repository.write('c.ts', 'c\n');
    git('add', '.');
    commitQuietly(repository, '-m', 'next');
    rebase(['--interactive', 'HEAD~2'], sequence('1s/^pick/edit/'));
    typeFile(repository, 'b.ts', [['ai', 'AI later']]);
    git('add', '.');
    commitQuietly(repository, '--amend', '--no-edit');
    git('rebase', '--continue');
    assert.deepEqual(attested('HEAD~1'), ['a.ts', '  human 5', '  ai 1,10', 'b.ts', '  ai 1']);
  });

  it('have their notes in a linked working tree', () => {
    side();
    mainGoesOn('other.ts', 'other\n');
    git('worktree', 'add', '--quiet', repository.beside('linked'), 'side');
    const { code, stderr } = repository.run('git', [
      '-C',
      repository.beside('linked'),
      'rebase',
      '--quiet',
      'main',
    ]);
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(attested('side'), ['a.ts', '  human 5', '  ai 1,10']);
  });

  it('have their notes with the other backend', () => {
    side();
    mainGoesOn('other.ts', 'other\n');
    git('checkout', '--quiet', 'side');
    rebase(['--apply', 'main']);
    assert.deepEqual(attested('HEAD'), ['a.ts', '  human 5', '  ai 1,10']);
  });

  it('carry many notes on', () => {
    git('checkout', '--quiet', '-b', 'side');
    for (let index = 0; index < 30; index++) {
      repository.write(`f${index}.ts`, `AI ${index}\n`);
      git('add', '.');
      git('-c', 'core.hooksPath=/dev/null', 'commit', '--quiet', '-m', `c${index}`);
    }
    const id = commitFile('z.ts', [['ai', 'AI']], 'z');
    const template = (noteOf(id) ?? '').replaceAll(id, '0'.repeat(40));
    const blob = repository.run('git', ['hash-object', '-w', '--stdin'], { stdin: template }).stdout.trim();
    for (const one of git('rev-list', 'main..HEAD~1').trim().split('\n'))
      git('notes', '--ref=ai', 'add', '-C', blob, one);
    mainGoesOn('other.ts', 'other\n');
    git('checkout', '--quiet', 'side');
    rebase(['main']);
    for (const one of git('rev-list', 'main..HEAD').trim().split('\n')) assert.ok(noteOf(one)?.includes(one));
  });

  it('cost one line that says what to do when the program that carries their notes is gone', () => {
    side();
    mainGoesOn('other.ts', 'other\n');
    git('checkout', '--quiet', 'side');
    repository.remove('.git/countersign/cli.cjs');
    assert.match(rebase(['main']), /^countersign: .*; run: countersign hooks install\n$/);
    assert.equal(noteOf('HEAD'), null);
  });

  it('run a hook that was there before, with the same words from git', () => {
    const hook = '.git/hooks/post-rewrite.before-countersign';
    repository.write(hook, '#!/bin/sh\ncat > "$PWD/told"; echo "$@" > "$PWD/arguments"\n', 0o755);
    const before = side();
    mainGoesOn('other.ts', 'other\n');
    git('checkout', '--quiet', 'side');
    rebase(['main']);
    assert.equal(repository.read('told'), `${before} ${idOf('HEAD')}\n`);
    assert.equal(repository.read('arguments'), 'rebase\n');
    assert.deepEqual(attested('HEAD'), ['a.ts', '  human 5', '  ai 1,10']);
  });

  it('have the lines of commits that a reset took back', () => {
    commitFile('a.ts', threePlaces, 'first');
    const middle = threePlaces.map(([, text]) => ['-', text] as const);
    commitFile('a.ts', [...middle, ['ai', 'AI 3'], ['human', 'mine too']], 'second');
    git('reset', '--quiet', '--soft', 'HEAD~2');
    commitQuietly(repository, '-m', 'both');
    assert.deepEqual(attested('HEAD'), ['a.ts', '  human 5,13', '  ai 1,10,12']);
    assert.match(repository.message(), /^AI-Provenance: added=5 ai=3 mixed=0 unknown=0 /m);
  });

  it('have the lines of a commit that is cut in two', () => {
    typeFile(repository, 'a.ts', threePlaces);
    typeFile(repository, 'b.ts', [['ai', 'AI b']], { writer: 'another' });
    git('add', '.');
    commitQuietly(repository, '-m', 'one');
    git('reset', '--quiet', 'HEAD~1');
    git('add', 'a.ts');
    commitQuietly(repository, '-m', 'a');
    assert.deepEqual(attested('HEAD'), ['a.ts', '  human 5', '  ai 1,10']);
    git('add', 'b.ts');
    commitQuietly(repository, '-m', 'b');
    assert.deepEqual(attested('HEAD'), ['b.ts', '  ai 1']);
  });

  it('have no lines of a commit that is gone when a person writes others', () => {
    commitFile('a.ts', threePlaces, 'gone');
    git('reset', '--quiet', '--hard', 'HEAD~1');
    repository.write('a.ts', `${repository.read('a.ts')}by hand\n`);
    git('add', '.');
    commitQuietly(repository, '-m', 'new');
    assert.equal(noteOf('HEAD'), null);
    assert.equal(repository.message().trim(), 'new');
  });

  it('have the lines of a branch that is squashed into them', () => {
    side();
    commitFile('b.ts', [['ai', 'AI b']], 'more');
    git('checkout', '--quiet', 'main');
    git('merge', '--quiet', '--squash', 'side');
    commitQuietly(repository, '--no-edit');
    assert.deepEqual(attested('HEAD'), ['a.ts', '  human 5', '  ai 1,10', 'b.ts', '  ai 1']);
    assert.match(
      repository.message(),
      /^AI-Provenance: added=4 ai=3 mixed=0 unknown=0 deleted-by-ai=0 files=2 /m,
    );
  });

  it('cost those that have nothing to do with them one look at most', () => {
    const tip = side();
    mainGoesOn('other.ts', 'other\n');
    git('checkout', '--quiet', 'side');
    assert.equal(repository.has('.git/countersign/looked-at'), false);
    // The commit of the merge looks, because a tip was left behind, and remembers that this was for nothing.
    git('merge', '--quiet', 'main');
    assert.equal(git('rev-parse', 'ORIG_HEAD').trim(), tip);
    assert.equal(repository.read('.git/countersign/looked-at').trim(), tip);
  });

  it('have note and trailers when they are picked', () => {
    const before = side();
    mainGoesOn('a.ts', 'zero\none\ntwo\nthree\nfour\nfive\nsix\nseven\nand\neight\n');
    git('config', 'user.name', 'Robin Vale');
    const { code, stderr } = repository.run('git', ['cherry-pick', '-x', before]);
    if (code !== 0) {
      repository.write(
        'a.ts',
        'zero\nAI 1\none\ntwo\nthree\nmine\nfour\nfive\nsix\nseven\nAI 2\nand\neight\n',
      );
      git('add', '.');
      assert.equal(repository.run('git', ['cherry-pick', '--continue']).code, 0, stderr);
    }
    assert.deepEqual(attested('HEAD'), ['a.ts', '  human 6', '  ai 2,11']);
    assert.match(repository.message(), /^AI-Provenance: added=3 ai=2 mixed=0 unknown=0 /m);
    assert.equal(repository.message().match(/^AI-Provenance/gm)?.length, 1);
    assert.match(repository.message(), /cherry picked from commit/);
    assert.doesNotMatch(noteOf('HEAD') ?? '', /Robin/);
  });

  it('have them without a conflict too, several at once', () => {
    git('checkout', '--quiet', '-b', 'side');
    commitFile(
      'b.ts',
      [
        ['ai', 'AI b'],
        ['human', 'mine'],
      ],
      'b',
    );
    commitFile('c.ts', [['ai', 'AI c']], 'c');
    git('checkout', '--quiet', 'main');
    git('cherry-pick', 'side~1', 'side');
    assert.deepEqual(attested('HEAD~1'), ['b.ts', '  human 2', '  ai 1']);
    assert.deepEqual(attested('HEAD'), ['c.ts', '  ai 1']);
  });
});
