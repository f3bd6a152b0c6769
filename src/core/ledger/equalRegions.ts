/**
 * Where two texts agree: the bridge over which authors travel from one version of a document to another.
 */
import { textEdits, type TextEdit } from './textEdits';

/** `length` UTF-16 units are the same at `from` in the one text and at `to` in the other. */
export interface EqualRegion {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** The regions that both texts share, in order, by lines and then by words. Empty ones are left out. */
export function equalRegions(one: string, other: string): EqualRegion[] {
  return regionsBetween(textEdits(one, other), one.length);
}

/** The same from edits that lead from the one text to the other, ascending, offsets in the one. */
export function regionsBetween(edits: readonly TextEdit[], length: number): EqualRegion[] {
  const regions: EqualRegion[] = [];
  let from = 0;
  let shift = 0;
  const upTo = (end: number): void => {
    if (end > from) regions.push({ from, to: from + shift, length: end - from });
  };
  for (const { offset, removed, text } of edits) {
    upTo(offset);
    from = offset + removed;
    shift += text.length - removed;
  }
  upTo(length);
  return regions;
}
