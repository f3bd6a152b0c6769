/**
 * The flags of `npm run accuracy`.
 */
import type { Mode } from './world';

export interface RunArguments {
  readonly json: boolean;
  readonly mode: Mode;
  readonly seed: number;
  /** Names of kinds; null for all. */
  readonly only: readonly string[] | null;
}

/** The flags, or a sentence about what is wrong with them. */
export function parseRunArguments(args: readonly string[], kinds: readonly string[]): RunArguments | string {
  let json = false;
  let mode: Mode = 'stable';
  let seed = 1;
  let only: readonly string[] | null = null;
  const rest = args.flatMap((arg) =>
    /^--\w+=/.test(arg) ? [arg.split('=')[0] ?? '', arg.replace(/^.*?=/, '')] : [arg],
  );
  while (rest.length > 0) {
    const flag = rest.shift();
    if (flag === '--json') {
      json = true;
      continue;
    }
    const value = rest.shift() ?? '';
    if (flag === '--mode' && (value === 'stable' || value === 'precise')) mode = value;
    else if (flag === '--seed' && /^\d+$/.test(value)) seed = Number(value);
    else if (flag === '--only') only = value.split(',');
    else return `Usage: npm run accuracy [-- --json] [--mode stable|precise] [--seed N] [--only KIND,KIND]`;
  }
  const unknown = (only ?? []).filter((name) => !kinds.includes(name));
  return unknown.length === 0
    ? { json, mode, seed, only }
    : `There is no kind ${unknown.join(', ')}. The kinds are ${kinds.join(', ')}.`;
}
