/**
 * Signs that what a commit says of its lines was changed afterwards. Copies (rebased, picked, squashed) may contradict
 * themselves honestly, so whoever asks must know that the commit is fresh; in doubt there is no alarm.
 */
import { PRODUCER } from '../commit/buildNote';
import { parseNote } from '../commit/parseNote';
import { parseProvenanceTrailers, type ProvenanceTrailer } from '../commit/parseTrailers';
import { PROVENANCE_KEY } from '../commit/trailerKeys';
import type { CommitProvenance } from '../history/commitProvenance';
import type { LoggedCommit } from '../history/loggedCommit';

export type SuspicionKind = 'trailers-removed' | 'note-missing' | 'counts' | 'understated';

export interface Suspicion {
  /** Full id. */
  readonly commit: string;
  readonly kind: SuspicionKind;
  /** AI lines of which the remaining source, or the message, tells; of `counts`, the number that cannot be. */
  readonly told: number;
  /** Lines that the commit really added; of `understated`, the AI lines of its note. */
  readonly real: number;
}

const COPIED = /^\(cherry picked from commit |^This reverts commit /m;

/** What to look into, or null. Cheap for commits that say nothing. */
export function suspicionOf(logged: LoggedCommit, provenance: CommitProvenance): Suspicion | null {
  // Who commits what somebody else wrote has picked, rebased or applied it.
  if (logged.parents > 1 || logged.identities.length > 1 || provenance.source === null) return null;
  if (COPIED.test(logged.message)) return null;
  const { provenance: trailers } = parseProvenanceTrailers(logged.message);
  const about = { commit: logged.id, real: added(logged) };
  if (trailers.length === 0) {
    const isOurs = provenance.ai > 0 && isOurNote(logged.note);
    return isOurs && !mentions(logged.message)
      ? { ...about, kind: 'trailers-removed', told: provenance.ai }
      : null;
  }
  const [only, second] = trailers;
  // More than one, or one in the body, came with a squash.
  if (only === undefined || second !== undefined || only.body) return null;
  const excess = impossible(only, logged);
  if (excess !== null) return { ...about, kind: 'counts', told: excess };
  const told = only.ai + only.mixed;
  if (provenance.ai > told && isOurNote(logged.note))
    return { ...about, kind: 'understated', told: only.ai, real: provenance.ai };
  return told > 0 && logged.note === '' ? { ...about, kind: 'note-missing', told } : null;
}

function mentions(message: string): boolean {
  return message.toLowerCase().includes(PROVENANCE_KEY.toLowerCase());
}

function isOurNote(text: string): boolean {
  const note = parseNote(text);
  return note.ok && note.value.producer?.startsWith(PRODUCER) === true;
}

/** The number that no commit with this diff can have. */
function impossible(trailer: ProvenanceTrailer, logged: LoggedCommit): number | null {
  if (trailer.ai > trailer.added) return trailer.ai;
  // Of binary files git counts no lines, and neither do we where it might have counted them otherwise.
  const countsAll = logged.files.every((file) => file.added + file.deleted > 0);
  return countsAll && trailer.added > added(logged) ? trailer.added : null;
}

function added(logged: LoggedCommit): number {
  return logged.files.reduce((sum, file) => sum + file.added, 0);
}
