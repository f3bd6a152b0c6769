/**
 * `countersign stats`: whose lines a history has, in all and by tool, model, person, directory and week.
 */
import { safeJson } from '../../core/gate/format/safeJson';
import { Statistics } from '../../core/history/statistics';
import type { Command, ExitCode } from '../command';
import { describeTotals } from '../describeTotals';
import { historyOf } from '../historyOf';
import { parseArguments } from '../parseArguments';

const USAGE = 'stats [<range>] [--json]';

export const stats: Command = {
  usage: USAGE,
  summary: 'whose lines a history has, by tool, model, person, directory and week',
  async run(args, context): Promise<ExitCode> {
    const { words, flags } = parseArguments(args, { flags: ['json'], words: [0, 1] }, USAGE);
    const { output } = context;
    const range = words[0] ?? 'HEAD';
    const statistics = new Statistics();
    for await (const commits of await historyOf(context, words[0] ?? null)) {
      for (const commit of commits) statistics.add(commit);
    }
    const totals = statistics.totals();
    if (flags.has('json')) output.write(safeJson({ range, ...totals }));
    else output.write(describeTotals(range, totals, output.colours));
    return 0;
  },
};
