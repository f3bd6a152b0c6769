/**
 * `npm run fuzz:git [-- --seed N] [--sessions N] [--ops N] [--only NAME,NAME] [--shrink] [--keep] [--replay "NAME:N …"]`:
 * random sessions of edits and git operations against the model, from the given seed on.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHookProgram } from '../support';
import { describeOutcome } from './describe';
import { runSession, stepsOf, type SessionOutcome, type Step } from './session';
import { shrink } from './shrink';

interface Arguments {
  readonly seed: number;
  readonly sessions: number;
  readonly ops: number;
  readonly only: readonly string[];
  readonly shrink: boolean;
  readonly keep: boolean;
  readonly verbose: boolean;
  readonly replay: readonly Step[] | null;
}

const USAGE =
  'Usage: npm run fuzz:git [-- --seed N] [--sessions N] [--ops N] [--only NAME,NAME] [--shrink] [--keep] [--verbose] [--replay "NAME:N NAME:N"]';

async function main(args: Arguments): Promise<void> {
  const programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
  const options = { programs, ...(args.verbose ? { say: console.log } : {}) };
  try {
    buildHookProgram(programs);
    let failed = 0;
    let done = 0;
    for (let seed = args.seed; seed < args.seed + args.sessions; seed++) {
      const steps = args.replay ?? stepsOf(seed, args.ops, args.only);
      let outcome = await attempt(steps, { ...options, keep: args.keep });
      done += outcome.done;
      console.log(describeOutcome(seed, outcome));
      if (outcome.faults.length === 0) continue;
      failed++;
      if (!args.shrink) continue;
      outcome = await shrink(outcome, (fewer) => attempt(fewer, options));
      console.log(`shrunk: ${describeOutcome(seed, outcome)}`);
    }
    console.log(`${args.sessions} sessions, ${done} operations, ${failed} sessions with faults`);
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    rmSync(programs, { recursive: true, force: true });
  }
}

/** A program that broke is a fault as well. */
async function attempt(
  steps: readonly Step[],
  options: Parameters<typeof runSession>[1],
): Promise<SessionOutcome> {
  let reached = 0;
  try {
    return await runSession(steps, {
      ...options,
      say(line) {
        reached++;
        options.say?.(line);
      },
    });
  } catch (error) {
    const line = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      done: reached,
      steps: steps.slice(0, reached + 1),
      faults: [{ kind: 'broken', where: 'session', line }],
    };
  }
}

function parse(words: readonly string[]): Arguments | null {
  const rest = [...words];
  const numbers = { '--seed': 1, '--sessions': 1, '--ops': 200 };
  const flags = { '--shrink': false, '--keep': false, '--verbose': false };
  let only: string[] = [];
  let replay: Step[] | null = null;
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (Object.hasOwn(flags, word)) flags[word as keyof typeof flags] = true;
    else {
      const value = rest.shift() ?? '';
      if (Object.hasOwn(numbers, word) && /^\d+$/.test(value))
        numbers[word as keyof typeof numbers] = Number(value);
      else if (word === '--only' && value !== '') only = value.split(',');
      else if (word === '--replay' && value !== '') replay = value.trim().split(/\s+/).map(stepOf);
      else return null;
    }
  }
  return {
    ...{ seed: numbers['--seed'], sessions: numbers['--sessions'], ops: numbers['--ops'], only, replay },
    ...{ shrink: flags['--shrink'], keep: flags['--keep'], verbose: flags['--verbose'] },
  };
}

function stepOf(word: string): Step {
  const [name = '', seed = '0'] = word.split(':');
  return { name, seed: Number(seed) };
}

const parsed = parse(process.argv.slice(2));
if (parsed === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else void main(parsed);
