/**
 * `countersign notes push|fetch`: shares the notes with a remote. `notes carry` finds the commits that were made anew.
 */
import { noteRemote } from '../../adapters/git/noteRemote';
import { findRepository } from '../../adapters/git/repository';
import { COUNTERSIGN_NOTES, PROVENANCE_NOTES, type SharedNotes } from '../../adapters/git/sharedNotes';
import { fetchNotes, pushNotes, type Pushed } from '../../adapters/git/shareNotes';
import { safeJson } from '../../core/gate/format/safeJson';
import { CountersignError } from '../../core/errors';
import type { Git } from '../../core/ports';
import type { Command, ExitCode } from '../command';
import { parseArguments } from '../parseArguments';
import { carryNotes, describeCarried } from './notesCarry';

const USAGE = 'notes push|fetch [<remote>] | carry <former> [<new>] [--json]';

export const notes: Command = {
  usage: USAGE,
  summary: 'share the notes and countersignatures with a remote, merging what both have',
  async run(args, context): Promise<ExitCode> {
    const { words, flags } = parseArguments(args, { flags: ['json'], words: [1, 3] }, USAGE);
    const [action = '', named, current] = words;
    if (action !== 'push' && action !== 'fetch' && action !== 'carry')
      throw new CountersignError('bad-usage', `There is no action ${action}; use: countersign ${USAGE}`);
    if (action === 'carry' ? named === undefined : current !== undefined)
      throw new CountersignError('bad-usage', `Wrong arguments; use: countersign ${USAGE}`);
    const repository = await findRepository(context.gitIn(context.directory), context.directory);
    const git = context.gitIn(repository.root);
    if (action === 'carry') {
      const say = (sentence: string): void => context.output.complain(`countersign: ${sentence}`);
      const carried = await carryNotes(git, repository, [named ?? '', current ?? 'HEAD'], say);
      context.output.write(flags.has('json') ? safeJson(carried) : describeCarried(carried));
      return 0;
    }
    const remote = await noteRemote(git, named ?? null);
    const share = (kind: SharedNotes): Promise<Pushed> => shareKind(git, action, kind, remote);
    const lines = await share(PROVENANCE_NOTES);
    const signatures = await share(COUNTERSIGN_NOTES);
    for (const commit of lines.unreadable) {
      context.output.complain(
        `countersign: Neither note of ${commit.slice(0, 10)} can be read; yours was kept, that of ${remote} is left out.`,
      );
    }
    const answer = { remote, ...numbers(lines), countersignatures: numbers(signatures) };
    if (flags.has('json')) context.output.write(safeJson(answer));
    else context.output.write(describe(action, remote, lines, signatures));
    return 0;
  },
};

async function shareKind(
  git: Git,
  action: 'push' | 'fetch',
  kind: SharedNotes,
  remote: string,
): Promise<Pushed> {
  if (action === 'push') return pushNotes(git, kind, remote);
  return { ...(await fetchNotes(git, kind, remote)), pushed: false };
}

function numbers({ added, merged, pushed }: Pushed): Pick<Pushed, 'added' | 'merged' | 'pushed'> {
  return { added, merged, pushed };
}

function describe(action: 'push' | 'fetch', remote: string, notes: Pushed, signatures: Pushed): string {
  const { added, merged, pushed, found } = notes;
  const lines: string[] = [];
  if (added + merged > 0) lines.push(`From ${remote}: ${added} new, ${merged} merged with yours.`);
  else if (!found && !pushed) lines.push(`${remote} has no notes yet.`);
  else if (action === 'fetch') lines.push(`Nothing new from ${remote}.`);
  const signed = signatures.added + signatures.merged;
  if (signed > 0) lines.push(`Countersignatures from ${remote}: on ${signed} commits.`);
  if (action === 'push')
    lines.push(pushed ? `Your notes are on ${remote} now.` : `Nothing to push to ${remote}.`);
  if (signatures.pushed) lines.push(`Your countersignatures are on ${remote} now.`);
  return lines.map((line) => `${line}\n`).join('');
}
