/**
 * The identifiers of a note, as the standard computes them.
 */
import type { Sha256 } from '../ports';

const DIGITS = 14;

/** `s_…`, from the tool's name in the note and its own id of the conversation. */
export function sessionId(tool: string, conversation: string, sha256: Sha256): string {
  return `s_${sha256(`${tool}:${conversation}`).slice(0, DIGITS)}`;
}

/** `h_…`, from `Name <email>`. */
export function humanId(identity: string, sha256: Sha256): string {
  return `h_${sha256(identity).slice(0, DIGITS)}`;
}

/** `t_…`. The standard draws it at random; here it depends on the session alone, so that notes are reproducible. */
export function traceId(session: string, part: string, sha256: Sha256): string {
  return `t_${sha256(`${session}:${part}`).slice(0, DIGITS)}`;
}
