import assert from 'node:assert/strict';
import { noteOfCopy } from '../../../src/core/commit/noteOfCopy';
import type { JsonObject, Note } from '../../../src/core/commit/noteModel';
import { parseRewrites } from '../../../src/core/commit/rewrites';
import { withRecordsOf } from '../../../src/core/commit/withRecordsOf';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];

describe('what git says that it rewrote', () => {
  it('is read by new commit, the old ones in order', () => {
    const text = `${a} ${c}\n${b} ${c} extra words\n${a} ${c}\n`;
    assert.deepEqual(parseRewrites(text), new Map([[c, [a, b]]]));
  });

  it('leaves out what is no such line', () => {
    const long = 'd'.repeat(64);
    const text = `\n${a}\n${a} ${a}\n${a} short\n${a}  ${b}\n${a.toUpperCase()} ${b}\n; rm -rf\n${long} ${'e'.repeat(64)}`;
    assert.deepEqual(parseRewrites(text), new Map([['e'.repeat(64), [long]]]));
    assert.deepEqual(parseRewrites(''), new Map());
  });
});

describe('a note that is carried on', () => {
  const note = (sessions: JsonObject, more: JsonObject = {}): Note => ({
    files: [],
    sessions: new Map(),
    humans: new Map(),
    producer: null,
    metadata: { base_commit_sha: a, ...more, sessions },
  });
  const record = (who: string, evidence?: string): JsonObject => ({
    human_author: who,
    ...(evidence === undefined ? {} : { custom_attributes: { team: who, 'countersign.evidence': evidence } }),
  });

  it('names its own commit', () => {
    assert.deepEqual(
      noteOfCopy(note({}, { later: 1 }), b).metadata,
      note({}, { base_commit_sha: b, later: 1 }).metadata,
    );
  });

  it('keeps the records of former notes, the last one’s, and its own where they have none', () => {
    const carried = withRecordsOf(note({ one: record('me'), two: record('me') }), [
      note({ one: record('first') }),
      note({ one: record('second'), three: record('nobody asked') }),
    ]);
    assert.deepEqual(carried.metadata['sessions'], { one: record('second'), two: record('me') });
  });

  it('says how we know of all the lines that it has, not of those that the former one had', () => {
    const carried = withRecordsOf(note({ one: record('me', 'shape') }), [
      note({ one: record('first', 'command') }),
    ]);
    assert.deepEqual(carried.metadata['sessions'], {
      one: { human_author: 'first', custom_attributes: { team: 'first', 'countersign.evidence': 'shape' } },
    });
  });

  it('adds nothing to the records of others', () => {
    const carried = withRecordsOf(note({ one: record('me', 'shape') }), [note({ one: record('first') })]);
    assert.deepEqual(carried.metadata['sessions'], { one: record('first') });
  });
});
