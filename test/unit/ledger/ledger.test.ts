import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Ledger } from '../../../src/core/ledger/ledger';
import { lineFingerprint } from '../../../src/core/ledger/lineFingerprint';
import { textEdits, type TextEdit } from '../../../src/core/ledger/textEdits';
import type { Origin } from '../../../src/core/model';

const ai: Origin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };
const disk: Origin = { author: 'unknown', reason: 'disk', time: 1 };

/** Marks each character: a = AI, h = person, ? = unknown, . = unchanged. */
function picture(ledger: Ledger): string {
  const state = ledger.state();
  const marks = Array<string>(state.text.length).fill('.');
  for (const span of state.spans) {
    marks.fill({ ai: 'a', human: 'h', unknown: '?' }[span.origin.author], span.start, span.end);
  }
  return marks.join('');
}

/** A ledger with its three origins. */
function sample(text: string): { ledger: Ledger; by: Record<'a' | 'h' | '?', number> } {
  const ledger = Ledger.of(text);
  const [a, h, unknown] = [ledger.addOrigin(ai), ledger.addOrigin(human), ledger.addOrigin(disk)];
  return { ledger, by: { a, h, '?': unknown } };
}

describe('ledger', () => {
  it('keeps what a completion writes over with the same text', () => {
    const { ledger, by } = sample('');
    ledger.apply([{ offset: 0, removed: 0, text: 'function add(' }], by.h);
    ledger.apply([{ offset: 0, removed: 13, text: 'function add(a, b) {' }], by.a);
    assert.equal(ledger.text(), 'function add(a, b) {');
    assert.equal(picture(ledger), 'hhhhhhhhhhhhhaaaaaaa');
    assert.deepEqual(ledger.state().deletions, []);
  });

  it('gives a person the letter that was typed over the same letter', () => {
    const { ledger, by } = sample('');
    ledger.apply([{ offset: 0, removed: 0, text: 'alpha' }], by.a);
    ledger.apply([{ offset: 4, removed: 1, text: 'a' }], by.h);
    assert.equal(picture(ledger), 'aaaah');
  });

  it('never cuts a surrogate pair in two', () => {
    const { ledger, by } = sample('😀');
    ledger.apply([{ offset: 0, removed: 2, text: '😁' }], by.a);
    assert.equal(picture(ledger), 'aa');
  });

  it('enters several edits of one event by their offsets before it', () => {
    const { ledger, by } = sample('one two one');
    ledger.apply(
      [
        { offset: 0, removed: 3, text: 'three' },
        { offset: 8, removed: 3, text: 'x' },
      ],
      by.h,
    );
    assert.equal(ledger.text(), 'three two x');
    assert.equal(picture(ledger), 'hhhhh.....h');
  });

  it('remembers which whole lines an AI removed, and forgets it on undo', () => {
    const { ledger, by } = sample('keep\n  gone();\n\n  also();\nkeep\n');
    const edit: TextEdit = { offset: 5, removed: 21, text: '' };
    ledger.apply([edit], by.a);
    assert.equal(ledger.text(), 'keep\nkeep\n');
    const [deletion] = ledger.state().deletions;
    assert.deepEqual(deletion?.lines, ['  gone();', '', '  also();'].map(lineFingerprint));
    ledger.travel([{ offset: 5, removed: 0, text: '  gone();\n\n  also();\n' }], 'undo', by['?']);
    assert.deepEqual(ledger.state().deletions, []);
    assert.equal(picture(ledger), '.'.repeat(31));
  });

  it('keeps no mark of blank lines that an AI removed: the lines around them are as they were', () => {
    for (const [text, offset, removed] of [
      ['one\n\ntwo\n', 4, 1],
      ['one\n\ntwo\n', 3, 1],
      ['one\n  \ntwo\n', 3, 3],
      ['one\r\n\r\ntwo\r\n', 5, 2],
    ] as const) {
      const { ledger, by } = sample(text);
      ledger.apply([{ offset, removed, text: '' }], by.a);
      assert.deepEqual(ledger.state().deletions, [], JSON.stringify(text));
    }
    const { ledger, by } = sample('one\n\n two\n');
    ledger.apply([{ offset: 3, removed: 3, text: '' }], by.a);
    assert.equal(ledger.state().deletions.length, 1, 'lines that it joined are changed');
  });

  it('undo removes what it removes and redo brings the author back', () => {
    const { ledger, by } = sample('x');
    ledger.apply([{ offset: 1, removed: 0, text: 'AI' }], by.a);
    ledger.apply([{ offset: 3, removed: 0, text: 'me' }], by.h);
    ledger.travel([{ offset: 3, removed: 2, text: '' }], 'undo', by['?']);
    ledger.travel([{ offset: 1, removed: 2, text: '' }], 'undo', by['?']);
    assert.equal(picture(ledger), '.');
    ledger.travel([{ offset: 1, removed: 0, text: 'AI' }], 'redo', by['?']);
    assert.equal(picture(ledger), '.aa');
    ledger.travel([{ offset: 3, removed: 0, text: 'me' }], 'redo', by['?']);
    assert.equal(picture(ledger), '.aahh');
  });

  it('tells the same text typed by a person from the same text by an AI, each way of undo and redo', () => {
    const { ledger, by } = sample('');
    ledger.apply([{ offset: 0, removed: 0, text: 'same' }], by.a);
    ledger.travel([{ offset: 0, removed: 4, text: '' }], 'undo', by['?']);
    ledger.apply([{ offset: 0, removed: 0, text: 'same' }], by.h);
    ledger.travel([{ offset: 0, removed: 4, text: '' }], 'undo', by['?']);
    ledger.travel([{ offset: 0, removed: 0, text: 'same' }], 'redo', by['?']);
    assert.equal(picture(ledger), 'hhhh');
  });

  it('gives the fallback to an undo into a text it never saw', () => {
    const { ledger, by } = sample('ab');
    ledger.travel([{ offset: 1, removed: 0, text: 'zz' }], 'undo', by['?']);
    assert.equal(picture(ledger), '.??.');
  });

  it('corrects an origin in every version when better evidence arrives', () => {
    const { ledger, by } = sample('');
    ledger.apply([{ offset: 0, removed: 0, text: 'abc' }], by['?']);
    ledger.apply([{ offset: 0, removed: 3, text: '' }], by.h);
    ledger.correctOrigin(by['?'], ai);
    ledger.travel([{ offset: 0, removed: 0, text: 'abc' }], 'undo', by.h);
    assert.equal(picture(ledger), 'aaa');
  });

  it('reconciles word by word with a text that changed unseen', () => {
    const { ledger, by } = sample('');
    ledger.apply([{ offset: 0, removed: 0, text: 'let total = 1;\nlet next = 2;\n' }], by.a);
    ledger.reconcile('let total = 100;\nlet next = 2;\n', by['?']);
    assert.equal(picture(ledger), 'a'.repeat(13) + '??' + 'a'.repeat(16));
    assert.deepEqual(ledger.reconcile('let total = 100;\nlet next = 2;\n', by['?']), []);
  });

  it('brings authors back when git takes a text away and brings it back', () => {
    const { ledger, by } = sample('start\n');
    ledger.apply([{ offset: 6, removed: 0, text: 'generated\n' }], by.a);
    ledger.reconcile('start\n', by['?']);
    assert.equal(picture(ledger), '.'.repeat(6));
    ledger.reconcile('start\ngenerated\n', by['?']);
    assert.equal(picture(ledger), '.'.repeat(6) + 'a'.repeat(10));
  });

  it('brings authors back line by line when git brings a text back onto another', () => {
    const { ledger, by } = sample('start\n');
    ledger.apply([{ offset: 6, removed: 0, text: 'mine\n' }], by.h);
    ledger.apply([{ offset: 11, removed: 0, text: '  generated\n' }], by.a);
    ledger.reconcile('start\n', by['?']);
    ledger.reconcile('upstream\nstart\n', by['?']);
    ledger.reconcile('upstream\nstart\nmine\n  generated\nforeign\n', by['?']);
    assert.equal(picture(ledger), '?????????' + '......' + 'hhhhh' + 'a'.repeat(12) + '????????');
  });

  it('does not know a brace again that stands alone in a text from elsewhere', () => {
    const { ledger, by } = sample('start\n');
    ledger.apply([{ offset: 6, removed: 0, text: 'if (x) {\n}\n' }], by.a);
    ledger.reconcile('start\n', by['?']);
    ledger.reconcile('start\nfor (;;) {\n}\n', by['?']);
    assert.equal(picture(ledger), '......' + '?'.repeat(13));
  });

  it('does not know everyday lines again when the text they stood in stays away', () => {
    const { ledger, by } = sample('start\n');
    const written =
      'function one() {\n  try {\n    return result;\n  } catch (error) {\n    fail(error);\n  }\n}\n';
    ledger.apply([{ offset: 6, removed: 0, text: written }], by.a);
    ledger.reconcile('start\n', by['?']);
    ledger.reconcile('start\n  try {\n    other();\n  } catch (error) {\n', by['?']);
    assert.doesNotMatch(picture(ledger), /a/);
  });

  it('undoes back to a person’s text across one that git brought back', () => {
    const { ledger, by } = sample('');
    ledger.apply([{ offset: 0, removed: 0, text: 'human generated' }], by.a);
    ledger.travel([{ offset: 0, removed: 15, text: '' }], 'undo', by['?']);
    ledger.apply([{ offset: 0, removed: 0, text: 'human line' }], by.h);
    ledger.reconcile('human generated', by['?']);
    assert.equal(picture(ledger), 'a'.repeat(15));
    ledger.apply([{ offset: 15, removed: 0, text: '!' }], by.h);
    ledger.travel([{ offset: 6, removed: 10, text: 'line' }], 'undo', by['?']);
    assert.equal(picture(ledger), 'h'.repeat(10));
  });

  it('leaves every line its author when only line ends change', () => {
    const { ledger, by } = sample('');
    ledger.apply([{ offset: 0, removed: 0, text: 'mine\nmine too\n' }], by.h);
    ledger.reconcile('mine\r\nmine too\r\n', by['?']);
    assert.equal(picture(ledger), 'hhhh?hhhhhhhhh?h');
  });

  it('settles committed lines and keeps the rest, deletions too', () => {
    const { ledger, by } = sample('a();\nold();\nb();\n');
    ledger.apply([{ offset: 5, removed: 7, text: '' }], by.a);
    ledger.apply([{ offset: 10, removed: 0, text: 'ai1();\nai2();\n' }], by.a);
    assert.ok(ledger.settle('a();\nold();\nb();\nai1();\n'));
    assert.equal(picture(ledger), '.'.repeat(17) + 'aaaaaaa');
    assert.equal(ledger.state().deletions.length, 1);
    ledger.settle('a();\nb();\nai1();\nai2();\n');
    assert.deepEqual([picture(ledger), ledger.state().deletions], ['.'.repeat(24), []]);
  });

  it('takes over a kept state, gaps inside spans included', () => {
    const { ledger, by } = sample('one\ntwo\nthree\n');
    ledger.apply([{ offset: 4, removed: 4, text: '' }], by.a);
    ledger.apply(
      [
        { offset: 3, removed: 0, text: 'XX' },
        { offset: 9, removed: 0, text: 'YY' },
      ],
      by.h,
    );
    const state = ledger.state();
    const copy = Ledger.of(state.text);
    copy.adopt(state);
    assert.deepEqual(copy.state(), state);
  });
});

describe('text edits', () => {
  it('turn any text into any other', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '\n', '\r\n', '(', '😀'),
      maxLength: 200,
      size: 'max',
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        let result = before;
        for (const { offset, removed, text: inserted } of textEdits(before, after).reverse()) {
          result = result.slice(0, offset) + inserted + result.slice(offset + removed);
        }
        assert.equal(result, after);
      }),
    );
  });
});
