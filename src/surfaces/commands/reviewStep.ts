/**
 * What a reviewer does in a review that is going on; without one, the commit is chosen first.
 */
import * as vscode from 'vscode';
import type { CommandId } from '../commandIds';
import { commandIds } from '../commandIds';
import type { Review } from '../review';
import type { Command } from './command';

export class ReviewStepCommand implements Command {
  constructor(
    readonly id: CommandId,
    private readonly review: Review,
    private readonly act: () => Promise<void>,
  ) {}

  async run(): Promise<void> {
    if (this.review.isRunning) return this.act();
    await vscode.commands.executeCommand(commandIds.reviewCommit);
  }
}
