/**
 * `npm run bench -- history`: what `countersign log --json`, `stats --json`, `check` and `blame --json` take over a long
 * history, against the same `git log` or `git blame` alone, and whether their memory grows with the history.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { buildSync } from 'esbuild';
import { historyCommand } from '../../src/adapters/git/history';
import { TestRepository } from '../git/support';
import { FIRST, LARGE_FILE, makeLongHistory, pathOf } from './longHistory';
import type { Report, Row } from './report';
import { median, rounded } from './statistics';

const ROUNDS = 5;
const BAR = 1.5;
const BLAME_BAR = 1.3;

interface Measured {
  readonly seconds: number;
  /** Megabytes of our own process at its peak; NaN for git. */
  readonly peak: number;
}

/** Measures at a tenth of `commits` and at all of them. `progress` is told when a history is made or measured. */
export async function historyBench(progress: (line: string) => void, commits: number): Promise<Report[]> {
  const rows: Row[] = [];
  for (const length of [Math.round(commits / 10), commits]) {
    const repository = new TestRepository();
    try {
      progress(`history: making ${length} commits`);
      await makeLongHistory(repository, length);
      progress(`history: measuring ${length} commits`);
      rows.push(...measure(repository, length, progress));
    } finally {
      repository.dispose();
    }
  }
  const about = 'seconds over a whole history, against git log or git blame alone, alternating; medians';
  return [{ name: 'history', about, rows }];
}

/** A command of ours, and the git command that asks for the same data. */
interface Pair {
  readonly name: string;
  readonly own: readonly string[];
  readonly git: readonly string[];
  readonly bar: number;
  /** What ours ends with. */
  readonly ends: number;
}

function pairs(): Pair[] {
  const log = historyCommand(['HEAD']);
  const blame = (name: string, path: string): Pair => ({
    name: `blame --json, ${name}`,
    own: ['blame', path, '--rev', 'HEAD', '--json'],
    git: ['blame', '--porcelain', 'HEAD', '--', path],
    bar: BLAME_BAR,
    ends: 0,
  });
  const range = historyCommand(['HEAD', `^${FIRST}`]);
  return [
    { name: 'log --json', own: ['log', '--json'], git: log, bar: BAR, ends: 0 },
    { name: 'stats --json', own: ['stats', '--json'], git: log, bar: BAR, ends: 0 },
    // Nobody signed what is critical, so that all of it is looked at, and said.
    { name: 'check --json', own: ['check', `${FIRST}..HEAD`, '--json'], git: range, bar: BAR, ends: 1 },
    blame('a file of 24 lines', pathOf(0)),
    blame('a file of 1,000 lines', LARGE_FILE),
  ];
}

function measure(repository: TestRepository, length: number, progress: (line: string) => void): Row[] {
  const cli = program(repository);
  return pairs().map(({ name, own, git, bar, ends }) => {
    progress(`history: ${name}`);
    const ours: Measured[] = [];
    const theirs: Measured[] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const one = timed(repository, ['git', ...git], 0);
      const other = timed(repository, [process.execPath, '--require', cli.preload, cli.path, ...own], ends);
      // In the first round the caches of the system fill.
      if (round < 0) continue;
      theirs.push(one);
      ours.push(other);
    }
    const seconds = (all: readonly Measured[]): number => median(all.map((one) => one.seconds));
    return {
      command: name,
      commits: length,
      git: rounded(seconds(theirs), 2),
      ours: rounded(seconds(ours), 2),
      ratio: rounded(seconds(ours) / seconds(theirs), 2),
      bar,
      'peak MB': rounded(median(ours.map(({ peak }) => peak))),
    };
  });
}

function timed(repository: TestRepository, command: readonly string[], ends: number): Measured {
  const [executable = '', ...args] = command;
  const began = performance.now();
  const { status, stderr } = spawnSync(executable, args, {
    cwd: repository.root,
    env: repository.environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const seconds = (performance.now() - began) / 1000;
  if (status !== ends) throw new Error(`${executable} ended with ${status}: ${stderr}`);
  return { seconds, peak: Number(/^peak (\d+)$/m.exec(stderr)?.[1]) / 1024 };
}

/** The command line as it is packaged, and a file that makes it tell how much memory it took. */
function program(repository: TestRepository): { path: string; preload: string } {
  const path = repository.beside('cli.js');
  buildSync({
    entryPoints: ['src/cli/main.ts'],
    outfile: path,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  const preload = repository.beside('peak.cjs');
  writeFileSync(
    preload,
    "process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`));\n",
  );
  return { path, preload };
}
