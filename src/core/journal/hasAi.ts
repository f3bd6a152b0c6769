/**
 * Whether a version holds anything that a commit would have to record.
 */
import type { FileVersion } from './replay';

/** True when an AI wrote, or removed, some of the text. */
export function hasAi(version: Pick<FileVersion, 'tree' | 'origins'>): boolean {
  const ai = new Set<number>();
  for (const [id, origin] of version.origins.entries()) if (origin?.author === 'ai') ai.add(id);
  return ai.size > 0 && version.tree.runs().some((run) => ai.has(run.origin));
}
