/**
 * Operations on several branches: switching, merging, picking, reverting, other working trees.
 */
import { onlyIn, renamedSince } from '../committedLines';
import { chance, commitFirst, otherBranches, type Operation, type Scene } from '../scene';
import { WorkTree } from '../workTree';
import { isConflicted, resolveConflicts } from './conflicts';

export const newBranch: Operation = async ({ random, tree, index }) => {
  if (tree.lines('branch').length > 4) return false;
  const from = random.pick(['HEAD', 'HEAD', 'HEAD~1', 'HEAD~2']);
  return tree.try(['switch', '-q', '-c', `branch${index}`, from]).code === 0;
};

/** Also with changes in the working tree, which git takes along, or else refuses. */
export const switchBranch: Operation = async (scene) => {
  const { random, tree } = scene;
  const others = otherBranches(scene);
  if (others.length === 0) return false;
  const branch = random.pick(others);
  if (tree.try(['checkout', '-q', branch]).code === 0) return true;
  if (chance(random, 0.5)) return false;
  const former = tree.git('rev-parse', 'HEAD').trim();
  const isMoved = tree.try(['checkout', '-q', '-m', branch]).code === 0;
  if (isConflicted(scene)) {
    // A conflict brings committed lines along, and git keeps no record of where they come from.
    tree.truth.lose(onlyIn(tree, former, 'HEAD'));
    await resolveConflicts(scene);
    tree.git('reset', '-q');
  }
  return isMoved;
};

export const merge: Operation = async (scene) => {
  const { random, tree } = scene;
  const others = otherBranches(scene);
  if (others.length === 0) return false;
  const how = random.pick([['--no-ff'], ['--no-ff'], []]);
  const { code } = tree.try(['merge', '-q', '--no-edit', ...how, random.pick(others)]);
  if (!isConflicted(scene)) return code === 0;
  if (chance(random, 0.1)) {
    tree.git('merge', '--abort');
    return true;
  }
  await resolveConflicts(scene);
  tree.git('commit', '-q', '--no-edit');
  return true;
};

export const mergeSquash: Operation = async (scene) => {
  const { random, tree, index } = scene;
  const others = otherBranches(scene);
  if (others.length === 0) return false;
  commitFirst(scene);
  const branch = random.pick(others);
  const { code } = tree.try(['merge', '-q', '--squash', branch]);
  if (isConflicted(scene)) await resolveConflicts(scene, branch);
  else if (code !== 0) return false;
  const message = chance(random, 0.5) ? ['-m', `squash ${index}`] : ['--no-edit'];
  return tree.try(['commit', '-q', ...message]).code === 0;
};

export const cherryPick: Operation = async (scene) => {
  const { random, tree } = scene;
  const commits = tree.lines('rev-list', '--no-merges', '--max-count=8', '--branches', '--not', 'HEAD');
  if (commits.length === 0) return false;
  const how = random.pick([[], ['-x']]);
  const { code } = tree.try(['cherry-pick', ...how, random.pick(commits)]);
  return finishSequence(scene, 'cherry-pick', code === 0, 'CHERRY_PICK_HEAD');
};

/** Picked into the working tree and committed by hand, possibly with more. */
export const pickNoCommit: Operation = async (scene) => {
  const { random, tree, index } = scene;
  const commits = tree.lines('rev-list', '--no-merges', '--max-count=8', '--branches', '--not', 'HEAD');
  if (commits.length === 0) return false;
  commitFirst(scene);
  const picked = random.pick(commits);
  tree.try(['cherry-pick', '--no-commit', picked]);
  if (isConflicted(scene)) await resolveConflicts(scene, picked);
  return tree.try(['commit', '-q', '-m', `picked ${index}`]).code === 0;
};

export const revert: Operation = async (scene) => {
  const { random, tree } = scene;
  const commits = tree.lines('rev-list', '--no-merges', '--max-count=4', '--min-parents=1', 'HEAD');
  if (commits.length === 0) return false;
  const reverted = random.pick(commits);
  const { code } = tree.try(['revert', '--no-edit', reverted]);
  if (code === 0) tree.truth.lose(renamedSince(tree, `${reverted}^`, false));
  return finishSequence(scene, 'revert', code === 0, `${reverted}^`);
};

export const revertNoCommit: Operation = async (scene) => {
  const { random, tree, index } = scene;
  const commits = tree.lines('rev-list', '--no-merges', '--max-count=4', '--min-parents=1', 'HEAD');
  if (commits.length === 0) return false;
  commitFirst(scene);
  const reverted = random.pick(commits);
  tree.try(['revert', '--no-commit', reverted]);
  if (isConflicted(scene)) await resolveConflicts(scene, `${reverted}^`);
  else tree.truth.lose(renamedSince(tree, `${reverted}^`, true));
  const isDone = tree.try(['commit', '-q', '-m', `reverted ${index}`]).code === 0;
  if (!isDone) tree.try(['revert', '--quit']);
  return isDone;
};

/** Goes on in another working tree of the repository; makes it when there is none. */
export const otherTree: Operation = async ({ random, tree, trees, index, enter }) => {
  if (trees.length < 3 && chance(random, 0.5)) {
    const place = `../tree${index}`;
    tree.git('worktree', 'add', '-q', '-b', `tree${index}`, `${tree.repository.beside(`tree${index}`)}`);
    trees.push(new WorkTree(tree.repository, tree.truth, place));
  }
  const others = trees.filter((one) => one !== tree);
  if (others.length === 0) return false;
  enter(random.pick(others));
  return true;
};

async function finishSequence(
  scene: Scene,
  command: string,
  isDone: boolean,
  theirs: string,
): Promise<boolean> {
  const { tree } = scene;
  if (isDone) return true;
  if (!isConflicted(scene)) {
    tree.try([command, '--quit']);
    return false;
  }
  await resolveConflicts(scene, theirs);
  if (tree.try([command, '--continue']).code === 0) return true;
  // Nothing is left of it.
  return tree.try([command, '--skip']).code === 0;
}
