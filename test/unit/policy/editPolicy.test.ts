// Marking a path as critical: the result covers the path and only it, and the author's file keeps its form.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CriticalFiles } from '../../../src/core/policy/criticalFiles';
import { addCriticalPath, emptyPolicyText } from '../../../src/core/policy/editPolicy';
import type { CriticalPath } from '../../../src/core/policy/editPolicy';
import { parsePolicy } from '../../../src/core/policy/parsePolicy';

const request: CriticalPath = { path: 'src/z.ts', kind: 'file', rule: 'r', severity: 'error' };

function added(text: string | null, change: Partial<CriticalPath> = {}): string {
  const result = addCriticalPath(text, { ...request, ...change });
  assert.ok(result.ok, result.ok ? '' : result.error);
  return result.value.text;
}

describe('addCriticalPath', () => {
  it('creates a commented policy when there is none', () => {
    const text = added(null);
    assert.match(text, /^\/\/ /);
    const { policy, problems } = parsePolicy(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(policy.critical[0], {
      name: 'r',
      files: ['src/z.ts'],
      severity: 'error',
      reason: null,
      countersign: null,
    });
  });

  it('starts from an empty policy that is fine', () => {
    assert.deepEqual(parsePolicy(emptyPolicyText()).problems, []);
    assert.deepEqual(parsePolicy(added(emptyPolicyText())).problems, []);
  });

  const edits: [name: string, before: string, after: string][] = [
    [
      'a list on one line',
      '{ "critical": [{ "name": "r", "files": ["a", "b"] }] }',
      '["a", "b", "src/z.ts"]',
    ],
    [
      'a trailing comma on one line',
      '{ "critical": [{ "name": "r", "files": ["a",] }] }',
      '["a", "src/z.ts",]',
    ],
    [
      'a list of lines, with comments',
      '{ "critical": [{ "name": "r", "files": [\n  "a", // one\n  "b" // two\n] }] }',
      '[\n  "a", // one\n  "b", // two\n  "src/z.ts"\n]',
    ],
    [
      'a trailing comma and a comment after it',
      '{ "critical": [{ "name": "r", "files": [\n\t"a", // one, not two\n\t// end\n] }] }',
      '[\n\t"a", // one, not two\n\t"src/z.ts",\n\t// end\n]',
    ],
    [
      'Windows line ends',
      '{ "critical": [{ "name": "r", "files": [\r\n  "a"\r\n] }] }',
      '[\r\n  "a",\r\n  "src/z.ts"\r\n]',
    ],
    ['an empty list', '{ "critical": [{ "name": "r", "files": [ ] }] }', '["src/z.ts"]'],
    [
      'a list with only a comment',
      '{ "critical": [{ "name": "r", "files": [\n    // none yet\n  ] }] }',
      '[\n    // none yet\n    "src/z.ts"\n]',
    ],
    ['a rule without files', '{ "critical": [{ "name": "r" }] }', '"src/z.ts"'],
    [
      'a new rule',
      '{\n  "critical": [\n    { "name": "q", "files": ["a"] } // q\n  ]\n}\n',
      '\n    { "name": "q", "files": ["a"] }, // q\n    { "name": "r", "files": ["src/z.ts"], "severity": "error" }\n  ]\n}\n',
    ],
    [
      'a policy without rules',
      '{\n  // later\n  "enforce": "warn"\n}',
      '// later\n  "enforce": "warn",\n  "critical": [',
    ],
    [
      'a block comment over the line end',
      '{ "critical": [{ "name": "r", "files": ["a" /* x\n y */\n] }] }',
      '["a", "src/z.ts" /* x\n y */\n]',
    ],
  ];
  for (const [name, before, expected] of edits) {
    it(`edits ${name}`, () => {
      const after = added(before);
      assert.ok(after.includes(expected), after);
      const { policy, problems } = parsePolicy(after);
      assert.deepEqual(problems, []);
      assert.equal(new CriticalFiles(policy).ruleOf('src/z.ts')?.name, 'r');
    });
  }

  it('changes nothing when the pattern is there already', () => {
    const text = added(null);
    const again = addCriticalPath(text, request);
    assert.deepEqual(again, { ok: true, value: { text, pattern: 'src/z.ts', changed: false } });
  });

  it('adds the pattern again when an exception follows it', () => {
    const text = '{ "critical": [{ "name": "r", "files": ["src/z.ts", "!src/**"] }] }';
    assert.ok(added(text).includes('"!src/**", "src/z.ts"]'));
  });

  it('refuses to edit what it cannot read', () => {
    for (const text of [
      '{ "critical": [',
      '[]',
      '{ "critical": 1 }',
      '{ "critical": [{ "name": "r", "files": 1 }] }',
    ]) {
      const result = addCriticalPath(text, request);
      assert.equal(result.ok, false, text);
      assert.match(result.ok ? '' : result.error, /correct/);
    }
    assert.equal(addCriticalPath(null, { ...request, rule: 'two words' }).ok, false);
  });

  const segment = fc.stringMatching(/^[a-c *?![\]\\#{}()^$.+~-]{1,8}$/).filter((name) => !/^\.+$/.test(name));
  const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));

  it('covers exactly the marked file, whatever its name', () => {
    fc.assert(
      fc.property(path, path, (marked, other) => {
        const files = new CriticalFiles(parsePolicy(added(null, { path: marked })).policy);
        assert.equal(files.ruleOf(marked)?.name, 'r', `${marked} is not covered`);
        if (other !== marked && !other.startsWith(`${marked}/`))
          assert.equal(files.ruleOf(other), null, `${other} is covered by ${marked}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('covers everything in the marked folder and nothing else', () => {
    fc.assert(
      fc.property(path, path, (folder, other) => {
        const files = new CriticalFiles(parsePolicy(added(null, { path: folder, kind: 'folder' })).policy);
        assert.equal(files.ruleOf(`${folder}/x/${other}`)?.name, 'r', `${folder}/x/${other} is not covered`);
        if (!other.startsWith(`${folder}/`)) assert.equal(files.ruleOf(other), null, `${other} by ${folder}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('covers the whole repository when its root is marked', () => {
    const files = new CriticalFiles(parsePolicy(added(null, { path: '', kind: 'folder' })).policy);
    assert.equal(files.ruleOf('any/file')?.name, 'r');
  });
});
