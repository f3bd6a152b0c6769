// Which rule covers a path: gitignore meaning, which of several rules, and hostile patterns.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CriticalFiles } from '../../../src/core/policy/criticalFiles';
import { defaultPolicy } from '../../../src/core/policy/policy';
import type { CriticalRule, Severity } from '../../../src/core/policy/policy';

function rule(name: string, files: string[], severity: Severity = 'warning'): CriticalRule {
  return { name, files, severity, reason: null, countersign: null };
}

function nameOf(path: string, ...critical: CriticalRule[]): string | null {
  return new CriticalFiles({ ...defaultPolicy, critical }).ruleOf(path)?.name ?? null;
}

describe('CriticalFiles', () => {
  const matches: [pattern: string, path: string, expected: boolean][] = [
    ['src/payments/**', 'src/payments/charge.ts', true],
    ['src/payments/**', 'lib/src/payments/charge.ts', false],
    ['src/payments', 'src/payments/deep/charge.ts', true],
    ['payments/', 'src/payments/charge.ts', true],
    ['*.tf', 'deploy/a/main.tf', true],
    ['/*.tf', 'deploy/main.tf', false],
    ['**/*.tf', 'main.tf', true],
    ['*.TF', 'main.tf', false],
    ['a?.ts', 'ab.ts', true],
    ['[ab].ts', 'a.ts', true],
    ['{a,b}.ts', 'a.ts', false],
    ['src/ü 😀.ts', 'src/ü 😀.ts', true],
  ];
  for (const [pattern, path, expected] of matches) {
    it(`${pattern} ${expected ? 'covers' : 'does not cover'} ${path}`, () => {
      assert.equal(nameOf(path, rule('r', [pattern])), expected ? 'r' : null);
    });
  }

  it('lets ! take files out of their own rule only', () => {
    const exceptTests = rule('a', ['src/**', '!src/**/*.test.ts']);
    assert.equal(nameOf('src/x.ts', exceptTests), 'a');
    assert.equal(nameOf('src/x.test.ts', exceptTests), null);
    assert.equal(nameOf('src/x.test.ts', exceptTests, rule('b', ['*.ts'])), 'b');
  });

  it('prefers the most severe rule, then the first', () => {
    const path = 'src/x.ts';
    const rules = [
      rule('info', ['**'], 'information'),
      rule('warn', ['**'], 'warning'),
      rule('error', ['src/**'], 'error'),
      rule('error2', ['**'], 'error'),
    ];
    assert.equal(nameOf(path, ...rules), 'error');
    assert.equal(nameOf('lib/x.ts', ...rules), 'error2');
  });

  it('prefers a rule that asks for a countersignature to one that only warns', () => {
    const warning = rule('warning', ['src/**'], 'error');
    const countersign = { by: [], count: 1, when: 'ai' } as const;
    const asking = { ...rule('asking', ['src/pay/**'], 'information'), countersign };
    assert.equal(nameOf('src/pay/a.ts', warning, asking), 'asking');
    assert.equal(nameOf('src/a.ts', warning, asking), 'warning');
    const severe = { ...asking, name: 'severe', severity: 'error' } as const;
    assert.equal(nameOf('src/pay/a.ts', warning, asking, severe), 'severe');
  });

  it('calls nothing outside the repository critical', () => {
    for (const path of ['', '.', '..', '../x', '/etc/passwd', './x'])
      assert.equal(nameOf(path, rule('r', ['**'])), null, path);
  });

  it('answers for every pattern and path', () => {
    const hostile = fc.stringMatching(/^[a*?![\]\\/#{}() -]{0,24}$/);
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 4 }), hostile, (patterns, path) => {
        nameOf(path, rule('r', patterns));
      }),
      { numRuns: 1000 },
    );
  });

  it('ignores patterns that would take for ever', () => {
    const path = `${'a/'.repeat(200)}a`;
    assert.equal(
      nameOf(path, rule('r', [`${'**/a/'.repeat(40)}b`, `${'a*'.repeat(400)}b`, 'x'.repeat(1e6)])),
      null,
    );
  });
});
