/**
 * Operations that put work aside and bring it back.
 */
import { chance, type Operation, type Scene } from '../scene';
import { onlyIn } from '../committedLines';
import { isConflicted, resolveConflicts } from './conflicts';

export const stashPush: Operation = async (scene) => {
  const { random, tree } = scene;
  const changed = tree.lines('diff', '--name-only', 'HEAD');
  if (changed.length === 0) return false;
  const how = random.pick([[], [], ['--include-untracked'], ['--keep-index']]);
  const paths = chance(random, 0.2) ? ['--', random.pick(changed)] : [];
  const isPushed = tree.try(['stash', 'push', '-q', ...how, ...paths]).code === 0;
  if (isPushed) tree.stashes.add(topOf(scene));
  return isPushed;
};

export const stashPop: Operation = async (scene) => takeOut(scene, 'pop');

export const stashApply: Operation = async (scene) => takeOut(scene, 'apply');

export const stashDrop: Operation = async ({ tree }) => tree.try(['stash', 'drop', '-q']).code === 0;

export const stashBranch: Operation = async (scene) => {
  const { tree, index } = scene;
  if (tree.lines('stash', 'list').length === 0) return false;
  loseForeign(scene);
  return tree.try(['stash', 'branch', `stashed${index}`]).code === 0;
};

async function takeOut(scene: Scene, command: 'pop' | 'apply'): Promise<boolean> {
  const { random, tree } = scene;
  if (tree.lines('stash', 'list').length === 0) return false;
  const base = tree.git('rev-parse', 'stash@{0}^1').trim();
  loseForeign(scene);
  const index = chance(random, 0.3) ? ['--index'] : [];
  const { code } = tree.try(['stash', command, '-q', ...index]);
  if (isConflicted(scene)) {
    // A conflict brings committed lines back, and git keeps no record of where they come from.
    tree.truth.lose(onlyIn(tree, base, 'HEAD'));
    await resolveConflicts(scene);
    tree.git('reset', '-q');
  }
  return code === 0;
}

/** Who wrote what another working tree has put aside is known there alone. */
function loseForeign(scene: Scene): void {
  const { tree } = scene;
  const top = topOf(scene);
  if (tree.stashes.has(top)) return;
  for (const part of [top, `${top}^2`, `${top}^3`]) tree.truth.lose(onlyIn(tree, part, `${top}^1`));
}

function topOf({ tree }: Scene): string {
  return tree.git('rev-parse', 'stash@{0}').trim();
}
