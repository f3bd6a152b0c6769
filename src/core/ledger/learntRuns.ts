/**
 * Puts what is known of a committed or a former text beside what is known of the text as it is now.
 */
import { changedBlocks } from './changedBlocks';
import { normaliseRuns, sliceRuns, type OriginId, type Run } from './runs';

/** A text with who wrote it. */
export interface KnownText {
  readonly text: string;
  readonly runs: readonly Run[];
}

/** What may be learnt. */
export interface Lacking {
  /** Whether an origin of the text's own tells nothing. */
  readonly isOpen: (id: OriginId) => boolean;
  /** The origin of open text on lines that the known text does not have. */
  readonly otherwise: OriginId;
  /** Lines without a letter or digit are learnt only beside a line with one: a brace alone is everybody's. */
  readonly needsWords: boolean;
}

/** The runs of a text with those of a committed or a former one on all lines that both have. Line ends are not compared. */
export function learntRuns(text: string, runs: readonly Run[], known: KnownText, lacking: Lacking): Run[] {
  const lines = text.split('\n');
  const old = known.text.split('\n');
  const bare = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
  const learnt: Run[] = [];
  let [line, oldLine, oldAt] = [0, 0, 0];
  const lengthOf = (list: readonly string[], index: number): number =>
    (list[index] as string).length + (index < list.length - 1 ? 1 : 0);
  const follow = (to: number): void => {
    const isSame = !lacking.needsWords || lines.slice(line, to).some((one) => /[\p{L}\p{N}]/u.test(one));
    for (; line < to; line++, oldLine++) {
      const [length, oldLength] = [lengthOf(lines, line), lengthOf(old, oldLine)];
      const same = sliceRuns(known.runs, oldAt, oldAt + Math.min(length, oldLength));
      if (isSame) learnt.push(...same.filter((run) => run.length > 0));
      else learnt.push({ length: Math.min(length, oldLength), origin: lacking.otherwise });
      if (length > oldLength) learnt.push({ length: length - oldLength, origin: same.at(-1)?.origin ?? 0 });
      oldAt += oldLength;
    }
  };
  for (const block of changedBlocks(old.map(bare), lines.map(bare))) {
    follow(block.newFrom);
    for (; line < block.newTo; line++)
      learnt.push({ length: lengthOf(lines, line), origin: lacking.otherwise });
    for (; oldLine < block.oldTo; oldLine++) oldAt += lengthOf(old, oldLine);
  }
  follow(lines.length);
  return merged(runs, learnt, lacking.isOpen);
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
