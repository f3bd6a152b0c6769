/**
 * Git copies notes itself when `notes.rewriteRef` covers ours: as they stand, whatever the new commit holds, and over or
 * behind what our hook has just written. The notes must be those of a repository without that setting.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildHookProgram,
  commitQuietly,
  installHooks,
  TestRepository,
  threePlaces,
  typeFile,
} from './support';
import type { By } from './support';

type Lines = readonly (readonly [by: By, text: string])[];

/** Makes commits anew. */
interface Scenario {
  readonly name: string;
  readonly run: (work: Work) => void;
}

class Work {
  constructor(readonly repository: TestRepository) {}

  commit(path: string, lines: Lines, ...args: string[]): void {
    typeFile(this.repository, path, lines);
    this.repository.git('add', '--', path);
    commitQuietly(this.repository, ...args);
  }

  /** Begins a branch, and lets main go on with these lines in `a.ts`. */
  fork(mainsLines: string): void {
    const { repository } = this;
    repository.git('checkout', '--quiet', '-b', 'side');
    this.commit('a.ts', threePlaces, '-m', 'with AI');
    repository.git('checkout', '--quiet', 'main');
    repository.write('a.ts', mainsLines);
    commitQuietly(repository, '--all', '-m', 'upstream');
    repository.git('checkout', '--quiet', 'side');
  }

  rebase(script: string, ...args: string[]): void {
    const env = { GIT_SEQUENCE_EDITOR: `sed -i -e '${script}'` };
    const { code, stderr } = this.repository.run('git', ['rebase', '--quiet', ...args], { env });
    assert.equal(code, 0, stderr);
  }
}

const middle = threePlaces.map(([, text]) => ['-', text] as const);

const scenarios: readonly Scenario[] = [
  {
    name: 'an amend with more lines',
    run(work) {
      work.commit('a.ts', threePlaces, '-m', 'one');
      work.commit('a.ts', [...middle, ['ai', 'AI 3'], ['human', 'mine too']], '--amend', '--no-edit');
    },
  },
  {
    name: 'an amend of the message',
    run(work) {
      work.commit('a.ts', threePlaces, '-m', 'one');
      commitQuietly(work.repository, '--amend', '-m', 'another word');
    },
  },
  {
    name: 'an amend in which a person takes the lines of the AI out',
    run(work) {
      work.commit('a.ts', threePlaces, '-m', 'one');
      const lines = middle.filter(([, text]) => !text.startsWith('AI'));
      work.commit('a.ts', lines, '--amend', '--no-edit');
    },
  },
  {
    name: 'a rebase onto lines above',
    run(work) {
      work.fork('one\ntwo\nand\nmore\nthree\nfour\nfive\nsix\nseven\neight\n');
      work.rebase('', 'main');
    },
  },
  {
    name: 'a rebase in which a person rewrites the lines of the AI',
    run(work) {
      work.fork('conflict\n');
      const { repository } = work;
      assert.notEqual(repository.run('git', ['rebase', 'main']).code, 0);
      repository.write('a.ts', 'by a person\nand more\n');
      repository.git('add', '.');
      assert.equal(repository.run('git', ['rebase', '--continue']).code, 0);
    },
  },
  {
    name: 'a squash',
    run(work) {
      work.commit('a.ts', threePlaces, '-m', 'first');
      work.commit('a.ts', [...middle, ['ai', 'AI 3'], ['human', 'mine too']], '-m', 'second');
      work.rebase('2s/^pick/squash/', '--interactive', 'HEAD~2');
    },
  },
  {
    name: 'an amend while a rebase stands still',
    run(work) {
      const { repository } = work;
      work.commit('a.ts', threePlaces, '-m', 'edited');
      repository.write('c.ts', 'c\n');
      repository.git('add', '.');
      commitQuietly(repository, '-m', 'next');
      work.rebase('1s/^pick/edit/', '--interactive', 'HEAD~2');
      work.commit('b.ts', [['ai', 'AI later']], '--amend', '--no-edit');
      repository.git('rebase', '--continue');
    },
  },
];

describe('notes that git copies by itself, after', () => {
  let programs: string;
  let program: string;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    program = buildHookProgram(programs);
  });

  after(() => rmSync(programs, { recursive: true }));

  /** What the notes of the newest three commits attest, in which order whatever they are called; null: no note. */
  async function notesAfter({ run }: Scenario, ...settings: string[][]): Promise<(string | null)[]> {
    const repository = new TestRepository();
    try {
      repository.startWithEightLines();
      await installHooks(repository, program);
      for (const setting of settings) repository.git('config', ...setting);
      run(new Work(repository));
      const ids = repository.git('rev-list', '-3', 'HEAD').trim().split('\n');
      return ids.map((id) => {
        const { code, stdout } = repository.run('git', ['notes', '--ref=ai', 'show', id]);
        return code === 0 ? stdout.replaceAll(id, 'itself').replace(/"id": "[^"]*"/g, '') : null;
      });
    } finally {
      repository.dispose();
    }
  }

  for (const scenario of scenarios) {
    it(`${scenario.name}: are what our hooks make of them`, async () => {
      const expected = await notesAfter(scenario);
      for (const mode of ['concatenate', 'overwrite', 'cat_sort_uniq']) {
        const settings = [
          ['notes.rewriteRef', 'refs/notes/*'],
          ['notes.rewriteMode', mode],
        ];
        assert.deepEqual(await notesAfter(scenario, ...settings), expected, mode);
      }
    });
  }
});
