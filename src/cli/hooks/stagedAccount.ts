/**
 * What prepare-commit-msg found out of the staged lines, left for the post-commit of the same commit: when the commit has
 * the very patch that was staged, nobody needs to find out again who wrote it, and note and trailers say the same.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributedFile } from '../../core/commit/attribute';
import { readStoredAttribution, storedAttribution } from '../../core/commit/storedAttribution';
import { regularFileNow } from '../../adapters/node/regularFileNow';
import type { HookContext } from './hookContext';

export interface StagedAccount {
  /** As git told it of what was staged. */
  readonly patch: Uint8Array;
  readonly files: readonly AttributedFile[];
  /** Whether some journal is of a writer that is gone. */
  readonly hasGone: boolean;
}

/** Larger patches are rare, and then git's own work takes longer than ours. */
const MOST_BYTES = 1 << 22;
/** Of the file: what is told of a patch is mostly shorter than the patch itself. */
const LARGEST = 1 << 24;

type Place = Pick<HookContext, 'repository' | 'gitProcess'>;

/**
 * Leaves an account; of a git process that is not known, nothing. Where that cannot be written nothing is lost: the hook
 * after the commit does the work anew.
 */
export function leaveStagedAccount({ repository, gitProcess }: Place, account: StagedAccount): void {
  if (gitProcess === null || account.patch.length > MOST_BYTES) return;
  const header = { git: gitProcess, hasGone: account.hasGone, ...storedAttribution(account.files) };
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), account.patch]);
  attempt(() => {
    mkdirSync(repository.stateDir, { recursive: true });
    writeFileSync(fileOf(repository.stateDir), content);
  });
}

/** Forgets what the hooks of another commit left. */
export function forgetStagedAccount({ repository }: Place): void {
  attempt(() => rmSync(fileOf(repository.stateDir), { force: true, recursive: true }));
}

/** What the hook before left in the same git process; null when there is nothing of use. Answers once. */
export function takeStagedAccount(place: Place): StagedAccount | null {
  try {
    const content = regularFileNow(fileOf(place.repository.stateDir), LARGEST);
    if (content === null) return null;
    forgetStagedAccount(place);
    const end = content.indexOf('\n');
    const header = JSON.parse(content.toString('utf8', 0, end)) as Readonly<Record<string, unknown>>;
    const files = readStoredAttribution(header);
    if (files === null || place.gitProcess === null || header['git'] !== place.gitProcess) return null;
    return { patch: content.subarray(end + 1), files, hasGone: header['hasGone'] !== false };
  } catch {
    // Nobody left one, or it was cut off: the work is done anew.
    return null;
  }
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Only time is lost.
  }
}

function fileOf(stateDir: string): string {
  return join(stateDir, 'staged');
}
