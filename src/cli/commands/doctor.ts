/**
 * `countersign doctor`: the health of every part, with the fix for each problem.
 */
import { constants, existsSync } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Git } from '../../core/ports';
import { safeJson } from '../../core/gate/format/safeJson';
import { CountersignError } from '../../core/errors';
import { textOf } from '../../adapters/git/gitText';
import { isGitAtLeast } from '../../adapters/git/gitVersion';
import type { HooksStatus } from '../../adapters/git/hookStatus';
import { NOTES_REF } from '../../core/commit/noteModel';
import { findRepository, type Repository } from '../../adapters/git/repository';
import { isRunning, readJournal } from '../../adapters/node/journalDirectory';
import { checkNode, readNodePointer } from '../../adapters/node/nodePointer';
import { readPolicyFile } from '../../adapters/git/policyFile';
import { readSignalFile } from '../../adapters/node/signalFile';
import { signalText } from '../../core/present/signalText';
import { untranslated } from '../../core/present/translate';
import type { Command, CommandContext, ExitCode } from '../command';
import { parseArguments } from '../parseArguments';
import { tableLines, type Colour } from '../textTable';
import { hookInstaller } from './hooks';

const USAGE = 'doctor [--json]';

/** `problem`: something is broken; `warning`: a part is not in use or may surprise. */
type CheckState = 'ok' | 'warning' | 'problem';

interface Check {
  readonly name: string;
  readonly state: CheckState;
  readonly detail: string;
  /** What to do, in a sentence; null when nothing is wrong. */
  readonly fix: string | null;
}

export const doctor: Command = {
  usage: USAGE,
  summary: 'check every part and tell how to fix what is wrong',
  async run(args, context): Promise<ExitCode> {
    const { flags } = parseArguments(args, { flags: ['json'], words: [0, 0] }, USAGE);
    const checks = await examine(context);
    const ok = checks.every(({ state }) => state !== 'problem');
    if (flags.has('json')) context.output.write(safeJson({ ok, checks }));
    else context.output.write(describe(checks, context.output.colours));
    return ok ? 0 : 2;
  },
};

async function examine(context: CommandContext): Promise<Check[]> {
  const git = context.gitIn(context.directory);
  const version = await checkGit(git);
  if (version.state === 'problem') return [version];
  let repository: Repository;
  try {
    repository = await findRepository(git, context.directory);
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    return [version, problem('repository', 'no working tree here', error.message)];
  }
  const rest = await Promise.all([
    checkHooks(context),
    checkPointer(repository),
    checkJournal(repository),
    checkNotes(context.gitIn(repository.root), repository.root),
    checkPolicy(context.gitIn(repository.root), repository.root),
    checkPending(repository),
  ]);
  return [version, ok('repository', repository.root), ...rest, ...checkSignals(repository)];
}

async function checkGit(git: Git): Promise<Check> {
  try {
    const { stdout } = await git.run(['--version']);
    const version = textOf(stdout)
      .trim()
      .replace(/^git version /, '');
    if (isGitAtLeast(version, 2, 31)) return ok('git', version);
    return problem('git', version, 'Install git 2.31 or newer.');
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    return problem('git', 'cannot be started', error.message);
  }
}

async function checkHooks(context: CommandContext): Promise<Check> {
  const status: HooksStatus = await (await hookInstaller(context)).status();
  const detail = `${status.state} (${status.directory})`;
  if (status.state === 'installed') return ok('hooks', detail);
  const state = status.state === 'not-installed' ? 'warning' : 'problem';
  const reason = status.detail === null ? '' : `${status.detail} `;
  return { name: 'hooks', state, detail, fix: `${reason}Run: countersign hooks install` };
}

async function checkPointer(repository: Repository): Promise<Check> {
  const name = 'node of the hooks';
  const pointer = await readNodePointer(repository.sharedDir);
  const answer = await checkNode(pointer ?? 'node');
  const place = pointer ?? 'node on the PATH';
  if (answer.ok) return ok(name, `${answer.value} (${place})`);
  return problem(
    name,
    `${place} does not work: ${answer.error}`,
    'Open the repository in your editor once, or run: countersign hooks install',
  );
}

