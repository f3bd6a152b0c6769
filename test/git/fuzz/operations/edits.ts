/**
 * Operations in which somebody writes or removes lines.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Author } from '../../../../src/core/model';
import type { Random } from '../../../accuracy/random/random';
import { anyAuthor, chance, type Operation, type Scene } from '../scene';
import type { Truth } from '../truth';

/** Longer files say nothing more, and take longer. */
const LONG = 60;

/** One to three changes of a file. */
export const editFile: Operation = async (scene) => {
  const { random, tree } = scene;
  const files = tree.files();
  if (files.length === 0) return false;
  const author = anyAuthor(random);
  const path = random.pick(files);
  await tree.edit(path, edited(tree.read(path), author, scene), author, chance(random, 0.7));
  return true;
};

export const newFile: Operation = async (scene) => {
  const { random, tree, index } = scene;
  if (tree.files().length >= 6) return false;
  const author = anyAuthor(random);
  const lines = Array.from({ length: random.between(2, 8) }, () => tree.truth.line(author, random));
  const directory = chance(random, 0.3) ? 'src/' : '';
  await tree.edit(`${directory}new${index}.ts`, textOf(lines), author, chance(random, 0.7));
  return true;
};

/** The changes of a file in the working tree are given up. */
export const discard: Operation = async ({ random, tree }) => {
  const changed = tree.lines('diff', '--name-only');
  if (changed.length === 0) return false;
  tree.try(['checkout', '--', random.pick(changed)]);
  return true;
};

export const deleteFile: Operation = async ({ random, tree }) => {
  const files = tree.files();
  if (files.length < 3) return false;
  rmSync(join(tree.root, random.pick(files)));
  return true;
};

export const moveFile: Operation = async ({ random, tree, index }) => {
  const files = tree.lines('ls-tree', '-r', '--name-only', 'HEAD').filter((path) => tree.has(path));
  if (files.length === 0) return false;
  tree.try(['mv', random.pick(files), `moved${index}.ts`]);
  return true;
};

/** A file gets another name and new lines before it is reported again. */
export const moveAndEdit: Operation = async (scene) => {
  const { random, tree, index } = scene;
  const files = tree.lines('ls-tree', '-r', '--name-only', 'HEAD').filter((path) => tree.has(path));
  if (files.length === 0) return false;
  const to = `moved${index}.ts`;
  if (tree.try(['mv', random.pick(files), to]).code !== 0) return false;
  const author = anyAuthor(random);
  await tree.edit(to, edited(tree.read(to), author, scene), author, chance(random, 0.7));
  return true;
};

/** The text after one to three changes by somebody: each inserts, replaces or removes a few lines, or a part of one. */
export function edited(
  text: string,
  author: Author,
  { random, tree }: Pick<Scene, 'random' | 'tree'>,
): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  for (let left = random.between(1, 3); left > 0; left--) changeLines(lines, author, random, tree.truth);
  return textOf(lines);
}

function changeLines(lines: string[], author: Author, random: Random, truth: Truth): void {
  const rewritable = chance(random, 0.4) ? truth.rewritable(lines) : [];
  if (rewritable.length > 0) {
    const line = random.pick(rewritable);
    lines[line] = truth.partlyRewritten(lines[line] ?? '', author, random);
    return;
  }
  const at = random.between(0, lines.length);
  const removes =
    lines.length > LONG || chance(random, 0.4) ? Math.min(random.between(1, 3), lines.length - at) : 0;
  const adds = removes > 0 && chance(random, 0.4) ? 0 : random.between(1, 3);
  lines.splice(at, removes, ...Array.from({ length: adds }, () => truth.line(author, random)));
}

export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
