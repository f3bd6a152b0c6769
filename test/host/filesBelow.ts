/**
 * Test files by directory.
 */
import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from './installation';

/** Absolute paths of the files below a directory of the repository whose names end with `suffix`, sorted. */
export function filesBelow(directory: string, suffix: string): string[] {
  const root = path.join(repositoryRoot, directory);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix))
    .map((name) => path.join(root, name))
    .sort();
}
