/**
 * `npm run bench [-- ledger|commit|typing] [--json]`: measures against a baseline in the same run. Not a test: the numbers
 * depend on the machine, the ratios much less.
 */
import { commitBench } from './commitBench';
import { ledgerBench } from './ledger/ledgerBench';
import { renderReport, type Report } from './report';
import { typingBench } from './typing/typingBench';

const BENCHES: Readonly<Record<string, (progress: (line: string) => void) => Promise<Report[]>>> = {
  ledger: ledgerBench,
  commit: commitBench,
  typing: typingBench,
};

async function main(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const chosen = args.filter((arg) => !arg.startsWith('--'));
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
    const made = await bench((line) => process.stderr.write(`${line}\n`));
    reports.push(...made);
    if (!json) for (const report of made) console.log(renderReport(report));
  }
  if (json) console.log(JSON.stringify(reports, null, 2));
}

void main(process.argv.slice(2));
