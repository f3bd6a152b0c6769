/**
 * The command line's contracts: JSON shapes, exit codes, one sentence on standard error.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/main';
import { writeSignalReport, type SignalReport } from '../../src/core/detection/signalReport';
import { SimpleGitRunner } from '../../src/adapters/git/simpleGit';
import {
  buildHookProgram,
  commitQuietly,
  installHooks,
  TestRepository,
  threePlaces,
  trailersOf,
  typeFile,
} from './support';

describe('countersign', () => {
  let repository: TestRepository;
  let built: string;
  let program: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(() => {
    repository = new TestRepository();
    repository.startWithEightLines();
  });

  afterEach(() => repository.dispose());

  interface Told {
    readonly code: number;
    readonly out: string;
    readonly err: readonly string[];
  }

  async function countersign(args: readonly string[], directory = ''): Promise<Told> {
    let out = '';
    const err: string[] = [];
    const code = await run(args, {
      directory: join(repository.root, directory),
      gitIn: (at) => new SimpleGitRunner({ directory: at }),
      input: () => Promise.resolve(''),
      output: { write: (text) => (out += text), complain: (line) => err.push(line), colours: false },
      version: '1.2.3',
      hookProgram: program,
    });
    return { code, out, err };
  }

  async function json(args: readonly string[], directory = ''): Promise<unknown> {
    const { code, out, err } = await countersign([...args, '--json'], directory);
    assert.deepEqual(err, []);
    assert.equal(code, 0);
    return JSON.parse(out);
  }

  const commit = (...args: string[]): void => commitQuietly(repository, ...args);

  const nothing = {
    added: 0,
    ai: 0,
    mixed: 0,
    human: 0,
    unknown: 0,
    deletedByAi: 0,
    evidence: null,
    tools: [],
    files: [],
  };

  const threePlacesAnswer = {
    added: 3,
    ai: 2,
    mixed: 0,
    human: 1,
    unknown: 0,
    deletedByAi: 0,
    evidence: 'exact',
    tools: [{ tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 2 }],
    files: [
      {
        path: 'a.ts',
        ai: [
          [1, 1],
          [10, 10],
        ],
        human: [[5, 5]],
        unknown: [],
        mixed: [],
        critical: 'all',
      },
    ],
  };

  const policy = '{ "critical": [{ "name": "all", "files": ["*.ts"] }] }';

  describe('status', () => {
    it('tells staged from unstaged, from any directory', async () => {
      repository.write('.countersign.json', policy);
      typeFile(repository, 'a.ts', threePlaces);
      repository.git('add', 'a.ts');
      typeFile(repository, 'dir/untracked.ts', [['ai', 'x']], { writer: 'other' });
      const unstaged = {
        ...nothing,
        added: 1,
        ai: 1,
        evidence: 'exact',
        tools: [{ tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 1 }],
        files: [
          { path: 'dir/untracked.ts', ai: [[1, 1]], human: [], unknown: [], mixed: [], critical: 'all' },
        ],
      };
      assert.deepEqual(await json(['status'], 'dir'), { staged: threePlacesAnswer, unstaged });
    });

    it('works before the first commit, and says it in words', async () => {
      repository.git('update-ref', '-d', 'HEAD');
      const { code, out } = await countersign(['status']);
      assert.equal(code, 0);
      assert.match(
        out,
        /^Staged\n {2}8 lines added: 0 AI \(0 %\), 0 human, 8 unknown\nNot staged\n {2}nothing added\n$/,
      );
    });

    it('goes on with a broken policy, and says so', async () => {
      repository.write('.countersign.json', '{');
      const { code, err } = await countersign(['status', '--json']);
      assert.equal(code, 0);
      assert.match(err.join('\n'), /^countersign: \.countersign\.json is broken [^\n]*$/);
    });
  });

  describe('show', () => {
    it('gives a commit’s lines from its note', async () => {
      await installHooks(repository, program);
      repository.write('.countersign.json', policy);
      typeFile(repository, 'a.ts', threePlaces);
      commit('-a', '-m', 'Add things');
      const answer = (await json(['show'])) as Record<string, unknown>;
      const { commit: id, trailers, countersignatures, ...attribution } = answer;
      assert.deepEqual(attribution, threePlacesAnswer);
      assert.equal(id, repository.git('rev-parse', 'HEAD').trim());
      assert.deepEqual(countersignatures, []);
      assert.deepEqual(trailers, {
        provenance: [
          { added: 3, ai: 2, mixed: 0, unknown: 0, deletedByAi: 0, files: 1, evidence: 'exact', body: false },
        ],
        tools: [{ tool: 'GitHub Copilot', model: 'gpt-5.1', body: false }],
        critical: [{ rule: 'all', path: 'a.ts', lines: 2, body: false }],
        countersigned: [],
      });
      const { out } = await countersign(['show', 'HEAD']);
      assert.match(
        out,
        /^[0-9a-f]{10} Add things\n {2}3 lines added: 2 AI \(67 %\), 1 human, 0 unknown; evidence exact\n/,
      );
    });

    it('gives the numbers of the trailers when there is no note', async () => {
      repository.write('a.ts', 'one\ntwo\nthree\n');
      commit('-a', '-m', `Change\n\n${trailersOf(3, 2)}`);
      const answer = (await json(['show', 'HEAD'])) as Record<string, unknown>;
      assert.equal(answer['ai'], 2);
      assert.equal(answer['human'], 1);
      assert.deepEqual(answer['tools'], [{ tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 2 }]);
    });

    it('refuses a commit that does not exist', async () => {
      const { code, out, err } = await countersign(['show', 'nowhere', '--json']);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.deepEqual(err, ['countersign: There is no commit named nowhere: check the name with git log.']);
    });
  });

  describe('blame', () => {
    const line = (number: number, author: string, commitId: string | null, more: object = {}): object => ({
      line: number,
      author,
      mixed: false,
      tool: null,
      model: null,
      evidence: null,
      commit: commitId,
      countersigned: false,
      ...more,
    });
    const copilot = { tool: 'GitHub Copilot', model: 'gpt-5.1', evidence: 'command' };

    it('joins notes and the journal', async () => {
      await installHooks(repository, program);
      const first = repository.git('rev-parse', 'HEAD').trim();
      typeFile(repository, 'dir/b.ts', [
        ['ai', 'x'],
        ['human', 'y'],
      ]);
      repository.git('add', '.');
      commit('-m', 'Add b');
      const second = repository.git('rev-parse', 'HEAD').trim();
      typeFile(repository, 'dir/b.ts', [
        ['-', 'x'],
        ['ai', 'uncommitted'],
        ['-', 'y'],
      ]);
      assert.deepEqual(await json(['blame', 'b.ts'], 'dir'), {
        path: 'dir/b.ts',
        rev: null,
        lines: [
          line(1, 'ai', second, copilot),
          line(2, 'ai', null, copilot),
          line(3, 'human', second, { evidence: 'keystroke' }),
        ],
      });
      assert.deepEqual(await json(['blame', 'dir/b.ts', '--rev', 'HEAD']), {
        path: 'dir/b.ts',
        rev: second,
        lines: [line(1, 'ai', second, copilot), line(2, 'human', second, { evidence: 'keystroke' })],
      });
      const old = (await json(['blame', 'a.ts'])) as { lines: unknown[] };
      assert.deepEqual(old.lines[0], line(1, 'unknown', first));
    });

    it('follows a renamed file to its note', async () => {
      await installHooks(repository, program);
      typeFile(repository, 'old "name" ü.ts', [
        ['ai', 'a long enough line of text'],
        ['human', 'and another one'],
      ]);
      repository.git('add', '.');
      commit('-m', 'Add');
      const id = repository.git('rev-parse', 'HEAD').trim();
      repository.git('mv', 'old "name" ü.ts', 'new.ts');
      commit('-m', 'Rename', '--date=@1700000000 +0000');
      const answer = (await json(['blame', 'new.ts'])) as { lines: unknown[] };
      assert.deepEqual(answer.lines[0], line(1, 'ai', id, copilot));
    });

    it('knows untracked files', async () => {
      typeFile(repository, 'new.ts', [
        ['human', 'x'],
        ['ai', 'y'],
      ]);
      const answer = (await json(['blame', 'new.ts'])) as { lines: unknown[] };
      assert.deepEqual(answer.lines, [
        line(1, 'human', null, { evidence: 'keystroke' }),
        line(2, 'ai', null, copilot),
      ]);
    });

    it('refuses what is not there', async () => {
      const { code, err } = await countersign(['blame', 'nowhere.ts']);
      assert.equal(code, 2);
      assert.deepEqual(err, [
        'countersign: There is no file nowhere.ts in the working tree: check the path.',
      ]);
      assert.equal((await countersign(['blame', '../outside.ts'])).code, 2);
    });
  });

  describe('hooks', () => {
    it('installs, tells and uninstalls', async () => {
      assert.match((await countersign(['hooks', 'status'])).out, /^Hooks: not-installed .*\nTo install: /);
      assert.match((await countersign(['hooks', 'install'])).out, /^Hooks: installed /);
      const status = (await json(['hooks', 'status'])) as Record<string, unknown>;
      assert.equal(status['state'], 'installed');
      assert.match((await countersign(['hooks', 'uninstall'])).out, /^Hooks: not-installed /);
      assert.equal((await countersign(['hooks', 'remove'])).code, 2);
    });
  });

  describe('doctor', () => {
    interface Health {
      readonly ok: boolean;
      readonly checks: readonly { name: string; state: string; detail: string; fix: string | null }[];
    }

    const editor = (report: Partial<SignalReport>): void =>
      repository.write(
        '.git/countersign/signals.json',
        writeSignalReport({
          ...{ editor: 'Code 1.2.3', precise: false, problems: [], pid: process.pid, host: hostname() },
          ...report,
        }),
      );

    it('finds everything in order', async () => {
      await countersign(['hooks', 'install']);
      editor({});
      const health = (await json(['doctor'])) as Health;
      assert.equal(health.ok, true);
      assert.deepEqual([...new Set(health.checks.map(({ state }) => state))], ['ok']);
      assert.deepEqual(
        health.checks.map(({ name }) => name),
        [
          'git',
          'repository',
          'hooks',
          'node of the hooks',
          'journal',
          'notes',
          'policy',
          'pending',
          'editor',
        ],
      );
    });

    it('says what the editor does not offer, each with its fix', async () => {
      editor({ problems: [{ kind: 'keys' }, { kind: 'chat' }] });
      const { ok, checks } = (await json(['doctor'])) as Health;
      const found = checks.filter(({ name }) => name === 'editor');
      assert.equal(ok, true);
      assert.deepEqual(
        found.map(({ state }) => state),
        ['warning', 'warning'],
      );
      assert.match(found[0]?.detail ?? '', /^Code 1\.2\.3: .*inferred, not exact$/);
      assert.match(found[0]?.fix ?? '', /runCommands/);
      assert.match(found[1]?.fix ?? '', /hooks/);
    });

    it('says that no editor runs, or that none ever did', async () => {
      const found = async (): Promise<Health['checks'][number] | undefined> =>
        ((await json(['doctor'])) as Health).checks.find(({ name }) => name === 'editor');
      rmSync(join(repository.root, '.git/countersign/signals.json'), { force: true });
      assert.match((await found())?.detail ?? '', /^none has followed/);
      editor({ pid: 2 ** 22 + 1 });
      assert.match((await found())?.detail ?? '', /^Code 1\.2\.3 is not running$/);
      assert.equal((await found())?.state, 'warning');
    });

    it('names each problem with its fix', async () => {
      await countersign(['hooks', 'install']);
      repository.write('.countersign.json', '{');
      repository.write('.git/countersign/node', '/nowhere/node\n');
      repository.write('.git/countersign/journal/editor.jsonl', 'noise\nnoise\n');
      repository.write('.git/hooks/post-commit', '#!/bin/sh\n', 0o755);
      const { code, out } = await countersign(['doctor', '--json']);
      assert.equal(code, 2);
      const { ok, checks } = JSON.parse(out) as Health;
      assert.equal(ok, false);
      const broken = checks.filter(({ state }) => state === 'problem');
      assert.deepEqual(
        broken.map(({ name }) => name),
        ['hooks', 'node of the hooks', 'journal', 'policy'],
      );
      for (const { fix } of broken) assert.ok(fix);
    });
  });

  it('answers wrong usage with one sentence and code 2', async () => {
    for (const args of [
      ['nonsense'],
      ['check', 'a..b'],
      ['status', '--nonsense'],
      ['status', 'word'],
      ['blame'],
    ]) {
      const { code, out, err } = await countersign(args);
      assert.deepEqual([code, out, err.length], [2, '', 1], args.join(' '));
      assert.match(err[0] ?? '', /^countersign: [^\n]+$/);
    }
    assert.match((await countersign(['agents'])).err.join(), /not available in this version/);
  });

  it('refuses to work outside a repository', async () => {
    const { code, err } = await countersign(['status'], '../home');
    assert.equal(code, 2);
    assert.deepEqual(err, [
      'countersign: This is not a git working tree: run the command inside a repository.',
    ]);
  });

  it('tells its version and what it can do', async () => {
    assert.equal((await countersign(['--version'])).out, '1.2.3\n');
    assert.match((await countersign(['--help'])).out, /^ {2}blame <file>/m);
    assert.equal((await countersign([])).code, 2);
  });
});
