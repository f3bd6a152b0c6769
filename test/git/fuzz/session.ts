/**
 * One random session: operations one after the other in one repository, each followed by a comparison with the model.
 * An operation is a name and a number from which its own choices follow, so a session can be repeated without some.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../accuracy/random/random';
import { installHooks, TestRepository } from '../support';
import { Judge, type Fault } from './judge';
import { OPERATIONS } from './operations/all';
import { textOf } from './operations/edits';
import type { Scene } from './scene';
import { Truth } from './truth';
import { WorkTree } from './workTree';

export interface Step {
  readonly name: string;
  readonly seed: number;
}

export interface SessionOutcome {
  /** How many operations had something to do. */
  readonly done: number;
  /** The steps up to the first fault, or all. */
  readonly steps: readonly Step[];
  readonly faults: readonly Fault[];
}

/** The steps of a session. */
export function stepsOf(seed: number, count: number, names: readonly string[] = []): Step[] {
  const random = new Random(seed);
  const weighted = OPERATIONS.filter(({ name }) => names.length === 0 || names.includes(name)).flatMap(
    ({ name, weight }) => Array.from({ length: weight }, () => name),
  );
  return Array.from({ length: count }, () => ({
    name: random.pick(weighted),
    seed: random.between(1, 1_000_000),
  }));
}

export interface SessionOptions {
  /** Directory with the built hooks. */
  readonly programs: string;
  readonly say?: (line: string) => void;
  /** Leave the repository. */
  readonly keep?: boolean;
}

/** Runs the steps until a fault shows. */
export async function runSession(steps: readonly Step[], options: SessionOptions): Promise<SessionOutcome> {
  const { programs, say = (): void => undefined, keep = false } = options;
  const repository = new TestRepository();
  let faults: Fault[] = [];
  try {
    const { tree, judge } = await begin(repository, programs);
    const trees = [tree];
    let current = tree;
    let done = 0;
    for (const [index, { name, seed }] of steps.entries()) {
      const operation = OPERATIONS.find((one) => one.name === name);
      if (operation === undefined) throw new Error(`There is no operation ${name}.`);
      const enter = (entered: WorkTree): void => void (current = entered);
      const scene: Scene = { random: new Random(seed), tree: current, trees, index: index + 1, enter };
      const isDone = await operation.run(scene);
      say(`${index + 1} ${name}:${seed} ${isDone ? '' : '(nothing to do)'}`);
      if (isDone) done++;
      faults = await judge.judge(current);
      if (faults.length > 0) return { done, steps: steps.slice(0, index + 1), faults };
    }
    return { done, steps, faults };
  } finally {
    if (keep) say(`The repository is ${repository.root}`);
    else repository.dispose();
  }
}

async function begin(
  repository: TestRepository,
  programs: string,
): Promise<{ tree: WorkTree; judge: Judge }> {
  const truth = new Truth();
  const tree = new WorkTree(repository, truth);
  const random = new Random(0);
  for (const path of ['a.ts', 'b.ts'])
    tree.write(path, textOf(Array.from({ length: 12 }, () => truth.line('unknown', random))));
  tree.git('config', 'gc.auto', '0');
  tree.git('config', 'advice.detachedHead', 'false');
  tree.git('add', '.');
  tree.git('commit', '-q', '-m', 'first');
  rmSync(join(repository.root, '.git', 'hooks'), { recursive: true, force: true });
  await installHooks(repository, join(programs, 'hook.js'));
  return { tree, judge: new Judge(truth) };
}
