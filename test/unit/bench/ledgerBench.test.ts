import assert from 'node:assert/strict';
import { LedgerStructure } from '../../bench/ledger/ledgers';
import { MappedRangeSet } from '../../bench/ledger/rangeSet';
import { recordSession } from '../../bench/ledger/record';
import { eventKinds, type Recording } from '../../bench/ledger/recording';
import { SpanArray } from '../../bench/ledger/spanArray';

const size = { lines: 400, spans: 300, edits: 30_000 };

describe('the ledger benchmark', () => {
  const recording = recordSession(size, 3);

  it('replays every kind of event, and some with many edits', () => {
    const kinds = new Set(recording.events.map(({ kind }) => kind));
    assert.deepEqual(
      [...eventKinds].filter((kind) => !kinds.has(kind)),
      [],
    );
    assert.ok(recording.events.some(({ edits }) => edits.length > 20));
  });

  it('reports edits as an editor does: inside the text, last first, disjoint', () => {
    let { length } = recording.text;
    for (const { edits } of recording.events) {
      let limit = length;
      for (const { offset, removed, text } of edits) {
        assert.ok(offset >= 0 && offset + removed <= limit, JSON.stringify({ offset, removed, limit }));
        limit = offset;
        length += text.length - removed;
      }
    }
  });

  it('is the same for the same seed', () => {
    assert.deepEqual(recordSession(size, 3), recording);
    assert.notDeepEqual(recordSession(size, 4).events, recording.events);
  });

  it('compares structures that come to the same answer', () => {
    const expected = played(recording, new SpanArray(recording));
    assert.ok(expected.length > 300);
    assert.deepEqual(played(recording, new MappedRangeSet(recording, 'text')), expected);
    assert.deepEqual(played(recording, new LedgerStructure(recording)), expected);
  });
});

function played(recording: Recording, structure: LedgerStructure | MappedRangeSet | SpanArray): unknown[] {
  for (const event of recording.events) structure.apply(event);
  return structure.spans();
}
