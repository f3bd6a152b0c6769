// Gitignore patterns: as another implementation reads them, and in little time whatever the pattern and the path.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import ignore from 'ignore';
import { PathPatterns } from '../../../src/core/policy/pathPatterns';

const pieces = [
  'a',
  'b',
  '/',
  '*',
  '**',
  '/**/',
  '**/',
  '/**',
  '?',
  '[ab]',
  '[!a]',
  '[]a]',
  '[[:alpha:]]',
  '\\*',
  '!',
];
const pattern = fc.array(fc.constantFrom(...pieces, ' ', '\\ ', '-', '.'), { minLength: 1, maxLength: 6 });
const segment = fc.array(fc.constantFrom('a', 'b', '*', '.x', ' ', '-', ']'), { minLength: 1, maxLength: 3 });
const path = fc.array(segment, { minLength: 1, maxLength: 4 });

describe('PathPatterns', () => {
  it('matches what others say that git does', () => {
    const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(patterns, path, (parts, segments) => {
        const texts = parts.map((part) => part.join(''));
        // Git itself takes `**` for folders behind the text that it compares first; the other implementation does not.
        fc.pre(!texts.some((text) => /[^/*?[\]]\*\*/.test(text)));
        const name = segments.map((part) => part.join('')).join('/');
        const expected = ignore({ ignorecase: false })
          .add(texts.map((text) => ({ pattern: text })))
          .ignores(name);
        assert.equal(new PathPatterns(texts).matches(name), expected, JSON.stringify([texts, name]));
      }),
      { numRuns: 5000 },
    );
  });

  it('names the pattern that decides', () => {
    const patterns = new PathPatterns(['src/**', '!src/*.md', 'src/a.md', '/build/']);
    const decisive = ['src/x.ts', 'src/b.md', 'src/a.md', 'build/x/y', 'build'].map((at) =>
      patterns.decisive(at),
    );
    assert.deepEqual(decisive, ['src/**', null, 'src/a.md', '/build/', null]);
  });

  it('takes no longer for a pattern that can be laid over a path in many ways', () => {
    const many: [text: string, name: string][] = [
      ['**/a/**/a/**/a/**/a/**/a/**/b', `${'a/'.repeat(1000)}c`],
      [`${'*a'.repeat(20)}b`, `${'a'.repeat(2000)}c`],
      [`${'[a-z]*?*'.repeat(10)}!`, 'a'.repeat(2000)],
    ];
    for (const [text, name] of many) assert.equal(new PathPatterns([text]).matches(name), false);
  });

  it('matches nothing by a comment, by nothing, and by what git cannot read', () => {
    const none = new PathPatterns(['', ' ', '#a', 'a\\', '[a', 'a[[:none:]]', '/', '!']);
    for (const name of ['a', '#a', '[a', ' ', 'a\\']) assert.equal(none.matches(name), false);
  });
});
