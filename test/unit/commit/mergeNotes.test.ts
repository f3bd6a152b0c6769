/**
 * Merging two notes of one commit: the laws that make the order of merging irrelevant, and who prevails on which line.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeNotes } from '../../../src/core/commit/mergeNotes';
import { noteLineAuthors } from '../../../src/core/commit/noteLineAuthors';
import type { JsonObject, Note, NoteEntry } from '../../../src/core/commit/noteModel';
import { parseNote } from '../../../src/core/commit/parseNote';
import { renderNote } from '../../../src/core/commit/renderNote';

const [AI_1, AI_2, AI_3] = ['s_00000000000001::t_1', 's_00000000000002::t_1', 's_00000000000002::t_2'];
const [PERSON, OTHER, PROMPT] = ['h_0000000000000a', 'h_0000000000000b', '0123456789abcdef'];
const KEYS = [AI_1, AI_2, AI_3, PERSON, OTHER, PROMPT];
const LINES = 12;

const record = (key: string, more: JsonObject = {}): JsonObject => ({
  agent_id: { tool: 'cursor', id: key, model: 'm' },
  human_author: null,
  ...more,
});

/** Records of all keys, so that what is compared is the lines. */
const RECORDS: JsonObject = {
  schema_version: 'authorship/3.0.0',
  git_ai_version: '1.6.24',
  base_commit_sha: 'c0ffee',
  prompts: { [PROMPT]: record(PROMPT) },
  humans: { [PERSON]: { author: 'Dana <dana@example.com>' }, [OTHER]: { author: 'Kim <kim@example.com>' } },
  sessions: { s_00000000000001: record('1'), s_00000000000002: record('2') },
};

type Rows = readonly (readonly [key: string, ranges: string])[];

/** A note as text; `rows` are the entries of its one file. */
function note(rows: Rows, metadata: JsonObject = RECORDS, path = 'a.ts'): string {
  const lines = rows.map(([key, ranges]) => `  ${key} ${ranges}\n`).join('');
  return `${path}\n${lines}---\n${JSON.stringify(metadata, null, 2)}`;
}

function merged(ours: string, theirs: string): string {
  const result = mergeNotes(ours, theirs);
  if (result.kind === 'merged') return result.text;
  assert.notEqual(result.kind, 'unreadable');
  return result.kind === 'ours' ? ours : theirs;
}

function parsed(text: string): Note {
  const result = parseNote(text);
  assert.ok(result.ok);
  return result.value;
}

function entries(text: string): [key: string, ranges: string][] {
  const block = text.split('\n---\n')[0] ?? '';
  return block
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim().split(' ') as [string, string]);
}

/** The key that wins a line, and all keys that attest it. */
function claims(text: string, path: string, line: number): { top: string | null; keys: Set<string> } {
  const has = ({ ranges }: NoteEntry): boolean =>
    ranges.some(([first, last]) => first <= line && line <= last);
  const keys = parsed(text)
    .files.filter((file) => file.path === path)
    .flatMap((file) => file.entries.filter(has).map(({ key }) => key));
  return { top: keys.at(-1) ?? null, keys: new Set(keys) };
}

const anyRanges = fc
  .array(fc.tuple(fc.integer({ min: 1, max: LINES }), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.map(([first, more]) => `${first}-${Math.min(first + more, LINES)}`).join(','));
const anyRows = fc.array(fc.tuple(fc.constantFrom(...KEYS), anyRanges), { minLength: 1, maxLength: 6 });
const anyExtra = fc.dictionary(
  fc.constantFrom('x', 'y', '__proto__', '7'),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonObject),
  { maxKeys: 3 },
);
const anyMetadata = fc
  .record({
    producer: fc.constantFrom('1.6.24', '1.7.0', 'countersign:0.1.0', 'countersign:0.2.0', null, undefined),
    extra: anyExtra,
    additions: fc.nat(9),
  })
  .map(({ producer, extra, additions }): JsonObject => {
    const rest = Object.fromEntries(Object.entries(RECORDS).filter(([name]) => name !== 'git_ai_version'));
    const version: JsonObject = producer === undefined ? {} : { git_ai_version: producer };
    const prompts: JsonObject = { [PROMPT]: record(PROMPT, { total_additions: additions, ...extra }) };
    return { ...extra, ...rest, ...version, prompts };
  });
