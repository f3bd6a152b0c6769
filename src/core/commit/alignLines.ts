/**
 * Which lines of one text are the lines of another: exact first, then by everything but white space, always in order,
 * so that a common line such as `}` is only matched where its surroundings match.
 */
import { diffArrays } from 'diff';

/** Edits after which a stretch without any unique line is given up; keeps the cost linear in practice. */
const MAX_EDITS = 400;

interface Area {
  readonly from: number;
  readonly fromEnd: number;
  readonly to: number;
  readonly toEnd: number;
}

/** For each line of `to` the index of its line in `from`, or -1. Both without end-of-line. */
export function alignLines(from: readonly string[], to: readonly string[]): Int32Array {
  const match = new Int32Array(to.length).fill(-1);
  const whole: Area = { from: 0, fromEnd: from.length, to: 0, toEnd: to.length };
  const exact = new Interner((line) => line);
  matchArea(exact.idsOf(from), exact.idsOf(to), whole, match);
  const gaps = gapsOf(match, from.length);
  if (gaps.length === 0) return match;
  const loose = new Interner((line) => line.replace(/\s+/g, ''));
  for (const gap of gaps) {
    const fromIds = loose.idsOf(from.slice(gap.from, gap.fromEnd));
    const toIds = loose.idsOf(to.slice(gap.to, gap.toEnd));
    const found = new Int32Array(toIds.length).fill(-1);
    matchArea(fromIds, toIds, { from: 0, fromEnd: fromIds.length, to: 0, toEnd: toIds.length }, found);
    found.forEach((index, at) => {
      if (index >= 0) match[gap.to + at] = gap.from + index;
    });
  }
  return match;
}

/** Small numbers for equal lines. */
class Interner {
  private readonly ids = new Map<string, number>();

  constructor(private readonly keyOf: (line: string) => string) {}

  idsOf(lines: readonly string[]): number[] {
    return lines.map((line) => {
      const key = this.keyOf(line);
      const known = this.ids.get(key);
      if (known !== undefined) return known;
      this.ids.set(key, this.ids.size);
      return this.ids.size - 1;
    });
  }
}

/** Matches common beginnings and ends, then lines that are unique on both sides, then what is between those. */
function matchArea(from: readonly number[], to: readonly number[], whole: Area, match: Int32Array): void {
  const areas = [whole];
  for (let next = areas.pop(); next !== undefined; next = areas.pop()) {
    const area = trim(from, to, next, match);
    if (area.from >= area.fromEnd || area.to >= area.toEnd) continue;
    const anchors = uniqueAnchors(from, to, area);
    if (anchors.length === 0) {
      matchByEdits(from, to, area, match);
      continue;
    }
    let { from: f, to: t } = area;
    for (const [anchorFrom, anchorTo] of anchors) {
      match[anchorTo] = anchorFrom;
      areas.push({ from: f, fromEnd: anchorFrom, to: t, toEnd: anchorTo });
      f = anchorFrom + 1;
      t = anchorTo + 1;
    }
    areas.push({ from: f, fromEnd: area.fromEnd, to: t, toEnd: area.toEnd });
  }
}

function trim(from: readonly number[], to: readonly number[], area: Area, match: Int32Array): Area {
  let { from: f, fromEnd, to: t, toEnd } = area;
  while (f < fromEnd && t < toEnd && from[f] === to[t]) match[t++] = f++;
  while (f < fromEnd && t < toEnd && from[fromEnd - 1] === to[toEnd - 1]) match[--toEnd] = --fromEnd;
  return { from: f, fromEnd, to: t, toEnd };
}

/** The longest increasing run of pairs whose line occurs exactly once on each side. */
function uniqueAnchors(from: readonly number[], to: readonly number[], area: Area): [number, number][] {
  const inFrom = onlyPlaces(from, area.from, area.fromEnd);
  const inTo = onlyPlaces(to, area.to, area.toEnd);
  const pairs: [number, number][] = [];
  for (const [id, t] of inTo) {
    const f = inFrom.get(id);
    if (t >= 0 && f !== undefined && f >= 0) pairs.push([f, t]);
  }
  pairs.sort((a, b) => a[1] - b[1]);
  return longestIncreasing(pairs);
}

/** The place of each id, -1 where it occurs more than once. */
function onlyPlaces(ids: readonly number[], start: number, end: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let i = start; i < end; i++) places.set(ids[i] as number, places.has(ids[i] as number) ? -1 : i);
  return places;
}

/** Patience sorting on the first of each pair. */
function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([value], index) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] as number] as [number, number])[0] < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tops[low - 1] as number) : -1;
    tops[low] = index;
  });
  const chain: [number, number][] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] as number)
    chain.push(pairs[at] as [number, number]);
  return chain.reverse();
}

function matchByEdits(from: readonly number[], to: readonly number[], area: Area, match: Int32Array): void {
  const parts = diffArrays(from.slice(area.from, area.fromEnd), to.slice(area.to, area.toEnd), {
    maxEditLength: MAX_EDITS,
  });
  let { from: f, to: t } = area;
  for (const part of parts ?? []) {
    if (part.added) t += part.count;
    else if (part.removed) f += part.count;
    else for (let i = 0; i < part.count; i++) match[t++] = f++;
  }
}

/** Stretches between matches that have lines on both sides. */
function gapsOf(match: Int32Array, fromLength: number): Area[] {
  const gaps: Area[] = [];
  let from = 0;
  let to = 0;
  for (let i = 0; i <= match.length; i++) {
    const matched = i < match.length ? (match[i] as number) : fromLength;
    if (matched < 0) continue;
    if (i > to && matched > from) gaps.push({ from, fromEnd: matched, to, toEnd: i });
    from = matched + 1;
    to = i + 1;
  }
  return gaps;
}
