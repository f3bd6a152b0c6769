/**
 * A note that is ready before its commit is made, but for the commit's id. Where the commit is the very one that was
 * staged, the shell of post-commit hands it to git without starting us again (`noteAtOnce.ts`), which is half of what a
 * commit waits for.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { AttributedFile } from '../../core/commit/attribute';
import { forgetOldest } from '../../adapters/git/commitState';
import { READY_NOTE } from '../../adapters/git/noteAtOnce';
import type { HookContext } from './hookContext';
import { noteText } from './noteText';

/** The shell compares this much; more files are rare, and then starting us costs little beside git's own work. */
const MOST_CHANGES = 1 << 16;

export interface ReadyNote {
  readonly files: readonly AttributedFile[];
  /** What git says of the staged files, as it will of the commit's: `diff-index --raw`. */
  readonly raw: string;
  /** `Name <email>` of who commits. */
  readonly committer: string;
  /** An id of the repository, for its length. */
  readonly anyId: string;
}

type Place = Pick<HookContext, 'repository' | 'gitProcess'>;

/**
 * Leaves the note, in three files: whom it is for, and what comes before and behind the id.
 *
 * @returns whether it could
 */
export async function leaveReadyNote({ repository, gitProcess }: Place, ready: ReadyNote): Promise<boolean> {
  const { files, raw, committer, anyId } = ready;
  if (gitProcess === null || raw === '' || raw.length > MOST_CHANGES || /[\n\0]/.test(committer))
    return false;
  const id = '0'.repeat(anyId.length);
  const { text, problems } = noteText({ files, commit: id, committer, earlier: [] });
  // What cannot be attested has to be told, which the shell cannot.
  if (text === null || problems.length > 0) return false;
  const at = text.indexOf(id, text.indexOf('"base_commit_sha"', text.indexOf('\n---\n')));
  if (at < 0) return false;
  await mkdir(repository.stateDir, { recursive: true });
  const [place, head, tail] = READY_NOTE.map((name) => `${repository.stateDir}/${name}`) as [
    string,
    string,
    string,
  ];
  await Promise.all([
    writeFile(head, `data ${Buffer.byteLength(text)}\n${text.slice(0, at)}`),
    writeFile(tail, text.slice(at + id.length)),
    forgetOldest(repository),
  ]);
  await writeFile(place, `${gitProcess}\n${committer}\n${raw}`);
  return true;
}

/** Forgets what was left for another commit. */
export async function forgetReadyNote({ repository }: Pick<Place, 'repository'>): Promise<void> {
  await rm(`${repository.stateDir}/${READY_NOTE[0]}`, { force: true, recursive: true });
}