const anyNote = fc
  .tuple(anyRows, fc.option(anyRows), anyMetadata)
  .map(
    ([first, second, metadata]) => (second === null ? '' : blockOf('b c.ts', second)) + note(first, metadata),
  );

function blockOf(path: string, rows: Rows): string {
  return `"${path}"\n${rows.map(([key, ranges]) => `  ${key} ${ranges}\n`).join('')}`;
}

/** The same notes in every run. */
const RUNS = { seed: 20260101, numRuns: 200 };

describe('mergeNotes', () => {
  it('is commutative, idempotent and associative, to the byte', () => {
    fc.assert(
      fc.property(anyNote, anyNote, anyNote, (a, b, c) => {
        const both = merged(a, b);
        assert.equal(merged(b, a), both);
        assert.equal(merged(a, a), a);
        assert.equal(merged(both, a), both);
        assert.equal(merged(b, both), both);
        assert.equal(merged(both, c), merged(a, merged(b, c)));
      }),
      RUNS,
    );
  });

  it('keeps all claims, and who prevails where one note alone attests or both agree', () => {
    fc.assert(
      fc.property(anyNote, anyNote, (a, b) => {
        const both = merged(a, b);
        for (const path of ['a.ts', 'b c.ts']) {
          for (let line = 1; line <= LINES; line++) {
            const [one, other, result] = [a, b, both].map((text) => claims(text, path, line));
            assert.ok(one && other && result);
            assert.deepEqual(result.keys, new Set([...one.keys, ...other.keys].sort()), 'keys');
            if (one.top === null || other.top === null || one.top === other.top)
              assert.equal(result.top, one.top ?? other.top);
            else assert.ok(result.top === one.top || result.top === other.top);
          }
        }
      }),
      RUNS,
    );
  });

  it('unites the lines of a key, and sorts files and entries', () => {
    const ours = note([[AI_2, '1-3'], [PERSON, '8']]); // prettier-ignore
    const theirs = blockOf('a b', [[AI_1, '1']]) + note([[AI_2, '3-5,9'], [AI_1, '6']]); // prettier-ignore
    const both = merged(ours, theirs);
    assert.equal(
      both.split('---')[0],
      `"a b"\n  ${AI_1} 1\na.ts\n  ${PERSON} 8\n  ${AI_1} 6\n  ${AI_2} 1-5,9\n`,
    );
  });

  it('keeps a mixed line of ours mixed, with the same author', () => {
    const metadata = { ...RECORDS, git_ai_version: 'countersign:0.1.0' };
    const ours = note([[AI_2, '1-2'], [PERSON, '1-4'], [AI_1, '4']], metadata); // prettier-ignore
    const theirs = note([[AI_1, '8']], { ...metadata, git_ai_version: 'countersign:0.2.0' });
    const both = merged(ours, theirs);
    assert.deepEqual(noteLineAuthors(parsed(both), 'a.ts', 4), noteLineAuthors(parsed(ours), 'a.ts', 4));
    assert.equal(parsed(both).producer, 'countersign:0.2.0');
  });

  it('counts as ours only when both are', () => {
    const ours = note([[AI_1, '1']], { ...RECORDS, git_ai_version: 'countersign:9.0.0' });
    assert.equal(parsed(merged(ours, note([[AI_2, '1']]))).producer, '1.6.24');
  });

  it('lets the AI prevail where one note says AI and the other a person', () => {
    const both = merged(note([[PERSON, '1-3']]), note([[AI_1, '2']]));
    assert.deepEqual(entries(both), [[PERSON, '1-3'], [AI_1, '2']]); // prettier-ignore
    const [one, two] = noteLineAuthors(parsed(both), 'a.ts', 2);
    assert.deepEqual([one?.author, two?.author], ['human', 'ai']);
  });

  it('lets the key that sorts last prevail among keys of a kind', () => {
    assert.equal(claims(merged(note([[AI_2, '1']]), note([[AI_1, '1']])), 'a.ts', 1).top, AI_2);
    assert.equal(claims(merged(note([[OTHER, '1']]), note([[PERSON, '1']])), 'a.ts', 1).top, OTHER);
  });

  it('gives a key a second entry only when nothing else keeps who prevails', () => {
    const both = merged(note([[AI_1, '1'], [AI_2, '1']]), note([[AI_2, '2'], [AI_1, '2']])); // prettier-ignore
    assert.deepEqual(entries(both), [[AI_1, '1'], [AI_2, '1-2'], [AI_1, '2']]); // prettier-ignore
    const simple = merged(note([[AI_2, '1'], [AI_1, '1']]), note([[AI_2, '2']])); // prettier-ignore
    assert.deepEqual(entries(simple), [[AI_2, '1-2'], [AI_1, '1']]); // prettier-ignore
  });

  it('lets no key without a record hide who prevails to readers', () => {
    const ours = note([[AI_2, '1'], [AI_1, '1'], ['s_nobody::t_1', '1']]); // prettier-ignore
    const [line] = noteLineAuthors(parsed(merged(ours, note([[AI_2, '5']]))), 'a.ts', 1);
    assert.equal(line?.origin.author === 'ai' && line.origin.session, '1');
  });

  it('joins records field by field, and keeps fields that it does not know', () => {
    const ours = note([[AI_1, '1']], {
      ...RECORDS,
      humans: {},
      prompts: { [PROMPT]: record(PROMPT, { total_additions: 3, messages_url: 'https://example.com' }) },
      extra: { list: [1], both: 'a' },
    });
    const theirs = note([[AI_1, '1']], {
      ...RECORDS,
      prompts: { [PROMPT]: record(PROMPT, { total_additions: 11, human_author: 'Dana' }) },
      extra: { both: 'b', more: true },
    });
    const { metadata } = parsed(merged(ours, theirs));
    assert.deepEqual(metadata['humans'], RECORDS['humans']);
    assert.deepEqual(metadata['prompts'], {
      [PROMPT]: record(PROMPT, {
        total_additions: 11,
        messages_url: 'https://example.com',
        human_author: 'Dana',
      }),
    });
    assert.deepEqual(metadata['extra'], { both: 'b', list: [1], more: true });
    assert.deepEqual(Object.keys(metadata).slice(0, 3), [
      'schema_version',
      'git_ai_version',
      'base_commit_sha',
    ]);
  });

  it('keeps the note that can be read, and says when neither can', () => {
    const good = note([[AI_1, '1']]);
    const deep = `a.ts\n  ${AI_1} 1\n---\n${JSON.stringify(RECORDS).slice(0, -1)},"x":${'['.repeat(1e5)}${']'.repeat(1e5)}}`;
    for (const bad of ['', 'free text\n', '---\n{}', good.replace('3.0.0', '2.0.0'), deep]) {
      assert.deepEqual(mergeNotes(good, bad), { kind: 'ours' });
      assert.deepEqual(mergeNotes(bad, good), { kind: 'theirs' });
      assert.deepEqual(mergeNotes(bad, 'other free text'), { kind: 'unreadable' });
    }
    assert.deepEqual(mergeNotes('free text', 'free text'), { kind: 'ours' });
  });

  it('is quick with claims of a billion lines, and drops ranges that hold no line', () => {
    const both = merged(note([[AI_1, '1-999999999']]), note([[PERSON, '9-3,500-600,']]));
    assert.deepEqual(entries(both), [[PERSON, '500-600'], [AI_1, '1-999999999']]); // prettier-ignore
    assert.deepEqual(entries(merged(note([[AI_1, '9-3']]), note([[AI_2, '1']]))), [[AI_2, '1']]);
  });

  it('takes a path in two Unicode forms for one file, and keeps odd paths', () => {
    const [composed, separate] = ['é.ts', 'e\u0301.ts'];
    const both = merged(note([[AI_1, '1']], RECORDS, composed), note([[AI_1, '2']], RECORDS, separate));
    assert.deepEqual(
      parsed(both).files.map(({ path, entries: found }) => [path, found.length]),
      [[composed, 1]],
    );
    for (const path of ['""', '"  x"', '"---"', '" a "', '"a\tb"', '"']) {
      const text = merged(note([[AI_1, '1']], RECORDS, path), note([[AI_1, '2']], RECORDS, path));
      assert.deepEqual(parsed(text).files, [
        { path: parsed(note([[AI_1, '1']], RECORDS, path)).files[0]?.path, entries: [{ key: AI_1, ranges: [[1, 2]] }] },
      ]); // prettier-ignore
    }
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(anyNote, anyNote, (a, b) => {
        const both = merged(a, b);
        assert.equal(renderNote(parsed(both)), both);
      }),
      RUNS,
    );
  });
});
