/**
 * All operations, and how often each is chosen.
 */
import type { Operation } from '../scene';
import * as branches from './branches';
import * as commits from './commits';
import * as edits from './edits';
import * as rebases from './rebases';
import { stageOnly } from './staging';
import * as stashes from './stashes';

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
  { name: 'branch', weight: 3, run: branches.newBranch },
  { name: 'switch', weight: 5, run: branches.switchBranch },
  { name: 'merge', weight: 4, run: branches.merge },
  { name: 'merge-squash', weight: 2, run: branches.mergeSquash },
  { name: 'pick', weight: 3, run: branches.cherryPick },
  { name: 'pick-no-commit', weight: 2, run: branches.pickNoCommit },
  { name: 'revert', weight: 2, run: branches.revert },
  { name: 'revert-no-commit', weight: 1, run: branches.revertNoCommit },
  { name: 'worktree', weight: 2, run: branches.otherTree },
  { name: 'stash', weight: 3, run: stashes.stashPush },
  { name: 'stash-pop', weight: 3, run: stashes.stashPop },
  { name: 'stash-apply', weight: 1, run: stashes.stashApply },
  { name: 'stash-drop', weight: 1, run: stashes.stashDrop },
  { name: 'stash-branch', weight: 1, run: stashes.stashBranch },
  { name: 'rebase', weight: 3, run: rebases.rebaseOnto },
  { name: 'rebase-reorder', weight: 2, run: rebases.reorder },
  { name: 'rebase-drop', weight: 2, run: rebases.dropOne },
  { name: 'rebase-squash', weight: 2, run: rebases.squash },
  { name: 'rebase-edit', weight: 2, run: rebases.editOne },
  { name: 'rebase-split', weight: 2, run: rebases.split },
  { name: 'autosquash', weight: 3, run: rebases.autosquash },
];
