/**
 * Decides what counts for a commit: line by line what its note attests, else the numbers of our trailers, else only
 * that a tool took part. What nobody says is unknown.
 */
import type { NamedTool } from '../commit/namedTool';
import type { Note } from '../commit/noteModel';
import { PRODUCER } from '../commit/buildNote';
import { parseNote } from '../commit/parseNote';
import { ownMessage } from '../commit/ownMessage';
import { parseProvenanceTrailers, type ProvenanceTrailer } from '../commit/parseTrailers';
import { PROVENANCE_KEY } from '../commit/trailerKeys';
import type { EvidenceGrade, ToolShare } from '../model';
import { assistingTools } from './assistingTools';
import type { CommitProvenance, FileProvenance, LineCounts } from './commitProvenance';
import type { LoggedCommit, LoggedFile } from './loggedCommit';
import { noteCounts } from './noteCounts';

/** Most messages have no trailer of ours; they are not taken apart. */
const OURS = new RegExp(`${PROVENANCE_KEY}[ \\t]*:`, 'i');

/** What the sources say, before it is joined. */
type Answer = Pick<CommitProvenance, 'evidence' | 'tools' | 'source' | 'files'> & {
  readonly lines: LineCounts;
};

/** Joins everything that is known of one commit. Long histories have many: no object here is made of others. */
export function provenanceOf(logged: LoggedCommit): CommitProvenance {
  const told = toldBy(logged.message);
  const named = assistingTools(logged.message, logged.identities);
  const { lines, evidence, tools, source, files } = answerOf(logged, told, named);
  const merge = logged.parents > 1;
  return {
    commit: logged.id,
    author: logged.author,
    date: logged.date,
    time: logged.time,
    subject: logged.subject,
    added: lines.added,
    ai: lines.ai,
    mixed: lines.mixed,
    human: lines.human,
    unknown: lines.unknown,
    deletedByAi: told?.deletedByAi ?? 0,
    evidence,
    tools,
    source,
    takenOver: merge && told === null ? lines.unknown : 0,
    merge,
    files,
  };
}

function answerOf(logged: LoggedCommit, told: ToldLines | null, named: readonly NamedTool[]): Answer {
  const changed = logged.files.reduce((sum, file) => sum + file.added, 0);
  // The lines of a merge that came with the other branch are not its own; only our trailer knows how many are.
  const added = logged.parents > 1 && told !== null ? told.added : changed;
  const note = logged.note === '' ? null : parseNote(logged.note);
  if (note?.ok === true) return noted(logged, note.value, added, told, named);
  const files = logged.parents > 1 ? [] : logged.files.map(unattested);
  if (told !== null) {
    const lines = fitting(added, told);
    return { lines, evidence: told.evidence, tools: shares(named, lines.ai), source: 'trailers', files };
  }
  const lines = { added, ai: 0, mixed: 0, human: 0, unknown: added };
  const source = named.length > 0 ? 'assisted' : null;
  return { lines, evidence: null, tools: shares(named, 0), source, files };
}

function noted(
  logged: LoggedCommit,
  note: Note,
  added: number,
  told: ToldLines | null,
  named: readonly NamedTool[],
): Answer {
  const { files, evidence, tools } = noteCounts(note, logged.files);
  const sum = sumOf(files);
  const ours = note.producer?.startsWith(PRODUCER) === true;
  const mixed = ours ? sum.mixed : (told?.mixed ?? 0);
  const others = named.filter(
    ({ tool }) => !tools.some((share) => share.tool.toLowerCase() === tool.toLowerCase()),
  );
  return {
    lines: fitting(Math.max(added, sum.ai + sum.human), { ...sum, mixed }),
    evidence,
    tools: [...tools, ...shares(others, 0)],
    source: 'note',
    files: logged.parents > 1 ? files.flatMap(attestedPart) : files,
  };
}

/** Of a file in a merge only the attested lines are the merge's own. */
function attestedPart(file: FileProvenance): FileProvenance[] {
  const added = file.ai + file.human;
  return added === 0 ? [] : [{ ...file, added, unknown: 0 }];
}

function unattested({ path, added }: LoggedFile): FileProvenance {
  return { path, added, ai: 0, mixed: 0, human: 0, unknown: added };
}

interface ToldLines extends Omit<LineCounts, 'unknown'> {
  readonly deletedByAi: number;
  readonly evidence: EvidenceGrade | null;
}

/** What our trailers say together: more than one after a squash merge. Null without any. */
function toldBy(message: string): ToldLines | null {
  if (!OURS.test(message)) return null;
  const { provenance } = parseProvenanceTrailers(ownMessage(message));
  if (provenance.length === 0) return null;
  const sum = sumOf(provenance);
  return {
    ...sum,
    human: Math.max(0, sum.added - sum.ai - sum.unknown),
    evidence: weakest(provenance),
  };
}

function weakest(trailers: readonly ProvenanceTrailer[]): EvidenceGrade | null {
  const grades = trailers.map(({ evidence }) => evidence);
  if (grades.includes('inferred')) return 'inferred';
  return grades.includes('exact') ? 'exact' : null;
}

/** Makes the numbers fit the lines that were added; the rest is unknown. */
function fitting(added: number, told: { ai: number; human: number; mixed: number }): LineCounts {
  const ai = Math.min(told.ai, added);
  const human = Math.min(told.human, added - ai);
  return { added, ai, mixed: Math.min(told.mixed, added), human, unknown: added - ai - human };
}

/** Tools of which the message tells: the lines of the only one are known, those of several are not told apart. */
function shares(tools: readonly NamedTool[], lines: number): ToolShare[] {
  return tools.map(({ tool, model }) => ({ tool, model, lines: tools.length === 1 ? lines : 0 }));
}

type Summed = 'added' | 'ai' | 'mixed' | 'human' | 'unknown' | 'deletedByAi';

function sumOf(parts: readonly Partial<Readonly<Record<Summed, number>>>[]): Record<Summed, number> {
  const sum = { added: 0, ai: 0, mixed: 0, human: 0, unknown: 0, deletedByAi: 0 };
  for (const part of parts) {
    for (const key of Object.keys(sum) as Summed[]) sum[key] += part[key] ?? 0;
  }
  return sum;
}
