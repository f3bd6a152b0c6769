// Destructive edits of a text at hand: where they are told, and what a person's typing and undone work do to them.
import assert from 'node:assert/strict';
import { TextJudge } from '../../../src/core/gate/destructive/textJudge';
import { defaultDestructive } from '../../../src/core/policy/policy';
import type { DestructivePolicy } from '../../../src/core/policy/policy';
import { EditedText } from './destructiveText';

/** Kind, rule and lines of each finding; with the count of what went. */
function told(text: EditedText, path: string, policy: Partial<DestructivePolicy> = {}): unknown[] {
  const judge = new TextJudge({ ...defaultDestructive, ...policy });
  return judge
    .findings(text.judged(path))
    .map((one) => [one.kind, one.rule, one.lines, ...(one.kind === 'added' ? [] : [one.count])]);
}

describe('the judge of a text at hand', () => {
  it('tells each rule once per contiguous block of AI lines', () => {
    const text = new EditedText('SELECT 1;\nSELECT 2;\n')
      .edit(
        'ai',
        'SELECT 2;',
        'DROP TABLE a;\nDROP TABLE b;\nSELECT 3;\nDROP TABLE c;\nTRUNCATE d;\nSELECT 2;',
      )
      .edit('ai', '', 'DROP TABLE e;\n');
    assert.deepEqual(told(text, 'a.sql'), [
      [
        'added',
        'sql-drop',
        [
          [2, 3],
          [5, 5],
        ],
      ],
      ['added', 'sql-truncate', [[6, 6]]],
      ['added', 'sql-drop', [[8, 8]]],
    ]);
  });

  it('says nothing of what a person writes, also in a line of the AI', () => {
    const typed = new EditedText('a\n').edit('person', '', 'DROP TABLE a;\n');
    assert.deepEqual(told(typed, 'a.sql'), []);
    const mixed = new EditedText('a\n').edit('ai', '', 'SELECT 1; SELECT 2; SELECT 3;\n');
    mixed.edit('person', 'SELECT 2;', 'DROP TABLE a;');
    assert.deepEqual(told(mixed, 'a.sql'), []);
  });

  it('keeps telling of an AI line that a person only changed a little', () => {
    const text = new EditedText('a\n')
      .edit('ai', '', 'DROP TABLE users CASCADE;\n')
      .edit('person', 'users', 'orders');
    assert.deepEqual(told(text, 'a.sql'), [['added', 'sql-drop', [[2, 2]]]]);
  });

  it('is silent once a person has put it right', () => {
    const text = new EditedText('a\n').edit('ai', '', 'DELETE FROM users;\n');
    assert.deepEqual(told(text, 'a.sql'), [['added', 'sql-delete-all', [[2, 2]]]]);
    assert.deepEqual(told(text.edit('person', 'users;', 'users WHERE id = 1;'), 'a.sql'), []);
  });

  it('tells where lines went, whatever stands above', () => {
    const text = new EditedText("top\nit('a', f);\nit('b', f);\nmiddle\nit('c', f);\nend\n")
      .edit('ai', "it('a', f);\nit('b', f);\n", '')
      .edit('ai', "it('c', f);\n", '')
      .edit('person', 'top', 'one\ntwo\ntop');
    assert.deepEqual(told(text, 'src/a.test.ts'), [
      ['removed', 'test-deleted', [[4, 4]], 2],
      ['removed', 'test-deleted', [[5, 5]], 1],
    ]);
  });

  it('counts what was committed and is gone, not what was moved or never committed', () => {
    const moved = new EditedText("it('a', f);\nit('b', f);\n").edit('ai', "it('a', f);\n", '');
    moved.edit('ai', '', "  it('a', f);\n");
    assert.deepEqual(told(moved, 'src/a.test.ts'), []);
    const draft = new EditedText('').edit('ai', '', "it('a', f);\nx\n").edit('ai', "it('a', f);\n", '');
    assert.deepEqual(told(draft, 'src/a.test.ts'), []);
    const byPerson = new EditedText("it('a', f);\nx\n").edit('person', "it('a', f);\n", '');
    assert.deepEqual(told(byPerson, 'src/a.test.ts'), []);
  });

  it('tells once that too many lines went, where most of them went', () => {
    const lines = Array.from({ length: 12 }, (_, at) => `line ${at}\n`);
    const text = new EditedText(`head\n${lines.join('')}tail\n`)
      .edit('ai', lines.slice(0, 2).join(''), '')
      .edit('ai', lines.slice(5).join(''), '');
    assert.deepEqual(told(text, 'a.ts', { linesDeleted: 8 }), [
      ['lines-deleted', 'lines-deleted', [[5, 5]], 9],
    ]);
    assert.deepEqual(told(text, 'a.ts', { linesDeleted: 9 }), []);
    assert.deepEqual(told(text, 'package-lock.json', { linesDeleted: 8 }), []);
  });

  it('is the same with carriage returns', () => {
    const text = new EditedText("a\r\nit('a', f);\r\nb\r\n").edit('ai', "it('a', f);\r\n", '');
    text.edit('ai', '', 'rm\r\n');
    assert.deepEqual(told(text, 'src/a.test.ts'), [['removed', 'test-deleted', [[2, 2]], 1]]);
  });
});
