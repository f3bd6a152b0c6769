/**
 * `countersign verify`: every countersignature of a range, and whether it counts.
 */
import { safeJson } from '../../core/gate/format/safeJson';
import { basedRange, countersignedRange } from '../../adapters/git/countersignedRange';
import { findRepository } from '../../adapters/git/repository';
import type { Command, ExitCode } from '../command';
import { answered, countersignatureRow } from '../describeCountersignature';
import { parseArguments } from '../parseArguments';
import { tableLines } from '../textTable';

const USAGE = 'verify <range> [--json]';

export const verify: Command = {
  usage: USAGE,
  summary: 'every countersignature of a range or a commit, and whether it counts',
  async run(args, context): Promise<ExitCode> {
    const { words, flags } = parseArguments(args, { flags: ['json'], words: [1, 1] }, USAGE);
    const { root } = await findRepository(context.gitIn(context.directory), context.directory);
    const git = context.gitIn(root);
    const range = await basedRange(git, words[0] ?? '');
    const found = await countersignedRange(git, range, Date.now);
    const ok = found.every(({ problem }) => problem === null);
    const { output } = context;
    if (flags.has('json')) {
      const answer = { ok, base: range.base, countersignatures: found.map(answered) };
      output.write(safeJson(answer));
    } else if (found.length === 0) {
      output.write(`No countersignature in ${words[0]}.\n`);
    } else {
      const rows = found.map((one) => countersignatureRow(one, output.colours));
      output.write(
        tableLines(rows, output.colours)
          .map((line) => `${line}\n`)
          .join(''),
      );
    }
    return ok ? 0 : 1;
  },
};
