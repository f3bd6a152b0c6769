/**
 * Operations that put work aside and bring it back.
 */
import { chance, type Operation, type Scene } from '../scene';
import { isConflicted, resolveConflicts } from './conflicts';

export const stashPush: Operation = async ({ random, tree }) => {
  const changed = tree.lines('diff', '--name-only', 'HEAD');
  if (changed.length === 0) return false;
  const how = random.pick([[], [], ['--include-untracked'], ['--keep-index']]);
  const paths = chance(random, 0.2) ? ['--', random.pick(changed)] : [];
  return tree.try(['stash', 'push', '-q', ...how, ...paths]).code === 0;
};

export const stashPop: Operation = async (scene) => takeOut(scene, 'pop');

export const stashApply: Operation = async (scene) => takeOut(scene, 'apply');

export const stashDrop: Operation = async ({ tree }) => tree.try(['stash', 'drop', '-q']).code === 0;

export const stashBranch: Operation = async ({ tree, index }) =>
  tree.lines('stash', 'list').length > 0 && tree.try(['stash', 'branch', `stashed${index}`]).code === 0;

async function takeOut(scene: Scene, command: 'pop' | 'apply'): Promise<boolean> {
  const { random, tree } = scene;
  if (tree.lines('stash', 'list').length === 0) return false;
  const index = chance(random, 0.3) ? ['--index'] : [];
  const { code } = tree.try(['stash', command, '-q', ...index]);
  if (isConflicted(scene)) {
    await resolveConflicts(scene);
    tree.git('reset', '-q');
  }
  return code === 0;
}
