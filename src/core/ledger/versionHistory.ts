/**
 * The versions a document went through, so that undo and redo bring back not only the text but who wrote it.
 */
import type { SpanTree } from './spanTree';

/** Versions share nearly all of their tree; a step costs some two kilobytes. */
const MAX_VERSIONS = 2000;

export class VersionHistory {
  /** The line of versions that undo and redo walk along. */
  private versions: SpanTree[];
  /** Versions that an edit after an undo left behind. The editor forgot them; another window's undo may not have. */
  private readonly left: SpanTree[] = [];
  private cursor = 0;

  constructor(first: SpanTree) {
    this.versions = [first];
  }

  /** Remembers the version that an edit led to. */
  push(version: SpanTree): void {
    if (this.cursor < this.versions.length - 1) this.left.push(...this.versions.splice(this.cursor + 1));
    this.versions.push(version);
    if (this.versions.length > MAX_VERSIONS) this.versions = this.versions.slice(MAX_VERSIONS / 4);
    if (this.left.length > MAX_VERSIONS) this.left.splice(0, MAX_VERSIONS / 4);
    this.cursor = this.versions.length - 1;
  }

  /** The newest former version with this text, or null. */
  find(text: SpanTree): SpanTree | null {
    const same = (version: SpanTree): boolean => version.length === text.length && version.sameText(text);
    return this.versions.findLast(same) ?? this.left.findLast(same) ?? null;
  }

  /** Replaces the version at hand by one of the same text. */
  amend(version: SpanTree): void {
    this.versions[this.cursor] = version;
  }

  /**
   * The version whose text an undo or redo arrived at, or null. The editor does not say how many of our steps one of
   * its undo steps took back, so the text decides: the nearest equal version in the direction of travel.
   */
  travel(arrived: SpanTree, direction: 'undo' | 'redo'): SpanTree | null {
    const same = (version: SpanTree): boolean =>
      version.length === arrived.length && version.sameText(arrived);
    const back = this.versions.findLastIndex((version, index) => index < this.cursor && same(version));
    const ahead = this.versions.findIndex((version, index) => index > this.cursor && same(version));
    const [first, second] = direction === 'undo' ? [back, ahead] : [ahead, back];
    const found = first !== -1 ? first : second;
    if (found === -1) {
      const left = this.left.findLast(same) ?? null;
      if (left !== null) this.push(left);
      return left;
    }
    this.cursor = found;
    return this.versions[found] as SpanTree;
  }
}
