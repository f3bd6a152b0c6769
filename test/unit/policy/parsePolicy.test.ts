// The policy parser: everything of the format, every kind of mistake with its place, and no text that makes it fail.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsePolicy } from '../../../src/core/policy/parsePolicy';
import { defaultPolicy } from '../../../src/core/policy/policy';

const full = `{
  // what matters most
  "critical": [
    { "name": "payments", "files": ["src/payments/**"], "severity": "error",
      "reason": "moves money", "countersign": { "by": ["@payments-seniors"], "count": 1 } },
    { "name": "infra", "files": ["**/*.tf", "deploy/**"], "severity": "warning" },
  ],
  "groups": { "payments-seniors": ["dana@example.com"] },
  "countersign": { "require": "trailer" /* or "signature" */, "allowedSigners": ".github/allowed_signers", "selfAllowed": true },
  "limits": { "aiLinesPerCommit": 400, "aiDeletedLinesPerCommit": 100 },
  "coverage": { "ai": 0.8 },
  "destructive": {
    "linesDeleted": 50, "filesDeleted": false, "except": ["rm-rf"], "severity": "error",
    "countersign": { "by": ["@payments-seniors"], "count": 1, "when": "ai" },
    "patterns": [
      { "name": "audit", "files": ["**/*.sql"], "adds": ["drop table audit*"], "removes": ["audit("], "reason": "law" },
      { "name": "flags", "adds": ["allow_all = true"] },
    ],
  },
  "unknown": "treat-as-ai",
  "enforce": "commit"
}
`;

