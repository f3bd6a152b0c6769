/**
 * Who wrote the pieces of a document that are being copied.
 */
import type { Origin } from '../model';
import { sliceRuns } from '../ledger/runs';
import type { SpanTree } from '../ledger/spanTree';
import type { CopiedText } from './alignParts';
import type { CopiedPart } from './clues';

/** One version of a document. `origins[0]` is null; the tree's runs name origins by index. */
export interface CopiedVersion {
  readonly tree: SpanTree;
  readonly origins: readonly (Origin | null)[];
}

export interface CopiedRange {
  readonly from: number;
  readonly to: number;
}

/** The ranges as one text, each on lines of its own, with who wrote what. Offsets in UTF-16 units. */
export function copiedParts({ tree, origins }: CopiedVersion, ranges: readonly CopiedRange[]): CopiedText {
  const runs = tree.runs();
  const texts: string[] = [];
  const parts: CopiedPart[] = [];
  for (const { from, to } of ranges) {
    const last = parts.at(-1);
    if (last !== undefined) parts.push({ length: 1, origin: last.origin });
    texts.push(tree.text(from, to));
    for (const { length, origin } of sliceRuns(runs, from, to)) {
      if (length > 0) parts.push({ length, origin: origins[origin] ?? null });
    }
  }
  return { text: texts.join('\n'), parts };
}
