/**
 * Places that a program outside names, as paths of a repository: never out of the working tree, by no link either, and
 * never into a git directory.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** A file, by the root of the innermost working tree that it is in and its posix path there. */
export interface NamedFile {
  readonly root: string;
  readonly path: string;
}

/**
 * @param root of a working tree, absolute
 * @param directory from which `name` starts when it is relative, absolute
 * @returns null for what does not lie in the working tree, or in one inside it
 */
export function fileNamed(root: string, directory: string, name: string): NamedFile | null {
  if (name.includes('\0')) return null;
  const file = resolve(directory, name);
  const real = join(realFolder(dirname(file)), file.slice(dirname(file).length));
  const outer = realFolder(root);
  const path = relative(outer, real);
  if (path === '' || isAbsolute(path) || path.split(sep)[0] === '..') return null;
  if (path.split(sep).some((part) => part.toLowerCase() === '.git')) return null;
  const inner = innermost(outer, real);
  return { root: inner === outer ? root : inner, path: relative(inner, real).split(sep).join('/') };
}

/** With all links followed; what does not exist yet has none. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(realFolder(parent), folder.slice(parent.length));
  }
}

/** A submodule, or a repository that was cloned into this one. */
function innermost(root: string, file: string): string {
  for (let folder = dirname(file); folder.length > root.length; folder = dirname(folder))
    if (existsSync(join(folder, '.git'))) return folder;
  return root;
}
