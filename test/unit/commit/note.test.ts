/**
 * Notes in the Git AI Standard v3: the standard's own examples byte for byte, and our way there and back.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { AttributedFile } from '../../../src/core/commit/attribute';
import { buildNote } from '../../../src/core/commit/buildNote';
import { humanId, sessionId } from '../../../src/core/commit/noteIds';
import { noteLineAuthors } from '../../../src/core/commit/noteLineAuthors';
import { noteToState } from '../../../src/core/commit/noteToState';
import { parseNote } from '../../../src/core/commit/parseNote';
import { renderNote } from '../../../src/core/commit/renderNote';
import { lineAuthors } from '../../../src/core/ledger/lineAuthors';
import type { LineAuthor } from '../../../src/core/ledger/lineAuthors';
import type { AiOrigin, HumanOrigin } from '../../../src/core/model';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The standard's example of sessions. */
const SESSIONS = `src/main.rs
  s_c9883b05a2487d::t_9f8e7d6c5b4a32 1-10,15-20
  s_c9883b05a2487d::t_a1b2c3d4e5f678 25,30-35
  h_31dce776f88375 42-50
src/lib.rs
  s_e7f2a90b31cc48::t_deadbeef012345 1-50
---
{
  "schema_version": "authorship/3.0.0",
  "git_ai_version": "1.4.5",
  "base_commit_sha": "7734793b756b3921c88db5375a8c156e9532447b",
  "prompts": {},
  "humans": {
    "h_31dce776f88375": {
      "author": "Developer <dev@example.com>"
    }
  },
  "sessions": {
    "s_c9883b05a2487d": {
      "agent_id": {
        "tool": "cursor",
        "id": "6ef2299e-a67f-432b-aa80-3d2fb4d28999",
        "model": "claude-sonnet-4-5-20250514"
      },
      "human_author": "dev@example.com"
    },
    "s_e7f2a90b31cc48": {
      "agent_id": {
        "tool": "claude",
        "id": "conv_abc123def456",
        "model": "claude-sonnet-4-5-20250514"
      },
      "human_author": "dev@example.com",
      "custom_attributes": {
        "team": "backend"
      }
    }
  }
}`;

/** The implementation's golden file of old prompt records and quoted paths. */
const PROMPTS = `"src/my file.rs"
  c9883b05a2487d6d 1-10
"docs/README (copy).md"
  c9883b05a2487d6d 5
test/file-with-dashes.js
  c9883b05a2487d6d 20-25
---
{
  "schema_version": "authorship/3.0.0",
  "git_ai_version": "development",
  "base_commit_sha": "",
  "prompts": {
    "c9883b05a2487d6d": {
      "agent_id": {
        "tool": "cursor",
        "id": "session_123",
        "model": "claude-3-sonnet"
      },
      "human_author": null,
      "total_additions": 0,
      "total_deletions": 0,
      "accepted_lines": 0,
      "overriden_lines": 0
    }
  }
}`;

const EMPTY =
  '---\n{\n  "schema_version": "authorship/3.0.0",\n  "git_ai_version": null,\n  "base_commit_sha": "a",\n  "prompts": {}\n}';

function parsed(text: string) {
  const result = parseNote(text);
  assert.ok(result.ok, result.ok ? '' : result.error);
  return result.value;
}

