/**
 * Who wrote the pieces of a document that are being copied.
 */
import type { OriginId } from '../ledger/runs';
import type { SpanTree } from '../ledger/spanTree';
import type { Origin } from '../model';
import type { CopiedText } from './alignParts';
import type { CopiedPart } from './clues';

export interface CopiedRange {
  readonly from: number;
  readonly to: number;
}

/** Ranges of a version as one text, each on lines of its own, with who wrote what. Offsets in UTF-16 units. */
export function copiedParts(
  version: SpanTree,
  originOf: (id: OriginId) => Origin | null,
  ranges: readonly CopiedRange[],
): CopiedText {
  const texts: string[] = [];
  const parts: CopiedPart[] = [];
  for (const { from, to } of ranges) {
    const last = parts.at(-1);
    if (last !== undefined) parts.push({ length: 1, origin: last.origin });
    texts.push(version.text(from, to));
    for (const { length, origin } of version.runs(from, to)) {
      if (length > 0) parts.push({ length, origin: originOf(origin) });
    }
  }
  return { text: texts.join('\n'), parts };
}
