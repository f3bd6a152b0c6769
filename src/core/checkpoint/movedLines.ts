/**
 * Whoever reports may have moved lines within the file that others wrote since the last commit: those are not written
 * anew, and stay whose they were. Committed lines in another place are the work of who put them there.
 */
import { linesOf, type OriginLine } from '../journal/originLines';
import type { FileVersion } from '../journal/replay';
import { equalLines, versionOf } from './broughtLines';

/** A line by itself has at least so many words: `return null` stands in many places. */
const TELLING_WORDS = 3;

/** `after`, in which lines that stood elsewhere in `before` have the authors that they had there. */
export function withMovedLines(before: FileVersion, after: FileVersion): FileVersion {
  const [old, now] = [linesOf(before), linesOf(after)];
  const [gone, come] = [new Set(old.keys()), new Set(now.keys())];
  for (const [from, to] of equalLines(old, now)) {
    gone.delete(from);
    come.delete(to);
  }
  const [oldPlaces, places] = [onlyPlaces(old, gone), onlyPlaces(now, come)];
  const moved = new Map<number, number>();
  for (const to of come) {
    const text = now[to]?.text ?? '';
    // Lines that stood together moved together.
    const next = (moved.get(to - 1) ?? old.length) + 1;
    const from = gone.has(next) && old[next]?.text === text ? next : oldPlaces.get(text);
    if (from !== undefined && (from === next || places.has(text))) moved.set(to, from);
  }
  const together = (to: number, other: number): boolean =>
    moved.get(to) === (moved.get(other) ?? NaN) + to - other && /\w/.test(now[other]?.text ?? '');
  let isChanged = false;
  for (const [to, from] of moved) {
    const line = now[to] as OriginLine;
    const { parts } = old[from] as OriginLine;
    const isTold = together(to, to - 1) || together(to, to + 1) || wordsIn(line.text) >= TELLING_WORDS;
    if (!isTold || parts.length === 0) continue;
    now[to] = { ...line, parts };
    isChanged = true;
  }
  return isChanged ? versionOf(after, now) : after;
}

/** The place of each line with a word that stands at only one of these places. */
function onlyPlaces(lines: readonly OriginLine[], among: ReadonlySet<number>): Map<string, number> {
  const places = new Map<string, number>();
  const several = new Set<string>();
  for (const index of among) {
    const text = lines[index]?.text ?? '';
    if (places.has(text)) several.add(text);
    if (wordsIn(text) > 0) places.set(text, index);
  }
  for (const text of several) places.delete(text);
  return places;
}

function wordsIn(text: string): number {
  return text.match(/\w+/g)?.length ?? 0;
}
