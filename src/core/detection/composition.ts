/**
 * Follows what an input method composes: it replaces the keys that were just pressed, until the person is content.
 */
import type { TextEdit } from '../ledger/textEdits';

export class Composition {
  /** The keys that were pressed one behind the other, or what was composed from them. */
  private place: { readonly start: number; readonly end: number } | null = null;

  /** A change of the document; `typed` when it had the form of key presses. True when it composed what was typed. */
  changed(edits: readonly TextEdit[], typed: boolean): boolean {
    const { place } = this;
    this.place = null;
    const [edit] = edits;
    if (edits.length !== 1 || edit === undefined || edit.text === '' || edit.text.includes('\n'))
      return false;
    const { offset, removed, text } = edit;
    const isBehind = place !== null && offset + removed === place.end && offset >= place.start;
    const composes = isBehind && removed > 0;
    if (typed || composes) this.place = { start: isBehind ? place.start : offset, end: offset + text.length };
    return composes;
  }

  /** The cursor moved; null when something is selected. Away from what was typed, the composition has ended. */
  selected(cursor: number | null): void {
    if (cursor !== this.place?.end) this.place = null;
  }
}
