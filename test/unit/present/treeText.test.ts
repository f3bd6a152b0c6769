// What the AI Provenance view says.
import assert from 'node:assert/strict';
import type { Attribution, FileAttribution } from '../../../src/core/model';
import { treeText } from '../../../src/core/present/treeText';
import { untranslated } from '../../../src/core/present/translate';

const texts = treeText(untranslated);
const attribution: Attribution = {
  ...{ added: 20, ai: 12, mixed: 2, human: 5, unknown: 3, deletedByAi: 0, evidence: 'exact' },
  files: [
    file({
      ai: [[1, 12]],
      mixed: [
        [14, 14],
        [12, 12],
      ],
      human: [[14, 14]],
    }),
  ],
  tools: [
    { tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 9 },
    { tool: 'Other', model: null, lines: 3 },
  ],
};

function file(part: Partial<FileAttribution>): FileAttribution {
  return { path: 'a.ts', ai: [], human: [], unknown: [], mixed: [], critical: null, ...part };
}

describe('the AI Provenance view', () => {
  it('says how much an AI wrote, what it deleted, and which tools it was', () => {
    assert.equal(texts.share(attribution), 'AI in 13 of 20 lines');
    assert.equal(texts.share({ ...attribution, deletedByAi: 4 }), 'AI in 13 of 20 lines, and deleted 4');
    assert.equal(texts.tools(attribution), 'GitHub Copilot (gpt-5.1): 9\nOther: 3');
  });

  it('names a file, its folder, and its lines with AI in them, mixed ones too, joined', () => {
    const mixed = file({
      path: 'src/pay/a.ts',
      ai: [[3, 4]],
      mixed: [[5, 5]],
      human: [[5, 5]],
      critical: 'money',
    });
    assert.deepEqual(texts.file(mixed), {
      name: 'a.ts',
      description: 'src/pay · 3 lines · critical: money',
      lines: [[3, 5]],
    });
    assert.deepEqual(texts.file(file({ ai: [[1, 1]] })), {
      name: 'a.ts',
      description: '1 line',
      lines: [[1, 1]],
    });
    assert.deepEqual(texts.file(file({ human: [[1, 9]] })).lines, []);
  });

  it('says that a file waits as a whole where it waits for no lines', () => {
    const { description } = texts.reviewed('src/pay/gone.ts', 'money', []);
    assert.equal(description, 'src/pay · the whole file · critical: money');
  });

  it('names lines as the editor numbers them', () => {
    assert.equal(texts.lines([3, 3]), 'Line 3');
    assert.equal(texts.lines([3, 7]), 'Lines 3–7');
  });
});
