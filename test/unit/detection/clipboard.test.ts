import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sha256 } from '../../../src/adapters/node/sha256';
import { alignParts } from '../../../src/core/detection/alignParts';
import { readClipboardParts, writeClipboardParts } from '../../../src/core/detection/clipboardParts';
import type { CopiedPart } from '../../../src/core/detection/clues';
import { copiedParts } from '../../../src/core/detection/copiedParts';
import { pastedParts } from '../../../src/core/detection/pastedParts';
import { SpanTree } from '../../../src/core/ledger/spanTree';
import type { AiOrigin, Origin } from '../../../src/core/model';

const ai: AiOrigin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };

/** A letter for each character: who wrote it. */
const letters = (parts: readonly CopiedPart[] | null): string | null =>
  parts && parts.map(({ length, origin }) => (origin?.author.slice(0, 1) ?? '-').repeat(length)).join('');

const partsOf = (authors: string): CopiedPart[] =>
  [...authors].map((letter) => ({ length: 1, origin: letter === 'a' ? ai : letter === 'h' ? human : null }));

describe('what is copied', () => {
  const runs = [
    { length: 2, origin: 0 },
    { length: 0, origin: 1, removed: [] },
    { length: 3, origin: 1 },
    { length: 3, origin: 0 },
  ];
  const version = SpanTree.of('abcdefgh', runs);
  const originOf = (id: number): Origin | null => (id === 1 ? ai : null);

  it('is covered by its parts', () => {
    const copy = copiedParts(version, originOf, [{ from: 1, to: 7 }]);
    assert.equal(copy.text, 'bcdefg');
    assert.equal(letters(copy.parts), '-aaa--');
  });

  it('may be several pieces', () => {
    const copy = copiedParts(version, originOf, [
      { from: 1, to: 3 },
      { from: 4, to: 6 },
    ]);
    assert.equal(copy.text, 'bc\nef');
    assert.equal(letters(copy.parts), '-aaa-');
  });
});

describe('a copied text, as it was pasted', () => {
  const rows: readonly (readonly [
    what: string,
    text: string,
    by: string,
    pasted: string,
    is: string | null,
  ])[] = [
    ['unchanged', 'a b', 'aah', 'a b', 'aah'],
    ['with other line ends', 'a\nb', 'aah', 'a\r\nb', 'aaah'],
    ['and back', 'a\r\nb', 'aaah', 'a\nb', 'aah'],
    ['with more indentation', 'a\n b', 'aahh', 'a\n   b', 'aahhhh'],
    ['with less', 'a\n  b', 'aahhh', 'a\n b', 'aahh'],
    ['with blanks where there were none', 'ab', 'ah', ' a b ', 'aaahh'],
    ['without its blanks', 'a b', 'aah', 'ab', 'ah'],
    ['as another text', 'ab', 'ah', 'ac', null],
    ['as a part of it', 'ab', 'ah', 'a', null],
    ['with something behind it', 'ab', 'ah', 'abc', null],
  ];
  for (const [what, text, by, pasted, is] of rows) {
    it(what, () => assert.equal(letters(alignParts({ text, parts: partsOf(by) }, pasted)), is));
  }

  it('is covered by its parts, and its visible characters keep their authors', () => {
    const piece = fc.record({
      text: fc.constantFrom('x', '(', '😀', ' ', '\n', '\r\n', '\t'),
      by: fc.constantFrom('a', 'h'),
    });
    const blank = fc.constantFrom('', ' ', '\n', '\r\n    ');
    fc.assert(
      fc.property(fc.array(piece), fc.array(blank, { minLength: 1 }), (pieces, blanks) => {
        const text = pieces.map((one) => one.text).join('');
        const parts = pieces.flatMap(({ text: { length }, by }) => partsOf(by.repeat(length)));
        const other = pieces
          .map((one, i) => (one.text.trim() || ' ') + (blanks[i % blanks.length] ?? ''))
          .join('');
        const visible = (from: string, by: string): string =>
          [...by].filter((_, i) => !/\s/.test(from[i] ?? '')).join('');
        const aligned = letters(alignParts({ text, parts }, other));
        assert.ok(aligned !== null);
        assert.equal(aligned.length, other.length);
        assert.equal(visible(other, aligned), visible(text, letters(parts) ?? ''));
      }),
    );
  });
});

describe('the entry that travels with a copy', () => {
  const text = 'let a;\nlet b;';
  const parts = partsOf('aaaaaaahhhhhh');
  const entry = writeClipboardParts([{ text, parts }], sha256) ?? '';
  const read = (pasted: string): string | null => letters(readClipboardParts(entry, pasted, sha256));

  it('tells who wrote the text, whatever became of its blanks', () => {
    assert.equal(read(text), 'aaaaaaahhhhhh');
    assert.equal(read(`${text}\n`), 'aaaaaaahhhhhhh');
    assert.equal(read('let a;\r\nlet b;\r\n'), 'aaaaaaaahhhhhhhh');
    assert.equal(read('let a;\n\nlet b;\n\n'), 'aaaaaaaahhhhhhhh');
  });

  it('tells nothing of another text, and does not hold its own', () => {
    assert.equal(read('let a;\nlet c;'), null);
    assert.equal(read('let a;'), null);
    assert.doesNotMatch(entry, /let/);
  });

  it('knows the text that was cut as well as the one that took its place', () => {
    const copies = [
      { text: 'after', parts: partsOf('hhhhh') },
      { text: 'cut', parts: partsOf('aaa') },
    ];
    const both = writeClipboardParts(copies, sha256) ?? '';
    assert.equal(letters(readClipboardParts(both, 'cut', sha256)), 'aaa');
    assert.equal(letters(readClipboardParts(both, 'after', sha256)), 'hhhhh');
  });

  it('does not exist where nothing is known, or far too much', () => {
    assert.equal(writeClipboardParts([{ text: 'ab', parts: partsOf('--') }], sha256), null);
    const many = 'ah'.repeat(20_000);
    assert.equal(writeClipboardParts([{ text: many, parts: partsOf(many) }], sha256), null);
  });

  it('takes anything for an answer', () => {
    const strange = fc.oneof(fc.string(), fc.json());
    fc.assert(fc.property(strange, (anything) => readClipboardParts(anything, 'x', sha256) === null));
    const forged = (length: unknown): string =>
      JSON.stringify({ version: 2, forms: [{ sha256: sha256('x'), parts: [{ length, origin: null }] }] });
    for (const length of [1e9, 0, -1, '1', null])
      assert.equal(readClipboardParts(forged(length), 'x', sha256), null);
    assert.notEqual(readClipboardParts(forged(1), 'x', sha256), null);
  });
});

describe('the origins of a paste', () => {
  const pasted = (origin: Origin | null): Origin | undefined =>
    pastedParts([{ length: 1, origin }], 9)[0]?.origin;

  it('say that they came by the clipboard', () => {
    assert.deepEqual(pasted(ai), { ...ai, evidence: 'clipboard', time: 9 });
    assert.deepEqual(pasted(human), { ...human, evidence: 'clipboard', time: 9 });
  });

  it('stay inferred, or unknown, if they were', () => {
    assert.deepEqual(pasted({ ...ai, evidence: 'shape' }), { ...ai, evidence: 'shape', time: 9 });
    const reload: Origin = { author: 'unknown', reason: 'disk', time: 1 };
    assert.deepEqual(pasted(reload), { ...reload, time: 9 });
    assert.deepEqual(pasted(null), { author: 'unknown', reason: 'pasted', time: 9 });
  });
});