const ai = (over: Partial<AiOrigin> = {}): AiOrigin => ({
  author: 'ai',
  tool: 'GitHub Copilot',
  model: 'gpt-5.1',
  session: null,
  evidence: 'command',
  time: 0,
  ...over,
});
const person: HumanOrigin = { author: 'human', evidence: 'keystroke', time: 0 };
const KINDS: Readonly<Record<string, LineAuthor>> = {
  a: { author: 'ai', mixed: false, origin: ai() },
  b: { author: 'ai', mixed: false, origin: ai({ tool: 'Claude Code', session: 'c1', evidence: 'hook' }) },
  A: { author: 'ai', mixed: true, origin: ai() },
  h: { author: 'human', mixed: false, origin: person },
  H: { author: 'human', mixed: true, origin: person, aiPart: ai() },
  u: { author: 'unknown', mixed: false, origin: { author: 'unknown', reason: 'disk', time: 0 } },
};
const fileOf = (path: string, kinds: string): AttributedFile => ({
  path,
  lines: new Map([...kinds].flatMap((kind, i) => (KINDS[kind] === undefined ? [] : [[i + 1, KINDS[kind]]]))),
});
const ANN = 'Ann Author <ann@example.com>';
const build = (files: AttributedFile[], humanAuthor: string | null = ANN) =>
  buildNote({ files, commit: 'c'.repeat(40), humanAuthor, version: '0.1.0', sha256 });

describe('note: reading and writing', () => {
  for (const [name, text] of Object.entries({ SESSIONS, PROMPTS, EMPTY })) {
    it(`gives the example ${name} back byte for byte`, () => assert.equal(renderNote(parsed(text)), text));
  }

  it('computes the identifiers of the standard', () => {
    assert.equal(sessionId('cursor', 'session_123', sha256), 's_c9883b05a2487d');
    assert.equal(humanId('Alice Smith <alice@example.com>', sha256), 'h_31dce776f88375');
  });

  it('reads line endings, blank lines and empty ranges as the implementation does', () => {
    const text = `a\r\n\r\n  h_1 1,,2-3  \r\nempty\r\n${SESSIONS.slice(SESSIONS.indexOf('---')).replaceAll('\n', '\r\n')}`;
    assert.deepEqual(parsed(text).files, [
      {
        path: 'a',
        entries: [
          {
            key: 'h_1',
            ranges: [
              [1, 1],
              [2, 3],
            ],
          },
        ],
      },
    ]);
  });

  it('sorts ranges', () => {
    const text = PROMPTS.replace('20-25', '100-200,5,1,10-15,50,25-30');
    assert.match(renderNote(parsed(text)), /6d 1,5,10-15,25-30,50,100-200\n/);
  });

  const broken: readonly [title: string, text: string][] = [
    ['nothing', ''],
    ['no divider', 'a\n  h_1 1\n'],
    ['an entry before any path', SESSIONS.replace('src/main.rs\n', '')],
    ['an entry without lines', SESSIONS.replace(' 42-50', '')],
    ['a line number that is none', SESSIONS.replace('42-50', '42-x')],
    ['no JSON', '---\nhello'],
    ['JSON that is no object', '---\n[]'],
    ['another version', SESSIONS.replace('authorship/3.0.0', 'authorship/4.0.0')],
    ['no prompts', SESSIONS.replace('"prompts": {},', '')],
    ['no commit', SESSIONS.replace('"base_commit_sha"', '"base"')],
  ];
  for (const [title, text] of broken) {
    it(`refuses ${title}`, () => {
      const result = parseNote(text);
      assert.equal(result.ok, false);
      assert.match(result.ok ? '' : result.error, /^The note cannot be read: .*\.$/);
    });
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseNote(text)));
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        const record = {
          schema_version: 'authorship/3.0.0',
          base_commit_sha: '',
          prompts: {},
          sessions: value,
        };
        const note = parseNote(`a\n  s_1::t_1 1-999999999\n---\n${JSON.stringify(record)}`);
        assert.ok(note.ok);
        noteLineAuthors(note.value, 'a', 10);
      }),
    );
  });
});

