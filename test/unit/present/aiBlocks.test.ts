// Lines of AI become blocks: where they start and end, and who prevails in them.
import assert from 'node:assert/strict';
import { aiBlocks } from '../../../src/core/present/aiBlocks';
import { ai, copilot, human, mostlyHuman, unknown } from './lines';

describe('aiBlocks', () => {
  it('finds none where no AI took part', () => {
    assert.deepEqual(aiBlocks([]), []);
    assert.deepEqual(aiBlocks([null, human, unknown]), []);
  });

  it('joins contiguous lines, at both ends of the document too', () => {
    const blocks = aiBlocks([ai(), ai(), null, human, ai(), unknown, ai()]);
    assert.deepEqual(
      blocks.map(({ first, last }) => [first, last]),
      [
        [1, 2],
        [5, 5],
        [7, 7],
      ],
    );
  });

  it('counts mixed lines, whoever prevails in them', () => {
    const [block, ...rest] = aiBlocks([null, mostlyHuman, ai()]);
    assert.deepEqual(rest, []);
    assert.deepEqual([block?.first, block?.last, block?.mixed], [2, 3, true]);
    assert.equal(block?.tool, 'GitHub Copilot');
  });

  it('knows no tool when only the person of a mixed line is known', () => {
    const [block] = aiBlocks([{ ...human, mixed: true }]);
    assert.deepEqual([block?.tool, block?.evidence, block?.time], [null, null, null]);
  });

  it('names the tool of most lines, the weakest evidence and the latest time', () => {
    const cursor = { tool: 'Cursor', model: null, time: 50 };
    const [block] = aiBlocks([ai(cursor), ai({ evidence: 'shape', time: 2000 }), ai(), ai(cursor), ai()]);
    assert.deepEqual(block, {
      first: 1,
      last: 5,
      author: 'ai',
      mixed: false,
      tool: 'GitHub Copilot',
      model: 'gpt-5.1',
      evidence: 'inferred',
      time: 2000,
      origin: { ...copilot, evidence: 'shape', time: 2000 },
    });
  });
});
