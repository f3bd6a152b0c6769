// Ranges of a note laid over each other are what line after line would give.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noteLineRanges } from '../../../src/core/commit/noteLineRanges';
import type { Note, NoteEntry } from '../../../src/core/commit/noteModel';

function noteBy(producer: string | null): Note {
  const session = { tool: 'cursor', conversation: 'c', model: 'm', attributes: new Map<string, string>() };
  return {
    files: [],
    sessions: new Map([
      ['s_1', session],
      ['s_2', { ...session, tool: 'claude' }],
    ]),
    humans: new Map([['h_1', 'Dana <dana@example.com>']]),
    producer,
    metadata: {},
  };
}

const range = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
const entry: fc.Arbitrary<NoteEntry> = fc.record({
  key: fc.constantFrom('s_1::t_1', 's_2::t_2', 'h_1', 'nobody'),
  ranges: fc.array(range, { maxLength: 4 }),
});

/** By the words of the standard: the last entry with the line wins. */
function winner(entries: readonly NoteEntry[], line: number): string | null {
  const known = entries.filter(
    ({ key, ranges }) => key !== 'nobody' && ranges.some(([first, last]) => first <= line && line <= last),
  );
  return known.at(-1)?.key ?? null;
}

describe('the ranges of a note', () => {
  it('are ascending, disjoint and what the last entry says', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), fc.boolean(), (entries, ours) => {
        const ranges = noteLineRanges(noteBy(ours ? 'countersign:1' : '1.6.24'), entries);
        ranges.forEach(({ first, last }, index) => {
          assert.ok(first <= last && first > (ranges[index - 1]?.last ?? 0));
        });
        for (let line = 1; line <= 12; line++) {
          const found = ranges.find(({ first, last }) => first <= line && line <= last)?.line;
          const origin = found?.origin;
          const key =
            origin === undefined
              ? null
              : origin.author === 'human'
                ? 'h_1'
                : origin.author === 'ai' && origin.tool === 'Cursor'
                  ? 's_1::t_1'
                  : 's_2::t_2';
          assert.equal(key, winner(entries, line));
          if (!ours) assert.notEqual(found?.mixed, true);
        }
      }),
    );
  });

  it('cost what the note says, not what it claims of the file', () => {
    const entries = [
      { key: 's_1::t_1', ranges: [[1, 999_999_999]] },
      { key: 'h_1', ranges: [[5, 999_999_998]] },
    ] as const;
    const ranges = noteLineRanges(noteBy('countersign:1'), entries);
    assert.deepEqual(
      ranges.map(({ first, last, line }) => [first, last, line.author, line.mixed]),
      [
        [1, 4, 'ai', false],
        [5, 999_999_998, 'human', true],
        [999_999_999, 999_999_999, 'ai', false],
      ],
    );
  });
});
