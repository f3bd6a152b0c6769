import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AttributedFile } from '../../../src/core/commit/attribute';
import { readStoredAttribution, storedAttribution } from '../../../src/core/commit/storedAttribution';
import type { LineAuthor } from '../../../src/core/ledger/lineAuthors';
import type { AiOrigin, Origin } from '../../../src/core/model';

const ai: AiOrigin = { author: 'ai', tool: 'T', model: null, session: 's', evidence: 'host', time: 1 };
const person: Origin = { author: 'human', evidence: 'keystroke', time: 2 };
const nobody: Origin = { author: 'unknown', reason: 'disk', time: 3 };

const AUTHORS: readonly LineAuthor[] = [
  { author: 'ai', mixed: false, origin: ai },
  { author: 'human', mixed: true, origin: person, aiPart: ai },
  { author: 'unknown', mixed: false, origin: nobody },
];

const FILES: readonly AttributedFile[] = [
  { path: 'a.ts', lines: new Map(AUTHORS.map((author, index) => [index + 1, author])) },
  { path: 'b c.ts', lines: new Map([[9, AUTHORS[0] as LineAuthor]]) },
  { path: 'none.ts', lines: new Map() },
];

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a stored attribution', () => {
  it('is read as it was, each author once', () => {
    const stored = storedAttribution(FILES);
    assert.equal(stored.authors.length, 3);
    assert.deepEqual(readStoredAttribution(asJson(stored)), FILES);
  });

  it('is nothing when it names people, whom it cannot tell, or authors and lines that are none', () => {
    const humanPart = { author: 'human', evidence: 'keystroke', time: 2, person: 'Dana <d@example.com>' };
    const [author] = AUTHORS;
    for (const stored of [
      { authors: [{ ...author, humanPart }], files: [{ path: 'a.ts', lines: [[1, 0]] }] },
      { authors: [{ ...author, author: 'robot' }], files: [{ path: 'a.ts', lines: [[1, 0]] }] },
      { authors: [author], files: [{ path: 'a.ts', lines: [[1, 1]] }] },
      { authors: [author], files: [{ path: 'a.ts', lines: [['1', 0]] }] },
      { authors: [author], files: [{ path: 1, lines: [] }] },
    ])
      assert.equal(readStoredAttribution(stored), null);
  });

  it('is read from anything without an error', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readStoredAttribution(value)));
    const some = fc.record({ authors: fc.array(fc.jsonValue()), files: fc.array(fc.jsonValue()) });
    fc.assert(fc.property(some, (value) => void readStoredAttribution(value)));
  });
});
