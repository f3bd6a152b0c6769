// What git prints of a walk becomes a short history for each file, or none where that could mislead.
import assert from 'node:assert/strict';
import { PathHistory } from '../../../src/core/gate/pathHistory';

type Differs = readonly (readonly [status: string, path: string])[];

/** As git prints it: newest first. */
function printed(...entries: readonly (readonly [id: string, parents: string, differs: Differs])[]): string {
  return entries
    .map(([id, parents, differs]) => {
      const files = differs.map(([status, path], index) => `${index === 0 ? '\n' : ''}${status}\0${path}\0`);
      return `commit\0${id}\0${parents}\0\0${files.join('')}`;
    })
    .join('');
}

function history(text: string, head = 'e', most = 100): PathHistory {
  const read = new PathHistory(head, most);
  // Byte by byte: pieces end anywhere.
  for (const piece of text) read.push(piece);
  return read;
}

function grafts(text: string, path: string, movers: readonly string[] = []): string[] | null {
  return history(text).graftsOf(path, new Set(movers))?.split('\n') ?? null;
}

describe('the history of paths', () => {
  const straight = printed(
    ['d', 'c', [['M', 'one']]],
    ['c', 'b', [['M', 'two']]],
    ['b', 'a', [['M', 'one']]],
  );

  it('leaves out what does not change a file', () => {
    assert.deepEqual(grafts(straight, 'one'), ['b a', 'd b', 'e d']);
    assert.deepEqual(grafts(straight, 'two'), ['c a', 'e c']);
  });

  it('keeps merges, also those that git prints once for each parent', () => {
    const merged = printed(
      ['d', 'c b', [['M', 'one']]],
      ['d', 'c b', [['M', 'two']]],
      ['c', 'a', [['M', 'one']]],
      ['b', 'a', [['M', 'two']]],
    );
    assert.deepEqual(grafts(merged, 'one'), ['c a', 'd c a', 'e d']);
    assert.deepEqual(grafts(merged, 'two'), ['b a', 'd a b', 'e d']);
  });

  it('ends where a file was made, unless it may be another that was taken away', () => {
    const made = printed(['d', 'c', [['M', 'one']]], ['c', 'b', [['A', 'one']]], ['b', 'a', [['D', 'one']]]);
    assert.deepEqual(history(made).makers(), ['c']);
    assert.deepEqual(grafts(made, 'one'), ['b a', 'c', 'd c', 'e d']);
    assert.equal(grafts(made, 'one', ['c']), null);
  });

  it('leaves alone what blame would look for elsewhere', () => {
    const evil = printed(['d', 'c b', [['A', 'one']]], ['d', 'c b', [['M', 'one']]]);
    assert.equal(grafts(evil, 'one'), null);
    assert.notEqual(grafts(printed(['d', 'c b', [['A', 'one']]]), 'one'), null);
    assert.equal(grafts(printed(['d', 'c', [['T', 'one']]]), 'one'), null);
  });

  it('gives none when there is nothing, nonsense, or too much', () => {
    assert.equal(grafts('', 'one'), null);
    assert.equal(grafts('nonsense\0commit', 'one'), null);
    const long = history(straight, 'e', 2);
    assert.equal(long.isOver, true);
    assert.deepEqual([long.graftsOf('one', new Set()), long.makers()], [null, []]);
  });
});
