/**
 * CODEOWNERS as GitHub and GitLab read it.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodeOwners } from '../../../src/core/policy/codeOwners';

function read(...lines: readonly string[]): CodeOwners {
  const owners = CodeOwners.parse(lines.join('\n'));
  if (typeof owners === 'string') throw new Error(owners);
  return owners;
}

function problemOf(text: string): string {
  const owners = CodeOwners.parse(text);
  assert.ok(typeof owners === 'string');
  return owners;
}

const ownerOf = (owners: CodeOwners, path: string, ...wanted: readonly string[]): string | null =>
  owners.match(path, wanted)?.owner ?? null;

describe('CODEOWNERS', () => {
  const file = read(
    '# who looks at what',
    '* @acme/all',
    '*.sql   @acme/data dana@example.com # and nobody else',
    '/docs/* @acme/docs',
    'apps/ @acme/apps',
    '/apps/free/',
    'a\\ b.txt @acme/space',
  );

  const cases: readonly (readonly [path: string, owner: string | null])[] = [
    ['README.md', '@acme/all'],
    ['deep/down/x.sql', '@acme/data'],
    ['docs/a.md', '@acme/docs'],
    ['docs/deep/a.md', '@acme/all'],
    ['x/apps/a.ts', '@acme/apps'],
    ['apps', '@acme/all'],
    ['apps/free/a.ts', null],
    ['a b.txt', '@acme/space'],
  ];
  for (const [path, owner] of cases) {
    it(`gives ${path} to ${owner ?? 'nobody'}`, () => {
      const all = ['@acme/all', '@acme/data', '@acme/docs', '@acme/apps', '@acme/space'];
      assert.equal(ownerOf(file, path, ...all), owner);
    });
  }

  it('lets the last line that matches count, and says which it is', () => {
    assert.deepEqual(file.match('x.sql', ['@acme/all', 'dana@example.com']), {
      owner: 'dana@example.com',
      pattern: '*.sql',
    });
    assert.equal(ownerOf(file, 'x.sql', '@acme/all'), null);
  });

  it('does not tell owners apart by case, but paths', () => {
    const owners = read('/Src/ @Acme/Team');
    assert.equal(ownerOf(owners, 'Src/a', '@acme/TEAM'), '@acme/TEAM');
    assert.equal(ownerOf(owners, 'src/a', '@acme/team'), null);
  });

  it('reads each of GitLab’s sections by itself, with its own owners', () => {
    const owners = read('* @all', '[Docs] @writers', 'docs/', '^[Data][2]', '*.sql @data', 'docs/x.sql @dba');
    assert.equal(ownerOf(owners, 'docs/x.sql', '@writers'), '@writers');
    assert.equal(ownerOf(owners, 'docs/x.sql', '@dba'), '@dba');
    assert.equal(ownerOf(owners, 'docs/x.sql', '@data'), null);
    assert.equal(ownerOf(owners, 'docs/x.sql', '@all'), '@all');
  });

  it('names the line that it cannot understand, instead of giving its files to nobody', () => {
    assert.match(problemOf('* @all\n!src/ @me'), /^line 2: .*"!"/);
    assert.match(problemOf('./src/ @me'), /^line 1: /);
    assert.match(problemOf('src/[a @me'), /^line 1: /);
  });

  it('has an answer for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, path) => {
        const owners = CodeOwners.parse(text);
        return typeof owners === 'string' ? owners !== '' : owners.match(path, ['@a']) !== undefined;
      }),
    );
  });
});
