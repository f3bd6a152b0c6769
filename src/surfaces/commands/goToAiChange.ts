/**
 * Moves the cursor from one AI change of the file to the next or the previous, around the ends.
 */
import * as vscode from 'vscode';
import { aiBlocks } from '../../core/present/aiBlocks';
import type { AiBlock } from '../../core/present/aiBlocks';
import { blockAnnouncement } from '../../core/present/blockText';
import { obstacles } from '../../core/present/commandText';
import type { Translate } from '../../core/present/translate';
import { blockRange } from '../blockRange';
import { commandIds } from '../commandIds';
import type { ProvenanceSource } from '../provenanceSource';
import type { Command } from './command';
import { numberArgument, uriArgument } from './commandArguments';

const shownFor = 6000;

export class GoToAiChange implements Command {
  readonly id;

  constructor(
    private readonly direction: 'next' | 'previous',
    private readonly source: ProvenanceSource,
    private readonly t: Translate,
  ) {
    this.id = direction === 'next' ? commandIds.nextAiChange : commandIds.previousAiChange;
  }

  /** @param argument optionally `{ uri, line }`: the change that holds this line (1-based) is selected instead */
  async run(argument?: unknown): Promise<void> {
    const why = obstacles(this.t);
    const editor = await this.editorFor(uriArgument(argument));
    if (editor === null) return warn(why.noFile);
    const provenance = this.source.provenanceOf(editor.document);
    if (provenance === null) return warn(why.notFollowed);
    const blocks = aiBlocks(provenance.lines);
    const line = numberArgument(argument, 'line');
    const index = line === null ? this.indexFrom(blocks, editor) : indexAt(blocks, line);
    const block = blocks[index];
    if (block === undefined) return warn(why.noAiChange);
    this.reveal(editor, block, blockAnnouncement(block, index + 1, blocks.length, this.t), line !== null);
  }

  private async editorFor(uri: vscode.Uri | null): Promise<vscode.TextEditor | null> {
    const active = vscode.window.activeTextEditor ?? null;
    if (uri === null || active?.document.uri.toString() === uri.toString()) return active;
    return vscode.window.showTextDocument(uri);
  }

  private indexFrom(blocks: readonly AiBlock[], editor: vscode.TextEditor): number {
    const line = editor.selection.active.line + 1;
    if (this.direction === 'next') {
      const next = blocks.findIndex(({ first }) => first > line);
      return next === -1 ? 0 : next;
    }
    const previous = blocks.findLastIndex(({ first }) => first < line);
    return previous === -1 ? blocks.length - 1 : previous;
  }

  private reveal(editor: vscode.TextEditor, block: AiBlock, message: string, select: boolean): void {
    const range = blockRange(editor.document, block);
    editor.selection = new vscode.Selection(range.start, select ? range.end : range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    vscode.window.setStatusBarMessage(message, shownFor);
  }
}

function indexAt(blocks: readonly AiBlock[], line: number): number {
  return blocks.findIndex(({ first, last }) => first <= line && line <= last);
}

function warn(message: string): void {
  void vscode.window.showWarningMessage(message);
}
