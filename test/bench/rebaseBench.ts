/**
 * How much longer a rebase of 100 commits with notes takes with our hooks than without: the hooks carry all notes on.
 */
import { performance } from 'node:perf_hooks';
import { buildHookProgram, installHooks, TestRepository, typeFile } from '../git/support';
import type { Row } from './report';
import { median, quantile, rounded } from './statistics';

const COMMITS = 100;
const ROUNDS = 7;
const HOOKS = ['prepare-commit-msg', 'commit-msg', 'post-commit', 'post-rewrite'];

/** Measures the same rebase in two copies of one repository, alternating. */
export async function measureRebase(): Promise<Row> {
  const repository = new TestRepository();
  try {
    await makeBranch(repository);
    const times = { without: [] as number[], with: [] as number[] };
    repository.run('cp', ['-a', repository.root, repository.beside('without')]);
    for (const hook of HOOKS) repository.run('rm', [`../without/.git/hooks/${hook}`]);
    const sides = ['without', 'with'] as const;
    for (let round = -1; round < ROUNDS; round++) {
      for (const side of round % 2 === 0 ? sides : [...sides].reverse()) {
        const time = rebase(repository, side === 'with' ? '.' : '../without', round + 1);
        if (round >= 0) times[side].push(time);
      }
      verify(repository);
    }
    const extra = times.with.map((time, index) => time - (times.without[index] ?? NaN));
    return {
      commit: `rebase of ${COMMITS} commits with notes`,
      rounds: ROUNDS,
      without: rounded(median(times.without)),
      with: rounded(median(times.with)),
      ratio: rounded(median(times.with) / median(times.without), 2),
      more: rounded(median(times.with) - median(times.without)),
      'more, quartiles': `${rounded(quantile(extra, 0.25))} to ${rounded(quantile(extra, 0.75))}`,
      bar: '',
    };
  } finally {
    repository.dispose();
  }
}

/** A branch of commits that each add a file by an AI, and on `main` a commit to rebase onto in each round. */
async function makeBranch(repository: TestRepository): Promise<void> {
  repository.startWithEightLines();
  repository.git('config', 'gc.auto', '0');
  repository.git('config', 'maintenance.auto', 'false');
  for (let round = 0; round <= ROUNDS; round++) {
    repository.git('commit', '--quiet', '--allow-empty', '-m', `base ${round}`);
    repository.git('branch', `base-${round}`);
  }
  await installHooks(repository, buildHookProgram(repository.beside('programs')));
  repository.git('checkout', '--quiet', '-b', 'topic', 'base-0~1');
  for (let number = 0; number < COMMITS; number++) {
    typeFile(repository, `src/file${number}.ts`, [
      ['ai', `call(${number});`],
      ['human', '// typed'],
    ]);
    repository.git('add', '.');
    repository.git('commit', '--quiet', '-m', `Add file ${number}`);
  }
}

function rebase(repository: TestRepository, at: string, round: number): number {
  const git = (...args: string[]): void => {
    const { code, stderr } = repository.run('git', args, { in: at });
    if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}: ${stderr}`);
  };
  git('checkout', '--quiet', '-B', 'work', 'topic');
  const began = performance.now();
  git('rebase', '--quiet', `base-${round}`);
  return performance.now() - began;
}

/** The benchmark measures nothing when no note was carried on. */
function verify(repository: TestRepository): void {
  for (const revision of ['HEAD', `HEAD~${COMMITS - 1}`]) {
    if (!repository.note(revision).startsWith('src/')) throw new Error(`${revision} has no note.`);
  }
}
