/**
 * Staged diff × journal → who wrote each added line. The heart of every answer about a commit.
 */
import { evidenceGrade } from '../ledger/evidence';
import type { LineAuthor } from '../ledger/lineAuthors';
import type {
  AiOrigin,
  Attribution,
  AttributedText,
  EvidenceGrade,
  FileAttribution,
  ToolShare,
} from '../model';
import { authorsOfChange } from './authorsOfChange';
import { compareText } from './compareText';
import { deletedByAi } from './deletedByAi';
import type { FileChange } from './fileChange';
import { keptLines } from './keptLines';
import { lineRanges } from './lineRanges';

export type { FileChange, Hunk } from './fileChange';

/** Known states of a path, newest first: the current text of the journal, then states as they were at earlier saves. */
export type StatesOf = (path: string) => readonly AttributedText[];

/** The known authors of one file's added lines. */
export interface AttributedFile {
  readonly path: string;
  /** New line number → author. An added line without an entry is of unknown authorship. */
  readonly lines: ReadonlyMap<number, LineAuthor>;
}

export interface AttributionResult {
  readonly attribution: Attribution;
  readonly files: readonly AttributedFile[];
}

/**
 * Attributes the added lines of a diff. Unknown is the answer whenever nothing better is known. `files` has every change
 * with added lines, with lines deleted by an AI, or to a critical file, sorted by path.
 * @param criticalRuleOf the name of the policy rule that makes a path critical, or null
 */
export function attribute(
  changes: readonly FileChange[],
  statesOf: StatesOf,
  criticalRuleOf: (path: string) => string | null = () => null,
): AttributionResult {
  const totals = new Totals();
  const results: { file: AttributedFile; attribution: FileAttribution }[] = [];
  for (const change of changes) {
    const states = statesOfChange(change, statesOf);
    const kept = keptLines(states.length === 0 ? [] : change.hunks);
    const file = { path: change.path, lines: authorsOfChange(change, states, kept) };
    const deleted = deletedByAi(change, states, kept);
    const attribution = attributionOf(change, file.lines, criticalRuleOf(change.path));
    const added = totals.add(change, file.lines, deleted);
    if (added > 0 || deleted > 0 || attribution.critical !== null) results.push({ file, attribution });
  }
  results.sort((a, b) => compareText(a.file.path, b.file.path));
  return {
    attribution: totals.finish(results.map((result) => result.attribution)),
    files: results.map((result) => result.file),
  };
}

function statesOfChange(change: FileChange, statesOf: StatesOf): readonly AttributedText[] {
  if (change.binary) return [];
  const states = statesOf(change.path);
  if (change.oldPath === null || change.oldPath === change.path) return states;
  return [...states, ...statesOf(change.oldPath)];
}

function forEachAddedLine(change: FileChange, visit: (line: number) => void): void {
  for (const hunk of change.hunks) {
    for (let i = 0; i < hunk.newLines.length; i++) visit(hunk.newStart + i);
  }
}

function attributionOf(
  change: FileChange,
  lines: ReadonlyMap<number, LineAuthor>,
  critical: string | null,
): FileAttribution {
  const by = { ai: [] as number[], human: [] as number[], unknown: [] as number[] };
  const mixed: number[] = [];
  forEachAddedLine(change, (line) => {
    const known = lines.get(line);
    by[known?.author ?? 'unknown'].push(line);
    if (known?.mixed === true) mixed.push(line);
  });
  return {
    path: change.path,
    ai: lineRanges(by.ai),
    human: lineRanges(by.human),
    unknown: lineRanges(by.unknown),
    mixed: lineRanges(mixed),
    critical,
  };
}

/** Sums over all files. */
class Totals {
  private readonly count = { added: 0, ai: 0, mixed: 0, human: 0, unknown: 0, deletedByAi: 0 };
  private readonly linesOf = new Map<AiOrigin, number>();

  /** The number of lines that the change added. */
  add(change: FileChange, lines: ReadonlyMap<number, LineAuthor>, deleted: number): number {
    const before = this.count.added;
    this.count.deletedByAi += deleted;
    forEachAddedLine(change, (line) => {
      const known = lines.get(line);
      this.count.added++;
      this.count[known?.author ?? 'unknown']++;
      if (known?.mixed === true) this.count.mixed++;
      const ai = known === undefined ? null : aiOf(known);
      if (ai !== null) this.linesOf.set(ai, (this.linesOf.get(ai) ?? 0) + 1);
    });
    return this.count.added - before;
  }

  finish(files: readonly FileAttribution[]): Attribution {
    return { ...this.count, evidence: this.weakestEvidence(), tools: this.tools(), files };
  }

  private weakestEvidence(): EvidenceGrade | null {
    const grades = [...this.linesOf.keys()].map((origin) => evidenceGrade(origin.evidence));
    return grades.includes('inferred') ? 'inferred' : (grades[0] ?? null);
  }

  private tools(): ToolShare[] {
    const shares = new Map<string, ToolShare>();
    for (const [{ tool, model }, lines] of this.linesOf) {
      const key = JSON.stringify([tool, model]);
      shares.set(key, { tool, model, lines: (shares.get(key)?.lines ?? 0) + lines });
    }
    return [...shares.values()].sort(
      (a, b) => b.lines - a.lines || compareText(a.tool, b.tool) || compareText(a.model ?? '', b.model ?? ''),
    );
  }
}

/** The AI that has a part in the line: as its author, or on a mixed line under somebody else's name. */
function aiOf(line: LineAuthor): AiOrigin | null {
  return line.origin.author === 'ai' ? line.origin : (line.aiPart ?? null);
}
