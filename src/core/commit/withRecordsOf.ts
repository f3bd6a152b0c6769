/**
 * Keeps what earlier notes say of a session: fields that we do not know, and who was at the keyboard.
 */
import type { Json, JsonObject, Note } from './noteModel';
import { EVIDENCE_ATTRIBUTE } from './noteSessions';

/**
 * The note with the session records that earlier notes have under the same ids; of several, the last one's. How we know
 * of a session's lines stays as the note itself says: it has weighed all of them.
 */
export function withRecordsOf(note: Note, earlier: readonly Note[]): Note {
  const own = objectOf(note.metadata['sessions']);
  const known = new Map(earlier.flatMap(({ metadata }) => Object.entries(objectOf(metadata['sessions']))));
  const sessions = Object.fromEntries(
    Object.entries(own).map(([id, record]) => {
      const former = known.get(id);
      return [id, former === undefined ? record : withEvidenceOf(objectOf(former), objectOf(record))];
    }),
  );
  return Object.keys(own).length === 0 ? note : { ...note, metadata: { ...note.metadata, sessions } };
}

function withEvidenceOf(former: JsonObject, own: JsonObject): JsonObject {
  const attributes = objectOf(former['custom_attributes']);
  const evidence = objectOf(own['custom_attributes'])[EVIDENCE_ATTRIBUTE];
  if (evidence === undefined || attributes[EVIDENCE_ATTRIBUTE] === undefined) return former;
  return { ...former, custom_attributes: { ...attributes, [EVIDENCE_ATTRIBUTE]: evidence } };
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
