/**
 * `countersign log`: who wrote the lines of each commit, written while git walks the history.
 */
import { safeJson } from '../../core/gate/format/safeJson';
import type { CommitProvenance } from '../../core/history/commitProvenance';
import type { Command, ExitCode } from '../command';
import { describeCommit } from '../describeCommit';
import { historyOf } from '../historyOf';
import { parseArguments } from '../parseArguments';

const USAGE = 'log [<range>] [--json]';

export const log: Command = {
  usage: USAGE,
  summary: 'who wrote the lines of each commit, newest first',
  async run(args, context): Promise<ExitCode> {
    const { words, flags } = parseArguments(args, { flags: ['json'], words: [0, 1] }, USAGE);
    const { output } = context;
    const json = flags.has('json');
    const history = await historyOf(context, words[0] ?? null);
    if (json) output.write('[');
    let first = true;
    for await (const commits of history) {
      if (commits.length === 0) continue;
      if (!json) output.write(commits.map((commit) => describeCommit(commit, output.colours)).join(''));
      else output.write((first ? '\n' : ',\n') + commits.map(jsonOf).join(',\n'));
      first = false;
    }
    if (json) output.write(first ? ']\n' : '\n]\n');
    return 0;
  },
};

function jsonOf(provenance: CommitProvenance): string {
  const { commit, author, date, subject, added, ai, mixed, human, unknown, deletedByAi } = provenance;
  const { evidence, tools, source } = provenance;
  const answer = {
    ...{ commit, author, date, subject, added, ai, mixed, human, unknown, deletedByAi },
    ...{ evidence, tools, source },
  };
  return safeJson(answer, 0).trimEnd();
}
