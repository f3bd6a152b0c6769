/**
 * `countersign blame`: who wrote each line of a file, and in which commit.
 */
import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { noteLineAuthors } from '../../core/commit/noteLineAuthors';
import { printable } from '../../core/commit/sanitise';
import { visibleText } from '../../core/commit/visibleText';
import { safeJson } from '../../core/gate/format/safeJson';
import { CountersignError } from '../../core/errors';
import type { LineAuthor } from '../../core/ledger/lineAuthors';
import type { Author, Evidence } from '../../core/model';
import { blame as gitBlame, type BlamedLine } from '../../adapters/git/blame';
import { readUntracked } from '../../adapters/git/changes';
import { readCommit, readCommits } from '../../adapters/git/commits';
import { countersignedRange } from '../../adapters/git/countersignedRange';
import { parsedNotes } from '../../adapters/git/notedStates';
import type { Command, CommandContext, ExitCode } from '../command';
import { openRepository, type OpenRepository } from '../openRepository';
import { parseArguments } from '../parseArguments';
import { tableLines, type Cell, type Colour } from '../textTable';

const USAGE = 'blame <file> [--rev R] [--json]';

/** One entry of the JSON answer. */
interface AnsweredLine {
  readonly line: number;
  readonly author: Author;
  readonly mixed: boolean;
  readonly tool: string | null;
  readonly model: string | null;
  readonly evidence: Evidence | null;
  readonly commit: string | null;
  readonly countersigned: boolean;
}

export const blame: Command = {
  usage: USAGE,
  summary: 'who wrote each line of a file, as it is or at a revision',
  async run(args, context): Promise<ExitCode> {
    const { words, flags, values } = parseArguments(
      args,
      { flags: ['json'], values: ['rev'], words: [1, 1] },
      USAGE,
    );
    const opened = await openRepository(context);
    const path = pathInRepository(opened, context, words[0] ?? '');
    const revision = values.get('rev') ?? null;
    const commit = revision === null ? null : (await readCommit(opened.git, revision)).id;
    const blamed = await blamedLines(opened, path, commit);
    const signed = await countersignedCommits(opened, path, commit, blamed, context);
    const lines = await answer(opened, path, blamed, signed);
    const { output } = context;
    if (flags.has('json')) output.write(safeJson({ path, rev: commit, lines }));
    else output.write(describe(lines, blamed, output.colours));
    return 0;
  },
};

/** The path as git names it, relative to the root, of a path as the user wrote it. */
function pathInRepository({ repository }: OpenRepository, context: CommandContext, path: string): string {
  const inside = relative(realpathSync(repository.root), resolve(realpathSync(context.directory), path));
  if (inside.split(sep)[0] === '..' || isAbsolute(inside)) {
    throw new CountersignError(
      'bad-usage',
      `${path} is not in this repository: name a file below ${repository.root}.`,
    );
  }
  return inside.split(sep).join('/');
}

/** The file's lines with their commits; of an untracked file, all its lines without one. */
async function blamedLines(
  { git, repository }: OpenRepository,
  path: string,
  commit: string | null,
): Promise<BlamedLine[]> {
  try {
    return await gitBlame(git, path, commit);
  } catch (error) {
    const [untracked] = commit === null ? await readUntracked(git, repository.root, [path]) : [];
    if (untracked === undefined) {
      const place = commit === null ? 'the working tree' : `commit ${commit.slice(0, 10)}`;
      throw new CountersignError('bad-usage', `There is no file ${path} in ${place}: check the path.`, {
        cause: error,
      });
    }
    const lines = untracked.hunks.flatMap(({ newLines }) => newLines);
    return lines.map((text, index) => ({ text, commit: null, path, line: index + 1 }));
  }
}

async function answer(
  opened: OpenRepository,
  path: string,
  blamed: readonly BlamedLine[],
  signed: ReadonlySet<string>,
): Promise<AnsweredLine[]> {
  const [committed, uncommitted] = await Promise.all([
    committedAuthors(opened, blamed),
    uncommittedAuthors(opened, path, blamed),
  ]);
  return blamed.map(({ commit, path: origin, line }, index) => {
    const known =
      commit === null ? uncommitted.get(index + 1) : committed.get(`${commit} ${origin}`)?.[line - 1];
    return answered(index + 1, commit, known ?? null, commit !== null && signed.has(`${commit} ${origin}`));
  });
}

