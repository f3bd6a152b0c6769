import assert from 'node:assert/strict';
import { withCells } from '../../../src/core/journal/withCells';
import type { AttributedText, Origin } from '../../../src/core/model';

const ai: Origin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };
const offline: Origin = { author: 'unknown', reason: 'offline', time: 1 };
const pasted: Origin = { author: 'unknown', reason: 'pasted', time: 1 };

const text = '"a","b","c"';
const of = (...spans: readonly (readonly [number, number, Origin])[]): AttributedText => ({
  text,
  spans: spans.map(([start, end, origin]) => ({ start, end, origin })),
  deletions: [],
});

describe('a notebook that is saved', () => {
  it('knows what its cells know, what it knew, and nobody for the rest', () => {
    const known = of([1, 2, human], [2, 9, offline], [9, 10, pasted]);
    assert.deepEqual(withCells(known, of([5, 6, ai])), of([1, 2, human], [5, 6, ai], [9, 10, pasted]));
  });

  it('believes the cells more than the file, in which equal words may be left from before', () => {
    assert.deepEqual(withCells(of([1, 2, ai]), of([1, 2, human])), of([1, 2, human]));
  });

  it('forgets what the editor wrote around the cells, also where the cells tell nothing new', () => {
    assert.deepEqual(withCells(of([0, 11, offline]), of()), of());
  });
});
