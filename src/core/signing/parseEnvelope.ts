/**
 * One line of a note in `refs/notes/countersign` → envelope. Total: anybody may have written the line.
 */
import type { Json, JsonObject } from '../commit/noteModel';
import type { Result } from '../result';
import { decodeBase64 } from './base64';
import { PAYLOAD_TYPE, type Envelope } from './envelope';
import { parseStrictJson } from './strictJson';

/** Longest line that is read, in characters. */
export const LONGEST_ENVELOPE = 1_000_000;
const LONGEST_KEY_ID = 200;

/** Fields that we do not know are ignored. Never throws. */
export function parseEnvelope(line: string): Result<Envelope> {
  const json = parseStrictJson(line, LONGEST_ENVELOPE);
  if (!json.ok) return json;
  const fields = objectOf(json.value);
  if (fields === null) return failure('it is not an object');
  if (fields['payloadType'] !== PAYLOAD_TYPE) return failure(`its payloadType is not ${PAYLOAD_TYPE}`);
  const signatures = fields['signatures'];
  const [first, second] = Array.isArray(signatures) ? (signatures as readonly Json[]) : [];
  // A statement is one person's; of several signatures nobody could say which one makes it count.
  if (first === undefined || second !== undefined) return failure('it does not have exactly one signature');
  const entry = objectOf(first);
  const payload = bytesOf(fields['payload']);
  const signature = bytesOf(entry?.['sig']);
  if (payload === null) return failure('its payload is not base64');
  if (signature === null) return failure('its signature is not base64');
  const keyId = entry?.['keyid'];
  return { ok: true, value: { payload, signature, keyId: isShort(keyId) ? keyId : '' } };
}

function isShort(value: Json | undefined): value is string {
  return typeof value === 'string' && value.length <= LONGEST_KEY_ID;
}

function bytesOf(value: Json | undefined): Uint8Array | null {
  if (typeof value !== 'string') return null;
  const bytes = decodeBase64(value);
  return bytes === null || bytes.length === 0 ? null : bytes;
}

function objectOf(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

function failure(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
