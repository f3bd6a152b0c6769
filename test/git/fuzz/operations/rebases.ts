/**
 * Operations that remake several commits by a rebase.
 */
import { chance, commitFirst, otherBranches, type Operation, type Scene } from '../scene';
import { onlyIn } from '../committedLines';
import { edited } from './edits';
import { isConflicted, resolveConflicts } from './conflicts';
import { stageParts } from './staging';

/** So often a rebase may stop before it is given up. */
const MOST_STOPS = 12;

export const rebaseOnto: Operation = async (scene) => {
  const { random, tree } = scene;
  const others = otherBranches(scene);
  if (others.length === 0) return false;
  commitFirst(scene);
  const how = random.pick([['--merge'], ['--merge'], ['--apply'], ['--force-rebase']]);
  const { code } = tree.try(['rebase', '-q', ...how, random.pick(others)]);
  return finish(scene, code);
};

/** Reordered. */
export const reorder: Operation = async (scene) =>
  interactive(scene, 3, (todo, { random }) => {
    const lines = [...todo];
    const [moved = ''] = lines.splice(random.between(0, lines.length - 1), 1);
    lines.splice(random.between(0, lines.length), 0, moved);
    return lines;
  });

export const dropOne: Operation = async (scene) =>
  interactive(scene, 3, (todo, { random }) => {
    const at = random.between(0, todo.length - 1);
    return todo.map((line, index) => (index === at ? line.replace('pick', 'drop') : line));
  });

export const squash: Operation = async (scene) =>
  interactive(scene, 3, (todo, { random }) => {
    const how = random.pick(['squash', 'fixup']);
    const at = random.between(1, Math.max(1, todo.length - 1));
    return todo.map((line, index) => (index === at ? line.replace('pick', how) : line));
  });

/** Stops at a commit, where somebody adds to it. */
export const editOne: Operation = async (scene) =>
  interactive(scene, 3, stopAtOne, async ({ random, tree, index }) => {
    const files = tree.files();
    if (files.length > 0) {
      const path = random.pick(files);
      const author = random.pick(['ai', 'human'] as const);
      await tree.edit(path, edited(tree.read(path), author, { random, tree }), author, chance(random, 0.7));
    }
    if (chance(random, 0.3)) tree.try(['commit', '-q', '-a', '-m', `between ${index}`]);
    else tree.try(['commit', '-q', '-a', '--amend', '--no-edit']);
  });

/** Stops at a commit and makes two of it. */
export const split: Operation = async (scene) =>
  interactive(scene, 3, stopAtOne, async (stopped) => {
    const { tree, index } = stopped;
    tree.git('reset', '-q', 'HEAD^');
    stageParts(stopped);
    tree.try(['commit', '-q', '-m', `one part ${index}`]);
    tree.git('add', '-A');
    tree.try(['commit', '-q', '-m', `other part ${index}`]);
  });

/** A commit for an earlier one, which it joins. */
export const autosquash: Operation = async (scene) => {
  const { random, tree } = scene;
  const depth = random.between(1, 3);
  if (!canRemake(scene, depth) || tree.lines('diff', '--name-only').length === 0) return false;
  const target = `HEAD~${random.between(0, depth - 1)}`;
  if (tree.try(['commit', '-q', '-a', `--fixup=${target}`]).code !== 0 || isDirty(scene)) return false;
  const sequence = { GIT_SEQUENCE_EDITOR: 'true' };
  const { code } = tree.try(['rebase', '-q', '-i', '--autosquash', `HEAD~${depth + 1}`], sequence);
  return finish(scene, code);
};

function stopAtOne(todo: readonly string[], { random }: Scene): string[] {
  const at = random.between(0, todo.length - 1);
  return todo.map((line, index) => (index === at ? line.replace('pick', 'edit') : line));
}

async function interactive(
  scene: Scene,
  most: number,
  plan: (todo: readonly string[], scene: Scene) => string[],
  stopped: (scene: Scene) => Promise<void> = async () => undefined,
): Promise<boolean> {
  const { random, tree } = scene;
  const depth = random.between(1, most);
  commitFirst(scene);
  if (!canRemake(scene, depth)) return false;
  const todo = tree.lines('rev-list', '--reverse', `HEAD~${depth}..HEAD`).map((id) => `pick ${id}`);
  const file = tree.repository.beside('todo');
  const planned = plan(todo, scene);
  const { code } = tree.try(['rebase', '-q', '-i', `HEAD~${depth}`], {
    GIT_SEQUENCE_EDITOR: `printf '%s\\n' ${planned.map((line) => `'${line}'`).join(' ')} >'${file}'; cp '${file}'`,
  });
  if (!isConflicted(scene) && code === 0 && isRebasing(scene)) await stopped(scene);
  return finish(scene, code);
}

/** Resolves what conflicts, until the rebase is over. */
async function finish(scene: Scene, code: number): Promise<boolean> {
  const { random, tree } = scene;
  if (code !== 0 && !isRebasing(scene)) return false;
  const gives = chance(random, 0.1);
  for (let left = MOST_STOPS; isRebasing(scene); left--) {
    if (left === 0 || (gives && isConflicted(scene))) {
      tree.git('rebase', '--abort');
      break;
    }
    const wasConflicted = isConflicted(scene);
    // Of lines that a conflict brings along nobody asks the hooks then.
    if (wasConflicted && tree.hasGitFile('rebase-apply'))
      tree.truth.lose(onlyIn(tree, 'REBASE_HEAD^', 'HEAD'));
    if (wasConflicted) await resolveConflicts(scene, 'REBASE_HEAD');
    if (tree.try(['rebase', '--continue']).code !== 0 && isRebasing(scene) && !isConflicted(scene))
      tree.try(['rebase', '--skip']);
  }
  return true;
}

function isRebasing({ tree }: Scene): boolean {
  return ['rebase-merge', 'rebase-apply'].some((name) => tree.hasGitFile(name));
}

function isDirty({ tree }: Scene): boolean {
  return tree.lines('status', '--porcelain', '-uno').length > 0;
}

function canRemake({ tree }: Scene, depth: number): boolean {
  if (tree.try(['rev-parse', '-q', '--verify', `HEAD~${depth + 1}`]).code !== 0) return false;
  return tree.lines('rev-list', '--merges', `HEAD~${depth + 1}..HEAD`).length === 0;
}
