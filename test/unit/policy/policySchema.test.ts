// The schema that the editor completes from and the parser must know the same fields, choices and defaults.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../../../src/core/policy/parsePolicy';
import { policyFields } from '../../../src/core/policy/policyFields';
import {
  builtInDestructive,
  countersignOccasions,
  enforcements,
  proofs,
  severities,
  unknownTreatments,
} from '../../../src/core/policy/policy';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly examples?: readonly unknown[];
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const path = join(__dirname, '../../../media/countersign.schema.json');
const schema = JSON.parse(readFileSync(path, 'utf8')) as Schema;

function at(...names: string[]): Schema {
  const defined = schema.definitions?.[names[0] ?? ''];
  let here = defined ?? schema;
  for (const name of defined === undefined ? names : names.slice(1)) here = here.properties?.[name] ?? {};
  return here;
}

describe('the policy schema', () => {
  const objects: [Schema, readonly string[]][] = [
    [at(), policyFields.policy],
    [at('rule'), policyFields.rule],
    [at('rule', 'countersign'), policyFields.ruleCountersign],
    [at('countersign'), policyFields.countersign],
    [at('limits'), policyFields.limits],
    [at('coverage'), policyFields.coverage],
    [at('destructive'), policyFields.destructive],
    [at('destructivePattern'), policyFields.destructivePattern],
    [at('destructive', 'countersign'), policyFields.ruleCountersign],
  ];

  it('has the fields that the parser reads, each described, and refuses others', () => {
    for (const [object, fields] of objects) {
      assert.deepEqual(Object.keys(object.properties ?? {}), fields);
      assert.equal(object.additionalProperties, false);
      for (const [name, field] of Object.entries(object.properties ?? {}))
        assert.match(field.description ?? '', /^[A-Z].*\.$/, name);
    }
  });

  it('offers the choices that the parser accepts', () => {
    assert.deepEqual(at('rule', 'severity').enum, severities);
    assert.deepEqual(at('rule', 'countersign', 'when').enum, countersignOccasions);
    assert.deepEqual(at('countersign', 'require').enum, proofs);
    assert.deepEqual(at('destructive', 'severity').enum, severities);
    assert.deepEqual(at('destructive', 'except').items?.enum, builtInDestructive);
    assert.deepEqual(at('destructive', 'countersign', 'when').enum, countersignOccasions);
    assert.deepEqual(at('unknown').enum, unknownTreatments);
    assert.deepEqual(at('enforce').enum, enforcements);
  });

  it('states the defaults that the parser uses', () => {
    const { policy } = parsePolicy('{"critical":[{"name":"a","files":["b"],"countersign":{}}]}');
    const [rule] = policy.critical;
    assert.equal(at('rule', 'severity').default, rule?.severity);
    assert.equal(at('rule', 'countersign', 'when').default, rule?.countersign?.when);
    assert.equal(at('rule', 'countersign', 'count').default, rule?.countersign?.count);
    assert.deepEqual(at('rule', 'countersign', 'by').default, rule?.countersign?.by);
    assert.equal(at('countersign', 'require').default, policy.countersign.require);
    assert.equal(at('countersign', 'selfAllowed').default, policy.countersign.selfAllowed);
    for (const [name, value] of Object.entries(policy.destructive ?? {}).filter(([, one]) => one !== null))
      assert.deepEqual(at('destructive', name).default, value, name);
    assert.equal(at('unknown').default, policy.unknown);
    assert.equal(at('enforce').default, policy.enforce);
  });

  it('gives an example and a default that the parser accepts', () => {
    for (const example of [...(schema.examples ?? []), schema.default])
      assert.deepEqual(parsePolicy(JSON.stringify(example)).problems, []);
  });
});
