/**
 * `npm run bench [-- ledger|commit|typing|history] [--json] [--commits N]`: measures against a baseline in the same run.
 * Not a test: the numbers depend on the machine, the ratios much less. `--commits` is the length of the history that is
 * made for `history`.
 */
import { parseArgs } from 'node:util';
import { commitBench } from './commitBench';
import { historyBench } from './historyBench';
import { ledgerBench } from './ledger/ledgerBench';
import { renderReport, type Report } from './report';
import { typingBench } from './typing/typingBench';

type Bench = (progress: (line: string) => void, commits: number) => Promise<Report[]>;

const BENCHES: Readonly<Record<string, Bench>> = {
  ledger: ledgerBench,
  commit: commitBench,
  typing: typingBench,
  history: historyBench,
};

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals: chosen } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, commits: { type: 'string', default: '100000' } },
    allowPositionals: true,
  });
  const json = values.json === true;
  const unknown = chosen.filter((name) => !Object.hasOwn(BENCHES, name));
  if (unknown.length > 0) {
    console.error(
      `There is no benchmark ${unknown.join(', ')}. There are ${Object.keys(BENCHES).join(', ')}.`,
    );
    process.exitCode = 2;
    return;
  }
  const reports: Report[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const made = await bench((line) => process.stderr.write(`${line}\n`), Number(values.commits));
    reports.push(...made);
    if (!json) for (const report of made) console.log(renderReport(report));
  }
  if (json) console.log(JSON.stringify(reports, null, 2));
}

void main(process.argv.slice(2));
