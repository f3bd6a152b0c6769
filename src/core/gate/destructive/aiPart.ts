/**
 * Which of a commit's lines and deletions count as an AI's, for the rules about destructive edits.
 */
import type { CommitProvenance } from '../../history/commitProvenance';
import type { LoggedCommit, LoggedFile } from '../../history/loggedCommit';
import type { CountersignOccasion, Policy } from '../../policy/policy';
import type { CommitEvidence, PolicyAuthor } from '../commitEvidence';

/** Whose edits are meant: the AI's, those of nobody knows whom as well, or all. */
export type Meant = 'ai' | 'unknown' | 'all';

export function meantBy(when: CountersignOccasion | undefined, unknown: Policy['unknown']): Meant {
  if (when === 'always') return 'all';
  return when === 'unproven' || unknown === 'treat-as-ai' ? 'unknown' : 'ai';
}

export function isMeant(author: PolicyAuthor, meant: Meant): boolean {
  return author === 'ai' || meant === 'all' || (meant === 'unknown' && author === 'unknown');
}

/**
 * How many lines of a file an AI deleted in a commit. Commits only tell how many it deleted altogether: what is more
 * than went in all other files went here. Of a file that is gone, any may have been here.
 */
export function deletedHere(
  file: LoggedFile,
  isGone: boolean,
  logged: LoggedCommit,
  provenance: CommitProvenance,
  evidence: CommitEvidence,
  meant: Meant,
): number {
  if (provenance.source === 'assisted' || meant === 'all' || (meant === 'unknown' && evidence.isSilent))
    return file.deleted;
  const elsewhere = logged.files.reduce((sum, { deleted }) => sum + deleted, -file.deleted);
  const told = isGone ? provenance.deletedByAi : provenance.deletedByAi - elsewhere;
  return Math.min(file.deleted, Math.max(0, told));
}
