/**
 * The payload of an envelope → statement. Total: a valid signature says who wrote the bytes, not that they make sense.
 */
import type { Json, JsonObject } from '../commit/noteModel';
import { decodeUtf8, encodeUtf8 } from '../commit/utf8';
import type { LineRange } from '../model';
import type { Result } from '../result';
import { isComment, isObjectId, isRepositoryPath, isUtcTime, isWord } from './reviewedText';
import { PREDICATE_TYPE, STATEMENT_TYPE, type ReviewedPath, type Statement } from './statement';
import { parseStrictJson } from './strictJson';

const LONGEST = 700_000;
const MOST_PATHS = 5000;
const MOST_RANGES = 20_000;

/** Why a payload is no statement of ours; thrown and caught in this file only. */
class Malformed extends Error {}

/** Fields that we do not know are ignored: they stay in the signed bytes. Never throws. */
export function parseStatement(payload: Uint8Array): Result<Statement> {
  if (payload.length > LONGEST) return { ok: false, error: `it is longer than ${LONGEST} bytes` };
  const text = decodeUtf8(payload);
  if (!sameBytes(encodeUtf8(text), payload)) return { ok: false, error: 'it is not UTF-8' };
  const json = parseStrictJson(text, LONGEST);
  if (!json.ok) return json;
  try {
    return { ok: true, value: read(json.value) };
  } catch (error) {
    return { ok: false, error: error instanceof Malformed ? error.message : 'it cannot be read' };
  }
}

function read(json: Json): Statement {
  const root = object(json, 'it');
  if (root['_type'] !== STATEMENT_TYPE) throw new Malformed('it is no in-toto Statement v1');
  if (root['predicateType'] !== PREDICATE_TYPE)
    throw new Malformed(`it is no statement of the type ${PREDICATE_TYPE}`);
  const predicate = object(root['predicate'], 'predicate');
  const reviewer = object(predicate['reviewer'], 'reviewer');
  const { comment, patchId } = predicate;
  return {
    reviewer: {
      name: text(reviewer['name'], 'reviewer.name', isWord),
      email: text(reviewer['email'], 'reviewer.email', (email) => isWord(email) && email.includes('@')),
    },
    comment: comment === undefined || comment === null ? null : text(comment, 'comment', isComment),
    reviewedAt: text(predicate['reviewedAt'], 'reviewedAt', isUtcTime),
    commit: text(predicate['commit'], 'commit', isObjectId),
    authorEmail: text(predicate['authorEmail'], 'authorEmail', (email) => email === '' || isWord(email)),
    authoredAt: text(predicate['authoredAt'], 'authoredAt', isUtcTime),
    patchId: patchId === undefined || patchId === null ? null : text(patchId, 'patchId', isObjectId),
    policyDigest: text(
      object(predicate['policyDigest'], 'policyDigest')['sha256'],
      'policyDigest.sha256',
      (digest) => /^[0-9a-f]{64}$/.test(digest),
    ),
    paths: paths(root['subject'], predicate['paths']),
  };
}

/** Subjects and the predicate's paths must be the same paths: what is signed is what was shown. */
function paths(subject: Json | undefined, reviewed: Json | undefined): ReviewedPath[] {
  const blobs = new Map<string, string>();
  for (const element of list(subject, 'subject', MOST_PATHS)) {
    const entry = object(element, 'subject');
    const name = text(entry['name'], 'subject.name', isRepositoryPath);
    if (blobs.has(name)) throw new Malformed(`subject names ${JSON.stringify(name)} twice`);
    blobs.set(name, text(object(entry['digest'], 'digest')['gitBlob'], 'digest.gitBlob', isObjectId));
  }
  const all = new Map<string, ReviewedPath>();
  for (const element of list(reviewed, 'paths', MOST_PATHS)) {
    const entry = object(element, 'paths');
    const path = text(entry['path'], 'paths.path', isRepositoryPath);
    const blob = blobs.get(path);
    if (blob === undefined || all.has(path)) throw new Malformed('paths and subject differ');
    const rule = text(entry['rule'], 'paths.rule', isWord);
    all.set(path, { path, blob, rule, lines: ranges(entry), ...gone(entry) });
  }
  if (all.size === 0 || all.size !== blobs.size) throw new Malformed('paths and subject differ');
  return [...all.values()];
}

function ranges(entry: JsonObject): LineRange[] {
  let before = 0;
  return list(entry['lines'], 'paths.lines', MOST_RANGES).map((element) => {
    const [first, last, more] = list(element, 'paths.lines', 2);
    if (!isLine(first) || !isLine(last) || more !== undefined || first > last || first <= before)
      throw new Malformed('paths.lines are not sorted ranges of lines');
    before = last;
    return [first, last];
  });
}

function gone({ gone: ids }: JsonObject): Pick<ReviewedPath, 'gone'> {
  if (ids === undefined) return {};
  return { gone: list(ids, 'paths.gone', 2).map((id) => text(id, 'paths.gone', isObjectId)) };
}

function isLine(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function object(value: Json | undefined, name: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed(`${name} is not an object`);
  return value as JsonObject;
}

function list(value: Json | undefined, name: string, most: number): readonly Json[] {
  if (!Array.isArray(value)) throw new Malformed(`${name} is not a list`);
  if (value.length > most) throw new Malformed(`${name} has more than ${most} elements`);
  return value as readonly Json[];
}

function text(value: Json | undefined, name: string, fits: (text: string) => boolean): string {
  if (typeof value !== 'string' || !fits(value)) throw new Malformed(`${name} is missing or malformed`);
  return value;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
