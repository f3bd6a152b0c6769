// What is said of committed lines, and where they are once the file is edited.
import assert from 'node:assert/strict';
import type { SignState } from '../../../src/core/gate/signState';
import { committedBlock } from '../../../src/core/present/committedBlock';
import { rangesNow } from '../../../src/core/present/rangesNow';
import { untranslated as t } from '../../../src/core/present/translate';
import { change, demand, policy, rule } from '../gate/gateSamples';

function textsOf(kind: SignState['kind'], ...by: string[]): (string | null)[] {
  const asked = demand({ change: change({ rule: { ...rule(), reason: 'moves money' } }) });
  const { unchanged, edited } = committedBlock(asked, { kind, by }, policy(), t);
  return [unchanged.problem, unchanged.afterLine, edited.problem, edited.afterLine];
}

const START = 'AI-written code in a critical file: payments (moves money). Commit ffffffffff.';
const DEMAND = 'Needs a countersignature by @seniors (Sam@Example.com, kim@example.com).';

describe('committed lines say', () => {
  it('that they need countersigning, by whom, and go on saying so', () => {
    const texts = [`${START} ${DEMAND}`, '⚠ AI · payments · needs countersigning'];
    assert.deepEqual(textsOf('needed'), [...texts, ...texts]);
  });

  it('who countersigned them, and that it is void once the file is edited', () => {
    assert.deepEqual(textsOf('signed', 'sam@example.com'), [
      null,
      '✓ AI · payments · countersigned by sam@example.com',
      `${START} The countersignature by sam@example.com is void since your last edit. ${DEMAND}`,
      '⚠ AI · payments · countersignature void since your last edit',
    ]);
  });

  it('that a later commit made it void', () => {
    const [problem, afterLine] = textsOf('void', 'sam@example.com');
    assert.equal(problem, `${START} The content changed since sam@example.com countersigned it. ${DEMAND}`);
    assert.equal(afterLine, '⚠ AI · payments · countersignature void since the last change');
  });

  it('that one is not enough', () => {
    assert.match(
      textsOf('needed', 'sam@example.com')[0] ?? '',
      /Countersigned by sam@example\.com, which is not enough\./,
    );
  });
});

describe('lines of an edited file', () => {
  const before = 'a\nb\nc\nd\ne\n';
  const cases: [what: string, now: string, expected: number[][]][] = [
    ['are where they were', before, [[2, 4]]],
    ['move with what is above them', `x\ny\n${before}`, [[4, 6]]],
    ['move up', 'b\nc\nd\ne\n', [[1, 3]]],
    [
      'are two when something comes between',
      'a\nb\nx\nc\nd\ne\n',
      [
        [2, 2],
        [4, 5],
      ],
    ],
    [
      'are fewer when one changes',
      'a\nb\nC\nd\ne\n',
      [
        [2, 2],
        [4, 4],
      ],
    ],
    ['are joined when one goes', 'a\nb\nd\ne\n', [[2, 3]]],
    ['are gone', 'a\ne\n', []],
    ['do not care how lines end', before.replaceAll('\n', '\r\n'), [[2, 4]]],
  ];
  for (const [what, now, expected] of cases)
    it(what, () => assert.deepEqual(rangesNow(before, now, [[2, 4]]), expected));
});
