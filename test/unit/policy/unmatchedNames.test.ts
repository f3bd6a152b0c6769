/**
 * Rules that cover nothing.
 */
import assert from 'node:assert/strict';
import { CodeOwners } from '../../../src/core/policy/codeOwners';
import { unmatchedNames } from '../../../src/core/policy/unmatchedNames';
import { parsePolicy } from '../../../src/core/policy/parsePolicy';

const PATHS = ['src/payments/charge.ts', 'deploy/main.tf', 'README.md'];

function found(rule: object, owners: CodeOwners | string | null = null): string[] {
  const text = JSON.stringify({ critical: [{ name: 'a', ...rule }] });
  return unmatchedNames(text, { kind: 'repository', paths: PATHS, owners, attributes: '' }).map(
    ({ offset, length, instead }) => {
      return `${text.slice(offset, offset + length)} ${instead ?? '-'}`;
    },
  );
}

describe('a rule', () => {
  it('covers something as soon as one of its patterns matches', () => {
    assert.deepEqual(found({ files: ['nothing/**', '*.tf'] }), []);
  });

  it('covers nothing when none does, or when another takes all of it out again', () => {
    assert.deepEqual(found({ files: ['nothing/**'] }), ['"nothing/**" -']);
    assert.deepEqual(found({ files: ['*.tf', '!main.tf'] }), ['"*.tf" -']);
  });

  it('may have meant a folder, or a file, that is almost called so', () => {
    assert.deepEqual(found({ files: ['src/payment/**'] }), ['"src/payment/**" "src/payments/**"']);
    assert.deepEqual(found({ files: ['/deploy/man.tf'] }), ['"/deploy/man.tf" "deploy/main.tf"']);
  });

  it('covers what CODEOWNERS gives to its owners, when all of them are named there', () => {
    const owners = CodeOwners.parse('src/ @A @b\n');
    assert.deepEqual(found({ files: ['nothing/**'], owners: ['@a', '@B'] }, owners), []);
    assert.deepEqual(found({ owners: ['@a', '@c', '@d'] }, owners), ['"@c" -']);
  });

  it('covers nothing by a CODEOWNERS that there is not, or that cannot be understood', () => {
    const messageOf = (owners: string | null): string | undefined =>
      unmatchedNames('{ "critical": [{ "owners": ["@a"] }] }', {
        kind: 'repository',
        paths: PATHS,
        owners,
        attributes: '',
      })[0]?.message;
    assert.match(messageOf(null) ?? '', /has no CODEOWNERS file, .* and check fails\.$/);
    assert.match(messageOf('line 1: wrong.') ?? '', /cannot be understood \(line 1: wrong\), so /);
    assert.deepEqual(found({ owners: ['@a'] }), ['"@a" -']);
  });

  it('is not all that may be missing: files of keys are looked for, too', () => {
    const text = JSON.stringify({ countersign: { allowedSigners: 'keys', gpgKeyring: 'README.md' } });
    const problems = unmatchedNames(text, { kind: 'repository', paths: PATHS, owners: null, attributes: '' });
    assert.deepEqual(
      problems.map(({ offset, length }) => text.slice(offset, offset + length)),
      ['"keys"'],
    );
    assert.match(problems[0]?.message ?? '', /^Git follows no file keys: .* check fails\.$/);
  });

  it('covers nothing where the policy is not the one of the repository', () => {
    const [problem, ...more] = unmatchedNames('{ "critical": [] }', { kind: 'nested' });
    assert.deepEqual([problem?.offset, problem?.length, more], [0, 1, []]);
    assert.match(problem?.message ?? '', /does not count: .* at its root/);
  });

  it('is left alone in what is no policy', () => {
    for (const text of ['', '[]', '{', '{"critical": 1}', '{"critical": [1, {"files": [1]}]}'])
      assert.ok(
        unmatchedNames(text, { kind: 'repository', paths: PATHS, owners: null, attributes: '' }).length <= 1,
        text,
      );
  });
});

describe('a problem of a policy', () => {
  const instead = (text: string): (string | undefined)[] =>
    parsePolicy(text).problems.map((one) => one.instead);

  it('says what was probably meant, as JSON', () => {
    assert.deepEqual(instead('{ "critcal": [] }'), ['"critical"']);
    assert.deepEqual(instead('{ "enforce": "wrn" }'), ['"warn"']);
    assert.deepEqual(instead('{ "critical": [{ "name": "a b", "files": ["x"] }] }'), ['"a-b"']);
    assert.deepEqual(instead('{ "something else": 1 }'), [undefined]);
  });
});
