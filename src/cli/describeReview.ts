/**
 * What a reviewer is about to sign, line by line, as people read it in a terminal.
 */
import { printable } from '../core/commit/sanitise';
import { quotePath } from '../core/commit/quotedPath';
import type { ReviewedChange, ReviewedFile } from '../adapters/git/reviewedChange';
import { coloured, tableLines } from './textTable';
import { visibleText } from '../core/commit/visibleText';
import { isDeletion } from '../core/signing/isSignedContent';

/** Lines with their line feeds. */
export function describeReview({ commit, files }: ReviewedChange, colours: boolean): string {
  const [subject = ''] = commit.message.split('\n');
  const title = `${coloured(commit.id.slice(0, 10), 'yellow', colours)} ${printable(subject)}`;
  const lines = files.flatMap((file) => ['', describeFile(file, colours), ...numbered(file, colours)]);
  return [title, `  by ${printable(commit.author)}`, ...lines, ''].map((line) => `${line}\n`).join('');
}

function describeFile(file: ReviewedFile, colours: boolean): string {
  const count = `${file.texts.length} line${file.texts.length === 1 ? '' : 's'}`;
  const what = isDeletion(file.blob)
    ? 'deleted'
    : file.shown === 'ai'
      ? `${count} by AI`
      : `${count} added, all of them shown`;
  return `  ${coloured(quotePath(file.path), 'red', colours)}  (${file.rule}; ${what})`;
}

function numbered({ lines, texts }: ReviewedFile, colours: boolean): string[] {
  const numbers = lines.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
  const rows = numbers.map((number, index) => [
    { text: String(number), right: true, colour: 'dim' as const },
    { text: visibleText(texts[index] ?? '') },
  ]);
  return tableLines(rows, colours, '    ');
}
