/**
 * The texts of many files of one tree, or of the index.
 */
import type { Git } from '../../core/ports';
import { textOf } from './gitText';
import { readObjects } from './objects';

/**
 * @param tree any name of a commit or a tree; '' for the index
 * @returns by path; what is no file there is left out
 */
export async function textsOf(
  git: Git,
  tree: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const objects = await readObjects(
    git,
    paths.map((path) => `${tree}:${path}`),
  );
  return new Map(
    paths.flatMap((path, index) => {
      const object = objects[index];
      return object?.type === 'blob' ? [[path, textOf(object.content)] as const] : [];
    }),
  );
}
