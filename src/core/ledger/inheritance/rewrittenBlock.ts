/**
 * A block of whole lines that one change rewrote, with the place in the text before it that each character stands for.
 */
import { isBlankCode } from '../blank';
import { textEdits, type TextEdit } from '../textEdits';

/**
 * How a character came from its source. `kept`: it never left its place. `same`: the same character was put here.
 * `rewritten`: another character stands in for it. `replaced`: it is new, part of a word in the place of one other.
 */
export type How = 'none' | 'kept' | 'same' | 'rewritten' | 'replaced';

const HOWS: readonly How[] = ['none', 'kept', 'same', 'rewritten', 'replaced'];

/** `[oldFrom, oldTo)` of the text before became `[newFrom, newTo)` of the block's new text. */
export interface Part {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

export class RewrittenBlock {
  readonly newText: string;
  /** The edits as they were reported. */
  readonly edits: readonly Part[];
  private readonly sources: Int32Array;
  private readonly hows: Uint8Array;

  /** `start` is the offset of `oldText` in the text before; the edits lie in it, in ascending order. */
  constructor(
    readonly start: number,
    readonly oldText: string,
    edits: readonly TextEdit[],
  ) {
    const pieces: string[] = [];
    const placed: Part[] = [];
    let [oldAt, newAt] = [start, 0];
    for (const { offset, removed, text } of edits) {
      pieces.push(this.old(oldAt, offset), text);
      newAt += offset - oldAt;
      oldAt = offset + removed;
      placed.push({ oldFrom: offset, oldTo: oldAt, newFrom: newAt, newTo: newAt + text.length });
      newAt += text.length;
    }
    pieces.push(this.old(oldAt, this.end));
    this.newText = pieces.join('');
    this.edits = placed;
    this.sources = new Int32Array(this.newText.length).fill(-1);
    this.hows = new Uint8Array(this.newText.length);
    this.keep(this.start, 0, this.end, placed);
  }

  get end(): number {
    return this.start + this.oldText.length;
  }

  /** The text before, between two of its offsets. */
  old(from: number, to: number): string {
    return this.oldText.slice(from - this.start, to - this.start);
  }

  howAt(index: number): How {
    return HOWS[this.hows[index] as number] as How;
  }

  /** The offset in the text before that a character stands for; -1 when there is none. */
  sourceAt(index: number): number {
    return this.sources[index] as number;
  }

  /** Says what a character stands for. */
  put(index: number, source: number, how: How): void {
    if (this.howAt(index) === 'kept' && this.sources[index] === source) return;
    this.sources[index] = source;
    this.hows[index] = HOWS.indexOf(how);
  }

  /**
   * As `put`, where nothing is known yet: the same character, put here or kept where it was, or another that stands in
   * for it.
   */
  propose(index: number, source: number, old: string, same: 'same' | 'kept' = 'same'): void {
    if (this.hows[index] === 0) this.put(index, source, this.newText[index] === old ? same : 'rewritten');
  }

  /** Whether every visible character of `[from, to)` of the new text stands for something. */
  isExplained(from: number, to: number): boolean {
    for (let i = from; i < to; i++)
      if (this.hows[i] === 0 && !isBlankCode(this.newText.charCodeAt(i))) return false;
    return true;
  }

  /** Says that the words that an edit wrote again never left; gives what of it is new. */
  keepWords(edit: Part): Part[] {
    let shift = edit.newFrom;
    const parts = textEdits(
      this.old(edit.oldFrom, edit.oldTo),
      this.newText.slice(edit.newFrom, edit.newTo),
    ).map(({ offset, removed, text }) => {
      const [oldFrom, newFrom] = [edit.oldFrom + offset, offset + shift];
      shift += text.length - removed;
      return { oldFrom, oldTo: oldFrom + removed, newFrom, newTo: newFrom + text.length };
    });
    this.keep(edit.oldFrom, edit.newFrom, edit.oldTo, parts);
    return parts;
  }

  /** What lies between the parts, from the given places on, is as it was. */
  private keep(oldFrom: number, newFrom: number, oldTo: number, parts: readonly Part[]): void {
    let [oldAt, newAt] = [oldFrom, newFrom];
    for (const part of [...parts, { oldFrom: oldTo, oldTo, newFrom: 0, newTo: 0 }]) {
      while (oldAt < part.oldFrom) this.put(newAt++, oldAt++, 'kept');
      [oldAt, newAt] = [part.oldTo, part.newTo];
    }
  }
}
