/**
 * One commit of a history as people read it in a terminal: one line, of columns that are known before the history is.
 */
import { printable } from '../core/commit/sanitise';
import type { CommitProvenance } from '../core/history/commitProvenance';
import type { ToolShare } from '../core/model';
import { coloured } from './textTable';

/** A line with its line feed. Of lines whose author nobody tells, the AI's share is a question mark. */
export function describeCommit(provenance: CommitProvenance, colours: boolean): string {
  const { commit, date, added, ai, tools, source, subject } = provenance;
  const known = source === 'note' || source === 'trailers';
  const part = known ? String(ai) : source === 'assisted' ? '?' : '-';
  const share = known && added > 0 ? `${Math.round((100 * ai) / added)} %` : '';
  const numbers = `${`${part}/${added}`.padStart(11)} ${share.padStart(5)}`;
  const names = tools.map(toolText).join(', ');
  const cells = [
    coloured(commit.slice(0, 10), 'yellow', colours),
    (date ?? '').slice(0, 10).padEnd(10),
    ai > 0 ? coloured(numbers, 'magenta', colours) : numbers,
    ...(names === '' ? [] : [coloured(names, 'bold', colours)]),
    printable(subject),
  ];
  return `${cells.join('  ').trimEnd()}\n`;
}

function toolText({ tool, model }: ToolShare): string {
  return printable(model === null ? tool : `${tool} (${model})`);
}
