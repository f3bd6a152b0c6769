/**
 * What an operation of a random session works with: its own random numbers, the working tree at hand, the model.
 */
import type { Author } from '../../../src/core/model';
import type { Random } from '../../accuracy/random/random';
import type { WorkTree } from './workTree';

export interface Scene {
  readonly random: Random;
  readonly tree: WorkTree;
  /** All working trees; an operation may add one. */
  readonly trees: WorkTree[];
  /** Makes names that no other operation uses. */
  readonly index: number;
  /** Goes to another working tree. */
  readonly enter: (tree: WorkTree) => void;
}

/** False when it had nothing to do. */
export type Operation = (scene: Scene) => Promise<boolean>;

/** An AI as often as a person; now and then nobody tells. */
export function anyAuthor(random: Random): Author {
  return random.pick<Author>(['ai', 'ai', 'ai', 'human', 'human', 'human', 'unknown']);
}

export function chance(random: Random, share: number): boolean {
  return random.next() < share;
}

/** The branches; without those that another working tree has. */
export function otherBranches({ tree }: Scene): string[] {
  const current = tree.git('branch', '--show-current').trim();
  return tree
    .lines('branch', '--format=%(refname:short)')
    .filter((name) => name !== current && !name.startsWith('('));
}

/** Commits all changes of files that git follows, for what git refuses to do beside them. */
export function commitFirst({ tree, index }: Scene): void {
  if (tree.lines('status', '--porcelain', '-uno').length > 0)
    tree.try(['commit', '-q', '-a', '-m', `first ${index}`]);
}
