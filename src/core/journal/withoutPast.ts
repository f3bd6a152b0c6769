/**
 * What is kept of a version once its ledger is gone.
 */
import type { FileVersion } from './replay';

/** The version without the authors of committed text: only its own ledger can tell who they are. */
export function withoutPast(version: FileVersion): FileVersion {
  const runs = version.tree.runs();
  if (runs.every((run) => run.origin >= 0)) return version;
  const bare = runs.map((run) => (run.origin < 0 ? { ...run, origin: 0 } : run));
  return { ...version, tree: version.tree.withRuns(bare) };
}
