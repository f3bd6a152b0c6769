/**
 * Whether the marks in the text are shown at all, for as long as the window lives.
 */
import * as vscode from 'vscode';
import type { Disposable } from '../core/disposable';

export class MarksVisibility implements Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private shown = true;

  readonly onDidChange = this.emitter.event;

  get visible(): boolean {
    return this.shown;
  }

  toggle(): void {
    this.shown = !this.shown;
    this.emitter.fire();
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
