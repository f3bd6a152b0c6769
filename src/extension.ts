/**
 * Where the editor enters: builds the product and gives the editor one thing to dispose of.
 */
import type * as vscode from 'vscode';
import { wire } from './wiring';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(wire(context));
}
