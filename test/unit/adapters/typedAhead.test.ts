import assert from 'node:assert/strict';
import type { TextDocumentChangeEvent, TextEditorSelectionChangeEvent } from 'vscode';
import { TypedAhead } from '../../../src/adapters/vscode/typedAhead';

/** A change on the first line, as the editor tells of it. */
function change(character: number, text: string, rangeLength = 0, reason?: number): TextDocumentChangeEvent {
  const range = { start: { line: 0, character } };
  const contentChanges = [{ range, rangeOffset: character, rangeLength, text }];
  return { contentChanges, reason } as unknown as TextDocumentChangeEvent;
}

/** The editor says where the cursor is, on the first line. */
function cursorAt(...characters: readonly number[]): TextEditorSelectionChangeEvent {
  const selections = characters.map((character) => ({ isEmpty: true, active: { line: 0, character } }));
  const document = { offsetAt: ({ character }: { character: number }): number => character };
  return { selections, textEditor: { document } } as unknown as TextEditorSelectionChangeEvent;
}

describe('typed ahead', () => {
  const forms: readonly [string, TextDocumentChangeEvent, boolean][] = [
    ['a character', change(0, 'a'), true],
    ['a pair that closes itself', change(0, '()'), true],
    ['a character over another', change(0, ')', 1), true],
    ['a deletion', change(0, '', 3), true],
    ['Enter', change(0, '\n    '), true],
    ['Enter in a comment', change(0, '\r\n * '), true],
    ['a word', change(0, 'word'), false],
    ['two lines', change(0, '\nreturn;'), false],
    ['an undo', change(0, 'a', 0, 1), false],
    [
      'several places',
      { contentChanges: [...change(0, 'a').contentChanges, ...change(5, 'a').contentChanges] } as never,
      false,
    ],
    ['nothing', { contentChanges: [] } as never, false],
  ];
  for (const [title, event, expected] of forms)
    it(`takes ${title} ${expected ? 'for a key' : 'for no key'}`, () => {
      assert.equal(TypedAhead.isKey(event), expected);
    });

  it('takes a character for typed at the cursor only where the cursor was heard to be', () => {
    const ahead = new TypedAhead();
    assert.equal(ahead.isPlain(change(3, 'a')), false);
    ahead.selected(cursorAt(3));
    assert.equal(ahead.isPlain(change(4, 'a')), false);
    ahead.selected(cursorAt(3));
    assert.equal(ahead.isPlain(change(3, 'a')), true);
    // Nobody has said yet that the cursor moved on.
    assert.equal(ahead.isPlain(change(4, 'b')), false);
  });

  it('knows where the cursor is behind a character without asking the editor', () => {
    const ahead = new TypedAhead();
    ahead.selected(cursorAt(3));
    ahead.isPlain(change(3, 'a'));
    const event = cursorAt(4);
    Object.assign(event.textEditor.document, { offsetAt: () => assert.fail('asked') });
    assert.equal(ahead.selected(event), 4);
  });

  it('takes nothing for plain with several cursors, or after something else happened', () => {
    const ahead = new TypedAhead();
    ahead.selected(cursorAt(3, 9));
    assert.equal(ahead.isPlain(change(3, 'a')), false);
    ahead.selected(cursorAt(3));
    ahead.interrupt();
    assert.equal(ahead.isPlain(change(3, 'a')), false);
  });

  it('runs what waits in order: when asked, before what happens meanwhile, and by itself', async () => {
    const ahead = new TypedAhead();
    const ran: string[] = [];
    const step = (name: string) => (): void => void ran.push(name);
    ahead.inOrder(step('at once'));
    assert.deepEqual(ran.splice(0), ['at once']);
    ahead.later(step('one'));
    ahead.inOrder(step('two'));
    ahead.later(step('three'));
    assert.deepEqual(ran, []);
    ahead.enterNow();
    assert.deepEqual(ran.splice(0), ['one', 'two', 'three']);
    ahead.later(step('four'));
    ahead.interrupt();
    assert.deepEqual(ran.splice(0), ['four']);
    await new Promise<void>((resolve) => ahead.later(resolve));
  });

  it('runs a step once, also when it asks for what waits itself', () => {
    const ahead = new TypedAhead();
    let count = 0;
    ahead.later(() => {
      count++;
      ahead.enterNow();
    });
    ahead.enterNow();
    ahead.enterNow();
    assert.equal(count, 1);
  });
});
