/**
 * Merges what two notes attest about the lines of one file. Works on stretches of lines, not on lines: a note may claim
 * a billion of them.
 */
import type { LineRange } from '../model';
import { compareText } from './compareText';
import type { NoteEntry } from './noteModel';

/** What one note says about the file. */
export interface Attested {
  /** The last entry of a line wins. */
  readonly entries: readonly NoteEntry[];
  /** Whether the note says who a key stands for; readers pass over entries of other keys. */
  readonly isKnown: (key: string) => boolean;
}

/** Neighbouring lines that the same entries attest. */
interface Stretch {
  readonly lines: LineRange;
  readonly keys: Set<string>;
  /** The key that prevails. */
  top: string | null;
}

/**
 * Every key keeps all lines that either note gives it. On a line that one note alone attests, or on which both agree,
 * the same key prevails as before; where they disagree, the AI prevails over a person, and of two keys of the same kind
 * the one that sorts last. The entries come sorted by key as far as "the last one wins" lets them; a key has two entries
 * only when no order of whole entries would do.
 */
export function mergeEntries(one: Attested, other: Attested): NoteEntry[] {
  const starts = boundaries([...one.entries, ...other.entries]);
  const [ours, theirs] = [painted(one, starts), painted(other, starts)];
  const merged = ours.map(({ lines, keys, top }, index): Stretch => {
    const their = theirs[index];
    const both = new Set([...keys, ...(their?.keys ?? [])]);
    return { lines, keys: both, top: prevailing(top, their?.top ?? null) };
  });
  return ordered(merged);
}

/** Where stretches begin, sorted; the last one is behind the last line. */
function boundaries(entries: readonly NoteEntry[]): number[] {
  const starts = new Set<number>();
  for (const [first, last] of entries.flatMap(({ ranges }) => ranges)) {
    if (first > last) continue;
    starts.add(first);
    starts.add(last + 1);
  }
  return [...starts].sort((a, b) => a - b);
}

function painted({ entries, isKnown }: Attested, starts: readonly number[]): Stretch[] {
  const stretches = starts.slice(0, -1).map((first, index): Stretch & { known: boolean } => {
    return { lines: [first, (starts[index + 1] ?? first) - 1], keys: new Set(), top: null, known: false };
  });
  const places = new Map(starts.map((start, index) => [start, index]));
  for (const { key, ranges } of entries) {
    const known = isKnown(key);
    for (const [first, last] of ranges) {
      if (first > last) continue;
      for (const stretch of stretches.slice(places.get(first), places.get(last + 1))) {
        stretch.keys.add(key);
        if (known || !stretch.known) stretch.top = key;
        stretch.known ||= known;
      }
    }
  }
  return stretches;
}

function prevailing(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  if (isPerson(one) !== isPerson(other)) return isPerson(one) ? other : one;
  return compareText(one, other) < 0 ? other : one;
}

/** By its form alone, which the standard fixes: a note without the record must not make a difference. */
function isPerson(key: string): boolean {
  return key.startsWith('h_');
}

/** The fewest entries that keep who prevails: a key that is overruled on a line comes before the one that wins there. */
function ordered(stretches: readonly Stretch[]): NoteEntry[] {
  const overruled = new Map<string, LineRange[]>();
  const winning = new Map<string, LineRange[]>();
  const losers = new Map<string, Set<string>>();
  for (const { lines, keys, top } of stretches) {
    if (top === null) continue;
    const lost = losers.get(top) ?? new Set();
    losers.set(top, lost);
    for (const key of keys) {
      append(key === top ? winning : overruled, key, lines);
      if (key !== top) lost.add(key);
    }
  }
  const waiting = new Set([...overruled.keys(), ...winning.keys()].sort(compareText));
  const entries: NoteEntry[] = [];
  while (waiting.size > 0) {
    const key = [...waiting].find((candidate) =>
      [...(losers.get(candidate) ?? [])].every((loser) => !overruled.has(loser)),
    );
    // Each waits for another one: the first that is overruled somewhere says so now and gets the rest of its lines later.
    const next = key ?? [...waiting].find((candidate) => overruled.has(candidate)) ?? '';
    const lost = overruled.get(next) ?? [];
    const won = key === undefined ? [] : (winning.get(next) ?? []);
    if (lost.length + won.length > 0) entries.push({ key: next, ranges: united([...lost, ...won]) });
    overruled.delete(next);
    if (key !== undefined) waiting.delete(next);
  }
  return entries;
}

function append(ranges: Map<string, LineRange[]>, key: string, lines: LineRange): void {
  const known = ranges.get(key);
  if (known === undefined) ranges.set(key, [lines]);
  else known.push(lines);
}

/** Of ranges that do not overlap. */
function united(ranges: readonly LineRange[]): LineRange[] {
  const joined: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = joined.at(-1);
    if (before !== undefined && before[1] + 1 === first) before[1] = last;
    else joined.push([first, last]);
  }
  return joined;
}
