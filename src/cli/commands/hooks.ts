/**
 * `countersign hooks install|uninstall|status`.
 */
import { findRepository } from '../../adapters/git/repository';
import type { HookInstaller } from '../../adapters/git/hookInstaller';
import type { HooksStatus } from '../../adapters/git/hookStatus';
import { safeJson } from '../../core/gate/format/safeJson';
import { CountersignError } from '../../core/errors';
import type { Command, CommandContext, ExitCode } from '../command';
import { parseArguments } from '../parseArguments';

const USAGE = 'hooks install|uninstall|status [--json]';

export const hooks: Command = {
  usage: USAGE,
  summary: 'put the git hooks into this repository, take them out, or tell whether they are there',
  async run(args, context): Promise<ExitCode> {
    const { words, flags } = parseArguments(args, { flags: ['json'], words: [1, 1] }, USAGE);
    const status = await act(words[0] ?? '', await hookInstaller(context));
    if (flags.has('json')) context.output.write(safeJson(status));
    else context.output.write(describe(status));
    return 0;
  },
};

/** The installer of the repository in which the user is, with the Node that runs us. */
export async function hookInstaller(context: CommandContext): Promise<HookInstaller> {
  const { HookInstaller: Installer } = await import('../../adapters/git/hookInstaller');
  const git = context.gitIn(context.directory);
  const repository = await findRepository(git, context.directory);
  const source = { program: context.hookProgram, version: context.version, node: process.execPath };
  return new Installer(context.gitIn(repository.root), repository, source);
}

function act(action: string, installer: HookInstaller): Promise<HooksStatus> {
  switch (action) {
    case 'install':
      return installer.install();
    case 'uninstall':
      return installer.uninstall();
    case 'status':
      return installer.status();
    default:
      throw new CountersignError('bad-usage', `There is no action ${action}; use: countersign ${USAGE}`);
  }
}

function describe({ state, directory, chained, detail }: HooksStatus): string {
  const lines = [`Hooks: ${state} (${directory})`];
  if (chained.length > 0 && state !== 'not-installed')
    lines.push(`Other hooks that still run: ${chained.join(', ')}`);
  if (detail !== null) lines.push(detail);
  if (state !== 'installed') lines.push('To install: countersign hooks install');
  return `${lines.join('\n')}\n`;
}
