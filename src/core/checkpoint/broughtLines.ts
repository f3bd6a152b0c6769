/**
 * Git writes files too, between two reports: it takes work out of a stash, or lines out of other commits. The next
 * reporter did not write those.
 */
import type { FileVersion } from '../journal/replay';
import { linesOf, type OriginLine } from '../journal/originLines';
import { changedBlocks } from '../ledger/changedBlocks';
import { Ledger } from '../ledger/ledger';
import type { Origin, Span } from '../model';
import { attributedText } from '../ledger/attributedText';

/**
 * `version`, in which lines with text of `reporter` have the authors that `sources` know of the same lines. The first
 * source that knows a line speaks for it.
 */
export function withBroughtLines(
  version: FileVersion,
  reporter: Origin,
  sources: readonly FileVersion[],
): FileVersion {
  const lines = linesOf(version);
  let isChanged = false;
  for (const source of sources) {
    const known = linesOf(source);
    let follows = false;
    for (const [from, to] of equalLines(known, lines)) {
      const [before, here] = [known[from] as OriginLine, lines[to] as OriginLine];
      const isReported = here.parts.some(({ origin }) => origin === reporter);
      // A line without a word stands in many places; it only goes with the one above it.
      follows = isReported && before.parts.length > 0 && (follows || /\w/.test(here.text));
      if (!follows) continue;
      lines[to] = { ...here, parts: before.parts };
      isChanged = true;
    }
  }
  return isChanged ? versionOf(version, lines) : version;
}

/** A text of which nobody was seen to write anything. */
export function unseenVersion(text: string, time: number): FileVersion {
  const ledger = Ledger.of('');
  ledger.apply(
    [{ offset: 0, removed: 0, text }],
    ledger.addOrigin({ author: 'unknown', reason: 'offline', time }),
  );
  return { tree: ledger.version, origins: ledger.knownOrigins, time };
}

/**
 * Of earlier versions, newest first, those that are back as a whole: all that somebody is known to have written in them
 * stands in `text`, and not in the version before it.
 */
export function returnedVersions(
  earlier: readonly FileVersion[],
  before: FileVersion,
  text: string,
): readonly FileVersion[] {
  const now = new Set(text.split('\n'));
  const then = new Set(before.tree.text().split('\n'));
  return earlier.filter((version) => {
    const known = linesOf(version).filter((line) => line.parts.length > 0 && /\w/.test(line.text));
    return known.every((line) => now.has(line.text)) && !known.every((line) => then.has(line.text));
  });
}

/** The places of lines that are in both, in order. */
export function* equalLines(
  from: readonly OriginLine[],
  to: readonly OriginLine[],
): Generator<[number, number]> {
  const blocks = changedBlocks(
    from.map((line) => line.text),
    to.map((line) => line.text),
  );
  let [f, t] = [0, 0];
  for (const { oldFrom, oldTo, newTo } of [
    ...blocks,
    { oldFrom: from.length, oldTo: from.length, newTo: to.length },
  ]) {
    while (f < oldFrom) yield [f++, t++];
    [f, t] = [oldTo, newTo];
  }
}

/** The version with these origins of its lines. */
export function versionOf(version: FileVersion, lines: readonly OriginLine[]): FileVersion {
  const { text, deletions } = attributedText(version.tree, version.origins);
  const spans: Span[] = [];
  let start = 0;
  for (const line of lines) {
    for (const part of line.parts)
      spans.push({
        start: start + part.start,
        end: Math.min(start + part.end, text.length),
        origin: part.origin,
      });
    start += line.text.length + 1;
  }
  const ledger = Ledger.of(text);
  ledger.adopt({ text, spans: spans.filter(({ start: first, end }) => first < end), deletions });
  return { tree: ledger.version, origins: ledger.knownOrigins, time: version.time };
}
