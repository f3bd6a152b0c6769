/**
 * `countersign check`: the gate. Whether everything that the policy wants countersigned in a range is.
 */
import { textFormat } from '../../core/gate/format/textFormat';
import type { GateReport } from '../../core/gate/gateReport';
import { CountersignError } from '../../core/errors';
import { Gate } from '../../adapters/git/gate/gate';
import { explainPath } from '../../adapters/git/gate/explainPath';
import { StatementSignoffs } from '../../adapters/git/statementSignoffs';
import { findRepository } from '../../adapters/git/repository';
import type { Command, ExitCode } from '../command';
import { parseArguments } from '../parseArguments';

const USAGE = 'check <base>..<head> [--format text|json] [--explain <path>]';

const FORMATS: Readonly<Record<string, (report: GateReport) => string>> = {
  text: textFormat,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
};

export const check: Command = {
  usage: USAGE,
  summary: 'the gate: whether what the policy wants countersigned in a range is',
  async run(args, context): Promise<ExitCode> {
    const rules = { flags: ['json'], values: ['format', 'explain'], words: [0, 1] } as const;
    const { words, flags, values } = parseArguments(args, rules, USAGE);
    const format = formatNamed(flags.has('json') ? 'json' : (values.get('format') ?? 'text'));
    const [range] = words;
    const path = values.get('explain');
    const { root } = await findRepository(context.gitIn(context.directory), context.directory);
    const git = context.gitIn(root);
    const { output } = context;
    if (path !== undefined) {
      output.write(`${await explainPath(git, path, range ?? null)}\n`);
      return 0;
    }
    if (range === undefined)
      throw new CountersignError('bad-usage', `Name a range, as in countersign check origin/main..HEAD.`);
    const gate = new Gate(git, new StatementSignoffs(git), (commits) =>
      output.progress?.(`${commits} commits`),
    );
    const { report, hints } = await gate.check(range).finally(() => output.progress?.(null));
    for (const hint of hints) output.complain(`countersign: ${hint}`);
    output.write(format(report));
    return report.ok ? 0 : 1;
  },
};

function formatNamed(name: string): (report: GateReport) => string {
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (format !== undefined) return format;
  const names = Object.keys(FORMATS).join(', ');
  throw new CountersignError('bad-usage', `There is no format ${name}: take one of ${names}.`);
}
