// Who may sign a change off, and when that is enough.
import assert from 'node:assert/strict';
import { judgeDemand } from '../../../src/core/gate/judgeDemand';
import type { Demand } from '../../../src/core/gate/demand';
import type { RuleCountersign } from '../../../src/core/policy/policy';
import type { Signoff } from '../../../src/core/signing/signoff';
import { BLOB, change, demand, policy, signature, terms } from './gateSamples';

interface Case {
  readonly rule?: Partial<RuleCountersign>;
  readonly signed?: readonly Signoff[];
  readonly named?: readonly string[];
  readonly demand?: Partial<Demand>;
  readonly require?: 'trailer' | 'signature';
  readonly self?: boolean;
}

function satisfied({ rule, signed = [], named = [], demand: changes, require, self }: Case): boolean {
  const asked = demand({ countersigned: named, ...changes });
  const by = policy({ require: require ?? 'signature', selfAllowed: self ?? false });
  return judgeDemand(asked, terms(rule), by, signed).satisfied;
}

describe('a demanded countersignature', () => {
  const OTHER = 'c'.repeat(40);
  const sam = signature('sam@example.com', 'K1');
  const kim = signature('kim@example.com', 'K2');
  const dana = signature('dana@example.com', 'K3');
  const eve = signature('eve@example.com', 'K4');
  const withDana = { by: ['@seniors', 'dana@example.com'] };

  const cases: [what: string, expected: boolean, given: Case][] = [
    ['nobody signed', false, {}],
    ['a senior signed', true, { signed: [sam] }],
    ['case does not matter', true, { signed: [signature('SAM@example.COM', 'K1')] }],
    ['a stranger signed', false, { signed: [eve] }],
    ['anyone may, and a stranger signed', true, { rule: { by: [] }, signed: [eve] }],
    ['anyone may, and the author signed', false, { rule: { by: [] }, signed: [dana] }],
    [
      'anyone may, the author signed and is allowed to',
      true,
      { rule: { by: [] }, signed: [dana], self: true },
    ],
    ['a senior who is the author signed', false, { rule: withDana, signed: [dana] }],
    ['the same, allowed', true, { rule: withDana, signed: [dana], self: true }],
    ['allowed for himself, but no senior', false, { signed: [dana], self: true }],
    [
      'allowed for himself by a line only',
      false,
      { rule: withDana, named: ['dana@example.com'], self: true },
    ],
    ['a group that there is not', false, { rule: { by: ['@nobody'] }, signed: [sam] }],
    ['one of two', false, { rule: { count: 2 }, signed: [sam] }],
    ['two of two', true, { rule: { count: 2 }, signed: [sam, kim] }],
    ['twice the same', false, { rule: { count: 2 }, signed: [sam, sam] }],
    [
      'two names on one key',
      false,
      { rule: { count: 2 }, signed: [sam, signature('kim@example.com', 'K1')] },
    ],
    [
      'two keys of one name',
      false,
      { rule: { count: 2 }, signed: [sam, signature('sam@example.com', 'K9')] },
    ],
    ['a second and the author', false, { rule: { ...withDana, count: 2 }, signed: [sam, dana] }],
    ['another content', false, { signed: [signature('sam@example.com', 'K1', { blob: 'c'.repeat(40) })] }],
    ['another path', false, { signed: [signature('sam@example.com', 'K1', { path: 'src/x.ts' })] }],
    [
      'a former path with the same content',
      true,
      {
        signed: [signature('sam@example.com', 'K1', { path: 'src/old.ts' })],
        demand: { paths: new Set(['src/pay.ts', 'src/old.ts']) },
      },
    ],
    [
      'a signature that does not count',
      false,
      { signed: [signature('sam@example.com', 'K1', { verdict: { valid: false, reason: 'revoked' } })] },
    ],
    ['a line where signatures are asked for', false, { named: ['sam@example.com'] }],
    ['a line where lines count', true, { named: ['sam@example.com'], require: 'trailer' }],
    ['a signature where lines count', true, { signed: [sam], require: 'trailer' }],
    [
      'a line and a signature of one person',
      false,
      { rule: { count: 2 }, signed: [sam], named: ['sam@example.com'], require: 'trailer' },
    ],
    [
      'a line and a signature of two people',
      true,
      { rule: { count: 2 }, signed: [sam], named: ['kim@example.com'], require: 'trailer' },
    ],
    ['a line of the author', false, { rule: withDana, named: ['dana@example.com'], require: 'trailer' }],
    ['a line of a sign-off that is no signature', false, { signed: [{ ...sam, kind: 'trailer' }] }],
    ...(
      [
        ['a deletion that was signed', true, [OTHER, BLOB]],
        ['a deletion of other content that was signed', false, [OTHER]],
        ['a deletion that was signed of nobody knows what', false, null],
      ] as const
    ).map(([what, expected, gone]): [string, boolean, Case] => {
      const deletion = { blob: '0'.repeat(40), deleted: true, formerBlob: BLOB };
      const signed = signature('sam@example.com', 'K1', { blob: deletion.blob, ...(gone && { gone }) });
      return [what, expected, { signed: [signed], demand: { change: change(deletion) } }];
    }),
  ];
  for (const [what, expected, given] of cases)
    it(`${expected ? 'is there' : 'is missing'}: ${what}`, () => assert.equal(satisfied(given), expected));

  it('names those who may sign, without the author, and why others do not count', () => {
    const answer = judgeDemand(demand(), terms(withDana), policy(), [
      dana,
      eve,
      signature('kim@example.com', 'K2', { blob: 'c'.repeat(40) }),
      signature('sam@example.com', 'K1', { verdict: { valid: false, reason: 'The key is revoked.' } }),
    ]);
    assert.deepEqual(answer.eligible, ['sam@example.com', 'kim@example.com']);
    assert.deepEqual(answer.refused, [
      'The content changed since kim@example.com signed it.',
      'The signature of sam@example.com does not count: The key is revoked.',
      'dana@example.com wrote it, so another person has to sign.',
      'eve@example.com is not among those who may sign.',
    ]);
  });
});
