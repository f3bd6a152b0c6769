/**
 * Which commits a rewrite made of which, as git tells its `post-rewrite` hook (https://git-scm.com/docs/githooks).
 */

const LINE = /^([0-9a-f]{40}|[0-9a-f]{64}) ([0-9a-f]{40}|[0-9a-f]{64})(?: .*)?$/;

/** New commit → the commits that it was made of, in the order in which they were applied. Lines of another form are left out. */
export function parseRewrites(text: string): Map<string, string[]> {
  const rewrites = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, before, after] = LINE.exec(line) ?? [];
    if (before === undefined || after === undefined || before === after) continue;
    const known = rewrites.get(after);
    if (known === undefined) rewrites.set(after, [before]);
    else if (!known.includes(before)) known.push(before);
  }
  return rewrites;
}
