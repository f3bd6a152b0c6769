/**
 * The two ways in which git is run keep the same contract.
 */
import assert from 'node:assert/strict';
import { CountersignError } from '../../src/core/errors';
import type { Git } from '../../src/core/ports';
import { SimpleGitRunner } from '../../src/adapters/git/simpleGit';
import { SpawnGit } from '../../src/adapters/node/spawnGit';
import { TestRepository } from './support';

interface Options {
  readonly directory: string;
  readonly executable?: string;
}

const runners: readonly [name: string, make: (options: Options) => Git][] = [
  ['SpawnGit', (options) => new SpawnGit(options)],
  ['SimpleGitRunner', (options) => new SimpleGitRunner(options)],
];

for (const [name, make] of runners) {
  describe(name, () => {
    let repository: TestRepository;

    beforeEach(() => {
      repository = new TestRepository({ name: 'with space 🦀' });
      repository.startWithEightLines();
    });

    afterEach(() => repository.dispose());

    it('keeps every byte in and out', async () => {
      const git = make({ directory: repository.root });
      const bytes = Uint8Array.from({ length: 1024 }, (_, index) => index % 256);
      const written = await git.run(['hash-object', '-w', '--stdin'], { stdin: bytes });
      const id = Buffer.from(written.stdout).toString().trim();
      const { stdout } = await git.run(['cat-file', 'blob', id]);
      assert.deepEqual(Uint8Array.from(stdout), bytes);
    });

    it('answers a failure with its code and words', async () => {
      const git = make({ directory: repository.root });
      const { code, stderr } = await git.run(['cat-file', 'blob', 'nowhere']);
      assert.equal(code, 128);
      assert.match(stderr, /Not a valid object name nowhere/);
      assert.equal((await git.run(['config', '--get', 'not.there'])).code, 1);
    });

    it('ends a git that reads from an input of which there is none', async () => {
      const git = make({ directory: repository.root });
      const empty = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n';
      assert.equal(Buffer.from((await git.run(['hash-object', '--stdin'])).stdout).toString(), empty);
      assert.equal(
        Buffer.from((await git.run(['hash-object', '--stdin'], { stdin: '' })).stdout).toString(),
        empty,
      );
    });

    it('is not led to another repository by what the terminal left behind', async () => {
      const left = {
        GIT_DIR: '/nowhere',
        GIT_INDEX_FILE: '/nowhere',
        GIT_EXTERNAL_DIFF: 'false',
        PAGER: 'false',
        EDITOR: 'false',
      };
      const before = new Map(Object.keys(left).map((variable) => [variable, process.env[variable]]));
      Object.assign(process.env, left);
      try {
        const git = make({ directory: repository.root });
        const { stdout } = await git.run(['rev-parse', '--show-toplevel']);
        assert.match(Buffer.from(stdout).toString(), /with space 🦀\n$/);
      } finally {
        for (const [variable, value] of before) {
          if (value === undefined) delete process.env[variable];
          else process.env[variable] = value;
        }
      }
    });

    it('says in a sentence that git is missing', async () => {
      const git = make({ directory: repository.root, executable: '/nowhere/git' });
      await assert.rejects(git.run(['status']), (error) => CountersignError.is(error, 'git-failed'));
    });
  });
}
