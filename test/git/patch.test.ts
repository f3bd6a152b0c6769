/**
 * The patch reader and the attribution on what real git prints, for hostile names, contents and configurations.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { attribute } from '../../src/core/commit/attribute';
import type { FileChange } from '../../src/core/commit/fileChange';
import { parsePatch, PATCH_OPTIONS } from '../../src/core/commit/patch';
import type { AiOrigin } from '../../src/core/model';

const ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b',
  LC_ALL: 'C',
};

describe('patches that real git prints', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'countersign-patch-'));
    git('init', '-q');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function git(...args: string[]): Buffer {
    const result = spawnSync('git', args, { cwd: root, env: ENVIRONMENT, maxBuffer: 1 << 28 });
    assert.equal(result.status, 0, result.stderr.toString());
    return result.stdout;
  }
  function write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  function commit(): void {
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'x');
  }
  function staged(): readonly FileChange[] {
    git('add', '-A');
    const { changes, problems } = parsePatch(git('diff-index', '--cached', ...PATCH_OPTIONS, 'HEAD'));
    assert.deepEqual(problems, []);
    return changes;
  }
  /** The new text of a change, made from the old one. */
  function applied(old: readonly string[], change: FileChange | undefined): string[] {
    const lines = [...old];
    for (const hunk of change?.hunks ?? []) {
      const at = hunk.newLines.length === 0 ? hunk.newStart : hunk.newStart - 1;
      assert.deepEqual(lines.slice(at, at + hunk.oldLines.length), hunk.oldLines);
      lines.splice(at, hunk.oldLines.length, ...hunk.newLines);
    }
    return lines;
  }

  const NAMES = [
    'plain.txt',
    'with space.txt',
    'tab\there',
    'quo"te',
    'back\\slash',
    'new\nline',
    'käse/ü.txt',
    '😀',
    ' b/ b',
  ];
  for (const quoting of ['true', 'false']) {
    it(`names files as they are called, core.quotePath=${quoting}`, () => {
      git('config', 'core.quotePath', quoting);
      commit();
      for (const name of NAMES) write(name, 'x\n');
      assert.deepEqual(
        staged()
          .map(({ path, oldPath }) => [path, oldPath])
          .sort(),
        NAMES.map((name) => [name, null]).sort(),
      );
      commit();
      for (const name of NAMES) write(name, Buffer.from([0, 1, 2]));
      const binary = staged();
      assert.deepEqual(binary.map(({ path }) => path).sort(), [...NAMES].sort());
      assert.ok(
        binary.every(
          (change) => change.binary && change.oldPath === change.path && change.hunks.length === 0,
        ),
      );
    });
  }

  it('follows renames, with and without changes, and deletions and modes', () => {
    const body = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join('');
    for (const name of ['a b', 'ü', 'mode']) write(name, body + name);
    write('gone', 'quite\nanother\ntext\n');
    write('empty', '');
    commit();
    renameSync(join(root, 'a b'), join(root, 'c d'));
    renameSync(join(root, 'ü'), join(root, 'ö'));
    write('ö', `new\n${body}ü`);
    rmSync(join(root, 'gone'));
    git('update-index', '--chmod=+x', 'mode');
    git('config', 'core.fileMode', 'false');
    write('added empty', '');
    symlinkSync('target', join(root, 'link'));
    const changes = new Map(staged().map((change) => [change.path, change]));
    assert.deepEqual([...changes.keys()].sort(), ['added empty', 'c d', 'gone', 'link', 'mode', 'ö'].sort());
    assert.equal(changes.get('c d')?.oldPath, 'a b');
    assert.deepEqual(changes.get('ö')?.hunks, [
      { oldStart: 0, oldLines: [], newStart: 1, newLines: ['new'] },
    ]);
    assert.equal(changes.get('ö')?.oldPath, 'ü');
    assert.deepEqual(
      [changes.get('gone')?.oldPath, changes.get('gone')?.hunks[0]?.oldLines.length],
      ['gone', 3],
    );
    assert.deepEqual(changes.get('mode')?.hunks, []);
    assert.equal(changes.get('added empty')?.oldPath, null);
  });

  it('reads the same whatever the user configured', () => {
    write('a b', 'one\ntwo\nthree\nfour\n');
    commit();
    write('a b', 'one\n2\nthree\n4\n');
    const plain = staged();
    const settings: readonly string[] = [
      'diff.noprefix=true',
      'diff.mnemonicPrefix=true',
      'diff.context=5',
      'diff.interHunkContext=9',
      'diff.renames=false',
      'diff.external=false',
      'diff.submodule=log',
      'diff.algorithm=patience',
      'diff.relative=true',
      'diff.wordRegex=.',
      'diff.suppressBlankEmpty=true',
      'diff.srcPrefix=x/',
      'color.ui=always',
      'color.diff=always',
    ];
    for (const setting of settings) git('config', ...(setting.split('=') as [string, string]));
    assert.deepEqual(staged(), plain);
    assert.equal(plain[0]?.hunks.length, 2);
  });

  it('reads a submodule as a change without lines', () => {
    commit();
    git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
    const { changes } = parsePatch(git('diff-index', '--cached', ...PATCH_OPTIONS, 'HEAD'));
    assert.deepEqual(changes, [{ path: 'sub', oldPath: null, binary: true, hunks: [], newText: null }]);
  });

  it('rebuilds the new text from the old one, whatever the lines look like', () => {
    const line = fc.constantFrom(
      'a',
      'b',
      '',
      '-- a/x',
      '++ b/x',
      'diff --git a/x b/x',
      '@@ -1 +1 @@',
      '\\ No',
      'r\r',
      'é',
      ' ',
    );
    const text = fc.tuple(fc.array(line, { maxLength: 12 }), fc.boolean());
    fc.assert(
      fc.property(text, text, ([before, endedBefore], [after, endedAfter]) => {
        const join_ = (lines: readonly string[], ended: boolean) => lines.join('\n') + (ended ? '\n' : '');
        const [old, now] = [join_(before, endedBefore), join_(after, endedAfter)];
        write('file', old);
        write('second', 'same');
        commit();
        write('file', now);
        write('second', String(Math.random()));
        const changes = staged();
        const lines = (value: string): string[] => (value === '' ? [] : value.replace(/\n$/, '').split('\n'));
        assert.deepEqual(
          applied(
            lines(old),
            changes.find(({ path }) => path === 'file'),
          ),
          lines(now),
        );
        assert.ok(changes.some(({ path }) => path === 'second'));
      }),
      { numRuns: 40 },
    );
  });

  it('attributes what AI inserted between equal lines, wherever git sees it', () => {
    const origin: AiOrigin = {
      author: 'ai',
      tool: 'T',
      model: null,
      session: null,
      evidence: 'host',
      time: 1,
    };
    const piece = fc.constantFrom('}\n', '\n', '  x();\n', 'f() {\n');
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.array(piece, { minLength: 1, maxLength: 5 }), fc.nat(), (old, inserted, where) => {
        const starts = [0, ...[...old.matchAll(/\n/g)].map((match) => match.index + 1)];
        const at = starts[where % starts.length] as number;
        const insertion = inserted.join('');
        const now = old.slice(0, at) + insertion + old.slice(at);
        write('file', old);
        commit();
        write('file', now);
        const changes = staged().map((change) => ({ ...change, newText: now }));
        const state = {
          text: now,
          spans: [{ start: at, end: at + insertion.length, origin }],
          deletions: [],
        };
        const { attribution } = attribute(
          changes,
          () => [state],
          () => null,
        );
        assert.equal(attribution.added, inserted.length);
        assert.equal(
          attribution.ai,
          inserted.length,
          `${JSON.stringify(old)} + ${JSON.stringify(insertion)} at ${at}`,
        );
      }),
      { numRuns: 40 },
    );
  });
});
