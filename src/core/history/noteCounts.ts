/**
 * Counts the lines that a note attests.
 */
import { noteLineRanges, type AuthoredRange } from '../commit/noteLineRanges';
import { compareText } from '../commit/compareText';
import type { Note, NoteEntry } from '../commit/noteModel';
import { evidenceGrade } from '../ledger/evidence';
import type { AiOrigin, EvidenceGrade, ToolShare } from '../model';
import type { FileProvenance } from './commitProvenance';
import type { LoggedFile } from './loggedCommit';

export interface NoteCounts {
  /** One for each changed file, in the same order. */
  readonly files: readonly FileProvenance[];
  readonly evidence: EvidenceGrade | null;
  readonly tools: readonly ToolShare[];
}

/**
 * Joins a note with what the commit changed. A note may attest lines that the commit only took along, in a renamed file
 * for example: of a file no more lines count than it got.
 */
export function noteCounts(note: Note, changed: readonly LoggedFile[]): NoteCounts {
  const entries = new Map<string, NoteEntry[]>();
  const composed = new Map<string, NoteEntry[]>();
  for (const file of note.files) {
    add(entries, file.path, file.entries);
    add(composed, file.path.normalize('NFC'), file.entries);
  }
  const tally = new Tally();
  const files = changed.map((file) =>
    tally.count(
      file,
      noteLineRanges(note, entries.get(file.path) ?? composed.get(file.path.normalize('NFC')) ?? []),
    ),
  );
  return { files, evidence: tally.evidence(), tools: tally.tools() };
}

function add(lists: Map<string, NoteEntry[]>, path: string, entries: readonly NoteEntry[]): void {
  const known = lists.get(path);
  if (known === undefined) lists.set(path, [...entries]);
  else known.push(...entries);
}

/** Sums over the files of one commit. */
class Tally {
  private readonly shares = new Map<string, ToolShare>();
  private readonly grades = new Set<EvidenceGrade>();

  count({ path, added }: LoggedFile, ranges: readonly AuthoredRange[]): FileProvenance {
    const lines = { ai: 0, human: 0, mixed: 0 };
    let left = added;
    for (const { first, last, line } of ranges) {
      const number = Math.min(last - first + 1, left);
      if (number <= 0) break;
      left -= number;
      if (line.author !== 'unknown') lines[line.author] += number;
      if (line.mixed) lines.mixed += number;
      const ai = line.origin.author === 'ai' ? line.origin : (line.aiPart ?? null);
      if (ai !== null) this.add(ai, number);
    }
    return { path, added, ...lines, unknown: left };
  }

  evidence(): EvidenceGrade | null {
    if (this.grades.has('inferred')) return 'inferred';
    return this.grades.has('exact') ? 'exact' : null;
  }

  tools(): ToolShare[] {
    return [...this.shares.values()].sort(
      (a, b) => b.lines - a.lines || compareText(a.tool, b.tool) || compareText(a.model ?? '', b.model ?? ''),
    );
  }

  private add({ tool, model, evidence }: AiOrigin, number: number): void {
    const key = JSON.stringify([tool, model]);
    this.shares.set(key, { tool, model, lines: (this.shares.get(key)?.lines ?? 0) + number });
    this.grades.add(evidenceGrade(evidence));
  }
}
