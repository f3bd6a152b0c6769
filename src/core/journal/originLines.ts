/**
 * A version of a file line by line, each with what is known of who wrote it.
 */
import type { Span } from '../model';
import type { FileVersion } from './replay';

/** Parts start at the beginning of the line; the last one may hold the line feed. */
export interface OriginLine {
  readonly text: string;
  readonly parts: readonly Span[];
}

/** One entry for each line, as many as `text.split('\n')` gives. */
export function linesOf({ tree, origins }: FileVersion): OriginLine[] {
  const runs = tree.runs().filter(({ length }) => length > 0);
  let next = 0;
  let used = 0;
  return tree
    .text()
    .split('\n')
    .map((text) => {
      const parts: Span[] = [];
      for (let at = 0; at <= text.length && next < runs.length;) {
        const { length, origin } = runs[next] ?? { length: 0, origin: 0 };
        const end = Math.min(text.length + 1, at + length - used);
        const by = origins[origin] ?? null;
        if (by !== null) parts.push({ start: at, end, origin: by });
        used += end - at;
        at = end;
        if (used === length) [next, used] = [next + 1, 0];
      }
      return { text, parts };
    });
}
