/**
 * Totals of a history as people read them in a terminal.
 */
import { printable } from '../core/commit/sanitise';
import type { HistoryTotals, ModelTotals, NamedTotals } from '../core/history/statistics';
import { coloured, tableLines, type Cell } from './textTable';

/** Rows of a table; `--json` has all. */
const SHOWN = 10;

/** A summary, then one table for each way to divide it. */
export function describeTotals(range: string, totals: HistoryTotals, colours: boolean): string {
  const { models, people, directories, weeks } = totals;
  const table = (title: string, rows: readonly Cell[][]): string[] => {
    if (rows.length === 0) return [];
    const more = rows.length > SHOWN ? [`  and ${rows.length - SHOWN} more`] : [];
    return [
      '',
      coloured(title, 'bold', colours),
      ...tableLines(rows.slice(0, SHOWN), colours, '  '),
      ...more,
    ];
  };
  const latestFirst = [...weeks].reverse();
  return [
    `${coloured(range, 'yellow', colours)}: ${commitsText(totals.commits)}, ${totals.assisted} with AI`,
    summary(totals),
    ...table('Tools', models.map(toolRow)),
    ...table('People', people.map(row)),
    ...table('Directories', directories.map(row)),
    ...table('Weeks', latestFirst.map(row)),
    '',
  ].join('\n');
}

function summary({ added, ai, human, unknown, mixed, deletedByAi }: HistoryTotals): string {
  const parts = [`${ai} AI (${share(ai, added)})`, `${human} human`, `${unknown} unknown`];
  const more = [
    ...(mixed > 0 ? [`${mixed} mixed`] : []),
    ...(deletedByAi > 0 ? [`${deletedByAi} deleted by AI`] : []),
  ];
  return [`${added} lines added: ${parts.join(', ')}`, ...more].join('; ');
}

function toolRow({ tool, model, commits, ai }: ModelTotals): Cell[] {
  return [
    { text: `${ai} AI`, right: true, colour: 'magenta' },
    { text: commitsText(commits), right: true },
    { text: printable(model === null ? tool : `${tool} (${model})`) },
  ];
}

function row({ name, commits, added, ai }: NamedTotals): Cell[] {
  return [
    { text: `${ai} AI`, right: true, colour: 'magenta' },
    { text: share(ai, added), right: true },
    { text: `of ${added}`, right: true },
    { text: commitsText(commits), right: true },
    { text: printable(name) },
  ];
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
}

function commitsText(number: number): string {
  return `${number} commit${number === 1 ? '' : 's'}`;
}
