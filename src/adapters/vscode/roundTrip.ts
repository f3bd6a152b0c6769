/**
 * Waits until everything that the window has sent to this extension so far has arrived.
 */
import * as vscode from 'vscode';

/**
 * Messages between window and extension host keep their order, so the answer to a question comes behind all that the
 * window sent before it. The question is a command that changes nothing which anybody reads.
 */
export async function roundTrip(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'countersign.roundTrip', true);
}
