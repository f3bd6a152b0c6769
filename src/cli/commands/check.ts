/**
 * `countersign check`: the gate. Whether everything that the policy wants countersigned in a range is.
 */
import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { outsideText } from '../../core/gate/coverage/coverageText';
import type { LineCoverage } from '../../core/gate/coverage/lineCoverage';
import { parseLcov } from '../../core/gate/coverage/parseLcov';
import { formatOf, reportFormatName, reportFormatNames } from '../../core/gate/format/formatOf';
import type { ReportFormat } from '../../core/gate/format/reportFormat';
import { textFormat } from '../../core/gate/format/textFormat';
import { visibleText } from '../../core/commit/visibleText';
import { CountersignError } from '../../core/errors';
import type { Git } from '../../core/ports';
import { progressBar } from '../../core/present/progressBar';
import { Gate } from '../../adapters/git/gate/gate';
import { explainPath } from '../../adapters/git/gate/explainPath';
import { rangeLength } from '../../adapters/git/gate/rangeLength';
import { StatementSignoffs } from '../../adapters/git/statementSignoffs';
import { readRegularFile } from '../../adapters/node/readRegularFile';
import { findRepository } from '../../adapters/git/repository';
import type { Command, ExitCode, Output } from '../command';
import { parseArguments } from '../parseArguments';

const USAGE =
  'check <base>..<head> [--format text|json|sarif|github|junit] [--coverage lcov.info] [--explain <path>]';

export const check: Command = {
  usage: USAGE,
  summary: 'the gate: whether what the policy wants countersigned in a range is',
  async run(args, context): Promise<ExitCode> {
    const rules = { flags: ['json'], values: ['format', 'explain', 'coverage'], words: [0, 1] } as const;
    const { words, flags, values } = parseArguments(args, rules, USAGE);
    const format = formatNamed(flags.has('json') ? 'json' : (values.get('format') ?? 'text'));
    const [range] = words;
    const explained = values.get('explain');
    const { root } = await findRepository(context.gitIn(context.directory), context.directory);
    const git = context.gitIn(root);
    const { output } = context;
    if (explained !== undefined) {
      output.write(`${visibleText(await explainPath(git, explained, range ?? null))}\n`);
      return 0;
    }
    if (range === undefined)
      throw new CountersignError('bad-usage', `Name a range, as in countersign check origin/main..HEAD.`);
    const progress = progressOf(git, range, output);
    const gate = new Gate(git, new StatementSignoffs(git), progress.told);
    const coverage = await coverageIn(values.get('coverage'), context.directory, root);
    if (coverage !== null && coverage.outside > 0)
      output.complain(`countersign: ${outsideText(coverage.outside)}`);
    const { report, hints } = await gate.check(range, coverage).finally(progress.end);
    for (const hint of hints) output.complain(`countersign: ${hint}`);
    output.write(format(report, { version: context.version }));
    return report.ok ? 0 : 1;
  },
};

/** The commits are counted meanwhile, and only where somebody sees it. */
function progressOf(
  git: Git,
  range: string,
  { progress }: Output,
): { readonly told: (commits: number) => void; readonly end: () => void } {
  if (progress === undefined) return { told: () => undefined, end: () => undefined };
  let total: number | null = null;
  void rangeLength(git, range).then((commits) => (total = commits));
  return {
    told: (commits) => progress(progressBar(commits, total, 'commits')),
    end: () => progress(null),
  };
}

function formatNamed(given: string): ReportFormat {
  const name = reportFormatName(given);
  if (name !== null) return formatOf(name, textFormat);
  const names = reportFormatNames.join(', ');
  throw new CountersignError('bad-usage', `There is no format ${given}: take one of ${names}.`);
}

/** @throws CountersignError `bad-usage` when the file cannot be read, or is no coverage file */
async function coverageIn(
  file: string | undefined,
  directory: string,
  root: string,
): Promise<LineCoverage | null> {
  if (file === undefined) return null;
  const text = await readRegularFile(path.resolve(directory, file)).catch((cause: unknown) => {
    throw new CountersignError('bad-usage', `The coverage file ${file} cannot be read.`, { cause });
  });
  const parsed = parseLcov(text, { roots: [root, await realpath(root)], directory });
  if (!parsed.ok) throw new CountersignError('bad-usage', parsed.error);
  return parsed.value;
}
