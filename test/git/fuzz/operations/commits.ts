/**
 * Operations that make or remake commits out of the working tree and the index.
 */
import { chance, type Operation, type Scene } from '../scene';
import { edited } from './edits';
import { stageParts } from './staging';

export const commitAll: Operation = async ({ random, tree, index }) => {
  if (chance(random, 0.5)) return tree.try(['commit', '-q', '-a', '-m', `all ${index}`]).code === 0;
  tree.git('add', '-A');
  return tree.try(['commit', '-q', '-m', `all ${index}`]).code === 0;
};

export const commitParts: Operation = async (scene) => {
  const { tree, index } = scene;
  if (!stageParts(scene)) return false;
  return tree.try(['commit', '-q', '-m', `parts ${index}`]).code === 0;
};

/** What happens to be staged. */
export const commitStaged: Operation = async ({ tree, index }) =>
  tree.try(['commit', '-q', '-m', `staged ${index}`]).code === 0;

export const commitPaths: Operation = async ({ random, tree, index }) => {
  const changed = tree.lines('diff', '--name-only', 'HEAD');
  if (changed.length === 0) return false;
  const how = random.pick([[], ['--only'], ['--include']]);
  return tree.try(['commit', '-q', '-m', `paths ${index}`, ...how, '--', random.pick(changed)]).code === 0;
};

export const amendAll: Operation = async (scene) =>
  hasParent(scene) && scene.tree.try(['commit', '-q', '-a', '--amend', '--no-edit']).code === 0;

export const amendParts: Operation = async (scene) =>
  hasParent(scene) &&
  stageParts(scene) &&
  scene.tree.try(['commit', '-q', '--amend', '--no-edit']).code === 0;

export const amendMessage: Operation = async (scene) => {
  const { tree, index } = scene;
  return (
    hasParent(scene) && tree.try(['commit', '-q', '--amend', '--only', '-m', `words ${index}`]).code === 0
  );
};

/** A file of the last commit is taken out of it. */
export const amendWithout: Operation = async (scene) => {
  const { random, tree } = scene;
  if (!hasParent(scene)) return false;
  // Half of a rename would leave a copy, and of copies git tells nothing.
  const paths = tree.lines('diff', '--name-only', '--find-renames', '--diff-filter=AM', 'HEAD^', 'HEAD');
  if (paths.length < 2) return false;
  tree.try(['reset', '-q', 'HEAD^', '--', random.pick(paths)]);
  return tree.try(['commit', '-q', '--amend', '--no-edit']).code === 0;
};

/** `reset` in all its kinds that keep the working tree; most often committed again at once. */
export const resetAndCommit: Operation = async (scene) => {
  const { random, tree, index } = scene;
  const depth = random.between(0, 3);
  if (tree.try(['rev-parse', '-q', '--verify', `HEAD~${depth}`]).code !== 0) return false;
  if (hasMerge(scene, depth)) return false;
  const how = random.pick([['--soft'], ['--mixed'], []]);
  tree.git('reset', '-q', ...how, `HEAD~${depth}`);
  if (chance(random, 0.3)) tree.git('reset', '-q');
  if (tree.files().length > 0 && chance(random, 0.3)) {
    const path = random.pick(tree.files());
    const author = random.pick(['ai', 'human'] as const);
    await tree.edit(path, edited(tree.read(path), author, scene), author, chance(random, 0.7));
  }
  if (chance(random, 0.2)) return true;
  if (chance(random, 0.5)) {
    stageParts(scene);
    tree.try(['commit', '-q', '-m', `again in parts ${index}`]);
  }
  tree.git('add', '-A');
  tree.try(['commit', '-q', '-m', `again ${index}`]);
  return true;
};

/** Of published work a root is never remade: nothing of ours is in it. */
function hasParent({ tree }: Scene): boolean {
  return tree.try(['rev-parse', '-q', '--verify', 'HEAD^']).code === 0;
}

function hasMerge({ tree }: Scene, depth: number): boolean {
  return tree.lines('rev-list', '--merges', `HEAD~${depth}..HEAD`).length > 0;
}
