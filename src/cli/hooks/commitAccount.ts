/**
 * What prepare-commit-msg found out of the staged lines, left for the commit-msg of the same commit, which has to know
 * whose they are where a policy refuses commits.
 */
import { existsSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attribution } from '../../core/model';
import { policyFileName } from '../../core/policy/policy';
import { regularFileNow } from '../../adapters/node/regularFileNow';
import type { HookContext } from './hookContext';

/** Larger ones are of commits that nobody reviews line by line. */
const LARGEST = 1 << 24;

type Place = Pick<HookContext, 'repository' | 'gitProcess'>;

/** Leaves an account where there is a policy, or was one that refuses commits. */
export async function leaveCommitAccount(
  { repository, gitProcess }: Place,
  attribution: Attribution,
): Promise<void> {
  const { root, stateDir } = repository;
  const isAsked = existsSync(join(root, policyFileName)) || existsSync(join(stateDir, 'enforcement'));
  if (gitProcess === null || !isAsked || attribution.ai + attribution.mixed === 0) return;
  await mkdir(stateDir, { recursive: true });
  await writeFile(fileOf(stateDir), JSON.stringify({ git: gitProcess, files: attribution.files }));
}

/** The files with lines of an AI that the same git process is about to commit; none when nobody left word. */
export function takeCommitAccount({ repository, gitProcess }: Place): Attribution['files'] {
  const file = fileOf(repository.stateDir);
  try {
    const content = regularFileNow(file, LARGEST);
    if (content === null) return [];
    rmSync(file, { force: true });
    const { git, files } = JSON.parse(content.toString('utf8')) as { git?: unknown; files?: unknown };
    return git === gitProcess && gitProcess !== null && Array.isArray(files)
      ? (files as Attribution['files'])
      : [];
  } catch {
    // Nobody left one, or it was cut off: then nothing is known of an AI.
    return [];
  }
}

function fileOf(stateDir: string): string {
  return join(stateDir, 'to-judge');
}
