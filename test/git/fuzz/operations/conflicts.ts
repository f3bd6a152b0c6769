/**
 * What somebody does about conflicts: of each place one side, the other, or both, sometimes with a line of their own.
 */
import type { Author } from '../../../../src/core/model';
import { displaced, renamedSince } from '../committedLines';
import { anyAuthor, chance, type Scene } from '../scene';

/**
 * Resolves and stages every file with conflicts.
 *
 * @param theirs the commit that git brings in, in whose history lines of both sides are looked for
 */
export async function resolveConflicts(scene: Scene, theirs: string | null = null): Promise<void> {
  const { random, tree } = scene;
  const author = anyAuthor(random);
  for (const path of new Set(tree.lines('diff', '--name-only', '--diff-filter=U'))) {
    const text = tree.read(path);
    if (/^<{7} /m.test(text))
      await tree.edit(path, resolved(text, author, scene), author, chance(random, 0.5));
    tree.git('add', '-A', '--', path);
  }
  if (theirs === null) return;
  tree.truth.lose(renamedSince(tree, theirs, true));
  // Who keeps both sides may put lines of theirs behind others that came after them.
  tree.truth.lose(displaced(tree, theirs));
}

/** Whether git stopped because of conflicts. */
export function isConflicted({ tree }: Scene): boolean {
  return tree.lines('ls-files', '--unmerged').length > 0;
}

function resolved(text: string, author: Author, { random, tree }: Scene): string {
  return text.replace(
    /^<{7} .*\n([\s\S]*?)(?:^\|{7}.*\n[\s\S]*?)?^={7}\n([\s\S]*?)^>{7} .*\n/gm,
    (_, ours: string, theirs: string) => {
      const sides = random.pick([ours, theirs, ours + theirs, theirs + ours]);
      return chance(random, 0.3) ? `${sides}${tree.truth.numbered(author, random)}\n` : sides;
    },
  );
}