describe('note: lookup', () => {
  it('lets the last entry win and skips keys without a record', () => {
    const text = SESSIONS.replace(
      'h_31dce776f88375 42-50',
      'h_31dce776f88375 10-12\n  s_00000000000000::t_1 10-11',
    );
    const lines = noteLineAuthors(parsed(text), 'src/main.rs', 30);
    assert.deepEqual(
      [9, 10, 12, 13, 25].map((line) => lines[line - 1]?.author ?? null),
      ['ai', 'human', 'human', null, 'ai'],
    );
    assert.equal(
      lines[9]?.mixed,
      false,
      'in a note of another producer, overlapping entries do not mean mixed',
    );
    assert.deepEqual(lines[8]?.origin, {
      author: 'ai',
      tool: 'Cursor',
      model: 'claude-sonnet-4-5-20250514',
      session: '6ef2299e-a67f-432b-aa80-3d2fb4d28999',
      evidence: 'hook',
      time: 0,
    });
  });

  it('reads old prompt records', () => {
    const line = noteLineAuthors(parsed(PROMPTS), 'docs/README (copy).md', 5)[4];
    assert.deepEqual([line?.author, line?.origin.author === 'ai' && line.origin.tool], ['ai', 'Cursor']);
  });
});

describe('note: building', () => {
  it('writes these bytes', () => {
    const { note, problems } = build([fileOf('src/b.ts', 'aauh'), fileOf('a b.ts', 'bb')]);
    assert.ok(note);
    assert.deepEqual(problems, []);
    const copilot = sessionId('github-copilot', 'completions#gpt-5.1', sha256);
    const claude = sessionId('claude', 'c1', sha256);
    const human = humanId('Ann Author <ann@example.com>', sha256);
    const record = (tool: string, id: string, evidence: string) => ({
      agent_id: { tool, id, model: 'gpt-5.1' },
      human_author: 'Ann Author <ann@example.com>',
      custom_attributes: { 'countersign.evidence': evidence },
    });
    const trace = (id: string): string => `t_${sha256(`${id}:lines`).slice(0, 14)}`;
    const sessions = Object.fromEntries(
      [
        [copilot, record('github-copilot', 'completions#gpt-5.1', 'command')] as const,
        [claude, record('claude', 'c1', 'hook')] as const,
      ].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const json = {
      schema_version: 'authorship/3.0.0',
      git_ai_version: 'countersign:0.1.0',
      base_commit_sha: 'c'.repeat(40),
      prompts: {},
      humans: { [human]: { author: 'Ann Author <ann@example.com>' } },
      sessions,
    };
    assert.equal(
      renderNote(note),
      `"a b.ts"\n  ${claude}::${trace(claude)} 1-2\n` +
        `src/b.ts\n  ${human} 4\n  ${copilot}::${trace(copilot)} 1-2\n---\n${JSON.stringify(json, null, 2)}`,
    );
  });

  it('does not depend on the order of files and lines', () => {
    const files = [fileOf('b', 'abAHh'), fileOf('a', 'hHAba'), fileOf('c', 'uu')];
    const turned = files.map(({ path, lines }) => ({ path, lines: new Map([...lines].reverse()) })).reverse();
    const [one, two] = [build(files).note, build(turned).note];
    assert.ok(one && two);
    assert.equal(renderNote(one), renderNote(two));
  });

  it('attests nothing when nothing is known', () => {
    assert.equal(build([fileOf('a', 'uu')]).note, null);
    assert.equal(build([fileOf('a', 'hH')], null).note, null);
  });

  it('gives each model of a conversation a record', () => {
    const line = (model: string): LineAuthor => ({
      author: 'ai',
      mixed: false,
      origin: ai({ session: 's', model }),
    });
    const lines = new Map([line('x'), line('y'), line('y')].map((author, i) => [i + 1, author]));
    const { note } = build([{ path: 'a', lines }]);
    const records = new Map(
      [...(note?.sessions.values() ?? [])].map((record) => [record.model, record.conversation]),
    );
    assert.deepEqual(
      records,
      new Map([
        ['y', 's'],
        ['x', 's#x'],
      ]),
    );
    assert.ok(note);
    const back = noteLineAuthors(note, 'a', 3).map((author) => author?.origin);
    assert.deepEqual(back, [
      ai({ session: 's', model: 'x' }),
      ai({ session: 's', model: 'y' }),
      ai({ session: 's', model: 'y' }),
    ]);
  });

  it('leaves out paths that the format cannot hold, and says so', () => {
    const { note, problems } = build(['  a', 'b\nc', '---', 'ok'].map((path) => fileOf(path, 'a')));
    assert.deepEqual(
      note?.files.map(({ path }) => path),
      ['ok'],
    );
    assert.equal(problems.length, 3);
  });

  it('carries every other path', () => {
    const path = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !/[\n\r]/.test(text) && !text.startsWith('  ') && text !== '---');
    fc.assert(
      fc.property(path, (name) => {
        const { note } = build([fileOf(name, 'a')]);
        assert.ok(note);
        assert.equal(noteLineAuthors(parsed(renderNote(note)), name, 1)[0]?.author, 'ai');
      }),
    );
  });
});

