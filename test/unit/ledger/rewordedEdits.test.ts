/**
 * What an agent kept of the text that it wrote over: kept text stands in brackets.
 */
import assert from 'node:assert/strict';
import { rewordedEdits } from '../../../src/core/ledger/rewordedEdits';

/** The new text with what it kept in brackets, blanks apart. */
function kept(before: string, after: string): string {
  const parts: string[] = [];
  let at = 0;
  const keep = (to: number): void => {
    const stayed = before.slice(at, to);
    parts.push(stayed.trim() === '' ? stayed : `[${stayed}]`);
  };
  for (const { offset, removed, text } of rewordedEdits(before, after)) {
    keep(offset);
    parts.push(text);
    at = offset + removed;
  }
  keep(before.length);
  return parts.join('');
}

describe('text that an agent writes over', () => {
  const cases = [
    ['no sign between two changed words', 'fun(input: number): number {', 'const agent0 = { state: 0 };'],
    ['a word, with what is beside it', 'a = total(1);', 'b = total(2);', 'b[ = total(]2[);]'],
    ['a sign at either end', '(one)', '(two)', '[(]two[)]'],
    ['a sign beside a word that only moved', 'x ;y + z', 'q;  y - w', 'q[;]  [y ]- w'],
    ['words without signs', 'one two three', 'zero two four', 'zero[ two ]four'],
    ['no two signs together either', 'a() b', 'c() d'],
    ['signs with a word', 'a(x) b', 'c(x) d', 'c[(x) ]d'],
    ['signs with a word of any language', 'a(ß) b', 'c(ß) d', 'c[(ß) ]d'],
    ['no half of a sign', 'a 😀 b', 'c 😁 d'],
    ['whole lines of signs', 'one\n}\n\ntwo\n', 'zero\n}\n\nthree\n', 'zero[\n}\n\n]three\n'],
    ['nothing where nothing is the same', 'abc', 'def'],
  ] as const;

  for (const [name, before, after, expected = after] of cases) {
    it(`keeps ${name}`, () => {
      const edits = rewordedEdits(before, after);
      assert.equal(applied(before, edits), after);
      assert.equal(kept(before, after), expected);
    });
  }

  it('gives edits that lead to the new text, ascending and apart, whatever the texts', () => {
    let state = 7;
    const next = (below: number): number =>
      (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) % below;
    const text = (): string => Array.from({ length: next(14) }, () => 'ab;{ \n:'[next(7)]).join('');
    for (let round = 0; round < 3000; round++) {
      const [before, after] = [text(), text()];
      const edits = rewordedEdits(before, after);
      assert.equal(applied(before, edits), after, JSON.stringify([before, after]));
    }
  });
});

function applied(before: string, edits: ReturnType<typeof rewordedEdits>): string {
  let at = 0;
  let text = '';
  for (const edit of edits) {
    assert.ok(edit.offset >= at, JSON.stringify(edits));
    text += before.slice(at, edit.offset) + edit.text;
    at = edit.offset + edit.removed;
  }
  return text + before.slice(at);
}
