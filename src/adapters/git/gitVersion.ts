/**
 * The version of a git, as far as we tell versions apart.
 */

/**
 * Whether the answer to `git --version` speaks of this version or a newer one. One that cannot be read is older.
 *
 * @param answer with or without the words before the number, as `git version 2.39.5 (Apple Git-154)`
 */
export function isGitAtLeast(answer: string, major: number, minor: number): boolean {
  const [, first, second] = /(\d+)\.(\d+)/.exec(answer) ?? [];
  if (first === undefined || second === undefined) return false;
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}
