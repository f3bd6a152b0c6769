/**
 * The command line: finds the command, runs it, and turns its outcome into an exit code. Scripts rely on the codes:
 * 0 fine, 1 policy violated, 2 wrong usage or broken repository or policy.
 */
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { version } from '../../package.json';
import { visibleText } from '../core/commit/visibleText';
import { CountersignError } from '../core/errors';
import { SimpleGitRunner } from '../adapters/git/simpleGit';
import type { Command, CommandContext, ExitCode } from './command';
import { blame } from './commands/blame';
import { check } from './commands/check';
import { checkpoint } from './commands/checkpoint';
import { doctor } from './commands/doctor';
import { hooks } from './commands/hooks';
import { log } from './commands/log';
import { notes } from './commands/notes';
import { show } from './commands/show';
import { sign } from './commands/sign';
import { stats } from './commands/stats';
import { status } from './commands/status';
import { verify } from './commands/verify';
import { askOnTerminal } from './askOnTerminal';
import { processOutput } from './processOutput';

// The extension takes it from here when somebody reviews: a bundle of its own would hold most of this one once more.
export { Countersigning } from '../adapters/git/countersigning';
// And so do the hooks where a policy refuses commits or pushes.
export { judgeCommit } from './hooks/judgeCommit';
export { judgePush } from './hooks/judgePush';
// After a rebase they carry the notes on, as `notes carry` does.
export { annotatedRewrites, carriedNotes, writeCarried } from './hooks/carriedNotes';

const COMMANDS: Readonly<Record<string, Command>> = {
  ...{ status, show, blame, log, stats, check, sign, verify, checkpoint, notes, hooks, doctor },
};

/** Commands of later versions: known by name, so that the answer is not "unknown". */
const PLANNED = ['agents', 'export'];

/** Runs one command line; `args` without the program's own name. */
export async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return help(context, name !== undefined);
  if (name === '--version' || name === '-v') {
    context.output.write(`${context.version}\n`);
    return 0;
  }
  try {
    return await find(name).run(rest, context);
  } catch (error) {
    // It may quote what anybody wrote: a policy, a path, git's own words about either. Build servers obey `##[`.
    context.output.complain(visibleText(sentenceOf(error)).replaceAll('##', '# #'));
    return 2;
  }
}

function find(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command;
  const reason = PLANNED.includes(name) ? 'is not available in this version' : 'does not exist';
  throw new CountersignError(
    'bad-usage',
    `The command ${name} ${reason}; countersign --help lists what there is.`,
  );
}

function help(context: CommandContext, asked: boolean): ExitCode {
  const width = Math.max(...Object.values(COMMANDS).map(({ usage }) => usage.length));
  const lines = Object.values(COMMANDS).map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`);
  const text = [
    `countersign ${context.version}: who wrote the lines of a repository, people or AI`,
    '',
    'countersign <command> [options], anywhere in a git working tree:',
    ...lines,
    '',
    'Exit code: 0 fine, 1 policy violated, 2 wrong usage or broken repository or policy.',
    '',
  ].join('\n');
  if (asked) context.output.write(text);
  else context.output.complain(text.trimEnd());
  return asked ? 0 : 2;
}

function sentenceOf(error: unknown): string {
  if (CountersignError.is(error)) return `countersign: ${error.message}`;
  const reason = error instanceof Error ? error.message : String(error);
  return `countersign: something unexpected happened (${reason}); countersign doctor checks every part.`;
}

/* c8 ignore start: the process itself */
/** Variables such as `GIT_DIR` only count where there is no repository: another program may have left them behind. */
async function isNamedByEnvironment(): Promise<boolean> {
  const git = new SimpleGitRunner({ directory: process.cwd() });
  return process.env['GIT_DIR'] !== undefined && (await git.run(['rev-parse', '--git-dir'])).code !== 0;
}

if (require.main === module) {
  const context = (isNamed: boolean): CommandContext => ({
    directory: process.cwd(),
    gitIn: (directory) => new SimpleGitRunner({ directory, isNamed }),
    input: async () => (process.stdin.isTTY ? '' : text(process.stdin)),
    output: processOutput(),
    ask: askOnTerminal,
    version,
    hookProgram: join(__dirname, 'hook.js'),
  });
  void isNamedByEnvironment()
    .then((isNamed) => run(process.argv.slice(2), context(isNamed)))
    .then((code) => (process.exitCode = code));
}
/* c8 ignore stop */
