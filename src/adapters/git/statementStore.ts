/**
 * The notes of `refs/notes/countersign`: envelopes, one line each, on the commits that were reviewed.
 */
import { COUNTERSIGN_REF } from '../../core/signing/statement';
import { envelopeLines, mergeEnvelopes } from '../../core/signing/mergeEnvelopes';
import { CountersignError } from '../../core/errors';
import type { Git } from '../../core/ports';
import { gitText, textOf } from './gitText';
import { readNoteTree } from './noteTree';
import { readObjects } from './objects';

/** Attempts to write when another process moves the ref at the same time. */
const ATTEMPTS = 5;

export interface EnvelopeToAdd {
  /** Full id of the commit that was reviewed. */
  readonly commit: string;
  readonly envelope: string;
}

/** Every envelope that the repository has, once each → full ids of the commits in whose notes it is. */
export async function readEnvelopes(git: Git): Promise<Map<string, string[]>> {
  const tip = await tipOf(git);
  const all = new Map<string, string[]>();
  if (tip === null) return all;
  const { notes } = await readNoteTree(git, tip);
  const commits = [...notes.keys()];
  const blobs = await readObjects(git, [...notes.values()]);
  commits.forEach((commit, index) => {
    const blob = blobs[index];
    for (const line of blob ? envelopeLines(textOf(blob.content)) : []) {
      const known = all.get(line);
      if (known === undefined) all.set(line, [commit]);
      else if (known.at(-1) !== commit) known.push(commit);
    }
  });
  return all;
}

/**
 * Adds envelopes to the notes that are there.
 *
 * @throws CountersignError `git-failed`
 */
export async function addEnvelopes(git: Git, additions: readonly EnvelopeToAdd[]): Promise<void> {
  if (additions.length === 0) return;
  const identity = (await gitText(git, ['var', 'GIT_COMMITTER_IDENT'])).trim();
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const tip = await tipOf(git);
    const { code, stderr } = await git.run(['fast-import', '--quiet', '--done', '--date-format=raw'], {
      stdin: importStream(await mergedNotes(git, tip, additions), identity, tip),
    });
    if (code === 0) return;
    reason = stderr.trim().split('\n')[0] ?? '';
  }
  throw new CountersignError(
    'git-failed',
    `The countersignature could not be written to ${COUNTERSIGN_REF} (${reason}): try again.`,
  );
}

async function mergedNotes(
  git: Git,
  tip: string | null,
  additions: readonly EnvelopeToAdd[],
): Promise<Map<string, string>> {
  const former = tip === null ? new Map<string, string>() : (await readNoteTree(git, tip)).notes;
  const commits = [...new Set(additions.map(({ commit }) => commit))];
  const blobs = await readObjects(
    git,
    commits.map((commit) => former.get(commit) ?? `${commit}:`),
  );
  return new Map(
    commits.map((commit, index) => {
      const blob = former.has(commit) ? blobs[index] : null;
      const added = additions.filter((one) => one.commit === commit).map(({ envelope }) => envelope);
      return [commit, mergeEnvelopes(blob ? textOf(blob.content) : '', ...added)];
    }),
  );
}

function importStream(notes: ReadonlyMap<string, string>, identity: string, tip: string | null): string {
  const message = `Countersign ${[...notes.keys()].map((commit) => commit.slice(0, 10)).join(', ')}\n`;
  const entries = [...notes].map(([commit, text]) => `N inline ${commit}\n${data(text)}`).join('');
  const from = tip === null ? '' : `from ${tip}\n`;
  return `commit ${COUNTERSIGN_REF}\ncommitter ${identity}\n${data(message)}${from}${entries}done\n`;
}

function data(text: string): string {
  return `data ${new TextEncoder().encode(text).length}\n${text}\n`;
}

async function tipOf(git: Git): Promise<string | null> {
  const { code, stdout } = await git.run(['rev-parse', '--verify', '--quiet', `${COUNTERSIGN_REF}^{commit}`]);
  return code === 0 ? textOf(stdout).trim() : null;
}
