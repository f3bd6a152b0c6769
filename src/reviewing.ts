/**
 * The part of the extension that few windows need: reviews, and how countersignatures stand. A second composition root,
 * loaded by the first.
 */
import type * as vscode from 'vscode';
import { Countersignatures } from './adapters/vscode/countersignatures';
import type { Settings } from './adapters/vscode/settings';
import type { Worktrees } from './adapters/vscode/worktrees';
import { DisposableStore, type Disposable } from './core/disposable';
import type { Logger } from './core/ports';
import type { Translate } from './core/present/translate';
import { ChooseReview } from './surfaces/chooseReview';
import { commandIds, type CommandId } from './surfaces/commandIds';
import { CommittedMarks } from './surfaces/committedMarks';
import type { CurrentProvenance } from './surfaces/currentProvenance';
import { ProvenanceNode, type ReviewedStep } from './surfaces/provenanceNode';
import { ProvenanceTree } from './surfaces/provenanceTree';
import type { Repositories } from './surfaces/repositories';
import type { UncommittedAttribution } from './surfaces/uncommittedNodes';
import { Review } from './surfaces/review';
import type { ReviewControl } from './surfaces/reviewControl';

export interface ReviewingParts {
  readonly worktrees: Worktrees;
  readonly attribution: UncommittedAttribution;
  readonly provenance: CurrentProvenance;
  readonly repositories: Repositories;
  readonly settings: Settings;
  readonly log: Logger;
  readonly t: Translate;
}

export class Reviewing implements ReviewControl, Disposable {
  private readonly store = new DisposableStore();
  private readonly review: Review;
  private readonly choose: ChooseReview;
  private readonly marks: CommittedMarks;
  readonly tree: ProvenanceTree;

  constructor(parts: ReviewingParts) {
    const { worktrees, provenance, repositories, settings, log, t } = parts;
    const countersignatures = this.store.add(new Countersignatures(worktrees, settings, log, t));
    this.review = this.store.add(new Review(countersignatures));
    this.choose = new ChooseReview(this.review, countersignatures, repositories, t);
    this.marks = this.store.add(new CommittedMarks(countersignatures, provenance, settings, log));
    this.tree = this.store.add(new ProvenanceTree(parts, countersignatures));
  }

  dispose(): void {
    this.store.dispose();
  }

  /** What belongs to a review that is going on starts one where there is none. */
  run(id: CommandId, argument: unknown): Promise<void> {
    const { review } = this;
    if (argument instanceof ProvenanceNode && argument.reviewed !== null)
      return this.fromTree(id, argument.reviewed);
    if (id === commandIds.showWaiting) return this.choose.run('waiting', argument);
    if (id === commandIds.reviewStop) return review.stop();
    if (id === commandIds.reviewCommit || !review.isRunning) return this.choose.run('recent', argument);
    if (id === commandIds.countersign) return review.countersign();
    return review.go(id === commandIds.reviewNext ? 1 : -1);
  }

  private async fromTree(id: CommandId, { countersigning, change, step }: ReviewedStep): Promise<void> {
    await this.review.begin(countersigning, change, step);
    if (id === commandIds.countersign) await this.review.countersign();
  }

  commitOf(uri: vscode.Uri, problem: vscode.Diagnostic): string | null {
    return this.marks.commitOf(uri, problem);
  }
}
