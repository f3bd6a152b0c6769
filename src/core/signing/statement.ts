/**
 * What a countersignature says, as an in-toto Statement v1 (https://github.com/in-toto/attestation): a person reviewed
 * the AI's lines in these files, whose content these ids fix.
 */
import { encodeUtf8 } from '../commit/utf8';
import type { LineRange } from '../model';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';

/** The meaning of the predicate. A change of it that old readers would misread gets a new number. */
export const PREDICATE_TYPE = 'urn:countersign:review:v1';

/** The notes that hold the envelopes. */
export const COUNTERSIGN_REF = 'refs/notes/countersign';

export interface ReviewedPath {
  /** Posix path relative to the root of the repository. */
  readonly path: string;
  /** Id of its content as git names it; all zeros: the path was deleted. */
  readonly blob: string;
  /** The policy rule that makes it critical. */
  readonly rule: string;
  /** The lines that were shown to the reviewer. */
  readonly lines: readonly LineRange[];
  /** Of a deletion, the ids of the content that went: what the base had, and what the last commit that had it. */
  readonly gone?: readonly string[];
}

export interface Statement {
  readonly reviewer: { readonly name: string; readonly email: string };
  readonly comment: string | null;
  /** RFC 3339, UTC: the reviewer's own clock, so it proves nothing. */
  readonly reviewedAt: string;
  /** Full id of the commit that was reviewed. */
  readonly commit: string;
  /** Who wrote that commit and when: git keeps both when it makes a commit anew. */
  readonly authorEmail: string;
  readonly authoredAt: string;
  /** `git patch-id --stable`; null when there is none. */
  readonly patchId: string | null;
  /** SHA-256 of the policy file under which it was reviewed. */
  readonly policyDigest: string;
  /** Sorted; at least one, each path once. */
  readonly paths: readonly ReviewedPath[];
}

/** The bytes to sign; the same statement gives the same bytes. */
export function renderStatement(statement: Statement): Uint8Array {
  const { reviewer, comment, patchId, policyDigest, paths } = statement;
  const predicate = {
    reviewer: { email: reviewer.email, name: reviewer.name },
    ...(comment === null ? {} : { comment }),
    reviewedAt: statement.reviewedAt,
    commit: statement.commit,
    authorEmail: statement.authorEmail,
    authoredAt: statement.authoredAt,
    ...(patchId === null ? {} : { patchId }),
    policyDigest: { sha256: policyDigest },
    paths: paths.map(({ path, rule, lines, gone }) => ({ path, rule, lines, ...(gone && { gone }) })),
  };
  const subject = paths.map(({ path, blob }) => ({ name: path, digest: { gitBlob: blob } }));
  return encodeUtf8(
    JSON.stringify({ _type: STATEMENT_TYPE, subject, predicateType: PREDICATE_TYPE, predicate }),
  );
}
