/**
 * Reads many git objects with one process.
 */
import type { Git } from '../../core/ports';
import { gitBytes, textOf } from './gitText';

export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly content: Uint8Array;
}

const LINE_FEED = 10;

/**
 * Reads objects by name (`HEAD`, `:path` of the index, `<commit>:path`, an id).
 *
 * @returns one entry per name, in order; null when there is no such object
 */
export async function readObjects(git: Git, names: readonly string[]): Promise<(GitObject | null)[]> {
  const asked = names.filter((name) => !name.includes('\n'));
  const output =
    asked.length === 0
      ? new Uint8Array()
      : await gitBytes(git, ['cat-file', '--batch'], { stdin: `${asked.join('\n')}\n` });
  const answers = answersOf(output);
  let next = 0;
  const objects: (GitObject | null)[] = [];
  for (const name of names)
    objects.push(name.includes('\n') ? await readOne(git, name) : (answers[next++] ?? null));
  return objects;
}

/** For the rare name with a line feed, which the batch cannot carry. */
async function readOne(git: Git, name: string): Promise<GitObject | null> {
  const [id, content] = await Promise.all([
    git.run(['rev-parse', '--verify', '--quiet', name]),
    git.run(['cat-file', 'blob', name]),
  ]);
  if (id.code !== 0 || content.code !== 0) return null;
  return { id: textOf(id.stdout).trim(), type: 'blob', content: content.stdout };
}

/** Splits the output of `git cat-file --batch`: `<id> <type> <size> LF <content> LF`, or `<name> missing LF`. */
export function answersOf(output: Uint8Array): (GitObject | null)[] {
  const answers: (GitObject | null)[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(LINE_FEED, at);
    if (end < 0) break;
    const header = /^([0-9a-f]+) (\w+) (\d+)$/.exec(textOf(output.subarray(at, end)));
    at = end + 1;
    if (!header?.[1] || !header[2]) {
      answers.push(null);
      continue;
    }
    const size = Number(header[3]);
    answers.push({ id: header[1], type: header[2], content: output.subarray(at, at + size) });
    at += size + 1;
  }
  return answers;
}