describe('note: back to attributed text', () => {
  it('gives the authors of the lines back', () => {
    const kind = fc.constantFrom('a', 'b', 'A', 'h', 'H', 'u', '.');
    const body = fc.constantFrom('ab', '  foo()', 'x y\r', '}}', '😀');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(kind, body), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        (rows, ended) => {
          const kinds = rows.map(([letter]) => letter).join('');
          const text = rows.map(([, line]) => line).join('\n') + (ended ? '\n' : '');
          const { note } = build([fileOf('f', kinds)]);
          if (note === null) return;
          const authors = lineAuthors(noteToState(text, parsed(renderNote(note)), 'f'));
          rows.forEach(([letter], i) => {
            const expected = letter === 'u' ? undefined : KINDS[letter];
            const actual = authors[i] ?? undefined;
            assert.deepEqual([actual?.author, actual?.mixed], [expected?.author, expected?.mixed]);
            const named =
              expected?.author === 'human' ? { ...expected.origin, person: ANN } : expected?.origin;
            assert.deepEqual(actual?.origin, named);
            assert.deepEqual(actual?.aiPart, expected?.aiPart);
          });
        },
      ),
    );
  });

  it('keeps the names of those who wrote the lines, whoever commits them next', () => {
    const text = 'ab\nfoo()\nx y\n}}\n';
    const first = build([fileOf('f', 'hAHa')]).note;
    assert.ok(first);
    const known = lineAuthors(noteToState(text, first, 'f'));
    const lines = new Map(
      known.flatMap((line, index) => (line === null ? [] : [[index + 1, line] as const])),
    );
    const second = build([{ path: 'f', lines }], 'Bob Next <bob@example.com>').note;
    assert.deepEqual(second?.files, first.files);
    assert.deepEqual([...(second?.humans.values() ?? [])], [ANN]);
  });

  it('names several people', () => {
    const by = (author: string): LineAuthor => ({
      author: 'human',
      mixed: false,
      origin: { ...person, person: author },
    });
    const lines = new Map([
      [1, by(ANN)],
      [2, KINDS['h'] as LineAuthor],
      [3, by(ANN)],
    ]);
    const bob = 'Bob Next <bob@example.com>';
    const { note } = build([{ path: 'f', lines }], bob);
    assert.deepEqual(
      new Map(note?.files[0]?.entries.map(({ key, ranges }) => [note.humans.get(key), ranges])),
      new Map([
        [
          ANN,
          [
            [1, 1],
            [3, 3],
          ],
        ],
        [bob, [[2, 2]]],
      ]),
    );
  });

  it('never calls a line human because of one character', () => {
    const { note } = build([fileOf('f', 'A')]);
    assert.ok(note);
    assert.equal(lineAuthors(noteToState('    }\n', note, 'f'))[0]?.author, 'ai');
  });

  it('knows nothing of a file that the note does not have', () => {
    assert.deepEqual(noteToState('x\n', parsed(SESSIONS), 'other'), {
      text: 'x\n',
      spans: [],
      deletions: [],
    });
  });
});
