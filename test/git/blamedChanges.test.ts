// Many files are asked for their lines along one walk of the history: the answers are those that each would give alone.
import assert from 'node:assert/strict';
import { SimpleGitRunner } from '../../src/adapters/git/simpleGit';
import { bareOptions, withOptions } from '../../src/adapters/git/gate/bareGit';
import { askingForLines, blamedCritical } from '../../src/adapters/git/gate/blamedChanges';
import { changedFiles } from '../../src/adapters/git/gate/criticalChanges';
import { gateRange } from '../../src/adapters/git/gate/gateRange';
import type { CriticalChange } from '../../src/core/gate/criticalChange';
import type { Git, GitStreams } from '../../src/core/ports';
import { makeRandomHistory } from './randomHistory';
import { TestRepository } from './support';

const RULE = { name: 'all' } as CriticalChange['rule'];
const SEEDS = Number(process.env['COUNTERSIGN_BLAME_SEEDS'] ?? 12);
const COMMITS = 60;
const BASES = ['c1', 'c7', 'c30'];

/** Counts how often blame was given a history. */
class Counting implements Git, GitStreams {
  given = 0;

  constructor(private readonly git: Git & GitStreams) {}

  run: Git['run'] = (...all) => this.git.run(...all);

  stream(args: readonly string[]): AsyncIterable<Uint8Array> {
    if (args.includes('-S')) this.given++;
    return this.git.stream(args);
  }
}

describe('lines of many files', () => {
  it('come from the same commits as when each file is asked alone', async function () {
    this.timeout(120_000);
    let given = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const repository = new TestRepository();
      try {
        makeRandomHistory(repository, seed, COMMITS);
        for (const base of BASES)
          given += await compare(repository, `${base}..main`, `seed ${seed}, ${base}`);
      } finally {
        repository.dispose();
      }
    }
    // Else this compares nothing.
    assert.ok(given > SEEDS * BASES.length, `only ${given} times`);
  });
});

/** Gives how often the walk was used. */
async function compare(repository: TestRepository, range: string, where: string): Promise<number> {
  const git = new SimpleGitRunner({ directory: repository.root });
  const ends = await gateRange(git, range);
  const bare = new Counting(withOptions(git, await bareOptions(git)));
  const changes = (await changedFiles(bare, ends)).map((file): CriticalChange => {
    return { ...file, rule: RULE, byPattern: true };
  });
  const blamed = (some: readonly CriticalChange[]): ReturnType<typeof blamedCritical> => {
    const paths = some.filter(({ lined }) => lined).map(({ path }) => path);
    return askingForLines(bare, ends, paths, (ask) => blamedCritical(ask, some));
  };
  const together = await blamed(changes);
  const given = bare.given;
  for (const [index, change] of changes.entries()) {
    const [alone] = await blamed([change]);
    assert.deepEqual(together[index], alone, `${where}: ${change.path}`);
  }
  assert.equal(bare.given, given);
  return given;
}
