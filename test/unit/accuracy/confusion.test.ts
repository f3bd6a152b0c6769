/**
 * The comparison of truth and answer.
 */
import assert from 'node:assert/strict';
import { compare, measures } from '../../accuracy/confusion';

describe('the comparison of truth and answer', () => {
  const text = 'ab cd ef gh';

  it('counts visible characters by truth and answer', () => {
    const { matrix } = compare({ text, authors: 'aaaaahhhhuu' }, 'aaaahhhaauu');
    assert.deepEqual(matrix, {
      ai: { ai: 3, human: 1, unknown: 0 },
      human: { ai: 1, human: 1, unknown: 0 },
      unknown: { ai: 0, human: 0, unknown: 2 },
    });
  });

  it('leaves out what was there before', () => {
    assert.equal(measures(compare({ text, authors: '-----------' }, 'aaaaaaaaaaa').matrix).chars, 0);
  });

  it('takes no answer as unknown', () => {
    const { recall, unknown } = measures(compare({ text, authors: 'aaaaaaaaaaa' }, 'aaaa-------').matrix);
    assert.equal(recall, 3 / 8);
    assert.equal(unknown, 5 / 8);
  });

  it('has no recall without AI, and no precision when nothing is called AI', () => {
    const { recall, precision } = measures(compare({ text, authors: 'hhhhhhhhhhh' }, 'hhhhhhhhhhh').matrix);
    assert.deepEqual([recall, precision], [null, null]);
  });

  it('joins what differs in the same way across blanks', () => {
    const { differences } = compare({ text, authors: 'hhhhhhhhhhh' }, 'hhhaaaaauuu');
    assert.deepEqual(
      differences.map(({ text: found, answer }) => [found, answer]),
      [
        ['cd ef', 'ai'],
        ['gh', 'unknown'],
      ],
    );
  });
});