describe('parsePolicy', () => {
  it('reads every field, comments and trailing commas allowed', () => {
    const { policy, problems, broken } = parsePolicy(full);
    assert.deepEqual(problems, []);
    assert.equal(broken, false);
    assert.deepEqual(policy, {
      critical: [
        {
          name: 'payments',
          files: ['src/payments/**'],
          severity: 'error',
          reason: 'moves money',
          countersign: { by: ['@payments-seniors'], count: 1, when: 'ai' },
        },
        {
          name: 'infra',
          files: ['**/*.tf', 'deploy/**'],
          severity: 'warning',
          reason: null,
          countersign: null,
        },
      ],
      groups: new Map([['payments-seniors', ['dana@example.com']]]),
      countersign: { require: 'trailer', allowedSigners: '.github/allowed_signers', selfAllowed: true },
      limits: { aiLinesPerCommit: 400, aiDeletedLinesPerCommit: 100 },
      coverage: { ai: 0.8 },
      destructive: {
        linesDeleted: 50,
        filesDeleted: null,
        defaults: true,
        except: ['rm-rf'],
        patterns: [
          {
            name: 'audit',
            files: ['**/*.sql'],
            adds: ['drop table audit*'],
            removes: ['audit('],
            reason: 'law',
          },
          { name: 'flags', files: null, adds: ['allow_all = true'], removes: [], reason: null },
        ],
        severity: 'error',
        countersign: { by: ['@payments-seniors'], count: 1, when: 'ai' },
      },
      unknown: 'treat-as-ai',
      enforce: 'commit',
    });
  });

  it('has defaults for everything that is left out', () => {
    assert.deepEqual(parsePolicy('{}'), { policy: defaultPolicy, problems: [], broken: false });
    const { policy, problems } = parsePolicy('{"critical":[{"name":"a","files":["x"],"countersign":{}}]}');
    assert.deepEqual(problems, []);
    assert.equal(policy.critical[0]?.severity, 'warning');
    assert.deepEqual(policy.critical[0]?.countersign, { by: [], count: 1, when: 'ai' });
  });

  it('accepts a byte order mark without moving the offsets', () => {
    assert.deepEqual(parsePolicy('\ufeff{}').problems, []);
    const [problem] = parsePolicy('\ufeff{"enforce":"x"}').problems;
    assert.equal(problem?.offset, 12);
  });

  it('switches destructive edits off with false, and on with anything else', () => {
    assert.deepEqual(parsePolicy('{"destructive":false}'), {
      policy: { ...defaultPolicy, destructive: null },
      problems: [],
      broken: false,
    });
    assert.deepEqual(parsePolicy('{"destructive":{}}').policy, defaultPolicy);
    for (const text of ['true', 'null', '7', '"off"', '[]']) {
      const { policy, broken } = parsePolicy(`{"destructive":${text}}`);
      assert.deepEqual([policy.destructive, broken], [defaultPolicy.destructive, true], text);
    }
  });

  // [what is wrong, the text with the marked place between ⟦ and ⟧, the sentence]
  const mistakes: [string, string, RegExp][] = [
    ['empty text', '⟦⟧', /is empty/],
    ['only a comment', '⟦// later⟧', /is empty/],
    ['not an object', '⟦[]⟧', /must be an object/],
    ['misspelt field', '{ ⟦"critcal"⟧: [] }', /no field "critcal"\. Did you mean "critical"\?/],
    ['unknown field', '{ ⟦"zzzzzzzz"⟧: 1 }', /no field "zzzzzzzz"\.$/],
    [
      'no destructive object',
      '{ "destructive": ⟦true⟧ }',
      /"destructive", unless it is false, must be an object/,
    ],
    ['misspelt threshold', '{ "destructive": { ⟦"lineDeleted"⟧: 3 } }', /Did you mean "linesDeleted"\?/],
    [
      'bad threshold',
      '{ "destructive": { "linesDeleted": ⟦-1⟧ } }',
      /unless it is false, must be a whole number, 0/,
    ],
    ['threshold true', '{ "destructive": { "filesDeleted": ⟦true⟧ } }', /must be a whole number/],
    [
      'bad exception',
      '{ "destructive": { "except": [⟦"rm-rff"⟧] } }',
      /no built-in rule "rm-rff"\. Did you mean "rm-rf"\?/,
    ],
    [
      'nothing to look for',
      '{ "destructive": { "patterns": [⟦{ "name": "a" }⟧] } }',
      /needs "adds" or "removes"/,
    ],
    ['pattern without name', '{ "destructive": { "patterns": [⟦{ "adds": ["ab"] }⟧] } }', /needs a "name"/],
    [
      'built-in name',
      '{ "destructive": { "patterns": [{ "name": ⟦"rm-rf"⟧, "adds": ["ab"] }] } }',
      /already called "rm-rf"/,
    ],
    [
      'destructive name twice',
      '{ "destructive": { "patterns": [{ "name": "a", "adds": ["ab"] }, { "name": ⟦"a"⟧, "adds": ["ab"] }] } }',
      /already called "a"/,
    ],
    [
      'only stars',
      '{ "destructive": { "patterns": [{ "name": "a", "adds": [⟦"* *"⟧] }] } }',
      /nearly every line/,
    ],
    ['two lines', '{ "destructive": { "patterns": [{ "name": "a", "removes": [⟦"a\\nb"⟧] }] } }', /one line/],
    [
      'too many stars',
      `{ "destructive": { "patterns": [{ "name": "a", "adds": [⟦"${'ab*'.repeat(21)}"⟧] }] } }`,
      /at most 20 times/,
    ],
    [
      'too long a pattern',
      `{ "destructive": { "patterns": [{ "name": "a", "adds": [⟦"${'a'.repeat(201)}"⟧] }] } }`,
      /at most 200/,
    ],
    [
      'undefined group there',
      '{ "destructive": { "countersign": { "by": [⟦"@x"⟧] } } }',
      /"x" is not defined/,
    ],
    ['field twice', '{ "enforce": "warn", ⟦"enforce"⟧: "push" }', /given twice/],
    ['bad enum', '{ "enforce": ⟦"comit"⟧ }', /one of "warn", "commit", "push"\. Did you mean "commit"\?/],
    ['enum of a wrong type', '{ "unknown": ⟦true⟧ }', /one of "allow"/],
    ['critical is an object', '{ "critical": ⟦{}⟧ }', /must be a list/],
    ['rule is a text', '{ "critical": [⟦"src/**"⟧] }', /must be an object/],
    ['no name', '{ "critical": [⟦{ "files": ["a"] }⟧] }', /needs a "name"/],
    ['empty name', '{ "critical": [{ "name": ⟦""⟧, "files": ["a"] }] }', /must not be empty/],
    [
      'name with a space',
      '{ "critical": [{ "name": ⟦"a b"⟧, "files": ["a"] }] }',
      /one word .* for example "a-b"/,
    ],
    [
      'name with a line break',
      '{ "critical": [{ "name": ⟦"a\\nSigned-off-by: me"⟧, "files": ["a"] }] }',
      /one word/,
    ],
    [
      'name twice',
      '{ "critical": [{ "name": "a", "files": ["a"] }, { "name": ⟦"a"⟧, "files": ["b"] }] }',
      /already called "a"/,
    ],
    ['no files', '{ "critical": [⟦{ "name": "a" }⟧] }', /needs "files"/],
    ['empty files', '{ "critical": [{ "name": "a", "files": ⟦[]⟧ }] }', /covers nothing/],
    ['files is a text', '{ "critical": [{ "name": "a", "files": ⟦"a"⟧ }] }', /must be a list/],
    ['pattern is a number', '{ "critical": [{ "name": "a", "files": [⟦1⟧] }] }', /double quotes/],
    ['pattern is a comment', '{ "critical": [{ "name": "a", "files": [⟦"#a"⟧] }] }', /comment/],
    ['pattern leaves the repository', '{ "critical": [{ "name": "a", "files": [⟦"../a"⟧] }] }', /relative/],
    [
      'misspelt severity',
      '{ "critical": [{ "name": "a", "files": ["a"], "severity": ⟦"eror"⟧ }] }',
      /Did you mean "error"\?/,
    ],
    [
      'unknown group',
      '{ "critical": [{ "name": "a", "files": ["a"], "countersign": { "by": [⟦"@x"⟧] } }] }',
      /group "x" is not defined/,
    ],
    [
      'by is no email',
      '{ "critical": [{ "name": "a", "files": ["a"], "countersign": { "by": [⟦"dana"⟧] } }] }',
      /not an email/,
    ],
    [
      'count of zero',
      '{ "critical": [{ "name": "a", "files": ["a"], "countersign": { "count": ⟦0⟧ } }] }',
      /whole number, 1 or more/,
    ],
    [
      'count that nobody can reach',
      '{ "critical": [{ "name": "a", "files": ["a"], "countersign": { "by": ["a@b.c"], "count": ⟦2⟧ } }] }',
      /never reached/,
    ],
    ['bad email in a group', '{ "groups": { "x": [⟦"dana"⟧] } }', /not an email/],
    ['empty group', '{ "groups": { "x": ⟦[]⟧ } }', /no members/],
    ['group named with @', '{ "groups": { ⟦"@x"⟧: ["a@b.c"] } }', /without @/],
    ['fractional limit', '{ "limits": { "aiLinesPerCommit": ⟦1.5⟧ } }', /whole number, 0 or more/],
    ['limit that is a text', '{ "limits": { "aiDeletedLinesPerCommit": ⟦"9"⟧ } }', /whole number/],
    ['coverage is a number', '{ "coverage": ⟦0.8⟧ }', /must be an object/],
    ['coverage in percent', '{ "coverage": { "ai": ⟦80⟧ } }', /number from 0 to 1, for example 0\.8/],
    ['coverage below nothing', '{ "coverage": { "ai": ⟦-0.1⟧ } }', /number from 0 to 1/],
    ['coverage without end', '{ "coverage": { "ai": ⟦1e999⟧ } }', /number from 0 to 1/],
    ['coverage that is a text', '{ "coverage": { "ai": ⟦"0.8"⟧ } }', /number from 0 to 1/],
    ['coverage of something else', '{ "coverage": { ⟦"human"⟧: 1 } }', /no field "human"/],
    ['self-allowed is a text', '{ "countersign": { "selfAllowed": ⟦"no"⟧ } }', /true or false/],
    ['signature without signers', '{ "countersign": ⟦{ "require": "signature" }⟧ }', /allowedSigners/],
    ['missing comma', '{ "enforce": "warn" ⟦"unknown"⟧: "allow" }', /comma/],
    ['text after the end', '{} ⟦[⟧]', /follow/],
  ];
  for (const [name, marked, sentence] of mistakes) {
    it(`marks the place: ${name}`, () => {
      const start = marked.indexOf('⟦');
      const length = marked.indexOf('⟧') - start - 1;
      const { problems, broken } = parsePolicy(marked.replace(/[⟦⟧]/g, ''));
      assert.equal(broken, true);
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.match(problems[0]?.message ?? '', sentence);
      assert.deepEqual([problems[0]?.offset, problems[0]?.length], [start, length]);
    });
  }

  it('takes every share from none to all', () => {
    for (const ai of [0, 0.25, 1])
      assert.deepEqual(parsePolicy(JSON.stringify({ coverage: { ai } })), {
        policy: { ...defaultPolicy, coverage: { ai } },
        problems: [],
        broken: false,
      });
    assert.equal(parsePolicy('{ "coverage": { "ai": 2 } }').policy.coverage.ai, null);
    assert.equal(parsePolicy('{ "coverage": {} }').policy.coverage.ai, null);
  });

  it('keeps what it could read of a broken policy', () => {
    const { policy, broken } = parsePolicy(
      '{ "critical": [{ "name": "a b", "files": ["src/**", 7] }, 3, { "name": "c", "files": ["lib/**"], ',
    );
    assert.equal(broken, true);
    assert.deepEqual(
      policy.critical.map(({ name, files }) => [name, files]),
      [
        ['a-b', ['src/**']],
        ['c', ['lib/**']],
      ],
    );
  });

  it('never lets a rule name break out of its trailer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const { policy } = parsePolicy(JSON.stringify({ critical: [{ name, files: ['a'] }] }));
        assert.match(policy.critical[0]?.name ?? '', /^[^\p{C}\p{Z}]{1,64}$/u);
      }),
    );
  });

  it('answers for any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...full.split(/(?<=[[\]{}",:])/), '/*', '//', '\\u12', '\0', '"', '[', '{'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { offset, length, message } of parsePolicy(text).problems) {
          assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length);
          assert.match(message, /[.?}]$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps to the text where a comment does not end', () => {
    const ends = parsePolicy(' [/*').problems.map(({ offset, length }) => offset + length);
    assert.deepEqual(ends, [4, 4, 4]);
  });

  it('answers for a text that nests without end', () => {
    for (const deep of ['['.repeat(200_000), '{"a":'.repeat(100_000)]) {
      assert.match(parsePolicy(deep).problems[0]?.message ?? '', /too deeply/);
    }
  });

  it('answers for names like those of built-in properties', () => {
    const text = '{ "__proto__": 1, "constructor": 2, "groups": { "__proto__": ["a@b.c"] } }';
    const { problems } = parsePolicy(text);
    assert.deepEqual(
      problems.map(({ message }) => message.slice(0, 36)),
      ['The policy has no field "__proto__".', 'The policy has no field "constructor'.slice(0, 36)],
    );
  });
});