async function checkJournal(repository: Repository): Promise<Check> {
  const { files, problems } = await readJournal(join(repository.stateDir, 'journal'));
  if (problems.length > 0) {
    return problem(
      'journal',
      problems.join(' '),
      'Commit what is finished, then remove the damaged journal file.',
    );
  }
  if (!(await isWritable(repository.stateDir))) {
    return problem(
      'journal',
      `${repository.stateDir} cannot be written`,
      'Make that directory writable for you; until then what you edit counts as unknown.',
    );
  }
  return ok('journal', `${files.size} ${files.size === 1 ? 'file' : 'files'}`);
}

async function checkNotes(git: Git, root: string): Promise<Check> {
  const [commit, tree, named, lock] = await Promise.all([
    git.run(['rev-parse', '--verify', '--quiet', `${NOTES_REF}^{commit}`]),
    git.run(['rev-parse', '--verify', '--quiet', `${NOTES_REF}^{tree}`]),
    // Of a ref that cannot be read at all it warns.
    git.run(['for-each-ref', '--format=%(objectname)', NOTES_REF]),
    git.run(['rev-parse', '--git-path', `${NOTES_REF}.lock`]),
  ]);
  const lockFile = resolve(root, textOf(lock.stdout).trim());
  if (existsSync(lockFile))
    return problem('notes', `${NOTES_REF} is locked`, `When no git is at work, remove ${lockFile}`);
  if (commit.code === 0 && tree.code === 0)
    return ok('notes', `${NOTES_REF} at ${textOf(commit.stdout).slice(0, 10)}`);
  if (textOf(named.stdout) + named.stderr === '') return ok('notes', `${NOTES_REF}: none yet`);
  return problem(
    'notes',
    `${NOTES_REF} is broken`,
    `See what is missing with: git fsck; or begin anew: remove the ref, then run: countersign notes fetch`,
  );
}

async function checkPolicy(git: Git, root: string): Promise<Check> {
  const { problem: sentence } = await readPolicyFile(git, root);
  if (sentence === null) return ok('policy', 'fine');
  return problem('policy', 'broken', sentence);
}

async function checkPending(repository: Repository): Promise<Check> {
  const names = await readdir(join(repository.stateDir, 'pending')).catch(() => []);
  const detail = names.length === 0 ? 'nothing waits for a commit' : `${names.length} with AI text to commit`;
  return ok('pending', detail);
}

/** What the editor that works on the repository offers as evidence; it leaves word of it. */
function checkSignals(repository: Repository): Check[] {
  const name = 'editor';
  const report = readSignalFile(repository.stateDir);
  if (report === null || !isRunning(report)) {
    const detail = report === null ? 'none has followed this repository' : `${report.editor} is not running`;
    return [
      warning(name, detail, 'What is edited now counts as unknown; open the repository in your editor.'),
    ];
  }
  const { editor, precise, problems } = report;
  if (problems.length === 0) {
    const mode = precise === true ? 'says itself who makes an edit' : 'offers every source of evidence';
    return [ok(name, `${editor} ${mode}`)];
  }
  return problems.map((found) => {
    const { problem: detail, fix } = signalText(found, untranslated);
    return warning(name, `${editor}: ${detail.replace(/\.$/, '')}`, fix);
  });
}

/** Whether a directory, or the nearest one above it that exists, can be written. */
async function isWritable(directory: string): Promise<boolean> {
  try {
    await access(directory, constants.W_OK);
    return true;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing && dirname(directory) !== directory && isWritable(dirname(directory));
  }
}

function ok(name: string, detail: string): Check {
  return { name, state: 'ok', detail, fix: null };
}

function warning(name: string, detail: string, fix: string): Check {
  return { name, state: 'warning', detail, fix };
}

function problem(name: string, detail: string, fix: string): Check {
  return { name, state: 'problem', detail, fix };
}

const COLOURS: Record<CheckState, Colour> = { ok: 'green', warning: 'yellow', problem: 'red' };

function describe(checks: readonly Check[], colours: boolean): string {
  const rows = checks.map(({ name, state, detail, fix }) => [
    { text: state, colour: COLOURS[state] },
    { text: name },
    { text: fix === null ? detail : `${detail}. ${fix}` },
  ]);
  return `${tableLines(rows, colours).join('\n')}\n`;
}
