/**
 * Text by all three: what was committed before, what a person types, what the AI adds. The tools of the editor are tried
 * on it.
 */
import type { Stage } from './stage';

/** What a person types, and what the AI then adds to the line. */
export type MixedLine = readonly [typed: string, accepted?: string];

/** Three authors within a few lines, none of them alone on all. */
export const mixedLines: readonly MixedLine[] = [
  ['const total = ', 'base * rate + 1;'],
  ['const extra = 5;'],
  ['const apple = ', 'total + extra;'],
];

export const baseline = 'const rate = 3;\nconst base = 10;\n';

/** Commits a file, opens it and writes lines at its end with real keys. The cursor stays behind them. */
export async function writeMixture(
  stage: Stage,
  file: string,
  committed = baseline,
  lines: readonly MixedLine[] = mixedLines,
): Promise<void> {
  await stage.write(file, committed, { committed: true });
  await stage.open(file);
  await stage.press('Control+End');
  await writeLines(stage, lines);
}

/** Writes lines at the cursor, in the active editor. */
export async function writeLines(stage: Stage, lines: readonly MixedLine[]): Promise<void> {
  for (const [index, [typed, accepted]] of lines.entries()) {
    if (index > 0) await stage.changingText('a new line', () => stage.press('Enter'));
    await writeLine(stage, typed, accepted);
  }
}

async function writeLine(stage: Stage, typed: string, accepted?: string): Promise<void> {
  if (accepted === undefined) {
    await stage.type(typed);
    await stage.untilText('the typed line', (text) => text.includes(typed));
    return;
  }
  stage.ghost({ before: typed, insert: accepted, once: accepted });
  await stage.type(typed);
  await stage.acceptGhost(accepted.split('\n')[0]);
}
