// The limits for one commit: what counts for an AI's line.
import assert from 'node:assert/strict';
import { limitViolations } from '../../../src/core/gate/limitViolations';
import { provenanceOf } from '../../../src/core/history/provenanceOf';
import { logged as commit, note, trailers } from './gateSamples';

const PATH = 'src/pay.ts';

describe('limitViolations', () => {
  const told = (given: Parameters<typeof commit>[0], most = 0): string[] => {
    const logged = commit(given);
    const limits = { aiLinesPerCommit: most, aiDeletedLinesPerCommit: null };
    return limitViolations(logged, provenanceOf(logged), limits).map(({ message }) =>
      message.replace(/^Commit \w+ has (.*), and the policy allows \d+ in one commit\.$/, '$1'),
    );
  };

  it('count a mixed line as the AI’s, though a person prevails in it', () => {
    const mixed = note(`${PATH}\n  s_1 1-3\n  h_1 2-5\n`);
    assert.deepEqual(told({ note: mixed }), ['3 AI and mixed lines']);
    assert.deepEqual(told({ note: mixed }, 3), []);
    assert.deepEqual(told({ note: note(`${PATH}\n  s_1 1-3\n`) }), ['3 AI lines']);
  });

  it('count as many as the message is sure of, where there is no note', () => {
    assert.deepEqual(told({ message: trailers({ ai: 0, mixed: 4 }) }), ['4 AI and mixed lines']);
    assert.deepEqual(told({ message: trailers({ ai: 3, mixed: 2 }) }), ['3 AI lines']);
  });
});