/**
 * `<commit> <path>` of what was countersigned, by what the revision itself vouches for. Only a critical file is asked
 * about: nobody countersigns others.
 */
async function countersignedCommits(
  { git, policy }: OpenRepository,
  path: string,
  revision: string | null,
  blamed: readonly BlamedLine[],
  { output }: CommandContext,
): Promise<ReadonlySet<string>> {
  const origins = new Map(blamed.flatMap((line) => (line.commit === null ? [] : [[line.commit, line.path]])));
  if (origins.size === 0 || (await policy.rulesFor([path]))(path) === null) return new Set();
  try {
    const range = { base: revision ?? 'HEAD', commits: [...origins.keys()] };
    const good = (await countersignedRange(git, range, Date.now)).filter(({ problem }) => problem === null);
    return new Set(
      good.flatMap(({ commit, kind, paths }) =>
        (kind === 'trailer' ? [origins.get(commit) ?? ''] : paths).map((signed) => `${commit} ${signed}`),
      ),
    );
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    output.complain(visibleText(`countersign: ${error.message}`));
    return new Set();
  }
}

/** Authors of every line of each file of a commit that a line comes from. */
async function committedAuthors(
  { git }: OpenRepository,
  blamed: readonly BlamedLine[],
): Promise<Map<string, readonly (LineAuthor | null)[]>> {
  const lengths = new Map<string, { commit: string; path: string; lines: number }>();
  for (const { commit, path, line } of blamed) {
    if (commit === null) continue;
    const key = `${commit} ${path}`;
    lengths.set(key, { commit, path, lines: Math.max(line, lengths.get(key)?.lines ?? 0) });
  }
  const notes = await parsedNotes(git, [...new Set([...lengths.values()].map(({ commit }) => commit))]);
  const authors = new Map<string, readonly (LineAuthor | null)[]>();
  for (const [key, { commit, path, lines }] of lengths) {
    const note = notes.get(commit);
    if (note !== undefined) authors.set(key, noteLineAuthors(note, path, lines));
  }
  return authors;
}

async function uncommittedAuthors(
  { git, provenance }: OpenRepository,
  path: string,
  blamed: readonly BlamedLine[],
): Promise<ReadonlyMap<number, LineAuthor>> {
  if (blamed.every(({ commit }) => commit !== null)) return new Map();
  const [head] = await readCommits(git, ['HEAD']);
  const { files } = await provenance.uncommitted(path, head?.id ?? null);
  return files.find((file) => file.path === path)?.lines ?? new Map<number, LineAuthor>();
}

function answered(
  line: number,
  commit: string | null,
  known: LineAuthor | null,
  countersigned: boolean,
): AnsweredLine {
  const ai = known?.origin.author === 'ai' ? known.origin : known?.aiPart;
  const evidence = known === null || known.origin.author === 'unknown' ? null : known.origin.evidence;
  return {
    line,
    author: known?.author ?? 'unknown',
    mixed: known?.mixed ?? false,
    tool: ai?.tool ?? null,
    model: ai?.model ?? null,
    evidence,
    commit,
    countersigned,
  };
}

const COLOURS: Record<Author, Colour> = { ai: 'magenta', human: 'green', unknown: 'dim' };

function describe(lines: readonly AnsweredLine[], blamed: readonly BlamedLine[], colours: boolean): string {
  const rows = lines.map(({ line, author, mixed, tool, model, commit }, index): Cell[] => [
    { text: commit === null ? 'uncommitted' : commit.slice(0, 10), colour: 'yellow' },
    { text: mixed ? `${author}, mixed` : author, colour: COLOURS[author] },
    { text: printable(tool === null ? '' : model === null ? tool : `${tool} (${model})`) },
    { text: String(line), right: true, colour: 'dim' },
    { text: visibleText(blamed[index]?.text ?? '') },
  ]);
  return tableLines(rows, colours)
    .map((row) => `${row}\n`)
    .join('');
}
