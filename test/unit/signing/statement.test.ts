// Statements of a review: the bytes that are signed, and payloads that make no sense.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseStatement } from '../../../src/core/signing/parseStatement';
import { renderStatement, type Statement } from '../../../src/core/signing/statement';

const BLOB = 'a'.repeat(40);

const statement: Statement = {
  reviewer: { name: 'Sam Ray', email: 'sam@example.com' },
  comment: 'Fine',
  reviewedAt: '2026-01-02T03:04:05Z',
  commit: 'c'.repeat(40),
  authorEmail: 'dana@example.com',
  authoredAt: '2026-01-01T00:00:00Z',
  patchId: 'd'.repeat(40),
  policyDigest: 'e'.repeat(64),
  paths: [
    { path: 'src/päy "1".ts', blob: BLOB, rule: 'payments', lines: [[1, 2], [5, 5]] }, // prettier-ignore
    { path: 'src/b.ts', blob: 'b'.repeat(64), rule: 'infra', lines: [] },
  ],
};

type Fields = Record<string, unknown>;

/** The payload with something changed in it. */
function payload(change: (root: Fields, predicate: Fields, subject: Fields[]) => void): Uint8Array {
  const root = JSON.parse(new TextDecoder().decode(renderStatement(statement))) as Fields;
  change(root, root['predicate'] as Fields, root['subject'] as Fields[]);
  return new TextEncoder().encode(JSON.stringify(root));
}

const path = (name: string): Uint8Array =>
  payload((_, predicate, [first]) => {
    (first as Fields)['name'] = name;
    ((predicate['paths'] as Fields[])[0] as Fields)['path'] = name;
  });

const ofPath = (field: string, value: unknown): Uint8Array =>
  payload((_, predicate) => (((predicate['paths'] as Fields[])[0] as Fields)[field] = value));

const lines = (value: unknown): Uint8Array => ofPath('lines', value);

describe('a statement', () => {
  it('reads what it writes', () => {
    assert.deepEqual(parseStatement(renderStatement(statement)), { ok: true, value: statement });
    const [path] = statement.paths;
    const paths = [{ path: 'src/c.ts', blob: '0'.repeat(40), rule: 'infra', lines: [], gone: [BLOB] }];
    const deletion = { ...statement, paths: path === undefined ? paths : [path, ...paths] };
    assert.deepEqual(parseStatement(renderStatement(deletion)), { ok: true, value: deletion });
    const bare = { ...statement, comment: null, patchId: null };
    assert.deepEqual(parseStatement(renderStatement(bare)), { ok: true, value: bare });
  });

  it('ignores fields that it does not know', () => {
    const more = payload((root, predicate, [first]) => {
      root['more'] = 1;
      predicate['more'] = [1];
      (first as Fields)['uri'] = 'x';
      ((first as Fields)['digest'] as Fields)['sha256'] = 'x';
    });
    assert.deepEqual(parseStatement(more), { ok: true, value: statement });
  });

  const hostile: readonly (readonly [what: string, payload: Uint8Array, reason: RegExp])[] = [
    ['bytes that are not UTF-8', Uint8Array.from([0x7b, 0xff, 0x7d]), /not UTF-8/],
    ['another kind of statement', payload((root) => (root['_type'] = 'x')), /no in-toto Statement v1/],
    ['another predicate', payload((root) => (root['predicateType'] = 'urn:x')), /no statement of the type/],
    ['no predicate', payload((root) => delete root['predicate']), /predicate is not an object/],
    ['no reviewer', payload((_, predicate) => delete predicate['reviewer']), /reviewer is not an object/],
    [
      'a reviewer without an address',
      payload((_, predicate) => (predicate['reviewer'] = { name: 'Sam', email: 'sam' })),
      /reviewer\.email is missing or malformed/,
    ],
    [
      'a name that reorders what is read',
      payload((_, predicate) => (predicate['reviewer'] = { name: 'S\u202eam', email: 's@x' })),
      /reviewer\.name/,
    ],
    ['a comment of two lines', payload((_, predicate) => (predicate['comment'] = 'a\nb')), /comment/],
    ['a long comment', payload((_, predicate) => (predicate['comment'] = 'a'.repeat(2001))), /comment/],
    ['local time', payload((_, predicate) => (predicate['reviewedAt'] = '2026-01-02T03:04:05+01:00')), /reviewedAt/],
    ['a time that does not exist', payload((_, predicate) => (predicate['reviewedAt'] = '2026-02-31T00:00:00Z')), /reviewedAt/],
    ['a short id', payload((_, predicate) => (predicate['commit'] = 'abc')), /commit is missing or malformed/],
    ['an id in capitals', payload((_, predicate) => (predicate['commit'] = 'C'.repeat(40))), /commit/],
    ['no subject', payload((root) => (root['subject'] = [])), /paths and subject differ/],
    ['a subject that was not shown', payload((_r, _p, subject) => subject.push({ name: 'c', digest: { gitBlob: BLOB } })), /paths and subject differ/],
    ['a subject twice', payload((_r, _p, subject) => subject.push({ ...subject[0] })), /twice/],
    ['a path twice', payload((_, predicate) => (predicate['paths'] as Fields[]).push((predicate['paths'] as Fields[])[0] as Fields)), /paths and subject differ/],
    ['a subject of another digest', payload((_r, _p, [first]) => ((first as Fields)['digest'] = { sha256: BLOB })), /gitBlob/],
    ['too many subjects', payload((root) => (root['subject'] = Array.from({ length: 5001 }, () => 1))), /more than 5000/],
    ...['../a', 'a/../b', '/a', 'a//b', './a', 'a/', '', '.', '..', '.git/config', 'a/.GIT/b', 'a\u0000b', 'a\nb', 'a\u001bb', 'x'.repeat(4097)].map(
      (name) => [`the path ${JSON.stringify(name).slice(0, 20)}`, path(name), /subject\.name is missing or malformed/] as const,
    ),
    ...[null, 'x', [1], [[1]], [[2, 1]], [[0, 1]], [[1, 2], [2, 3]], [[1.5, 2]], [[1, 2, 3]], [[1, 1e300]]].map(
      (value) => [`the lines ${JSON.stringify(value)}`, lines(value), /paths\.lines/] as const,
    ),
    ...[null, BLOB, ['x'], [1], [BLOB, BLOB, BLOB]].map(
      (value) => [`the gone content ${JSON.stringify(value)}`, ofPath('gone', value), /paths\.gone/] as const,
    ),
  ]; // prettier-ignore
  for (const [what, bytes, reason] of hostile)
    it(`is not read from ${what}`, () => {
      const parsed = parseStatement(bytes);
      assert.ok(!parsed.ok);
      assert.match(parsed.error, reason);
    });

  it('is not read from more than any review needs', () => {
    const parsed = parseStatement(new Uint8Array(700_001).fill(32));
    assert.ok(!parsed.ok && /longer than/.test(parsed.error));
  });

  it('is read or refused, but never fails, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseStatement(bytes)));
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('subject', 'predicate'), (value, name) => {
        const parsed = parseStatement(payload((root) => (root[name] = value)));
        assert.ok(!parsed.ok);
      }),
    );
  });
});
