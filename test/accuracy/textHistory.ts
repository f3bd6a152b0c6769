/**
 * The versions that one document went through, so that undo, redo, rejections and reloads find the authors again.
 */
import { keepReread } from './align';
import { part, replaced, writtenBy } from './authoredText';
import type { AuthoredText } from './authoredText';
import type { ProbeEdit } from './probeRecord';

/** How far back pieces of earlier versions are looked for. */
const REMEMBERED = 500;

export class TextHistory {
  /** What undo and redo walk along. */
  private versions: AuthoredText[];
  private at = 0;
  /** What redo cannot reach any more, oldest first. */
  private readonly abandoned: AuthoredText[] = [];

  constructor(first: AuthoredText) {
    this.versions = [first];
  }

  get now(): AuthoredText {
    return this.versions[this.at] as AuthoredText;
  }

  /** A new version; redo ends. */
  push(version: AuthoredText): void {
    this.abandoned.push(...this.versions.splice(this.at + 1));
    this.abandoned.splice(0, this.abandoned.length - REMEMBERED);
    this.versions.push(version);
    this.at++;
  }

  /** The same version, with what was learnt about it later. */
  amend(version: AuthoredText): void {
    this.versions[this.at] = version;
  }

  /** Undo or redo: to the nearest version, that way, that has the text which the edits lead to. */
  travel(edits: readonly ProbeEdit[], way: 'undo' | 'redo'): void {
    const { text } = replaced(
      this.now,
      edits.map((edit) => ({ ...edit, piece: writtenBy('?', edit.text) })),
    );
    const back = Array.from({ length: this.at }, (_, index) => this.at - 1 - index);
    const ahead = Array.from(
      { length: this.versions.length - this.at - 1 },
      (_, index) => this.at + 1 + index,
    );
    const found = (way === 'undo' ? back : ahead).find((index) => this.versions[index]?.text === text);
    if (found !== undefined) {
      this.at = found;
      return;
    }
    const known = this.versionWith(text);
    this.push(
      known ??
        this.remembered(
          replaced(
            this.now,
            edits.map((edit) => this.returned(edit)),
          ),
        ),
    );
  }

  /** The text is again what it was at some time, or nearly so. `kept`: the new text, `?` where it is not from the last. */
  goBack(text: string, kept: AuthoredText): void {
    this.push(this.versionWith(text) ?? this.remembered(kept));
  }

  private versionWith(text: string): AuthoredText | null {
    return this.earlier().find((version) => version.text === text) ?? null;
  }

  /** Every version but the present one, nearest first. */
  private earlier(): AuthoredText[] {
    const before = this.versions.slice(0, this.at).reverse();
    return [...before, ...this.versions.slice(this.at + 1), ...[...this.abandoned].reverse()].slice(
      0,
      REMEMBERED,
    );
  }

  private returned(edit: ProbeEdit): { offset: number; removed: number; piece: AuthoredText } {
    const { offset, removed, text } = edit;
    const whole = this.pieceOfEarlier(text);
    return {
      offset,
      removed,
      piece: whole ?? keepReread(part(this.now, offset, offset + removed), text, '?'),
    };
  }

  /** What is marked `?` is looked for, run by run and then line by line, in earlier versions; else nobody knows. */
  private remembered(version: AuthoredText): AuthoredText {
    let { authors } = version;
    for (const { 0: run, index } of version.authors.matchAll(/\?+/g)) {
      for (const line of version.text.slice(index, index + run.length).matchAll(/[^\n]*\n?/g)) {
        const start = index + line.index;
        const found = this.pieceOfEarlier(line[0])?.authors ?? 'u'.repeat(line[0].length);
        authors = authors.slice(0, start) + found + authors.slice(start + found.length);
      }
    }
    return { text: version.text, authors };
  }

  private pieceOfEarlier(text: string): AuthoredText | null {
    if (text.trim() === '') return null;
    for (const version of this.earlier()) {
      const at = version.text.indexOf(text);
      if (at >= 0) return part(version, at, at + text.length);
    }
    return null;
  }
}
