import assert from 'node:assert/strict';
import { Acceptance } from '../../../src/core/detection/acceptance';
import { ClueBook } from '../../../src/core/detection/clueBook';
import { completionTool, UNNAMED_TOOL } from '../../../src/core/detection/completionTools';
import type { EditEvent } from '../../../src/core/detection/editEvent';
import { TypedPieces } from '../../../src/core/detection/typedPieces';
import type { Verdict } from '../../../src/core/detection/verdict';
import type { AiOrigin } from '../../../src/core/model';

const ai: AiOrigin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const typed: Verdict = { kind: 'typed', origin: { author: 'human', evidence: 'keystroke', time: 1 } };
const write: Verdict = { kind: 'write', origin: ai, confirmable: true };

const edit = (offset: number, removed: number, text: string): EditEvent => ({
  edits: [{ offset, removed, text, atCursor: true }],
  reason: null,
  fromDisk: false,
  host: null,
  time: 1,
});

const nothingAround = () => ({ before: '', removed: '', after: '' });

describe('clue book', () => {
  it('follows the place of a completion through typing and partial accepts', () => {
    const book = new ClueBook();
    book.inlineAsked(5);
    book.changed(edit(5, 0, 'a'), typed);
    assert.equal(book.clues('T', nothingAround).inlineAt, 6);
    book.changed(edit(6, 0, 'word'), write);
    assert.equal(book.clues('T', nothingAround).inlineAt, 10);
    book.changed(edit(40, 0, 'x'), typed);
    assert.equal(book.clues('T', nothingAround).inlineAt, null);
  });

  it('keeps the word that IntelliSense completes while it is typed, and no longer', () => {
    const book = new ClueBook();
    book.suggestAsked(5);
    book.changed(edit(6, 0, 'b'), typed);
    assert.equal(book.clues('T', nothingAround).suggestFrom, 5);
    book.changed(edit(5, 2, 'item'), write);
    assert.equal(book.clues('T', nothingAround).suggestFrom, null);
  });

  it('forgets a paste with the next change, and when the selection moves before it came', () => {
    const book = new ClueBook();
    const isAsked = (): boolean => book.clues('T', nothingAround).paste !== null;
    book.pasteAsked({ text: 'x', parts: null });
    assert.equal(isAsked(), true);
    book.changed(edit(0, 0, 'y'), typed);
    assert.equal(isAsked(), false);
    book.pasteAsked({ text: 'x', parts: null });
    book.selected();
    assert.equal(isAsked(), false);
    book.pasteAsked({ text: 'x', parts: null });
    book.pasteAsked(null);
    assert.equal(isAsked(), false);
  });
});

describe('acceptance', () => {
  it('finds the change behind later typing, once', () => {
    const acceptance = new Acceptance<string>();
    acceptance.changed('completion', 100, true);
    assert.equal(acceptance.accepted(405), 'completion');
    assert.equal(acceptance.accepted(406), null);
  });

  it('keeps two quick accepts apart', () => {
    const acceptance = new Acceptance<string>();
    acceptance.changed('first', 100, true);
    acceptance.changed('second', 150, true);
    assert.deepEqual([acceptance.accepted(300), acceptance.accepted(310)], ['first', 'second']);
  });

  it('prefers what looks like a completion to what merely happened', () => {
    const acceptance = new Acceptance<string>();
    acceptance.changed('completion', 100, true);
    acceptance.changed('a formatter', 110, false);
    assert.equal(acceptance.accepted(120), 'completion');
  });

  it('leaves an older change alone when something newer must be meant', () => {
    const acceptance = new Acceptance<string>();
    acceptance.changed('an item that a person chose', 100, false);
    assert.equal(acceptance.accepted(300, 200), null);
    assert.equal(acceptance.accepted(300, 50), 'an item that a person chose');
  });

  it('does not take a completion that was accepted by mouse for the newer one', () => {
    const acceptance = new Acceptance<string>();
    acceptance.changed('by mouse', 100, true);
    assert.equal(acceptance.accepted(2000, 1900), null);
    acceptance.changed('by mouse', 3000, true);
    assert.equal(acceptance.accepted(3300, 3200), 'by mouse');
  });

  it('passes over what turned out to be no completion', () => {
    const acceptance = new Acceptance<string>();
    acceptance.changed('a paste', 100, true);
    acceptance.changed('completion', 200, true);
    acceptance.withdraw('a paste');
    assert.equal(acceptance.accepted(300), 'completion');
  });

  it('never reaches back for long', () => {
    const acceptance = new Acceptance<string>();
    acceptance.changed('old', 100, true);
    assert.equal(acceptance.accepted(100_000), null);
  });
});

describe('typed pieces', () => {
  const at = (offset: number, text: string, removed = 0) => [{ offset, removed, text }];

  it('find the one that did not come from the keyboard, behind later typing', () => {
    const pieces = new TypedPieces();
    pieces.changed(at(4, 'a'), true, 1);
    pieces.selected(true);
    pieces.changed(at(5, ';'), true, 2);
    pieces.selected(false);
    pieces.changed(at(6, 'x'), true, 3);
    pieces.selected(true);
    pieces.changed(at(0, 'in front'), false, 4);
    assert.deepEqual(pieces.accepted(10), { from: 13, to: 14 });
    assert.equal(pieces.accepted(10), null);
  });

  it('never give the Enter key, whose selection event does not speak of the keyboard', () => {
    const pieces = new TypedPieces();
    pieces.changed(at(4, '\n'), true, 1);
    pieces.selected(false);
    assert.equal(pieces.accepted(2), null);
  });

  it('never give a key press, an old piece, or one that was changed since', () => {
    const pieces = new TypedPieces();
    pieces.changed(at(4, 'a'), true, 1);
    pieces.selected(true);
    assert.equal(pieces.accepted(2), null);
    pieces.changed(at(5, 'b'), true, 2);
    pieces.selected(false);
    assert.equal(pieces.accepted(60_000), null);
    pieces.changed(at(4, 'zz', 2), true, 3);
    assert.equal(pieces.accepted(4), null);
  });
});

describe('completion tool', () => {
  const rows: readonly (readonly [
    string,
    readonly string[],
    Readonly<Record<string, string>>,
    string,
    string | null,
  ])[] = [
    ['the only known one', ['vscode.git', 'GitHub.copilot-chat'], {}, 'Visual Studio Code', 'GitHub Copilot'],
    [
      'two extensions of one product',
      ['GitHub.copilot', 'GitHub.copilot-chat'],
      {},
      'Visual Studio Code',
      'GitHub Copilot',
    ],
    ['two products', ['GitHub.copilot', 'TabNine.tabnine-vscode'], {}, 'Visual Studio Code', UNNAMED_TOOL],
    ['none that is known', ['vscode.git'], {}, 'Visual Studio Code', null],
    ['the editor’s own', ['vscode.git'], {}, 'Cursor', 'Cursor'],
    [
      'the one that the user named',
      ['GitHub.copilot', 'Our.model'],
      { 'our.model': 'Ours' },
      'Visual Studio Code',
      'Ours',
    ],
    [
      'a named one that is not active',
      ['GitHub.copilot'],
      { 'our.model': 'Ours' },
      'Visual Studio Code',
      'GitHub Copilot',
    ],
  ];
  for (const [what, active, named, editor, expected] of rows) {
    it(what, () => assert.equal(completionTool(active, new Map(Object.entries(named)), editor), expected));
  }
});
