/**
 * `countersign show`: who wrote the lines of a commit. Line by line from its note; without a note, the numbers that its
 * trailers tell.
 */
import type { Attribution } from '../../core/model';
import { printable } from '../../core/commit/sanitise';
import { ownMessage } from '../../core/commit/ownMessage';
import { parseProvenanceTrailers } from '../../core/commit/parseTrailers';
import { visibleText } from '../../core/commit/visibleText';
import { safeJson } from '../../core/gate/format/safeJson';
import { CountersignError } from '../../core/errors';
import { readCommit, type Commit } from '../../adapters/git/commits';
import { countersignedRange } from '../../adapters/git/countersignedRange';
import { statesOfNote } from '../../adapters/git/notedStates';
import { Provenance } from '../../adapters/git/provenance';
import type { Command, ExitCode, Output } from '../command';
import { describeAttribution } from '../describeAttribution';
import { answered, type AnsweredCountersignature } from '../describeCountersignature';
import { openRepository, type OpenRepository } from '../openRepository';
import { parseArguments } from '../parseArguments';
import { coloured } from '../textTable';
import { trailersAttribution } from '../trailersAttribution';

const USAGE = 'show [<commit>] [--json]';

export const show: Command = {
  usage: USAGE,
  summary: 'who wrote the lines of a commit (HEAD)',
  async run(args, context): Promise<ExitCode> {
    const { words, flags } = parseArguments(args, { flags: ['json'], words: [0, 1] }, USAGE);
    const opened = await openRepository(context);
    const commit = await readCommit(opened.git, words[0] ?? 'HEAD');
    const trailers = parseProvenanceTrailers(commit.message);
    const attribution = await attributionOf(opened, commit);
    const { output } = context;
    if (flags.has('json')) {
      const countersignatures = await countersignaturesIn(opened, commit, output);
      const answer = { ...attribution, commit: commit.id, trailers, countersignatures };
      output.write(safeJson(answer));
      return 0;
    }
    const [subject = ''] = commit.message.split('\n');
    const title = `${coloured(commit.id.slice(0, 10), 'yellow', output.colours)} ${printable(subject)}`;
    output.write([title, ...describeAttribution(attribution, output.colours), ''].join('\n'));
    return 0;
  },
};

/** Judged by what the commit before vouches for. Of a policy that is broken there, standard error tells. */
async function countersignaturesIn(
  { git }: OpenRepository,
  { id, parents }: Commit,
  output: Output,
): Promise<AnsweredCountersignature[]> {
  try {
    const range = { base: parents[0] ?? null, commits: [id] };
    return (await countersignedRange(git, range, Date.now)).map(answered);
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    output.complain(visibleText(`countersign: ${error.message}`));
    return [];
  }
}

async function attributionOf(
  { git, repository, policy }: OpenRepository,
  commit: Commit,
): Promise<Attribution> {
  const noted = await statesOfNote(git, commit);
  const knowledge = { files: noted ?? new Map<string, never[]>(), rulesFor: policy.rulesFor };
  const { attribution } = await new Provenance(git, repository.root, knowledge).commit(commit);
  if (noted !== null) return attribution;
  return trailersAttribution(attribution, parseProvenanceTrailers(ownMessage(commit.message)));
}
