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
 * @returns one entry per name, in order; null when there is no such object, or when the name has a line feed, which
 *   git's protocol cannot carry
 */
export async function readObjects(git: Git, names: readonly string[]): Promise<(GitObject | null)[]> {
  const asked = names.filter((name) => !name.includes('\n'));
  if (asked.length === 0) return names.map(() => null);
  const output = await gitBytes(git, ['cat-file', '--batch'], { stdin: `${asked.join('\n')}\n` });
  const answers = parseBatch(output);
  let next = 0;
  return names.map((name) => (name.includes('\n') ? null : (answers[next++] ?? null)));
}

/** Splits the output of `git cat-file --batch`: `<id> <type> <size> LF <content> LF`, or `<name> missing LF`. */
function parseBatch(output: Uint8Array): (GitObject | null)[] {
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
