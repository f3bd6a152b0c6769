/**
 * The flags of `npm run accuracy`.
 */
import type { Mode } from './world';

export interface RunArguments {
  readonly json: boolean;
  /** Measure in both modes and put the result into `docs/detection.md`. */
  readonly writeDocs: boolean;
  readonly mode: Mode;
  /** Of the first random session. */
  readonly seed: number;
  /** How many random sessions. */
  readonly random: number;
  /** Operations per random session. */
  readonly ops: number;
  /** Names of kinds; null for all. */
  readonly only: readonly string[] | null;
}

const USAGE =
  'Usage: npm run accuracy [-- --json] [--mode stable|precise] [--write-docs] [--only KIND,KIND] [--random SESSIONS] [--ops N] [--seed N]';

/** The flags, or a sentence about what is wrong with them. */
export function parseRunArguments(args: readonly string[], kinds: readonly string[]): RunArguments | string {
  let json = false;
  let writeDocs = false;
  let mode: Mode = 'stable';
  let seed = 1;
  let random: number | null = null;
  let ops = 300;
  let only: readonly string[] | null = null;
  const rest = args.flatMap((arg) =>
    /^--\w+=/.test(arg) ? [arg.split('=')[0] ?? '', arg.replace(/^.*?=/, '')] : [arg],
  );
  while (rest.length > 0) {
    const flag = rest.shift();
    if (flag === '--json' || flag === '--write-docs') {
      if (flag === '--json') json = true;
      else writeDocs = true;
      continue;
    }
    const value = rest.shift() ?? '';
    if (flag === '--mode' && (value === 'stable' || value === 'precise')) mode = value;
    else if (flag === '--seed' && isNumber(value)) seed = Number(value);
    else if (flag === '--random' && isNumber(value)) random = Number(value);
    else if (flag === '--ops' && isNumber(value)) ops = Number(value);
    else if (flag === '--only') only = value.split(',');
    else return USAGE;
  }
  const unknown = (only ?? []).filter((name) => !kinds.includes(name));
  return unknown.length === 0
    ? { json, writeDocs, mode, seed, only, ops, random: random ?? (only === null ? 5 : 0) }
    : `There is no kind ${unknown.join(', ')}. The kinds are ${kinds.join(', ')}.`;
}

function isNumber(value: string): boolean {
  return /^\d+$/.test(value);
}
