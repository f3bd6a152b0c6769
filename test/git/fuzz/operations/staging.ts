/**
 * Stages parts of changed files, as `git add -p` does: some blocks, and some single lines of blocks.
 */
import { chance, type Operation, type Scene } from '../scene';
import { textOf } from './edits';

/** Some changes of some files are staged, nothing is committed. */
export const stageOnly: Operation = async (scene) => stageParts(scene);

/** False when nothing is there to be staged. */
export function stageParts(scene: Scene): boolean {
  const { random, tree } = scene;
  const paths = tree.lines('diff', '--name-only', '--diff-filter=M', '--no-renames');
  const added = tree.lines('ls-files', '--others', '--exclude-standard').filter(() => chance(random, 0.5));
  // Half of a rename would be a copy, and of copies git tells nothing.
  const gone = added.length > 0 ? tree.lines('ls-files', '--deleted') : [];
  for (const path of [...added, ...gone]) tree.git('add', '--', path);
  for (const path of paths) if (chance(random, 0.7)) stagePart(scene, path);
  return paths.length > 0;
}

function stagePart({ random, tree }: Scene, path: string): void {
  const old = linesOf(tree.git('show', `:${path}`));
  const now = linesOf(tree.read(path));
  const staged: string[] = [];
  let at = 0;
  for (const [, oldStart, oldCount = '1', newStart, newCount = '1'] of tree
    .git('diff', '-U0', '--no-ext-diff', '--', path)
    .matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)) {
    const from = Number(oldStart) - (oldCount === '0' ? 0 : 1);
    const newFrom = Number(newStart) - (newCount === '0' ? 0 : 1);
    staged.push(...old.slice(at, from));
    at = from + Number(oldCount);
    const added = now.slice(newFrom, newFrom + Number(newCount));
    const how = random.next();
    if (how < 0.4) staged.push(...added);
    else if (how < 0.7) staged.push(...old.slice(from, at));
    else {
      if (chance(random, 0.5)) staged.push(...old.slice(from, at));
      staged.push(...added.filter(() => chance(random, 0.5)));
    }
  }
  staged.push(...old.slice(at));
  const id = tree.try(['hash-object', '-w', '--stdin'], {}, textOf(staged)).stdout.trim();
  tree.git('update-index', '--cacheinfo', `100644,${id},${path}`);
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
