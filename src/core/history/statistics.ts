/**
 * Totals over a history, one commit at a time: only sums are kept, so a longer history takes no more memory.
 */
import { compareText } from '../commit/compareText';
import { decodeUtf8, encodeUtf8 } from '../commit/utf8';
import type { ToolShare } from '../model';
import type { CommitProvenance, LineCounts } from './commitProvenance';
import { isoWeek } from './isoWeek';

export interface Totals extends LineCounts {
  readonly commits: number;
  /** Commits in which an AI is known to have had a part. */
  readonly assisted: number;
  readonly deletedByAi: number;
}

export interface NamedTotals extends Totals {
  readonly name: string;
}

/** `added`: all lines that the commits added in which the tool had a part; `ai`: those of the tool. */
export interface ToolTotals {
  readonly tool: string;
  readonly commits: number;
  readonly added: number;
  readonly ai: number;
}

export interface ModelTotals extends ToolTotals {
  readonly model: string | null;
}

/** All lists but the weeks have most AI lines first. */
export interface HistoryTotals extends Totals {
  readonly tools: readonly ToolTotals[];
  readonly models: readonly ModelTotals[];
  readonly people: readonly NamedTotals[];
  /** Of the top level; `.` are the files in the root. */
  readonly directories: readonly NamedTotals[];
  /** ISO weeks of the author's date in UTC, oldest first. */
  readonly weeks: readonly NamedTotals[];
}

type Sum = { -readonly [Key in keyof Totals]: number };

export class Statistics {
  private readonly all: Sum = nothing();
  private readonly tools = new Map<string, ToolTotals>();
  private readonly models = new Map<string, ModelTotals>();
  private readonly people = new Map<string, Sum>();
  private readonly directories = new Map<string, Sum>();
  private readonly weeks = new Map<string, Sum>();

  add(commit: CommitProvenance): void {
    const totals = totalsOf(commit);
    increase(this.all, totals);
    increase(sumIn(this.people, commit.author), totals);
    const week = commit.time === null ? null : isoWeek(commit.time);
    if (week !== null) increase(sumIn(this.weeks, week), totals);
    this.addDirectories(commit, totals);
    this.addTools(commit.tools, totals.added);
  }

  totals(): HistoryTotals {
    const mostFirst = (sums: ReadonlyMap<string, Sum>): NamedTotals[] =>
      named(sums).sort((a, b) => b.ai - a.ai || compareText(a.name, b.name));
    return {
      ...this.all,
      tools: [...this.tools.values()].sort(byTool),
      models: [...this.models.values()].sort(
        (a, b) => byTool(a, b) || compareText(a.model ?? '', b.model ?? ''),
      ),
      people: mostFirst(this.people),
      directories: mostFirst(this.directories),
      weeks: named(this.weeks).sort((a, b) => compareText(a.name, b.name)),
    };
  }

  /**
   * Numbers without lines belong to a directory only when the commit touched no other; they are not guessed, so
   * elsewhere the lines stay unknown.
   */
  private addDirectories(commit: CommitProvenance, totals: Totals): void {
    const found = new Map<string, Sum>();
    for (const file of commit.files) {
      const slash = file.path.indexOf('/');
      const name = slash < 0 ? '.' : file.path.slice(0, slash);
      const sum = found.get(name) ?? nothing();
      increaseLines(sum, file);
      found.set(name, sum);
    }
    for (const [name, sum] of found) {
      sum.commits = 1;
      sum.assisted = totals.assisted;
      increase(sumIn(this.directories, name), found.size === 1 && !commit.merge ? totals : sum);
    }
  }

  private addTools(shares: readonly ToolShare[], added: number): void {
    const lines = new Map<string, number>();
    for (const { tool, model, lines: ai } of shares) {
      lines.set(tool, (lines.get(tool) ?? 0) + ai);
      const key = JSON.stringify([tool, model]);
      this.models.set(key, { tool, model, ...increased(this.models.get(key), added, ai) });
    }
    for (const [tool, ai] of lines) {
      this.tools.set(tool, { tool, ...increased(this.tools.get(tool), added, ai) });
    }
  }
}

function totalsOf(commit: CommitProvenance): Totals {
  const { added, unknown, takenOver, ai, mixed, human, deletedByAi, tools } = commit;
  return {
    commits: 1,
    assisted: ai > 0 || mixed > 0 || deletedByAi > 0 || tools.length > 0 ? 1 : 0,
    added: added - takenOver,
    ai,
    mixed,
    human,
    unknown: unknown - takenOver,
    deletedByAi,
  };
}

function nothing(): Sum {
  return { commits: 0, assisted: 0, added: 0, ai: 0, mixed: 0, human: 0, unknown: 0, deletedByAi: 0 };
}

function sumIn(sums: Map<string, Sum>, name: string): Sum {
  const known = sums.get(name);
  if (known !== undefined) return known;
  const sum = nothing();
  sums.set(detached(name), sum);
  return sum;
}

/** A text of its own: engines keep all of the text from which a part was cut, here a piece of git's output. */
function detached(text: string): string {
  return decodeUtf8(encodeUtf8(text));
}

function increase(sum: Sum, by: Totals): void {
  sum.commits += by.commits;
  sum.assisted += by.assisted;
  sum.deletedByAi += by.deletedByAi;
  increaseLines(sum, by);
}

function increaseLines(sum: Sum, by: LineCounts): void {
  sum.added += by.added;
  sum.ai += by.ai;
  sum.mixed += by.mixed;
  sum.human += by.human;
  sum.unknown += by.unknown;
}

function increased(
  before: ToolTotals | undefined,
  added: number,
  ai: number,
): Pick<ToolTotals, 'commits' | 'added' | 'ai'> {
  return {
    commits: (before?.commits ?? 0) + 1,
    added: (before?.added ?? 0) + added,
    ai: (before?.ai ?? 0) + ai,
  };
}

function named(sums: ReadonlyMap<string, Sum>): NamedTotals[] {
  return [...sums].map(([name, sum]) => ({ name, ...sum }));
}

function byTool(a: ToolTotals, b: ToolTotals): number {
  return b.ai - a.ai || compareText(a.tool, b.tool);
}
