// A violation says what is wrong, who can put it right and how, on one line that nothing in a repository can break.
import assert from 'node:assert/strict';
import { textFormat } from '../../../src/core/gate/format/textFormat';
import type { Demand } from '../../../src/core/gate/demand';
import type { Violation } from '../../../src/core/gate/gateReport';
import { judgeDemand } from '../../../src/core/gate/judgeDemand';
import { joinedRanges } from '../../../src/core/gate/joinedRanges';
import { reportOf } from '../../../src/core/gate/reportOf';
import { unsigned } from '../../../src/core/gate/violationText';
import type { RuleCountersign } from '../../../src/core/policy/policy';
import { change, demand, HEAD, policy, terms } from './gateSamples';

const ENDS = { base: 'a'.repeat(40), head: HEAD };

function violation(changes: Partial<Demand> = {}, by: Partial<RuleCountersign> = {}): Violation {
  const asked = demand(changes);
  return unsigned(asked, terms(by), judgeDemand(asked, terms(by), policy(), []), ENDS);
}

describe('a violation', () => {
  it('says what happened', () => {
    const cases: [changes: Partial<Demand>, said: string][] = [
      [{}, 'An AI wrote src/pay.ts lines 3-4;'],
      [{ lines: [[3, 3]] }, 'An AI wrote src/pay.ts line 3;'],
      [
        {
          lines: [
            [3, 3],
            [5, 6],
          ],
        },
        'An AI wrote src/pay.ts lines 3, 5-6;',
      ],
      [{ placed: false }, 'An AI had a part in src/pay.ts lines 3-4;'],
      [{ reason: 'unknown' }, 'Nobody knows who wrote src/pay.ts lines 3-4;'],
      [{ reason: 'any' }, 'src/pay.ts lines 3-4 changed;'],
      [{ reason: 'any', lines: [] }, 'src/pay.ts changed;'],
      [{ lines: [] }, "src/pay.ts was changed with an AI's part in it;"],
      [{ lines: [], reason: 'unknown' }, 'Nobody knows who changed src/pay.ts;'],
      [{ lines: [], change: change({ deleted: true }) }, "src/pay.ts was deleted with an AI's part in it;"],
      [{ lines: [], reason: 'any', change: change({ deleted: true }) }, 'src/pay.ts was deleted;'],
    ];
    for (const [changes, said] of cases) assert.ok(violation(changes).message.startsWith(said), said);
    assert.match(violation().message, /; the rule payments wants 1 countersignature, and there is none\.$/);
  });

  it('says who has to do what', () => {
    const commit = 'countersign sign ffffffffffff, then countersign notes push.';
    const range = 'countersign sign aaaaaaaaaaaa..ffffffffffff, then countersign notes push.';
    const cases: [changes: Partial<Demand>, by: Partial<RuleCountersign>, said: string][] = [
      [{}, {}, `One of sam@example.com, kim@example.com (@seniors) has to review it and run ${commit}`],
      [
        {},
        { count: 2 },
        `2 of sam@example.com, kim@example.com (@seniors) have to review it and run ${commit}`,
      ],
      [{}, { by: ['sam@example.com'] }, `sam@example.com has to review it and run ${commit}`],
      [{}, { by: [] }, `Somebody other than its author has to review it and run ${commit}`],
      [{ alone: false }, { by: [] }, `Somebody other than its author has to review it and run ${range}`],
      [{ placed: false }, { by: [] }, `Somebody other than its author has to review it and run ${range}`],
      [
        { change: change({ byPattern: false }) },
        { by: [] },
        `Somebody other than its author has to review it and run ${range}`,
      ],
      [
        {},
        { by: ['dana@example.com'] },
        'Nobody but its author may sign (dana@example.com): have the policy in the base name somebody else.',
      ],
    ];
    for (const [changes, by, said] of cases) assert.equal(violation(changes, by).fix, said);
  });

  it('is a block of text that no path can break', () => {
    const path = 'src/a\n::error::\u001b[2J\u202eb.ts';
    const text = textFormat(reportOf(2, [violation({ change: change({ path }) })]));
    assert.equal(text.split('\n').length, 6);
    assert.ok(!/[\u001b\u202e]|^::/m.test(text), text);
  });

  it('counts unless it is only information', () => {
    const info: Violation = { ...violation(), severity: 'information' };
    assert.equal(reportOf(1, [info]).ok, true);
    assert.match(textFormat(reportOf(1, [info])), /^1 commit: 1 violation, none of which stops anything\.$/m);
    assert.equal(reportOf(1, [info, violation()]).ok, false);
    assert.equal(textFormat(reportOf(3, [])), '3 commits: nothing to countersign.\n');
  });
});

describe('line ranges', () => {
  it('are joined in order', () => {
    assert.deepEqual(
      joinedRanges([
        [5, 6],
        [1, 2],
        [3, 3],
        [6, 9],
        [20, 20],
      ]),
      [
        [1, 3],
        [5, 9],
        [20, 20],
      ],
    );
    assert.deepEqual(joinedRanges([]), []);
  });
});
