/**
 * `countersign log` and `countersign stats` over real histories, whatever they hold and whatever is configured.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/main';
import { SimpleGitRunner } from '../../src/adapters/git/simpleGit';
import {
  buildCommandLine,
  buildHookProgram,
  commitQuietly,
  installHooks,
  TestRepository,
  threePlaces,
  trailersOf,
  typeFile,
  type RepositoryOptions,
} from './support';

interface Logged {
  readonly commit: string;
  readonly author: string;
  readonly date: string | null;
  readonly subject: string;
  readonly added: number;
  readonly ai: number;
  readonly mixed: number;
  readonly human: number;
  readonly unknown: number;
  readonly deletedByAi: number;
  readonly evidence: string | null;
  readonly tools: readonly { readonly tool: string; readonly model: string | null; readonly lines: number }[];
  readonly source: string | null;
}

describe('countersign log and stats', () => {
  let repository: TestRepository;
  let programs: string;
  let program: string;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    program = buildHookProgram(programs);
  });

  after(() => rmSync(programs, { recursive: true, force: true }));

  beforeEach(() => open());

  afterEach(() => repository.dispose());

  function open(options: RepositoryOptions = {}): void {
    repository = new TestRepository(options);
  }

  function reopen(options: RepositoryOptions): void {
    repository.dispose();
    open(options);
  }

  async function countersign(...args: string[]): Promise<{ code: number; out: string; err: string[] }> {
    let out = '';
    const err: string[] = [];
    const code = await run(args, {
      directory: repository.root,
      gitIn: (directory) => new SimpleGitRunner({ directory }),
      input: assert.fail,
      output: { write: (text) => (out += text), complain: (line) => err.push(line), colours: false },
      version: '1.2.3',
      hookProgram: program,
    });
    return { code, out, err };
  }

  async function answer(...args: string[]): Promise<unknown> {
    const { code, out, err } = await countersign(...args, '--json');
    assert.deepEqual({ code, err }, { code: 0, err: [] });
    return JSON.parse(out);
  }

  const log = async (...range: string[]): Promise<Logged[]> => (await answer('log', ...range)) as Logged[];
  const newest = async (): Promise<Logged> => (await log())[0] as Logged;
  const stats = async (...range: string[]): Promise<Record<string, unknown>> =>
    (await answer('stats', ...range)) as Record<string, unknown>;

  const numbers = ({ added, ai, mixed, human, unknown, deletedByAi }: Logged): number[] => [
    ...[added, ai, mixed, human, unknown, deletedByAi],
  ];

  /** Commits a file of some lines that nobody saw anybody write. */
  function add(path: string, lines: number, ...messages: string[]): void {
    repository.write(path, Array.from({ length: lines }, (_, line) => `${path} ${line}\n`).join(''));
    repository.git('add', '.');
    commitQuietly(repository, ...messages.flatMap((message) => ['-m', message]));
  }

  const head = (): string => repository.git('rev-parse', 'HEAD').trim();

  /** Puts a note on HEAD as git-ai writes them. */
  function gitAiNote(lines: string, revision = 'HEAD'): void {
    const metadata = {
      ...{ schema_version: 'authorship/3.0.0', git_ai_version: '1.6.24', base_commit_sha: '', prompts: {} },
      humans: { h_31dce776f88375: { author: 'Dana Lee <dana@example.com>' } },
      sessions: {
        s_c9883b05a2487d: {
          agent_id: { tool: 'cursor', id: 'talk', model: 'claude-sonnet-4-5' },
          human_author: null,
        },
      },
    };
    repository.write('../note', `${lines}---\n${JSON.stringify(metadata, null, 2)}`);
    repository.git('notes', '--ref=ai', 'add', '--force', '-F', '../note', revision);
  }

  describe('a commit', () => {
    it('has the lines that the hooks recorded, as show tells them', async () => {
      repository.startWithEightLines();
      await installHooks(repository, program);
      typeFile(repository, 'a.ts', threePlaces);
      commitQuietly(repository, '-a', '-m', 'Add things');
      const [last, first, ...others] = await log();
      assert.deepEqual(last, {
        commit: head(),
        author: 'Dana Lee <dana@example.com>',
        date: repository.git('log', '-1', '--format=%aI').trim(),
        subject: 'Add things',
        ...{ added: 3, ai: 2, mixed: 0, human: 1, unknown: 0, deletedByAi: 0, evidence: 'exact' },
        tools: [{ tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 2 }],
        source: 'note',
      });
      assert.deepEqual(first && numbers(first), [8, 0, 0, 0, 8, 0]);
      assert.deepEqual(others, []);
      const shown = (await answer('show')) as Logged;
      assert.deepEqual([...numbers(shown), shown.tools], [...numbers(last), last.tools]);
    });

    it('has the numbers of its trailers when it has no note', async () => {
      add('a.ts', 3, 'Change', trailersOf(3, 2));
      assert.deepEqual(
        [numbers(await newest()), (await newest()).source, (await newest()).tools],
        [[3, 2, 0, 1, 0, 0], 'trailers', [{ tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 2 }]],
      );
    });

    it('has the lines of a note that another program wrote', async () => {
      add('a.ts', 5, 'Change');
      add('with space ü.ts', 4, 'More', trailersOf(4, 4).replace('mixed=0', 'mixed=1'));
      gitAiNote('"with space ü.ts"\n  s_c9883b05a2487d::t_1 1-2\n  h_31dce776f88375 4\n');
      gitAiNote('a.ts\n  s_c9883b05a2487d::t_1 1,3-4\n', 'HEAD~1');
      const [second, first] = (await log()) as [Logged, Logged];
      assert.deepEqual(numbers(second), [4, 2, 1, 1, 1, 0]);
      assert.deepEqual(numbers(first), [5, 3, 0, 0, 2, 0]);
      assert.deepEqual([first.source, first.evidence], ['note', 'exact']);
      assert.deepEqual(first.tools, [{ tool: 'Cursor', model: 'claude-sonnet-4-5', lines: 3 }]);
    });

    it('is assisted when a tool is its author or co-author', async () => {
      add('a', 1, 'a', 'Co-authored-by: Copilot <copilot@github.com>');
      add('b', 2, 'b', 'Co-Authored-By: Claude Opus 4.5 <noreply@anthropic.com>');
      add('c', 3, 'c', 'Made-with: Cursor');
      repository.write('d', 'd\n');
      repository.git('add', '.');
      commitQuietly(repository, '-m', 'd', '--author=Dana Lee (aider) <dana@example.com>');
      add('e', 1, 'e', 'Co-authored-by: Claude Smith <smith@example.com>');
      const commits = await log();
      assert.deepEqual(
        commits.map(({ source, added, unknown, tools }) => [source, added, unknown, tools]),
        [
          [null, 1, 1, []],
          ['assisted', 1, 1, [{ tool: 'Aider', model: null, lines: 0 }]],
          ['assisted', 3, 3, [{ tool: 'Cursor', model: null, lines: 0 }]],
          ['assisted', 2, 2, [{ tool: 'Claude Code', model: 'Claude Opus 4.5', lines: 0 }]],
          ['assisted', 1, 1, [{ tool: 'GitHub Copilot', model: null, lines: 0 }]],
        ],
      );
    });

    it('has its subject, its author and its time zone as they are', async () => {
      const environment = { GIT_AUTHOR_NAME: 'Zoë "Z" Ö', GIT_AUTHOR_DATE: '1700000000 -0730' };
      const message = 'A subject\nof two lines\n\nBody\0';
      repository.write('../message', message.slice(0, -1));
      repository.run('git', ['commit', '--allow-empty', '--cleanup=verbatim', '-F', '../message'], {
        env: environment,
      });
      const { author, date, subject } = await newest();
      assert.deepEqual(
        [author, date, subject],
        ['Zoë "Z" Ö <dana@example.com>', '2023-11-14T14:43:20-07:30', 'A subject of two lines'],
      );
    });

    it('may have no message, no files, binary files and renamed ones', async () => {
      repository.git('commit', '--quiet', '--allow-empty', '--allow-empty-message', '-m', '');
      repository.write('binary', new Uint8Array([0, 10, 0, 10]));
      repository.git('add', '.');
      commitQuietly(repository, '-m', 'Binary');
      add('old\tname\n"ü".ts', 20, 'Text');
      repository.git('mv', 'old\tname\n"ü".ts', 'new name.ts');
      repository.write('new name.ts', `${repository.read('new name.ts')}one more\n`);
      repository.git('add', '.');
      commitQuietly(repository, '-m', 'Rename');
      gitAiNote('"new name.ts"\n  s_c9883b05a2487d::t_1 1-21\n');
      assert.deepEqual(
        (await log()).map(({ subject, added, ai }) => [subject, added, ai]),
        [
          ['Rename', 1, 1],
          ['Text', 40, 0],
          ['Binary', 0, 0],
          ['', 0, 0],
        ],
      );
    });

    it('may be a merge: of its own is what its trailer says', async () => {
      add('a', 2, 'first');
      repository.git('checkout', '--quiet', '-b', 'side');
      add('b', 5, 'side');
      repository.git('checkout', '--quiet', 'main');
      add('c', 3, 'main');
      repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'side');
      assert.deepEqual(numbers(await newest()), [5, 0, 0, 0, 5, 0]);
      const totals = await stats();
      assert.deepEqual([totals['commits'], totals['added'], totals['unknown']], [4, 10, 10]);
      repository.git('commit', '--quiet', '--amend', '-m', 'Merge', '-m', trailersOf(1, 1));
      assert.deepEqual(numbers(await newest()), [1, 1, 0, 0, 0, 0]);
      assert.equal((await stats())['added'], 11);
    });

    it('may be in a repository of SHA-256', async () => {
      reopen({ initArguments: ['--object-format=sha256'] });
      add('a.ts', 4, 'Change');
      gitAiNote('a.ts\n  s_c9883b05a2487d::t_1 2\n');
      const commit = await newest();
      assert.equal(commit.commit.length, 64);
      assert.deepEqual(numbers(commit), [4, 1, 0, 0, 3, 0]);
      assert.equal((await log('HEAD')).length, 1);
    });

    it('finds its note among so many that git spreads them over directories', async () => {
      add('a.ts', 4, 'Change');
      gitAiNote('a.ts\n  s_c9883b05a2487d::t_1 2\n');
      const blob = repository.git('notes', '--ref=ai', 'list', 'HEAD').trim();
      const [, start, rest] = /^(..)(.*)$/.exec(head()) ?? [];
      const entry = (mode: string, type: string, id: string, name: string): string =>
        `${mode} ${type} ${id}\t${name}\n`;
      const mktree = (stdin: string): string => repository.run('git', ['mktree'], { stdin }).stdout.trim();
      const inner = mktree(entry('100644', 'blob', blob, rest ?? ''));
      const tree = mktree(entry('040000', 'tree', inner, start ?? ''));
      repository.git('update-ref', 'refs/notes/ai', repository.git('commit-tree', '-m', 'x', tree).trim());
      assert.equal((await newest()).ai, 1);
    });

    it('has no date, or no author, when it says none that can be read', async () => {
      const tree = repository.git('write-tree').trim();
      for (const [author, name] of [
        ['A <a@example.com>', 'A <a@example.com>'],
        ['nonsense', ' <>'],
      ] as const) {
        const raw = `tree ${tree}\nauthor ${author}\ncommitter A <a@example.com> 1 +0000\n\nOdd\n`;
        const args = ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'];
        const { stdout } = repository.run('git', args, { stdin: raw });
        repository.git('update-ref', 'HEAD', stdout.trim());
        const commit = await newest();
        assert.deepEqual([commit.subject, commit.date, commit.author], ['Odd', null, name]);
        assert.deepEqual((await stats())['weeks'], []);
      }
    });
  });

  describe('a range', () => {
    beforeEach(() => {
      for (const name of ['a', 'b', 'c']) add(name, 1, name);
      repository.git('branch', 'side', 'HEAD~1');
      repository.git('tag', '-a', '-m', 'v1', 'v1', 'HEAD~2');
    });

    const subjects = async (...range: string[]): Promise<string> =>
      (await log(...range)).map(({ subject }) => subject).join('');

    it('is everything that HEAD has, or what git understands', async () => {
      const expected: readonly (readonly [range: string[], subjects: string])[] = [
        [[], 'cba'],
        [['HEAD'], 'cba'],
        [['HEAD~2..'], 'cb'],
        [['v1..side'], 'b'],
        [['v1'], 'a'],
        [['main...side'], 'c'],
        [['HEAD^!'], 'c'],
        [[head().slice(0, 8)], 'cba'],
        [['HEAD..HEAD'], ''],
        [[':/b'], 'ba'],
      ];
      for (const [range, names] of expected) assert.equal(await subjects(...range), names, range.join());
    });

    it('is never taken for the name of a file', async () => {
      repository.git('branch', 'a', 'HEAD~1');
      assert.equal(await subjects('a'), 'ba');
    });

    it('must exist', async () => {
      for (const range of ['nowhere', 'nowhere..HEAD', 'b', 'HEAD:a', 'HEAD^{tree}', '', '0'.repeat(40)]) {
        for (const command of ['log', 'stats']) {
          const { code, out, err } = await countersign(command, range, '--json');
          assert.deepEqual([code, out], [2, ''], range);
          assert.deepEqual(err, [
            `countersign: There is no revision or range named ${range}: check the name with git log.`,
          ]);
        }
      }
      assert.equal((await countersign('log', '--', '--output=/nowhere')).code, 2);
      assert.equal((await countersign('log', 'HEAD', 'HEAD')).code, 2);
      assert.equal((await countersign('stats', '-5')).code, 2);
    });
  });

  it('answer with nothing before the first commit', async () => {
    assert.deepEqual(await log(), []);
    assert.deepEqual(await stats(), {
      range: 'HEAD',
      ...{ commits: 0, assisted: 0, added: 0, ai: 0, mixed: 0, human: 0, unknown: 0, deletedByAi: 0 },
      ...{ tools: [], models: [], people: [], directories: [], weeks: [] },
    });
    assert.equal((await countersign('log')).out, '');
  });

  it('say so when the repository is broken', async () => {
    add('a', 1, 'a');
    add('b', 1, 'b');
    const parent = repository.git('rev-parse', 'HEAD~1').trim();
    repository.remove(`.git/objects/${parent.slice(0, 2)}/${parent.slice(2)}`);
    const { code, err } = await countersign('stats', '--json');
    assert.equal(code, 2);
    assert.match(err.join('\n'), /^countersign: git log failed with code 128: [^\n]+$/);
  });

  it('refuse to work outside a repository', async () => {
    repository.remove('.git');
    const { code, err } = await countersign('log');
    assert.deepEqual([code, err.length], [2, 1]);
  });

  describe('the answers', () => {
    beforeEach(() => {
      repository.write('src/a.ts', 'one\n');
      repository.write('.mailmap', 'Dana Lee <dana@example.com> <old@example.com>\n');
      repository.git('add', '.');
      commitQuietly(
        repository,
        '-m',
        'first ü',
        '--author=D <old@example.com>',
        '--date=2026-01-01T00:00:00Z',
      );
      add('src/ü.ts', 20, 'second', trailersOf(20, 20));
      repository.git('mv', 'src/ü.ts', 'src/z.ts');
      commitQuietly(repository, '-m', 'third', '-m', 'Co-authored-by: Copilot <copilot@github.com>');
      repository.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
      add('lib/b.ts', 4, 'side');
      gitAiNote('lib/b.ts\n  s_c9883b05a2487d::t_1 2-3\n');
      repository.git('checkout', '--quiet', 'main');
      repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'side');
    });

    const settings: readonly (readonly [name: string, value: string])[] = [
      ['log.showSignature', 'true'],
      ['log.decorate', 'full'],
      ['log.follow', 'true'],
      ['log.showRoot', 'false'],
      ['log.date', 'relative'],
      ['log.abbrevCommit', 'true'],
      ['log.mailmap', 'false'],
      ['log.diffMerges', 'combined'],
      ['mailmap.file', '../mailmap'],
      ['color.ui', 'always'],
      ['format.pretty', 'oneline'],
      ['diff.noprefix', 'true'],
      ['diff.renames', 'false'],
      ['diff.renames', 'copies'],
      ['diff.external', 'false'],
      ['diff.orderFile', '/nowhere'],
      ['diff.relative', 'true'],
      ['diff.algorithm', 'patience'],
      ['diff.context', '9'],
      ['core.quotePath', 'true'],
      ['core.quotePath', 'false'],
      ['core.bigFileThreshold', '1'],
      ['core.notesRef', 'refs/notes/other'],
      ['notes.displayRef', 'refs/notes/*'],
      ['i18n.logOutputEncoding', 'ISO-8859-1'],
      ['trailer.separators', '='],
      ['alias.log', 'status'],
    ];

    it('do not depend on what a user configured', async () => {
      const log = await answer('log');
      const totals = await answer('stats');
      repository.write('../mailmap', 'Somebody Else <else@example.com> <dana@example.com>\n');
      repository.git('notes', '--ref=other', 'add', '-m', 'noise');
      for (const [name, value] of settings) {
        repository.git('config', name, value);
        assert.deepEqual(await answer('log'), log, `${name}=${value}`);
        repository.git('config', '--unset', name);
      }
      for (const [name, value] of settings) repository.git('config', '--replace-all', name, value);
      assert.deepEqual(await answer('log'), log);
      assert.deepEqual(await answer('stats'), totals);
    });

    it('add up', async () => {
      const { commits, assisted, added, ai, unknown, tools, people, directories, weeks } = await stats();
      assert.deepEqual([commits, assisted, added, ai, unknown], [5, 3, 26, 22, 4]);
      assert.deepEqual(tools, [
        { tool: 'GitHub Copilot', commits: 2, added: 20, ai: 20 },
        { tool: 'Cursor', commits: 1, added: 4, ai: 2 },
      ]);
      assert.deepEqual(
        (people as readonly { name: string; commits: number }[]).map(({ name, commits }) => [name, commits]),
        [['Dana Lee <dana@example.com>', 5]],
      );
      const rows = directories as readonly { name: string; commits: number; added: number; ai: number }[];
      assert.deepEqual(
        rows.map((row) => [row.name, row.commits, row.added, row.ai]),
        [
          ['src', 3, 21, 20],
          ['lib', 1, 4, 2],
          ['.', 1, 1, 0],
        ],
      );
      assert.equal((weeks as readonly { name: string }[])[0]?.name, '2026-W01');
      const { models, ...head } = await stats('HEAD~1..HEAD');
      assert.equal(head['range'], 'HEAD~1..HEAD');
      assert.deepEqual(models, [{ tool: 'Cursor', model: 'claude-sonnet-4-5', commits: 1, added: 4, ai: 2 }]);
    });

    it('are readable', async () => {
      const { out } = await countersign('log');
      const id = /^[0-9a-f]{10} {2}\d{4}-\d\d-\d\d +/.source;
      for (const line of [
        `${id}-/4 +Merge`,
        `${id}2/4 +50 % {2}Cursor \\(claude-sonnet-4-5\\) {2}side`,
        `${id}\\?/0 +GitHub Copilot {2}third`,
        `${id}20/20 100 % {2}GitHub Copilot \\(gpt-5\\.1\\) {2}second`,
        `${id}-/2 +first ü`,
      ])
        assert.match(out, new RegExp(`${line}$`, 'm'));
      const totals = (await countersign('stats')).out;
      assert.match(
        totals,
        /^HEAD: 5 commits, 3 with AI\n26 lines added: 22 AI \(85 %\), 0 human, 4 unknown\n/,
      );
      assert.match(totals, /^Tools\n {2}20 AI {2}1 commit {2}GitHub Copilot \(gpt-5\.1\)$/m);
    });
  });

  describe('the program', () => {
    before(() => {
      buildCommandLine(programs);
    });

    it('ends quietly, and git with it, when its reader has seen enough', () => {
      const commits = Array.from(
        { length: 20_000 },
        (_, index) =>
          `commit refs/heads/main\ncommitter D <d@example.com> ${1_700_000_000 + index} +0000\n` +
          `data 200\n${'x'.repeat(199)}\n\n`,
      );
      repository.run('git', ['fast-import', '--quiet'], { stdin: commits.join('') });
      for (const flag of ['', '--json']) {
        const script = `{ "$1" "$2" log ${flag}; echo "code $?" >&2; } | head -n 1`;
        const args = ['-c', script, 'sh', process.execPath, join(programs, 'cli.js')];
        const { stdout, stderr } = repository.run('sh', args);
        assert.match(stdout, flag === '' ? /^[0-9a-f]{10} [^\n]*\n$/ : /^\[\n$/);
        assert.equal(stderr, 'code 0\n');
      }
    });
  });
});
