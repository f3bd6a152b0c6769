// Attribute files that name rules which the policy does not have.
import assert from 'node:assert/strict';
import { strayAttributes } from '../../../src/core/policy/strayAttributes';

const POLICY = '{ "critical": [{ "name": "payments", "files": ["a"] }, { "name": "infra" }] }';

describe('attributes of a repository', () => {
  const found = (lines: string, text = POLICY): string[] =>
    strayAttributes(text, lines).map(
      ({ offset, length, message }) => `${text.slice(offset, offset + length)}: ${message}`,
    );

  it('may name the rules of the policy, or none', () => {
    assert.deepEqual(
      found('*.sql\tcountersign=payments text\nx -text countersign=infra\nz countersign\n'),
      [],
    );
    assert.deepEqual(found(''), []);
  });

  it('are pointed out when they name another, once for each', () => {
    const lines = '*.sql countersign=payment\n*.cfg countersign=payment\n"a b" text countersign=x\\u202e\n';
    const [one, two, ...more] = found(lines);
    assert.equal(one, '"critical": A .gitattributes names the rule payment, which is not here: check fails.');
    assert.match(two ?? '', /names the rule x/);
    assert.deepEqual(more, []);
    assert.equal(found('a countersign=\u202e\n')[0]?.includes('\u202e'), false);
  });

  it('are pointed out in whatever the policy is', () => {
    for (const text of ['', '{', '[]', '{}', '{"critical": 1}', '{"critical": [1, {"name": 2}]}'])
      assert.equal(strayAttributes(text, 'a countersign=x\n').length, 1, text);
  });
});
