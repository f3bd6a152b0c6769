/**
 * The destructive AI edits of open documents. The rules are loaded when an AI first writes or deletes something.
 */
import type * as vscode from 'vscode';
import type { PlacedFinding } from '../../core/gate/destructive/placedFinding';
import type { TextJudge } from '../../core/gate/destructive/textJudge';
import type { LineAuthor } from '../../core/ledger/lineAuthors';
import type { DestructivePolicy } from '../../core/policy/policy';
import type { DocumentTracker } from './documentTracker';

export interface DestructiveAnswer {
  readonly policy: DestructivePolicy;
  readonly findings: readonly PlacedFinding[];
}

export class DestructiveEdits {
  private readonly judges = new WeakMap<DestructivePolicy, TextJudge>();

  constructor(private readonly tracker: DocumentTracker) {}

  /**
   * What is destructive in a document whose lines have these authors; null when there is nothing to say. It is about the
   * text at the time of the call.
   */
  async findingsOf(
    document: vscode.TextDocument,
    lines: readonly (LineAuthor | null)[],
  ): Promise<DestructiveAnswer | null> {
    const state = this.tracker.of(document)?.file?.state();
    const place = this.tracker.placeOf(document);
    const policy = place?.worktree.destructive ?? null;
    if (state === undefined || place === null || policy === null) return null;
    const hasDeleted = state.deletions.some((deletion) => deletion.lines.length > 0);
    const hasWritten = lines.some((line) => line !== null && (line.author === 'ai' || line.mixed));
    if (!hasDeleted && !hasWritten) return null;
    const committed = hasDeleted ? await place.worktree.committedText(place.path) : '';
    const judge = await this.judgeOf(policy);
    return { policy, findings: judge.findings({ path: place.path, state, lines, committed }) };
  }

  private async judgeOf(policy: DestructivePolicy): Promise<TextJudge> {
    const known = this.judges.get(policy);
    if (known !== undefined) return known;
    const { TextJudge } = await import('../../core/gate/destructive/textJudge');
    const judge = new TextJudge(policy);
    this.judges.set(policy, judge);
    return judge;
  }
}
