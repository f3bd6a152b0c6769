/**
 * `npm run bench -- commit`: how much longer a commit takes with our hooks than without. Two real repositories get the
 * same changes, one after the other; only `git commit` is timed.
 */
import { performance } from 'node:perf_hooks';
import { buildHookProgram, installHooks, TestRepository } from '../git/support';
import { CommitWork } from './commitWork';
import { measureRebase } from './rebaseBench';
import type { Report, Row } from './report';
import { median, quantile, rounded } from './statistics';

interface Scenario {
  readonly name: string;
  readonly rounds: number;
  /** Files that get AI lines. */
  readonly aiFiles: number;
  /** Whether an editor is open that wrote the journal. */
  readonly editor: 'running' | 'closed';
  readonly amend?: boolean;
  readonly policy?: boolean;
  readonly bar?: number;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'nothing to record', rounds: 81, aiFiles: 0, editor: 'running', bar: 3 },
  {
    ...{ name: 'nothing to record, with a policy', rounds: 81, aiFiles: 0, editor: 'running' },
    ...{ policy: true, bar: 3 },
  },
  { name: 'AI lines in 1 file', rounds: 15, aiFiles: 1, editor: 'running' },
  { name: 'AI lines in 10 files', rounds: 15, aiFiles: 10, editor: 'running' },
  { name: 'AI lines in 100 files', rounds: 15, aiFiles: 100, editor: 'running', bar: 150 },
  { name: 'AI lines in 100 files, editor closed', rounds: 15, aiFiles: 100, editor: 'closed', bar: 150 },
  { name: 'amend, AI lines in 10 files', rounds: 15, aiFiles: 10, editor: 'running', amend: true },
];

/** Rounds whose times do not count: caches of the system fill. */
const WARM_UP = 2;

/** Runs all scenarios. `progress` is told when one begins. */
export async function commitBench(progress: (line: string) => void): Promise<Report[]> {
  const rows: Row[] = [];
  for (const scenario of SCENARIOS) {
    progress(`commit: ${scenario.name}`);
    rows.push(await measure(scenario));
  }
  progress('commit: rebase');
  rows.push(await measureRebase());
  const about = 'milliseconds of one git command, with our hooks against without, alternating; medians';
  return [{ name: 'commit', about, rows }];
}

async function measure(scenario: Scenario): Promise<Row> {
  const bare = new TestRepository({ name: 'bare' });
  const hooked = new TestRepository({ name: 'hooked' });
  try {
    const program = buildHookProgram(hooked.beside('programs'));
    await installHooks(hooked, program);
    const works = [new CommitWork(bare), new CommitWork(hooked)] as const;
    for (const work of works) work.begin(scenario.policy === true);
    const times: [number[], number[]] = [[], []];
    for (let round = -WARM_UP; round < scenario.rounds; round++) {
      // Whoever comes second finds warmer caches: take turns.
      for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
        const time = oneCommit(works[side], scenario, round + WARM_UP);
        if (round >= 0) times[side].push(time);
      }
    }
    if (scenario.aiFiles > 0) works[1].verify(scenario.aiFiles);
    return row(scenario, ...times);
  } finally {
    bare.dispose();
    hooked.dispose();
  }
}

/** Makes a change and commits it. Gives the milliseconds of the commit. */
function oneCommit(work: CommitWork, scenario: Scenario, round: number): number {
  if (scenario.aiFiles === 0) work.changeByHand(round);
  else work.changeByAi(round, scenario.aiFiles, scenario.editor === 'running');
  if (scenario.amend === true) {
    work.commit('-m', `round ${round}`);
    work.committed();
    work.changeByHand(round);
  }
  const args = scenario.amend === true ? ['--amend', '--no-edit'] : ['-m', `round ${round}`];
  const began = performance.now();
  work.commit(...args);
  const time = performance.now() - began;
  work.committed();
  return time;
}

function row({ name, rounds, bar }: Scenario, without: readonly number[], withHooks: readonly number[]): Row {
  const extra = withHooks.map((time, index) => time - (without[index] ?? NaN));
  return {
    commit: name,
    rounds,
    without: rounded(median(without)),
    with: rounded(median(withHooks)),
    ratio: rounded(median(withHooks) / median(without), 2),
    more: rounded(median(withHooks) - median(without)),
    'more, quartiles': `${rounded(quantile(extra, 0.25))} to ${rounded(quantile(extra, 0.75))}`,
    bar: bar ?? '',
  };
}
