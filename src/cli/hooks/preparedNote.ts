/**
 * The note of the commit that is being made, left for the shell of the post-commit hook, so that it need not start us
 * again. The shell uses it only when the commit has exactly the changes that were judged, by the same git process and
 * committer; else the program of that hook judges anew.
 *
 * `prepared/key`: process id of git, committer, stand-in for the commit's id, and `note` or `nothing`, a line each;
 * `prepared/changes`: the changes in git's raw format; `prepared/note`: the part of a `git fast-import` stream.
 */
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../../package.json';
import type { AttributionResult } from '../../core/commit/attribute';
import { buildNote } from '../../core/commit/buildNote';
import { renderNote } from '../../core/commit/renderNote';
import { noteCommand } from '../../adapters/git/noteStore';
import type { Repository } from '../../adapters/git/repository';
import { sha256 } from '../../adapters/node/sha256';

export interface JudgedCommit {
  readonly result: AttributionResult;
  /** The changes in git's raw format, with full ids. */
  readonly raw: string;
  /** `Name <email>` as it is expected in the commit. */
  readonly committer: string;
  /** Process id of git. */
  readonly pid: number;
}

/** What an earlier commit left must not be taken for this one's. */
export async function forgetPreparedNote(repository: Repository): Promise<void> {
  await rm(join(repository.stateDir, 'prepared', 'key'), { force: true });
}

/** Leaves the note, or word that there is none. Leaves nothing where the other program has something to tell. */
export async function leavePreparedNote(repository: Repository, commit: JudgedCommit): Promise<void> {
  const { result, raw, committer, pid } = commit;
  const id = /^:\d+ \d+ ([0-9a-f]+) /.exec(raw)?.[1];
  if (id === undefined || committer.includes('\n')) return;
  const standIn = createHash('sha512').update(raw).digest('hex').slice(0, id.length);
  const isWanted = result.attribution.ai + result.attribution.mixed > 0;
  const input = { files: result.files, commit: standIn, humanAuthor: committer, version, sha256 };
  const { note, problems } = isWanted ? buildNote(input) : { note: null, problems: [] };
  if (problems.length > 0) return;
  const directory = join(repository.stateDir, 'prepared');
  await mkdir(directory, { recursive: true });
  const key = [pid, committer, standIn, note === null ? 'nothing' : 'note', ''].join('\n');
  await Promise.all([
    writeFile(join(directory, 'changes'), raw),
    ...(note === null
      ? []
      : [
          writeFile(join(directory, 'note'), noteCommand(standIn, renderNote(note))),
          mkdir(join(repository.sharedDir, 'annotated'), { recursive: true }),
        ]),
  ]);
  await writeFile(join(directory, 'key'), key);
}
