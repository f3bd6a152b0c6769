/**
 * What a commit of the range says about lines of a file that it brought in. Without line numbers, all lines of a file
 * count for what is said of it: an AI had a part in them, nobody knows in which.
 */
import { countersignedIn } from '../commit/countersignedIn';
import { noteLineRanges, type AuthoredRange } from '../commit/noteLineRanges';
import type { Note } from '../commit/noteModel';
import { parseNote } from '../commit/parseNote';
import { parseProvenanceTrailers, type ProvenanceTrailers } from '../commit/parseTrailers';
import type { CommitProvenance } from '../history/commitProvenance';
import type { LoggedCommit } from '../history/loggedCommit';

/** As policy sees a line: mixed lines are the AI's. */
export type PolicyAuthor = 'ai' | 'human' | 'unknown';

export interface ToldLines {
  readonly first: number;
  readonly last: number;
  readonly author: PolicyAuthor;
}

/** Worth making only for commits that a critical file is asked about. */
export class CommitEvidence {
  readonly trailers: ProvenanceTrailers;
  /** Lower-case emails of those whose `Countersigned-by` lines speak for the commit. */
  readonly countersigned: readonly string[];
  private readonly note: Note | null;
  /** Who wrote lines of which the note says nothing. */
  private readonly rest: PolicyAuthor;
  private readonly ranges = new Map<string, readonly AuthoredRange[]>();

  constructor(
    logged: LoggedCommit,
    private readonly provenance: CommitProvenance,
  ) {
    this.trailers = parseProvenanceTrailers(logged.message);
    this.countersigned = [...new Set(countersignedIn(logged.message).map(({ email }) => email))];
    const note = logged.note === '' ? null : parseNote(logged.note);
    this.note = note?.ok === true ? note.value : null;
    this.rest = this.namesMoreTools() ? 'ai' : 'unknown';
  }

  /** Who wrote `count` lines of a path, from a first one on, in the commit's own numbers. */
  lines(path: string, first: number, count: number): ToldLines[] {
    const last = first + count - 1;
    if (this.note === null) return [{ first, last, author: this.whole(path) }];
    const ranges = this.noted(path);
    // The message names AI lines where the note has none: somebody changed one of them.
    if (this.isNamed(path, false) && !ranges.some(isAi)) return [{ first, last, author: 'ai' }];
    return laidOut(ranges, first, last, this.rest);
  }

  /**
   * Whether lines that the message calls an AI's are nowhere to be found: the note puts them where the file has none.
   *
   * @param gone how many of the lines that the commit added to the path are no longer there
   */
  hidesAi(path: string, gone: number): boolean {
    if (!this.isNamed(path, false)) return false;
    const ranges = this.noted(path).filter(isAi);
    return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0) > gone;
  }

  /** What is said of a path without lines: a binary file, or one that is gone. */
  whole(path: string): PolicyAuthor {
    if (this.note !== null) return this.isNamed(path, false) ? 'ai' : this.rest;
    const { provenance, critical } = this.trailers;
    if (provenance.length === 0) return this.provenance.source === 'assisted' ? 'ai' : 'unknown';
    if (critical.length > 0) return this.isNamed(path, true) ? 'ai' : 'unknown';
    // A message that tells of AI lines and names no critical file was written under another policy, or under none.
    return provenance.some(({ ai, mixed }) => ai + mixed > 0) ? 'ai' : 'unknown';
  }

  /** Whether nobody has said anything about the commit. */
  get isSilent(): boolean {
    return this.note === null && this.provenance.source === null;
  }

  /**
   * Whether the message names a tool of which the note has no line: one that reports to nobody, and may have written
   * what nobody attests. A tool may also be named for what it deleted.
   */
  private namesMoreTools(): boolean {
    if (this.note === null || this.trailers.provenance.some(({ deletedByAi }) => deletedByAi > 0))
      return false;
    return this.provenance.tools.some(({ lines }) => lines === 0);
  }

  private noted(path: string): readonly AuthoredRange[] {
    const known = this.ranges.get(path);
    if (known !== undefined) return known;
    const files = this.note?.files ?? [];
    const exact = files.filter((file) => file.path === path);
    const composed = path.normalize('NFC');
    const found = exact.length > 0 ? exact : files.filter((file) => file.path.normalize('NFC') === composed);
    const ranges =
      this.note === null
        ? []
        : noteLineRanges(
            this.note,
            found.flatMap(({ entries }) => entries),
          );
    this.ranges.set(path, ranges);
    return ranges;
  }

  /** Whether an `AI-Critical` line names the path. One in the body may be of another commit that was squashed. */
  private isNamed(path: string, orInBody: boolean): boolean {
    return this.trailers.critical.some(
      (named) => named.lines > 0 && (orInBody || !named.body) && isSamePath(named.path, path),
    );
  }
}

/** Paths that are too long for a trailer have lost their beginning. */
function isSamePath(named: string, path: string): boolean {
  return named.startsWith('.../') ? path.endsWith(named.slice('...'.length)) : named === path;
}

function isAi({ line }: AuthoredRange): boolean {
  return line.author === 'ai' || line.mixed;
}

/** The lines from `first` to `last`, those that no range has by `rest`. */
function laidOut(
  ranges: readonly AuthoredRange[],
  first: number,
  last: number,
  rest: PolicyAuthor,
): ToldLines[] {
  const told: ToldLines[] = [];
  let at = first;
  for (let index = firstReaching(ranges, first); index < ranges.length && at <= last; index++) {
    const range = ranges[index] as AuthoredRange;
    if (range.first > last) break;
    if (range.first > at) told.push({ first: at, last: range.first - 1, author: rest });
    const end = Math.min(range.last, last);
    told.push({
      first: Math.max(range.first, at),
      last: end,
      author: isAi(range) ? 'ai' : range.line.author,
    });
    at = end + 1;
  }
  if (at <= last) told.push({ first: at, last, author: rest });
  return told;
}

/** Index of the first range that does not end before a line; ranges ascend. */
function firstReaching(ranges: readonly AuthoredRange[], line: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as AuthoredRange).last < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
