// Line patterns: what they match, and that no pattern and no line can make the match take long.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { destructiveRules } from '../../../src/core/gate/destructive/destructiveRules';
import { findDestructive } from '../../../src/core/gate/destructive/findDestructive';
import { lineMatcher } from '../../../src/core/gate/destructive/lineMatcher';
import { defaultDestructive } from '../../../src/core/policy/policy';

/** Any text, of characters that are handled apart somewhere. */
const odd = fc.string({
  unit: fc.constantFrom(
    'a',
    '*',
    '/',
    '.',
    '\ud800',
    '\udc00',
    'İ',
    'ß',
    '\u0000',
    ' ',
    '\t',
    '\u2028',
    '😀',
    '#',
    '"',
  ),
});

describe('a line pattern', () => {
  const cases: [pattern: string, line: string, matches: boolean][] = [
    ['drop table', 'DROP   TABLE users', true],
    ['drop table', '\tx; drop\ttable;', true],
    ['drop table', 'raindrop table', false],
    ['drop table', 'drop tables', false],
    ['drop table*', 'drop tables', true],
    ['*drop table', 'raindrop table', true],
    ['drop*users', 'DROP TABLE users', true],
    ['drop*users', 'users; DROP TABLE orders', false],
    ['a*b*c', 'xx a yy b zz c', true],
    ['a*b*c', 'a c b', false],
    ['aab*aab', 'aaab aab', false],
    ['*aab*aab', 'aaab aab', true],
    ['aab', 'aaab aab', true],
    ['--force', 'git push --forced', false],
    ['--force', 'git push --force', true],
    ['requireAuth(', '  requireAuth(user);', true],
    ['.*', 'anything', false],
    ['(x+)+$', 'xxxxxxxx', false],
    ['(x+)+$', 'y = (x+)+$', true],
    ['ärger', 'ÄRGER!', true],
    ['i̇stanbul', 'İSTANBUL', true],
    ['ab', '', false],
  ];
  for (const [pattern, line, matches] of cases)
    it(`${JSON.stringify(pattern)} ${matches ? 'matches' : 'does not match'} ${JSON.stringify(line)}`, () => {
      assert.equal(lineMatcher(pattern)(line), matches);
    });

  it('agrees with a regular expression of the same meaning', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(patterns, letters, (pattern, line) => {
        if (/^\*+$/.test(pattern)) return;
        const start = /^[ab]/.test(pattern) ? '(?<![ab])' : '';
        const end = /[ab]$/.test(pattern) ? '(?![ab])' : '';
        const body = pattern.replaceAll('.', '\\.').replace(/\*+/g, '.*');
        assert.equal(lineMatcher(pattern)(line), new RegExp(`${start}${body}${end}`).test(line));
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(odd, odd, (pattern, line) => {
        lineMatcher(pattern)(line);
      }),
    );
  });
});

describe('hostile lines', () => {
  const length = 60_000;
  const hostile: string[] = [
    ...[
      'a',
      ' ',
      '\t',
      '"',
      "'",
      '`',
      '\\',
      '(',
      '[',
      '{',
      '$',
      '/',
      '-',
      '@',
      '.',
      '*',
      '\u0000',
      '\ud800',
      '😀',
    ],
    ...[
      'rm ',
      'rm -rf ',
      'git push ',
      'it.',
      'it.skip',
      'drop table ',
      'delete from ',
      'delete from a',
      'a.require',
    ],
    ...[
      'require',
      'a.b.',
      'terraform ',
      '${',
      '${a',
      '$(',
      '";',
      'export ',
      'public static ',
      'echo ',
      ' # ',
      ' //',
    ],
    ...[
      'tmp-',
      'x.egg-info',
      './',
      '../',
      'ab',
      'drop if exists "',
      'truncate table ',
      'kubectl delete ',
      '=true',
    ],
  ];

  it('are judged in time linear in their length, by construction', () => {
    const stars = `${'a*'.repeat(20)}b`;
    const pattern = {
      name: 'x',
      files: null,
      adds: [stars, `${'ab'.repeat(50)}c`],
      removes: [stars],
      reason: null,
    };
    const rules = destructiveRules({ ...defaultDestructive, patterns: [pattern] });
    for (const unit of hostile) {
      const text = unit.repeat(length / unit.length);
      for (const path of ['a.sql', 'a.sh', 'src/a.ts', 'test/a.rs'])
        findDestructive(
          {
            ...{
              path,
              status: 'modified',
              addedAiLines: [{ line: 1, text }],
              deletedByAi: 1,
              deletedTexts: [text],
            },
          },
          rules,
        );
    }
  });

  it('and odd paths are no trouble', () => {
    const rules = destructiveRules(defaultDestructive);
    fc.assert(
      fc.property(odd, odd, (path, text) => {
        const addedAiLines = [{ line: 1, text }];
        findDestructive(
          { path, status: 'deleted', addedAiLines, deletedByAi: 1, deletedTexts: [text] },
          rules,
        );
      }),
    );
  });
});
