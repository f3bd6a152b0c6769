/**
 * All operations, and how often each is chosen.
 */
import type { Operation } from '../scene';
import * as commits from './commits';
import * as edits from './edits';
import { stageOnly } from './staging';

export interface NamedOperation {
  readonly name: string;
  readonly weight: number;
  readonly run: Operation;
}

export const OPERATIONS: readonly NamedOperation[] = [
  { name: 'edit', weight: 30, run: edits.editFile },
  { name: 'new', weight: 4, run: edits.newFile },
  { name: 'discard', weight: 1, run: edits.discard },
  { name: 'delete', weight: 1, run: edits.deleteFile },
  { name: 'move', weight: 2, run: edits.moveFile },
  { name: 'move-edit', weight: 2, run: edits.moveAndEdit },
  { name: 'stage', weight: 2, run: stageOnly },
  { name: 'commit', weight: 8, run: commits.commitAll },
  { name: 'commit-parts', weight: 8, run: commits.commitParts },
  { name: 'commit-staged', weight: 2, run: commits.commitStaged },
  { name: 'commit-paths', weight: 4, run: commits.commitPaths },
  { name: 'amend', weight: 3, run: commits.amendAll },
  { name: 'amend-parts', weight: 3, run: commits.amendParts },
  { name: 'amend-message', weight: 2, run: commits.amendMessage },
  { name: 'amend-without', weight: 2, run: commits.amendWithout },
  { name: 'reset', weight: 5, run: commits.resetAndCommit },
];
