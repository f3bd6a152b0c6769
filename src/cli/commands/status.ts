/**
 * `countersign status`: who wrote what is not committed yet.
 */
import { safeJson } from '../../core/gate/format/safeJson';
import { readCommits } from '../../adapters/git/commits';
import type { Command, ExitCode } from '../command';
import { describeAttribution } from '../describeAttribution';
import { openRepository } from '../openRepository';
import { parseArguments } from '../parseArguments';
import { coloured } from '../textTable';

const USAGE = 'status [--json]';

export const status: Command = {
  usage: USAGE,
  summary: 'who wrote what is not committed yet, staged and unstaged',
  async run(args, context): Promise<ExitCode> {
    const { flags } = parseArguments(args, { flags: ['json'], words: [0, 0] }, USAGE);
    const { git, provenance } = await openRepository(context);
    const [head, merged] = await readCommits(git, ['HEAD', 'MERGE_HEAD']);
    const parents = [head, merged].flatMap((commit) => (commit ? [commit.id] : []));
    const [staged, unstaged] = await Promise.all([provenance.staged(parents), provenance.unstaged()]);
    const answer = { staged: staged.attribution, unstaged: unstaged.attribution };
    const { output } = context;
    if (flags.has('json')) {
      output.write(safeJson(answer));
      return 0;
    }
    const part = (title: string, lines: readonly string[]): string =>
      [coloured(title, 'bold', output.colours), ...lines, ''].join('\n');
    output.write(part('Staged', describeAttribution(answer.staged, output.colours)));
    output.write(part('Not staged', describeAttribution(answer.unstaged, output.colours)));
    return 0;
  },
};
