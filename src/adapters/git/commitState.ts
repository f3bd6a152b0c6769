/**
 * What one hook leaves for the next ones, as small files in the git directory.
 */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Commit } from './commits';
import type { Repository } from './repository';
import { readRegularFile } from '../node/readRegularFile';

/** How many marks of annotated commits are kept; only a recent one is ever amended. */
const MARKERS = 512;

/** Remembers the commits whose notes describe lines of the running one, the one that speaks first at the top. */
export async function rememberEarlier(repository: Repository, earlier: readonly string[]): Promise<void> {
  const file = join(repository.stateDir, 'earlier');
  // Whatever lies there in its place was not left by us.
  await rm(file, { force: true, recursive: true });
  if (earlier.length === 0) return;
  await mkdir(repository.stateDir, { recursive: true });
  await writeFile(file, `${earlier.join('\n')}\n`);
}

/** What was remembered for the running commit. Answers once. */
export async function takeEarlier(repository: Repository): Promise<string[]> {
  const file = join(repository.stateDir, 'earlier');
  try {
    const ids = (await readRegularFile(file)).split('\n');
    await rm(file);
    return ids.filter((id) => /^[0-9a-f]{40,64}$/.test(id));
  } catch {
    // Most commits have lines of no earlier one, and then there is no file.
    return [];
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
    const template = await readRegularFile(file);
    await rm(file);
    return template;
  } catch {
    // Nobody asked: the usual case.
    return null;
  }
}

/**
 * Remembers that a commit has a note, so that the shell can tell without starting anything: by what git will hand to the
 * hooks as `GIT_AUTHOR_DATE` when that commit is amended.
 */
export async function markAnnotated(
  repository: Repository,
  { authorDate }: Pick<Commit, 'authorDate'>,
): Promise<void> {
  const directory = join(repository.sharedDir, 'annotated');
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, `@${authorDate}`), '');
  await forgetOldest(repository);
}

/** A reset or an amend gave up lines that notes of former commits attest: the next commits may have them. */
export async function markGivenUp({ stateDir }: Repository): Promise<void> {
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(stateDir, 'given-up'), '');
}

/** Nothing was taken back, whatever `ORIG_HEAD` names: the shell need not start us for it again. */
export async function forgetTakenBack({ gitDir, stateDir }: Repository): Promise<void> {
  await rm(join(stateDir, 'given-up'), { force: true });
  const former = await readRegularFile(join(gitDir, 'ORIG_HEAD')).catch(() => '');
  if (former === '') return;
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(stateDir, 'looked-at'), former);
}

/** Keeps the marks of the newest commits only. */
export async function forgetOldest({ sharedDir }: Repository): Promise<void> {
  const directory = join(sharedDir, 'annotated');
  const names = await readdir(directory).catch((): string[] => []);
  if (names.length <= MARKERS) return;
  const files = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(directory, name))).mtimeMs })),
  );
  const oldest = files.sort((one, other) => one.time - other.time).slice(0, names.length - MARKERS / 2);
  await Promise.all(oldest.map(({ name }) => rm(join(directory, name), { force: true })));
}
