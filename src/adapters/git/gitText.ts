/**
 * Git's bytes as text, and a git call whose failure is an error with git's own words in it.
 */
import type { Git, GitRunOptions } from '../../core/ports';
import { gitFailure } from '../node/gitFailure';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Decodes UTF-8; bytes that are not UTF-8 become U+FFFD. A byte order mark is kept. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/**
 * Runs git for its output.
 *
 * @throws CountersignError `git-failed` when git exits with another code than 0
 */
export async function gitBytes(
  git: Git,
  args: readonly string[],
  options?: GitRunOptions,
): Promise<Uint8Array> {
  const { code, stdout, stderr } = await git.run(args, options);
  if (code === 0) return stdout;
  throw gitFailure(args, code, stderr);
}

/** Like `gitBytes`, decoded. */
export async function gitText(git: Git, args: readonly string[], options?: GitRunOptions): Promise<string> {
  return textOf(await gitBytes(git, args, options));
}
