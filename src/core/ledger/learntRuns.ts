/**
 * Puts what is known of a committed text beside what is known of the text as it is now.
 */
import { changedBlocks } from './changedBlocks';
import { normaliseRuns, sliceRuns, type OriginId, type Run } from './runs';

/**
 * The runs of a text with those of a committed one on all lines that both have, as far as `isOpen` says that the text's
 * own tell nothing. Line ends are not compared.
 */
export function learntRuns(
  text: string,
  runs: readonly Run[],
  committed: { readonly text: string; readonly runs: readonly Run[] },
  isOpen: (id: OriginId) => boolean,
): Run[] {
  const lines = text.split('\n');
  const old = committed.text.split('\n');
  const bare = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
  const learnt: Run[] = [];
  let [line, oldLine, oldAt] = [0, 0, 0];
  const lengthOf = (list: readonly string[], index: number): number =>
    (list[index] as string).length + (index < list.length - 1 ? 1 : 0);
  const follow = (to: number): void => {
    for (; line < to; line++, oldLine++) {
      const [length, oldLength] = [lengthOf(lines, line), lengthOf(old, oldLine)];
      const known = sliceRuns(committed.runs, oldAt, oldAt + Math.min(length, oldLength));
      learnt.push(...known.filter((run) => run.length > 0));
      if (length > oldLength) learnt.push({ length: length - oldLength, origin: known.at(-1)?.origin ?? 0 });
      oldAt += oldLength;
    }
  };
  for (const block of changedBlocks(old.map(bare), lines.map(bare))) {
    follow(block.newFrom);
    for (; line < block.newTo; line++) learnt.push({ length: lengthOf(lines, line), origin: 0 });
    for (; oldLine < block.oldTo; oldLine++) oldAt += lengthOf(old, oldLine);
  }
  follow(lines.length);
  return merged(runs, learnt, isOpen);
}

function merged(runs: readonly Run[], learnt: readonly Run[], isOpen: (id: OriginId) => boolean): Run[] {
  const result: Run[] = [];
  let next = 0;
  let left = learnt[0]?.length ?? 0;
  for (const run of runs) {
    if (run.length === 0) result.push(run);
    for (let rest = run.length; rest > 0;) {
      while (left === 0 && next < learnt.length - 1) left = (learnt[++next] as Run).length;
      const length = Math.min(rest, left === 0 ? rest : left);
      result.push({ length, origin: isOpen(run.origin) ? (learnt[next]?.origin ?? 0) : run.origin });
      rest -= length;
      left = Math.max(0, left - length);
    }
  }
  return normaliseRuns(result);
}
