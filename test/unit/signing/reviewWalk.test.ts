// The way through a review: every block once, in order, and what was not seen is known.
import assert from 'node:assert/strict';
import { ReviewWalk } from '../../../src/core/signing/reviewWalk';

const RULE = 'payments';

describe('a review', () => {
  it('goes block by block, file by file, and stays at the ends', () => {
    const walk = new ReviewWalk([
      {
        path: 'a',
        rule: RULE,
        lines: [
          [1, 2],
          [5, 5],
        ],
      },
      { path: 'gone', formerPath: 'old', rule: RULE, lines: [] },
    ]);
    const shown = [0, 1, 1, 1, -1, -5].map((by) => {
      const step = walk.go(by);
      return `${step?.before} ${step?.path} ${step?.lines?.join('-')} ${walk.at + 1}/${walk.steps.length}`;
    });
    assert.deepEqual(shown, [
      'a a 1-2 1/3',
      'a a 5-5 2/3',
      'old gone undefined 3/3',
      'old gone undefined 3/3',
      'a a 5-5 2/3',
      'a a 1-2 1/3',
    ]);
  });

  it('knows what was not shown', () => {
    const walk = new ReviewWalk([
      {
        path: 'a',
        rule: RULE,
        lines: [
          [1, 1],
          [3, 3],
          [5, 5],
        ],
      },
    ]);
    assert.equal(walk.unseen, 3);
    walk.go(0);
    walk.go(1);
    walk.go(-1);
    assert.equal(walk.unseen, 1);
  });

  it('of nothing shows nothing', () => {
    assert.equal(new ReviewWalk([]).go(1), null);
  });
});
