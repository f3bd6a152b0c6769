/**
 * The texts of a document that other programs wrote over: git takes work away and brings it back onto something else.
 */
import { learntRuns } from './learntRuns';
import type { OriginId } from './runs';
import type { SpanTree } from './spanTree';

interface Overwritten {
  readonly version: SpanTree;
  /** Its lines with a letter or a digit. */
  readonly lines: ReadonlySet<string>;
}

const MAX_TEXTS = 8;

export class OverwrittenTexts {
  /** Newest first. */
  private texts: readonly Overwritten[] = [];

  /**
   * `before` was written over with `now`. Gives `now` with the former authors of lines whose author is `unknown` and that
   * stood in an earlier text, the newest of these first. A text counts when most of what was missing of it came back:
   * everyday lines such as `try {` are in every file. Linear in the texts.
   */
  regained(before: SpanTree, now: SpanTree, unknown: OriginId): SpanTree {
    const [then, lines] = [wordLines(before), wordLines(now)];
    let regained = now;
    for (const { version, lines: former } of this.texts) {
      if (!cameBack(former, then, lines)) continue;
      const lacking = { isOpen: (id: OriginId) => id === unknown, otherwise: unknown, needsWords: true };
      const known = { text: version.text(), runs: version.runs() };
      regained = now.withRuns(learntRuns(now.text(), regained.runs(), known, lacking));
    }
    this.texts = [{ version: before, lines: then }, ...this.texts.slice(0, MAX_TEXTS - 1)];
    return regained;
  }
}

function wordLines(tree: SpanTree): Set<string> {
  const lines = tree.text().split('\n');
  return new Set(lines.map((line) => line.trimEnd()).filter((line) => /[\p{L}\p{N}]/u.test(line)));
}

function cameBack(former: ReadonlySet<string>, then: ReadonlySet<string>, now: ReadonlySet<string>): boolean {
  const missing = [...former].filter((line) => !then.has(line));
  const back = missing.filter((line) => now.has(line));
  return back.length > 0 && back.length * 2 > missing.length;
}
