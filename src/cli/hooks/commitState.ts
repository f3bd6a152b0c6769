/**
 * What one hook leaves for the next ones, as small files in the git directory.
 */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from '../../adapters/git/repository';

/** How many annotated commits are remembered; only a recent one is ever amended. */
const MARKERS = 256;

/** Remembers, or forgets, whose note describes lines of the running commit: the amended one's, or a reused one's. */
export async function rememberEarlier(repository: Repository, earlier: string | null): Promise<void> {
  const file = join(repository.stateDir, 'earlier');
  if (earlier === null) return rm(file, { force: true });
  await mkdir(repository.stateDir, { recursive: true });
  await writeFile(file, `${earlier}\n`);
}

/** What was remembered for the running commit, or null. Answers once. */
export async function takeEarlier(repository: Repository): Promise<string | null> {
  const file = join(repository.stateDir, 'earlier');
  try {
    const id = (await readFile(file, 'utf8')).trim();
    await rm(file);
    return /^[0-9a-f]{40,64}$/.test(id) ? id : null;
  } catch {
    // Most commits amend nothing, and then there is no file.
    return null;
  }
}

/**
 * Asks the shell of the commit-msg hook to start us, because a person will edit the message.
 *
 * @param template what git counts as no message when it stays as it is; empty when there is no template
 */
export async function askForMessageCheck(repository: Repository, template: string): Promise<void> {
  await mkdir(repository.stateDir, { recursive: true });
  await writeFile(join(repository.stateDir, 'check-message'), template);
}

/** The template of the message that is to be checked, or null when nobody asked. Answers once. */
export async function takeMessageCheck(repository: Repository): Promise<string | null> {
  const file = join(repository.stateDir, 'check-message');
  try {
    const template = await readFile(file, 'utf8');
    await rm(file);
    return template;
  } catch {
    // Nobody asked: the usual case.
    return null;
  }
}

/**
 * Remembers that a commit has a note. The name is what git will hand to the hooks as `GIT_AUTHOR_DATE` when that
 * commit is amended, so that the shell can tell without starting anything.
 *
 * @param authorDate `<seconds> <zone>`
 */
export async function markAnnotated(repository: Repository, authorDate: string): Promise<void> {
  const directory = join(repository.sharedDir, 'annotated');
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, `@${authorDate}`), '');
  await forgetOldest(directory);
}

async function forgetOldest(directory: string): Promise<void> {
  const names = await readdir(directory);
  if (names.length <= MARKERS) return;
  const files = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(directory, name))).mtimeMs })),
  );
  const oldest = files.sort((one, other) => one.time - other.time).slice(0, names.length - MARKERS / 2);
  await Promise.all(oldest.map(({ name }) => rm(join(directory, name), { force: true })));
}
