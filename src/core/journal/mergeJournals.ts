/**
 * What all writers together know of each file: editor windows and command-line calls each keep a journal of their own.
 */
import { attributedText } from '../ledger/attributedText';
import type { AttributedText } from '../model';
import { recentVersions } from './recentVersions';
import type { FileVersion, ReplayedJournal } from './replay';

/** Every version of every file, newest first; versions of equal text and knowledge are not repeated. */
export function mergeJournals(journals: readonly ReplayedJournal[]): Map<string, FileVersion[]> {
  const files = new Map<string, FileVersion[]>();
  for (const journal of journals) {
    for (const [path, file] of journal.files) {
      const known = files.get(path) ?? [];
      if (file.current !== null) known.push(file.current);
      known.push(...[...file.saved].reverse());
      files.set(path, known);
    }
  }
  for (const [path, versions] of files) {
    const distinct = versions.filter(
      (version, index) => versions.findIndex((v) => v.tree === version.tree) === index,
    );
    files.set(
      path,
      distinct.sort((a, b) => b.time - a.time),
    );
  }
  return files;
}

/** The newest versions as plain data, newest first, for attribution. Older ones would cost more than they tell. */
export function attributedVersions(versions: readonly FileVersion[]): AttributedText[] {
  const recent = recentVersions([...versions].reverse()).reverse();
  return recent.map((version) => attributedText(version.tree, version.origins));
}
