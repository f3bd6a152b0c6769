/**
 * Where a block of lines is in a document.
 */
import * as vscode from 'vscode';
import type { AiBlock } from '../core/present/aiBlocks';

/** From the first visible character of the block's first line to the last one of its last line. */
export function blockRange(
  document: vscode.TextDocument,
  block: Pick<AiBlock, 'first' | 'last'>,
): vscode.Range {
  const last = Math.min(block.last, document.lineCount) - 1;
  const first = Math.min(block.first - 1, last);
  const start = document.lineAt(first);
  const end = document.lineAt(last);
  const from = start.isEmptyOrWhitespace ? 0 : start.firstNonWhitespaceCharacterIndex;
  const to = end.text.trimEnd().length;
  return new vscode.Range(first, from, last, first === last ? Math.max(from, to) : to);
}
