/**
 * Delta debugging: the shortest list that still fails, found with a bounded number of runs.
 */

/**
 * Takes out ever smaller pieces as long as what is left fails. Gives the shortest failing list that was found, which is
 * the given one when no shorter one fails.
 */
export async function minimise<T>(
  failing: readonly T[],
  stillFails: (candidate: readonly T[]) => Promise<boolean>,
  maxRuns: number,
): Promise<readonly T[]> {
  let shortest = failing;
  let pieces = 2;
  let runs = 0;
  while (shortest.length > 1 && runs < maxRuns) {
    const size = Math.ceil(shortest.length / pieces);
    let isShorter = false;
    // From the end: what comes last is the least needed by the rest.
    for (let start = (pieces - 1) * size; start >= 0 && runs < maxRuns; start -= size) {
      const candidate = [...shortest.slice(0, start), ...shortest.slice(start + size)];
      if (candidate.length === shortest.length || candidate.length === 0) continue;
      runs++;
      if (!(await stillFails(candidate))) continue;
      shortest = candidate;
      isShorter = true;
    }
    if (isShorter) pieces = Math.max(2, Math.min(pieces - 1, shortest.length));
    else if (size === 1) break;
    else pieces = Math.min(pieces * 2, shortest.length);
  }
  return shortest;
}
