// For whom a change waits, and how its countersignature stands.
import assert from 'node:assert/strict';
import { signState } from '../../../src/core/gate/signState';
import { wouldCount } from '../../../src/core/gate/wouldCount';
import { change, demand, policy, rule, signature, terms } from './gateSamples';

const SAM = 'sam@example.com';
const KIM = 'kim@example.com';
const FORMER = { blob: 'a'.repeat(40) };
const two = change({ rule: rule(terms({ count: 2 })) });

describe('a change waits for', () => {
  const cases: [what: string, expected: boolean, Parameters<typeof wouldCount>][] = [
    ['a senior', true, [demand(), policy(), [], SAM]],
    ['nobody who is no senior', false, [demand(), policy(), [], 'eve@example.com']],
    ['nobody when it is signed', false, [demand(), policy(), [signature(KIM, 'K')], SAM]],
    [
      'a senior whose signature is of other content',
      true,
      [demand(), policy(), [signature(SAM, 'K', FORMER)], SAM],
    ],
    ['the second of two', true, [demand({ change: two }), policy(), [signature(KIM, 'K')], SAM]],
    ['nobody twice', false, [demand({ change: two }), policy(), [signature(SAM, 'K')], SAM]],
    ['nobody who wrote it', false, [demand({ author: SAM }), policy(), [], SAM]],
    ['its author where he may', true, [demand({ author: SAM }), policy({ selfAllowed: true }), [], SAM]],
    [
      'nobody where the rule asks for nothing',
      false,
      [demand({ change: change({ rule: rule(null) }) }), policy(), [], SAM],
    ],
  ];
  for (const [what, expected, given] of cases) it(what, () => assert.equal(wouldCount(...given), expected));
});

describe('a demanded countersignature is', () => {
  const refused = { verdict: { valid: false, reason: 'The key was revoked.' } } as const;
  const cases: [what: string, expected: unknown, Parameters<typeof signState>][] = [
    ['needed', { kind: 'needed', by: [] }, [demand(), policy(), []]],
    ['given', { kind: 'signed', by: [SAM] }, [demand(), policy(), [signature('Sam@Example.com', 'K')]]],
    [
      'given by a line where that is enough',
      { kind: 'signed', by: [KIM] },
      [demand({ countersigned: [KIM] }), policy({ require: 'trailer' }), []],
    ],
    ['void', { kind: 'void', by: [SAM] }, [demand(), policy(), [signature(SAM, 'K', FORMER)]]],
    [
      'not void when it never counted',
      { kind: 'needed', by: [] },
      [demand(), policy(), [signature(SAM, 'K', { ...FORMER, ...refused })]],
    ],
    [
      'not void when a stranger gave it',
      { kind: 'needed', by: [] },
      [demand(), policy(), [signature('eve@example.com', 'K', FORMER)]],
    ],
    [
      'needed by one more',
      { kind: 'needed', by: [SAM] },
      [demand({ change: two }), policy(), [signature(SAM, 'K')]],
    ],
  ];
  for (const [what, expected, given] of cases)
    it(what, () => assert.deepEqual(signState(...given), expected));
});
