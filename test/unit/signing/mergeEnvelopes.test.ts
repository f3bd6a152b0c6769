// Notes of several people become one, whoever merges.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeEnvelopes } from '../../../src/core/signing/mergeEnvelopes';

const note = fc
  .array(fc.constantFrom('{"a":1}', '{"b":2}', 'ä', '\u{10000}', '\uffff', '', ' x '), { maxLength: 6 })
  .map((lines) => lines.join('\n'));

describe('notes of countersignatures', () => {
  it('merge to sorted, distinct lines', () => {
    assert.equal(mergeEnvelopes('b\na\n', 'c\n\nb'), 'a\nb\nc\n');
    assert.equal(mergeEnvelopes('', ''), '');
  });

  it('merge to the same bytes in any order, and again', () => {
    fc.assert(
      fc.property(note, note, note, (a, b, c) => {
        const all = mergeEnvelopes(mergeEnvelopes(a, b), c);
        assert.equal(mergeEnvelopes(a, mergeEnvelopes(b, c)), all);
        assert.equal(mergeEnvelopes(c, b, a), all);
        assert.equal(mergeEnvelopes(all, all), all);
      }),
    );
  });
});
