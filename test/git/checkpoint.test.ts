/**
 * What tools outside the editor report, up to the commit: files are written, somebody is named as their author, and the
 * real hooks say so.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attribution } from '../../src/core/model';
import { run } from '../../src/cli/main';
import { SimpleGitRunner } from '../../src/adapters/git/simpleGit';
import {
  buildCommandLine,
  buildHookProgram,
  commitQuietly,
  installHooks,
  TestRepository,
  threePlaces,
  typeFile,
  type Outcome,
} from './support';

const AGENT = { type: 'ai_agent', agent_name: 'Some Agent', model: 'model-1', conversation_id: 'talk-1' };

describe('countersign checkpoint', () => {
  let programs: string;
  let program: string;
  let repository: TestRepository;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    program = buildHookProgram(programs);
    buildCommandLine(programs);
  });

  after(() => rmSync(programs, { recursive: true }));

  beforeEach(async () => {
    repository = new TestRepository();
    repository.startWithEightLines();
    await installHooks(repository, program);
  });

  afterEach(() => repository.dispose());

  /** Runs the built command line as a tool does. */
  function checkpoint(preset: string, payload: unknown, at = ''): Outcome {
    const stdin = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return repository.run(process.execPath, [join(programs, 'cli.js'), 'checkpoint', preset], {
      stdin,
      in: at,
    });
  }

  function report(preset: string, payload: object): void {
    const { code, stdout, stderr } = checkpoint(preset, { repo_working_dir: repository.root, ...payload });
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '', stderr: '' });
  }

  const start = (payload: object = {}): void => report('agent-v1', { type: 'human', ...payload });
  const agent = (payload: object = {}): void => report('agent-v1', { ...AGENT, ...payload });
  const person = (payload: object = {}): void =>
    report('known-human', { cwd: repository.root, editor: 'vim', ...payload });

  async function shown(command: readonly string[] = ['show']): Promise<Attribution> {
    let out = '';
    await run([...command, '--json'], {
      directory: repository.root,
      gitIn: (at) => new SimpleGitRunner({ directory: at }),
      input: assert.fail,
      output: { write: (text) => (out += text), complain: assert.fail, colours: false },
      version: '1.2.3',
      hookProgram: program,
    });
    return JSON.parse(out) as Attribution;
  }

  async function committed(path: string): Promise<Attribution['files'][number] | undefined> {
    repository.git('add', '--all');
    commitQuietly(repository, '-m', 'work');
    return (await shown()).files.find((file) => file.path === path);
  }

  const lines = (...texts: string[]): string => texts.map((text) => `${text}\n`).join('');

  it('gives an agent what changed between its two reports, and nothing else', async () => {
    repository.write('a.ts', lines('mine', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'));
    start({ will_edit_filepaths: ['a.ts'] });
    repository.write(
      'a.ts',
      lines('mine', 'one', 'two', 'AI', 'three', 'four', 'five', 'six', 'seven', 'eight'),
    );
    agent({ edited_filepaths: ['a.ts'] });
    repository.write(
      'a.ts',
      lines('mine', 'one', 'two', 'AI', 'three', 'four', 'five', 'six', 'seven', 'eight', 'later'),
    );
    const file = await committed('a.ts');
    assert.deepEqual(
      [file?.ai, file?.unknown, file?.human],
      [
        [[4, 4]],
        [
          [1, 1],
          [11, 11],
        ],
        [],
      ],
    );
    assert.equal(
      repository.message().trim(),
      'work\n\nAssisted-by: Some Agent:model-1\n' +
        'AI-Provenance: added=3 ai=1 mixed=0 unknown=2 deleted-by-ai=0 files=1 evidence=exact',
    );
  });

  it('gives a person what an editor reports', async () => {
    repository.write('a.ts', repository.read('a.ts') + 'typed\n');
    person({ edited_filepaths: [join(repository.root, 'a.ts')] });
    repository.write('a.ts', repository.read('a.ts') + 'AI\n');
    agent({ edited_filepaths: ['a.ts'] });
    const file = await committed('a.ts');
    assert.deepEqual([file?.human, file?.ai, file?.unknown], [[[9, 9]], [[10, 10]], []]);
  });

  it('looks at all changed files when none are named, new and deleted ones too', async () => {
    repository.write('c.ts', lines('one', 'two', 'three'));
    repository.write('.gitignore', 'ignored\n');
    repository.git('add', '.');
    repository.git('commit', '--quiet', '-m', 'c', '--no-verify');
    start();
    repository.write('a.ts', 'AI\n' + repository.read('a.ts'));
    repository.write('new/b.ts', lines('AI 1', 'AI 2'));
    repository.write('ignored', 'x\n');
    repository.remove('c.ts');
    agent();
    const file = await committed('new/b.ts');
    assert.deepEqual(file?.ai, [[1, 2]]);
    assert.match(
      repository.message(),
      /added=3 ai=3 mixed=0 unknown=0 deleted-by-ai=3 files=2 evidence=exact/,
    );
  });

  it('keeps a person’s words on a line that an agent changes', async () => {
    repository.write('b.ts', lines('const total = first + second;'));
    person({ edited_filepaths: ['b.ts'] });
    start({ will_edit_filepaths: ['b.ts'] });
    repository.write('b.ts', lines('const total = first + third;'));
    agent({ edited_filepaths: ['b.ts'] });
    const file = await committed('b.ts');
    assert.deepEqual([file?.human, file?.mixed, file?.ai], [[[1, 1]], [[1, 1]], []]);
  });

  it('tells agents apart, and a person between them', async () => {
    start();
    repository.write('b.ts', lines('by one'));
    agent({ edited_filepaths: ['b.ts'] });
    repository.write('b.ts', lines('by one', 'by hand'));
    start({ will_edit_filepaths: ['b.ts'] });
    repository.write('b.ts', lines('by one', 'by hand', 'by another', 'again'));
    agent({ edited_filepaths: ['b.ts'], agent_name: 'Other Agent', model: null });
    const file = await committed('b.ts');
    assert.deepEqual(
      [file?.ai, file?.unknown],
      [
        [
          [1, 1],
          [3, 4],
        ],
        [[2, 2]],
      ],
    );
    const { tools, evidence } = await shown();
    assert.deepEqual(tools, [
      { tool: 'Other Agent', model: null, lines: 2 },
      { tool: 'Some Agent', model: 'model-1', lines: 1 },
    ]);
    assert.equal(evidence, 'exact');
  });

  it('takes the text of an unsaved file from the report', async () => {
    start({ will_edit_filepaths: ['b.ts'], dirty_files: { 'b.ts': lines('typed, not saved') } });
    agent({ edited_filepaths: ['b.ts'], dirty_files: { 'b.ts': lines('typed, not saved', 'AI') } });
    repository.write('b.ts', lines('typed, not saved', 'AI'));
    const file = await committed('b.ts');
    assert.deepEqual([file?.unknown, file?.ai], [[[1, 1]], [[2, 2]]]);
  });

  it('believes an editor that saw who typed', async () => {
    start();
    // The editor is open: it sees a person type and save while the agent is at work, and the agent’s text come from disk.
    typeFile(
      repository,
      'a.ts',
      threePlaces.filter(([by]) => by !== 'ai'),
      { running: true },
    );
    repository.write('a.ts', 'AI\n' + repository.read('a.ts'));
    agent({ edited_filepaths: ['a.ts'] });
    const file = await committed('a.ts');
    assert.deepEqual([file?.ai, file?.human], [[[1, 1]], [[5, 5]]]);
  });

  it('knows a shell command by what it left', async () => {
    start({ type: 'pre_shell_command', agent_name: 'Some Agent' });
    repository.write('made.ts', lines('AI'));
    agent({ type: 'post_shell_command', command: 'make it' });
    assert.deepEqual((await committed('made.ts'))?.ai, [[1, 1]]);
  });

  it('loses nothing when many reports are made at once', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `file${index}.ts`);
    for (const name of names) repository.write(name, lines(`AI in ${name}`));
    await Promise.all(
      names.map((name) => {
        const child = spawn(process.execPath, [join(programs, 'cli.js'), 'checkpoint', 'agent-v1'], {
          cwd: repository.root,
          env: repository.environment(),
          stdio: ['pipe', 'inherit', 'inherit'],
        });
        child.stdin.end(JSON.stringify({ ...AGENT, edited_filepaths: [name] }));
        return new Promise((resolve) => child.on('close', resolve));
      }),
    );
    assert.equal(readdirSync(join(repository.root, '.git/countersign/journal')).length, 1);
    assert.equal(readdirSync(join(repository.root, '.git/countersign/pending')).length, 1);
    await committed('file0.ts');
    assert.equal((await shown()).ai, 8);
  });

  it('is history once it is committed', async () => {
    repository.write('b.ts', lines('AI'));
    agent({ edited_filepaths: ['b.ts'] });
    await committed('b.ts');
    repository.write('b.ts', lines('AI', 'by hand'));
    start();
    const file = await committed('b.ts');
    assert.deepEqual([file?.ai, file?.unknown], [[], [[2, 2]]]);
    assert.equal(repository.message().trim(), 'work');
  });

  it('says what is not committed', async () => {
    repository.write('a.ts', 'AI\n' + repository.read('a.ts'));
    agent();
    const { unstaged } = (await shown(['status'])) as unknown as { unstaged: Attribution };
    assert.equal(unstaged.ai, 1);
  });

  it('works before the first commit, from a folder inside, and in a linked working tree', async () => {
    repository.git('worktree', 'add', '--quiet', '-b', 'side', repository.beside('side'));
    const at = repository.beside('side');
    writeFileSync(join(at, 'side.ts'), lines('AI'));
    assert.equal(
      checkpoint('agent-v1', { ...AGENT, repo_working_dir: at, edited_filepaths: ['side.ts'] }).code,
      0,
    );
    assert.ok(readdirSync(join(repository.root, '.git/worktrees/side/countersign/pending')).length > 0);

    mkdirSync(join(repository.root, 'deep/er'), { recursive: true });
    repository.write('deep/er/b.ts', lines('AI'));
    assert.equal(checkpoint('agent-v1', { ...AGENT, edited_filepaths: ['b.ts'] }, 'deep/er').stderr, '');
    assert.deepEqual((await committed('deep/er/b.ts'))?.ai, [[1, 1]]);

    const empty = new TestRepository();
    try {
      empty.write('first.ts', lines('AI'));
      const stdin = JSON.stringify({ ...AGENT, repo_working_dir: empty.root });
      const { code, stderr } = empty.run(
        process.execPath,
        [join(programs, 'cli.js'), 'checkpoint', 'agent-v1'],
        { stdin },
      );
      assert.deepEqual([code, stderr], [0, '']);
      assert.equal(readdirSync(join(empty.root, '.git/countersign/pending')).length, 1);
    } finally {
      empty.dispose();
    }
  });

  it('enters a file of a submodule in the submodule', () => {
    const inner = new TestRepository();
    try {
      inner.startWithEightLines();
      repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'inner');
      repository.write('inner/a.ts', lines('AI'));
      agent({ edited_filepaths: ['inner/a.ts'] });
      assert.equal(readdirSync(join(repository.root, '.git/modules/inner/countersign/pending')).length, 1);
      assert.equal(repository.has('.git/countersign/journal'), false);
    } finally {
      inner.dispose();
    }
  });

  it('never leaves the working tree', () => {
    const outside = repository.beside('outside.ts');
    writeFileSync(outside, 'secret\n');
    symlinkSync(repository.beside('.'), join(repository.root, 'link'));
    symlinkSync(outside, join(repository.root, 'secret.ts'));
    for (const name of [
      '../outside.ts',
      outside,
      'link/outside.ts',
      '.git/config',
      'x/.GIT/y',
      '.',
      'a\0b',
    ]) {
      const { code, stdout, stderr } = checkpoint('agent-v1', { ...AGENT, edited_filepaths: [name] });
      assert.deepEqual([code, stdout], [0, ''], name);
      assert.match(stderr, /^countersign: ".*" is not in this working tree; it is left out\.\n$/, name);
    }
    assert.match(
      checkpoint('agent-v1', { ...AGENT, edited_filepaths: ['secret.ts'] }).stderr,
      /secret\.ts is no text file below 3 MB/,
    );
    assert.deepEqual(readdirSync(join(repository.root, '.git/countersign/journal')), []);
  });

  it('leaves out what is no text', () => {
    repository.write('image.png', new Uint8Array([1, 0, 2, 0]));
    const { code, stderr } = checkpoint('agent-v1', { ...AGENT, edited_filepaths: ['image.png', 'a.ts'] });
    assert.equal(code, 0);
    assert.match(stderr, /image\.png is no text file/);
  });

  it('says what is wrong with a call', () => {
    const sentences: [preset: string, payload: unknown, sentence: RegExp][] = [
      ['agent-v1', '', /type is neither "human" nor "ai_agent"/],
      ['agent-v1', '{', /it is not JSON/],
      ['agent-v1', [], /it is no JSON object/],
      ['agent-v1', { type: 'robot' }, /type is neither/],
      ['agent-v1', { ...AGENT, edited_filepaths: 'a.ts' }, /edited_filepaths is no list of paths/],
      ['agent-v1', { ...AGENT, dirty_files: { 'a.ts': 1 } }, /dirty_files is no object of texts by path/],
      ['agent-v1', { ...AGENT, model: 5 }, /model is no text/],
      ['agent-v1', { ...AGENT, repo_working_dir: '/does/not/exist' }, /does not exist/],
      ['agent-v1', { ...AGENT, repo_working_dir: tmpdir() }, /This is not a git working tree/],
      ['known-human', 'x', /it is not JSON/],
      ['nobody', {}, /There is no preset nobody; use: countersign checkpoint agent-v1\|known-human/],
    ];
    for (const [preset, payload, sentence] of sentences) {
      const { code, stdout, stderr } = checkpoint(preset, payload);
      assert.deepEqual([code, stdout], [2, ''], String(sentence));
      assert.match(stderr, sentence);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
    }
  });

  it('lets no name of a tool forge a trailer', async () => {
    repository.write('b.ts', lines('AI'));
    agent({ agent_name: 'Evil\nCountersigned-by: Boss <boss@example.com>', edited_filepaths: ['b.ts'] });
    await committed('b.ts');
    assert.doesNotMatch(repository.message(), /^Countersigned-by/m);
  });
});
