/**
 * Starts the review of a commit: of one that waits for this person, of one of the branch, or of one that was named.
 */
import * as vscode from 'vscode';
import type { Countersigning } from '../adapters/git/countersigning';
import type { ReviewedChange } from '../adapters/git/reviewedChange';
import type { Countersignatures } from '../adapters/vscode/countersignatures';
import { obstacles } from '../core/present/commandText';
import type { Translate } from '../core/present/translate';
import { chooseRepository } from './commands/repositoryChoice';
import type { Repositories } from './repositories';
import type { Review } from './review';
import { textArgument, uriArgument } from './commands/commandArguments';

export class ChooseReview {
  constructor(
    private readonly review: Review,
    private readonly source: Countersignatures,
    private readonly repositories: Repositories,
    private readonly t: Translate,
  ) {}

  /**
   * @param among what a person may choose from
   * @param argument optionally a resource of the repository, or `{ uri, commit }`
   */
  async run(among: 'waiting' | 'recent', argument: unknown): Promise<void> {
    if (!vscode.workspace.isTrusted) return tell(obstacles(this.t).untrusted);
    const root = await chooseRepository(this.repositories, uriArgument(argument), this.t);
    if (root === null) return;
    const countersigning = await this.source.at(root);
    const change = await this.chosen(countersigning, among, textArgument(argument, 'commit'));
    if (change === null) return;
    if (change.files.length === 0) return tell(countersigning.texts.nothingCritical(change.commit.id));
    await this.review.begin(countersigning, change);
  }

  private async chosen(
    countersigning: Countersigning,
    among: 'waiting' | 'recent',
    named: string | null,
  ): Promise<ReviewedChange | null> {
    if (named !== null) return countersigning.review(named);
    const { texts } = countersigning;
    if (among === 'waiting') {
      const { email, changes } = await busy(() => countersigning.waiting());
      if (changes.length === 0) return tell(texts.nothingWaits(email), null);
      const entries = changes.map((change) => ({ ...texts.entry(change.commit, change.files), change }));
      const title = texts.waitingTitle(email);
      return (
        (await vscode.window.showQuickPick(entries, { title, matchOnDescription: true }))?.change ?? null
      );
    }
    const commits = await busy(() => countersigning.recent());
    if (commits.length === 0) return tell(texts.noCommits, null);
    const entries = commits.map((commit) => ({ ...texts.entry(commit, null), commit }));
    const options = { title: texts.chooseTitle, matchOnDescription: true };
    const picked = await vscode.window.showQuickPick(entries, options);
    return picked === undefined ? null : countersigning.review(picked.commit.id);
  }
}

async function busy<T>(work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Countersign' }, work);
}

function tell<T>(message: string, answer?: T): T {
  void vscode.window.showInformationMessage(message);
  return answer as T;
}
