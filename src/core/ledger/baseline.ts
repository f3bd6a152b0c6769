/**
 * A document as it would be without the edits of a chat that the user has not decided on yet. The editor keeps its text;
 * this keeps who wrote it, so that a rejected edit gives the former authors back.
 */
import { equalRegions } from './equalRegions';
import { placedEdits, type TextRange } from './placedEdits';
import { sliceRuns, type Run } from './runs';
import { SpanTree } from './spanTree';
import type { TextEdit } from './textEdits';

export class Baseline {
  private constructor(private tree: SpanTree) {}

  /** A baseline with this text; where the file has the same, its authors are the file's. */
  static of(text: string, file: SpanTree): Baseline {
    if (file.hasText(text)) return new Baseline(file);
    const bare = SpanTree.of(text);
    return new Baseline(adopted(bare, [{ start: 0, end: text.length }], file));
  }

  get version(): SpanTree {
    return this.tree;
  }

  /**
   * An edit of the file outside the chat's, that the editor made here as well. `runs` are those of its inserted texts,
   * in the order in which they stand in the text.
   */
  mirrored(edits: readonly TextEdit[], runs: readonly (readonly Run[])[]): void {
    const ascending = [...edits].sort((a, b) => a.offset - b.offset);
    for (let i = ascending.length - 1; i >= 0; i--) {
      const { offset, removed, text } = ascending[i] as TextEdit;
      this.tree = this.tree.replace(offset, offset + removed, text, runs[i] ?? unknownRuns(text));
    }
  }

  /** The user kept an edit of the chat, or something else changed here: what the file has as well has its authors. */
  changed(edits: readonly TextEdit[], file: SpanTree): void {
    this.mirrored(edits, []);
    this.tree = this.tree.sameText(file) ? file : adopted(this.tree, placedEdits(edits), file);
  }
}

/** The tree with the file's authors in those places that the file has as well. */
function adopted(tree: SpanTree, places: readonly TextRange[], file: SpanTree): SpanTree {
  const known = file.runs();
  let result = tree;
  for (const { from, to, length } of equalRegions(file.text(), tree.text())) {
    for (const place of places) {
      const start = Math.max(place.start, to);
      const end = Math.min(place.end, to + length);
      if (end <= start) continue;
      const runs = sliceRuns(known, from + start - to, from + end - to);
      result = result.replace(start, end, tree.text(start, end), runs);
    }
  }
  return result;
}

function unknownRuns(text: string): Run[] {
  return [{ length: text.length, origin: 0 }];
}
