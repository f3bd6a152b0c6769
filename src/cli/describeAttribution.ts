/**
 * An attribution as people read it in a terminal.
 */
import { printable } from '../core/commit/sanitise';
import { visibleText } from '../core/commit/visibleText';
import type { Attribution, FileAttribution, LineRange } from '../core/model';
import { tableLines, type Cell } from './textTable';

/** Lines that say how much of a change is whose, then one line per file that an AI had a part in. */
export function describeAttribution(attribution: Attribution, colours: boolean): string[] {
  if (attribution.added === 0 && attribution.deletedByAi === 0) return ['  nothing added'];
  const files = attribution.files.filter((file) => file.ai.length > 0 || file.mixed.length > 0);
  const fileRows = files.map((file) => fileRow(file));
  const toolRows = attribution.tools.map(({ tool, model, lines }): Cell[] => [
    { text: countOf(lines, 'line'), right: true },
    { text: printable(model === null ? tool : `${tool} (${model})`) },
  ]);
  return [
    `  ${summary(attribution)}`,
    ...(toolRows.length > 0 ? tableLines(toolRows, colours, '    ') : []),
    ...(fileRows.length > 0 ? tableLines(fileRows, colours, '    ') : []),
  ];
}

function summary({ added, ai, human, unknown, mixed, deletedByAi, evidence }: Attribution): string {
  const share = added === 0 ? 0 : Math.round((100 * ai) / added);
  const parts = [`${ai} AI (${share} %)`, `${human} human`, `${unknown} unknown`];
  const more = [
    ...(mixed > 0 ? [`${mixed} mixed`] : []),
    ...(deletedByAi > 0 ? [`${countOf(deletedByAi, 'line')} deleted by AI`] : []),
    ...(evidence === null ? [] : [`evidence ${evidence}`]),
  ];
  return [`${countOf(added, 'line')} added: ${parts.join(', ')}`, ...more].join('; ');
}

function fileRow(file: FileAttribution): Cell[] {
  const marks = [
    ...(file.mixed.length > 0 ? [`mixed ${rangesText(file.mixed)}`] : []),
    ...(file.critical === null ? [] : [`critical: ${visibleText(file.critical)}`]),
  ];
  return [
    { text: visibleText(file.path), ...(file.critical === null ? {} : { colour: 'red' as const }) },
    { text: `AI ${file.ai.length > 0 ? rangesText(file.ai) : '-'}`, colour: 'magenta' },
    { text: marks.join(', '), colour: 'yellow' },
  ];
}

/** `3, 7-9` */
function rangesText(ranges: readonly LineRange[]): string {
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
}

function countOf(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
