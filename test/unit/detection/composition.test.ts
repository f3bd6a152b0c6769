import assert from 'node:assert/strict';
import { Composition } from '../../../src/core/detection/composition';

/** Edits one after the other, `typed` where a single character was inserted; what each was taken for. */
function composed(
  ...edits: readonly (readonly [offset: number, removed: number, text: string])[]
): boolean[] {
  const composition = new Composition();
  return edits.map(([offset, removed, text]) =>
    composition.changed([{ offset, removed, text }], text.length === 1),
  );
}

describe('composition', () => {
  it('replaces the keys that were just pressed, again and again', () => {
    assert.deepEqual(composed([5, 0, 'n'], [5, 1, 'に'], [5, 1, 'にほ'], [5, 2, '日本']), [
      false,
      true,
      true,
      true,
    ]);
  });

  it('replaces the last of them', () => {
    assert.deepEqual(composed([5, 0, 'n'], [6, 0, 'i'], [5, 2, '你好']), [false, false, true]);
  });

  it('is no paste: that replaces nothing, or something else', () => {
    assert.deepEqual(composed([5, 0, 'n'], [6, 0, 'pasted']), [false, false]);
    assert.deepEqual(composed([5, 0, 'n'], [2, 4, 'pasted']), [false, false]);
    assert.deepEqual(composed([5, 0, 'n'], [9, 1, 'pasted']), [false, false]);
  });

  it('ends when the cursor leaves, or something is selected', () => {
    for (const cursor of [3, null]) {
      const composition = new Composition();
      composition.changed([{ offset: 5, removed: 0, text: 'n' }], true);
      composition.selected(6);
      composition.selected(cursor);
      assert.equal(composition.changed([{ offset: 5, removed: 1, text: 'pasted' }], false), false);
    }
  });
});
