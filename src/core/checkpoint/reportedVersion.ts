/**
 * Who wrote a file, once a tool has reported that it was there: what changed since the report before is the tool's, but
 * for what an editor saw somebody else write meanwhile.
 */
import { isUnseen } from '../ledger/isUnseen';
import { attributedText } from '../ledger/attributedText';
import { Ledger } from '../ledger/ledger';
import { SpanTree } from '../ledger/spanTree';
import { withElsewhere } from '../journal/withElsewhere';
import type { FileVersion } from '../journal/replay';
import type { AttributedText, Origin } from '../model';
import { returnedVersions, unseenVersion, withBroughtLines } from './broughtLines';
import { withMovedLines } from './movedLines';

/** What is known of a file when a tool reports. */
export interface KnownFile {
  /** The newest version that was reported; null when none was. */
  readonly reported: FileVersion | null;
  /** The file in the last commit, '' when it is not there: where nothing was reported before. */
  readonly committed: string;
  /** Versions that were on disk since, as editors saw them come, oldest first. */
  readonly seen: readonly FileVersion[];
  /** Versions from before the newest one, newest first: one of them may be back. */
  readonly earlier?: readonly FileVersion[];
  /** The file in commits whose lines git may have brought in since. */
  readonly brought?: readonly string[];
}

/** The version with this text, in which `origin` has what nobody else is known to have written since the last report. */
export function reportedVersion(known: KnownFile, text: string, origin: Origin): FileVersion {
  const { time } = origin;
  const first = known.reported ?? { tree: SpanTree.of(known.committed), origins: [null], time };
  const newest = known.seen.reduce(
    (version, seen) => joined(seen, rewritten(version, seen.tree.text(), origin), known.reported !== null),
    first,
  );
  const sources = [
    ...returnedVersions(known.earlier ?? [], first, text),
    ...(known.brought ?? []).map((brought) => unseenVersion(brought, time)),
  ];
  const written = withMovedLines(newest, rewritten(newest, text, origin));
  return { ...withBroughtLines(written, origin, sources), time };
}

/** `here`, with what `reported` says of the text that nobody saw being written; null when that tells no more. */
export function withReport(here: AttributedText, reported: FileVersion): AttributedText | null {
  const nobody: Origin = { author: 'unknown', reason: 'disk', time: reported.time };
  const { tree, origins } = rewritten(reported, here.text, nobody);
  const isSame = reported.tree.hasText(here.text);
  const isOpen = (origin: Origin | null): boolean => (origin === null ? isSame : isUnseen(origin));
  const known = attributedText(tree, origins);
  const spans = known.spans.filter(({ origin }) => !isUnseen(origin));
  // What was deleted before may be there again.
  return withElsewhere(here, { ...known, spans, deletions: isSame ? known.deletions : [] }, isOpen);
}

/**
 * An editor's account, with the other one wherever the editor did not see what happened. Of a deletion no account says
 * that nobody saw it: the tool's counts if it said before where it began.
 */
function joined(seen: FileVersion, otherwise: FileVersion, takesDeletions: boolean): FileVersion {
  const known = attributedText(otherwise.tree, otherwise.origins);
  const state = withElsewhere(
    attributedText(seen.tree, seen.origins),
    takesDeletions ? known : { ...known, deletions: [] },
    (origin) => origin !== null && isUnseen(origin),
  );
  if (state === null) return seen;
  const ledger = Ledger.of(state.text);
  ledger.adopt(state);
  return { tree: ledger.version, origins: ledger.knownOrigins, time: seen.time };
}

/** The version after `origin` wrote what is new in `text`, word by word. */
function rewritten(version: FileVersion, text: string, origin: Origin): FileVersion {
  if (version.tree.hasText(text)) return version;
  const ledger = Ledger.restore(version.tree, version.origins);
  const edit = { offset: 0, removed: ledger.length, text };
  ledger.applyAgentEdit([edit], ledger.addOrigin(origin), null);
  return { tree: ledger.version, origins: ledger.knownOrigins, time: version.time };
}
