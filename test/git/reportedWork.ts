/**
 * Work in a real repository whose authors are stated as tools outside the editor state them: by `countersign checkpoint`.
 * What a commit says of its lines is read with `countersign show`.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileAttribution } from '../../src/core/model';
import { buildCommandLine, buildHookProgram, installHooks, TestRepository, type Outcome } from './support';

const AGENT = { type: 'ai_agent', agent_name: 'Some Agent', model: 'model-1', conversation_id: 'talk-1' };

/** What a test may state besides the files. */
export interface WorkOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Directory below the root; default: the root. */
  readonly in?: string;
  readonly stdin?: string;
}

/** One working tree and who wrote what in it. */
export class ReportedWork {
  /** @param place of the working tree, relative to the root of `repository` */
  constructor(
    readonly repository: TestRepository,
    private readonly programs: string,
    private readonly place = '',
  ) {}

  get root(): string {
    return join(this.repository.root, this.place);
  }

  /** Another working tree, such as a clone. */
  at(place: string): ReportedWork {
    return new ReportedWork(this.repository, this.programs, place);
  }

  /** Installs the hooks of this working tree’s repository. */
  async install(): Promise<void> {
    await installHooks(this.repository, join(this.programs, 'hook.js'), this.root);
    this.git('config', 'countersign.hookTimeout', '60000');
  }

  /** Runs git, which must succeed without a word of ours on standard error. */
  git(...args: string[]): string {
    return this.gitWith({}, ...args);
  }

  gitWith(options: WorkOptions, ...args: string[]): string {
    const { code, stdout, stderr } = this.try(args, options);
    assert.equal(code, 0, `git ${args.join(' ')}: ${stderr}`);
    assert.doesNotMatch(stderr, /countersign/);
    return stdout;
  }

  /** Runs git, whatever comes of it. */
  try(args: readonly string[], options: WorkOptions = {}): Outcome {
    return this.repository.run('git', args, { ...options, in: join(this.place, options.in ?? '') });
  }

  /** Writes a file without saying who does. */
  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  read(path: string): string {
    return this.repository.read(join(this.place, path));
  }

  /** An agent writes a file: it says so before and after. */
  agent(path: string, content: string | Uint8Array, options: WorkOptions = {}): void {
    const edited = join(this.root, path);
    this.report('agent-v1', { type: 'human', will_edit_filepaths: [edited] }, options);
    this.write(path, content);
    this.report('agent-v1', { ...AGENT, edited_filepaths: [edited] }, options);
  }

  /** A person writes a file, and the editor reports it. */
  person(path: string, content: string | Uint8Array, options: WorkOptions = {}): void {
    this.write(path, content);
    this.report('known-human', { editor: 'vim', edited_filepaths: [join(this.root, path)] }, options);
  }

  report(preset: string, payload: object, options: WorkOptions = {}): void {
    const done = this.countersign(['checkpoint', preset], { ...options, stdin: JSON.stringify(payload) });
    assert.deepEqual(done, { code: 0, stdout: '', stderr: '' });
  }

  countersign(args: readonly string[], options: WorkOptions = {}): Outcome {
    return this.repository.run(process.execPath, [join(this.programs, 'cli.js'), ...args], {
      ...options,
      in: join(this.place, options.in ?? ''),
    });
  }

  /** Stages everything and commits it. */
  commit(message = 'work', ...args: string[]): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '-m', message, ...args);
  }

  /**
   * The lines of a file that the commit added, each behind the word for its author: `ai`, `human`, `unknown`, and
   * `mixed` behind that where it is.
   */
  added(path: string, revision = 'HEAD'): string[] {
    const file = this.shown(revision).find((one) => one.path === path);
    if (file === undefined) return [];
    const text = this.git('show', '--no-textconv', `${revision}:${path}`).split('\n');
    return text.flatMap((line, index) => {
      const has = (ranges: FileAttribution['ai']): boolean =>
        ranges.some(([first, last]) => first <= index + 1 && index + 1 <= last);
      const author = (['ai', 'human', 'unknown'] as const).find((name) => has(file[name]));
      return author === undefined ? [] : [`${author}${has(file.mixed) ? ' mixed' : ''}: ${line}`];
    });
  }

  /** What `countersign show` says of the files of a commit. */
  shown(revision = 'HEAD'): readonly FileAttribution[] {
    const { code, stdout, stderr } = this.countersign(['show', revision, '--json']);
    assert.deepEqual([code, stderr], [0, '']);
    return (JSON.parse(stdout) as { files: readonly FileAttribution[] }).files;
  }

  message(revision = 'HEAD'): string {
    return this.git('log', '-1', '--format=%B', revision, '--').trim();
  }

  /** The numbers of the commit’s trailer, such as `added=3 ai=2 mixed=0 unknown=0`; null without one. */
  counted(revision = 'HEAD'): string | null {
    return (
      /^AI-Provenance: (added=\d+ ai=\d+ mixed=\d+ unknown=\d+)/m.exec(this.message(revision))?.[1] ?? null
    );
  }

  /** The text of the note, or null. */
  note(revision = 'HEAD'): string | null {
    const { code, stdout } = this.try(['notes', '--ref=ai', 'show', revision]);
    return code === 0 ? stdout : null;
  }
}

/** Lines as the text of a file. */
export function text(...lines: string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Lines of `a.ts`, so many that changes at the top, in the middle and at the end have no context in common. */
export const COMMON = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);

/** Builds the programs for a suite, and gives each test a repository with hooks and one commit of `a.ts`. */
export function eachWithReportedWork(
  start: (work: ReportedWork) => void,
  initArguments: readonly string[] = [],
): void {
  let programs: string;
  let work: ReportedWork | undefined;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    buildHookProgram(programs);
    buildCommandLine(programs);
  });

  after(() => rmSync(programs, { recursive: true }));

  beforeEach(async () => {
    work = new ReportedWork(new TestRepository({ initArguments }), programs);
    start(work);
    work.write('a.ts', text(...COMMON));
    work.git('add', '.');
    work.git('commit', '--quiet', '-m', 'first');
    await work.install();
  });

  afterEach(() => work?.repository.dispose());
}
