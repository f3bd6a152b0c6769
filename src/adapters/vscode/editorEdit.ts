/**
 * A change as the editor reports it, in the words of detection.
 */
import * as vscode from 'vscode';
import type { EditEvent, HostReason } from '../../core/detection/editEvent';

/**
 * @param wasReloaded whether the text is what the file on disk has; asked only where that may be
 * @param time milliseconds since the epoch
 */
export function editEvent(
  event: vscode.TextDocumentChangeEvent,
  wasReloaded: () => boolean,
  time: number,
): EditEvent {
  const { document, contentChanges, reason } = event;
  return {
    edits: contentChanges.map(({ range, rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      removed: rangeLength,
      text,
      atCursor: isAtCursor(document, range),
    })),
    reason: reason === undefined ? null : reason === vscode.TextDocumentChangeReason.Undo ? 'undo' : 'redo',
    fromDisk: reason === undefined && !document.isDirty && wasReloaded(),
    host: hostReasonOf(event),
    time,
  };
}

/** As `editEvent`, for what is known to be one character that was typed at the cursor. */
export function plainKeyEvent(event: vscode.TextDocumentChangeEvent, time: number): EditEvent {
  const edits = event.contentChanges.map(({ rangeOffset, text }) => {
    return { offset: rangeOffset, removed: 0, text, atCursor: true };
  });
  return { edits, reason: null, fromDisk: false, host: hostReasonOf(event), time };
}

/** Most edits are made where the active editor is; asking for the others takes longer than all the rest. */
function isAtCursor(document: vscode.TextDocument, range: vscode.Range): boolean {
  const { activeTextEditor } = vscode.window;
  if (activeTextEditor?.document === document && hasCursorIn(activeTextEditor, range)) return true;
  return vscode.window.visibleTextEditors.some(
    (editor) => editor !== activeTextEditor && editor.document === document && hasCursorIn(editor, range),
  );
}

function hasCursorIn({ selections }: vscode.TextEditor, { start, end }: vscode.Range): boolean {
  return selections.some(
    ({ active, anchor }) => isBetween(active, start, end) || isBetween(anchor, start, end),
  );
}

/** As `Range.contains`, without its checks of what it was given: this runs for every key. */
function isBetween(
  { line, character }: vscode.Position,
  start: vscode.Position,
  end: vscode.Position,
): boolean {
  if (line < start.line || line > end.line) return false;
  if (line === start.line && character < start.character) return false;
  return line !== end.line || character <= end.character;
}

/** Where the host offers it, the proposed `detailedReason`; it is not in the stable typings. */
function hostReasonOf(event: vscode.TextDocumentChangeEvent): HostReason | null {
  const { detailedReason } = event as { readonly detailedReason?: { source?: unknown; metadata?: unknown } };
  if (typeof detailedReason?.source !== 'string') return null;
  const { source, metadata } = detailedReason;
  const isRecord = typeof metadata === 'object' && metadata !== null;
  return { source, metadata: isRecord ? (metadata as Record<string, unknown>) : {} };
}
