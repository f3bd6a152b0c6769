/**
 * Hides the marks in the text, or shows them again, until the window closes.
 */
import * as vscode from 'vscode';
import { marksMessage } from '../../core/present/commandText';
import type { Translate } from '../../core/present/translate';
import { commandIds } from '../commandIds';
import type { MarksVisibility } from '../marksVisibility';
import type { Command } from './command';

const shownFor = 4000;

export class ToggleMarks implements Command {
  readonly id = commandIds.toggleMarks;

  constructor(
    private readonly marks: MarksVisibility,
    private readonly t: Translate,
  ) {}

  async run(): Promise<void> {
    this.marks.toggle();
    vscode.window.setStatusBarMessage(marksMessage(this.marks.visible, this.t), shownFor);
  }
}
