/**
 * The patch reader on hand-written and damaged input. Real git output is tested in test/git/patch.test.ts.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePatch } from '../../../src/core/commit/patch';
import { quotePath, unquotePath } from '../../../src/core/commit/quotedPath';
import { decodeUtf8, encodeUtf8 } from '../../../src/core/commit/utf8';

const patch = (...lines: string[]) => parsePatch(Buffer.from(lines.join('\n') + '\n'));
const HEADER = ['diff --git a/x b/x', 'index 1..2 100644', '--- a/x', '+++ b/x'];

describe('parsePatch', () => {
  it('reads content that looks like headers as content', () => {
    const { changes, problems } = patch(
      ...HEADER,
      '@@ -1,3 +1,3 @@',
      '--- a/y',
      '-diff --git a/y b/y',
      '-@@ -1 +1 @@',
      '+++ b/y',
      '+diff --git a/z b/z',
      '+\\ No newline at end of file',
      '\\ No newline at end of file',
    );
    assert.deepEqual(problems, []);
    assert.equal(changes.length, 1);
    assert.deepEqual(changes[0]?.hunks[0], {
      oldStart: 1,
      oldLines: ['-- a/y', 'diff --git a/y b/y', '@@ -1 +1 @@'],
      newStart: 1,
      newLines: ['++ b/y', 'diff --git a/z b/z', '\\ No newline at end of file'],
    });
  });

  it('splits a hunk at context lines and numbers its parts as a patch without context does', () => {
    const { changes } = patch(...HEADER, '@@ -1,5 +1,5 @@ f()', ' a', '+b', ' c', '', '-d', ' e');
    assert.deepEqual(changes[0]?.hunks, [
      { oldStart: 1, oldLines: [], newStart: 2, newLines: ['b'] },
      { oldStart: 4, oldLines: ['d'], newStart: 4, newLines: [] },
    ]);
  });

  it('keeps carriage returns', () => {
    assert.deepEqual(patch(...HEADER, '@@ -0,0 +1 @@', '+a\r').changes[0]?.hunks[0]?.newLines, ['a\r']);
  });

  it('says when a patch is cut off and keeps what came before', () => {
    const { changes, problems } = patch(...HEADER, '@@ -0,0 +1,9 @@', '+a');
    assert.deepEqual(changes[0]?.hunks[0]?.newLines, ['a']);
    assert.deepEqual(problems, ['The diff of x is cut off.']);
  });

  it('says when a file cannot be named', () => {
    assert.equal(patch('diff --git nonsense').problems.length, 1);
  });

  it('treats a submodule as having no lines', () => {
    const { changes } = patch(
      'diff --git a/sub b/sub',
      'index 1111111..2222222 160000',
      '--- a/sub',
      '+++ b/sub',
      '@@ -1 +1 @@',
      '-Subproject commit 1',
      '+Subproject commit 2',
    );
    assert.deepEqual(changes, [{ path: 'sub', oldPath: 'sub', binary: true, hunks: [], newText: null }]);
  });

  it('never throws', () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...HEADER,
        '@@ -1,2 +1 @@',
        '@@ -0,0 +1,999999999 @@',
        '+a',
        '-b',
        ' c',
        '"',
        'rename to "\\',
      ),
      fc.string(),
    );
    fc.assert(fc.property(fc.array(line), (lines) => void patch(...lines)));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parsePatch(bytes)));
  });
});

describe('quoted paths', () => {
  const table: readonly [path: string, quoted: string][] = [
    ['src/a.ts', 'src/a.ts'],
    ['my file.ts', '"my file.ts"'],
    ['tab\there', '"tab\\there"'],
    ['new\nline', '"new\\nline"'],
    ['quo"te\\', '"quo\\"te\\\\"'],
    ['käse', '"k\\303\\244se"'],
    ['😀', '"\\360\\237\\230\\200"'],
    ['\u0001', '"\\001"'],
    ['', '""'],
  ];
  for (const [path, quoted] of table) it(`${quoted}`, () => assert.equal(quotePath(path), quoted));

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', ' 12', ' "x"'), (path, after) => {
        const quoted = quotePath(path);
        const { path: back, rest } = unquotePath(quoted.startsWith('"') ? quoted + after : quoted);
        assert.equal(back, path);
        if (quoted.startsWith('"')) assert.equal(rest, after);
        assert.match(quoted, /^[ -~]+$/);
      }),
    );
  });
});

describe('UTF-8', () => {
  it('is decoded as the platform decodes it, malformed or not', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0x80, 0x9f, 0xa0, 0xbf, 0xbb, 0xf5, 0x41),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 24 }), (bytes) => {
        assert.equal(decodeUtf8(Uint8Array.from(bytes)), Buffer.from(bytes).toString('utf8'));
      }),
      { numRuns: 2000 },
    );
  });

  it('is encoded as the platform encodes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.deepEqual(Buffer.from(encodeUtf8(text)), Buffer.from(text, 'utf8'));
      }),
    );
    assert.deepEqual(Buffer.from(encodeUtf8('a\ud800b')), Buffer.from('a\ufffdb'));
  });

  it('survives texts longer than one chunk', () => {
    const text = `${'x'.repeat(20_000)}é${'y'.repeat(9000)}`;
    assert.equal(decodeUtf8(Buffer.from(text)), text);
  });
});
