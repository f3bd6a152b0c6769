/**
 * Every command of the palette, built from what it needs.
 */
import type * as vscode from 'vscode';
import type { Logger } from '../../core/ports';
import type { Translate } from '../../core/present/translate';
import { commandIds } from '../commandIds';
import type { CountersignatureSource } from '../countersignatureSource';
import type { HookControl } from '../hookControl';
import type { MarksVisibility } from '../marksVisibility';
import type { ProvenanceSource } from '../provenanceSource';
import type { Repositories } from '../repositories';
import type { RepositoryStatusSource } from '../repositoryStatus';
import type { Review } from '../review';
import { ChangeHooks } from './changeHooks';
import { ChooseReview } from './chooseReview';
import type { Command } from './command';
import { GoToAiChange } from './goToAiChange';
import { MarkCritical } from './markCritical';
import { OpenPolicy } from './openPolicy';
import { ReviewStepCommand } from './reviewStep';
import { ShowActions } from './showActions';
import { ShowLog } from './showLog';
import { ToggleMarks } from './toggleMarks';

export interface CommandParts {
  readonly source: ProvenanceSource;
  readonly repositories: Repositories;
  readonly statuses: RepositoryStatusSource;
  readonly hooks: HookControl;
  readonly marks: MarksVisibility;
  readonly countersignatures: CountersignatureSource;
  readonly review: Review;
  readonly channel: Pick<vscode.OutputChannel, 'show'>;
  readonly log: Logger;
  readonly t: Translate;
}

/** One command per id: a missing one does not compile. */
export function allCommands(parts: CommandParts): readonly Command[] {
  const { source, repositories, statuses, hooks, marks, channel, log, t } = parts;
  const { countersignatures, review } = parts;
  const chooses = (among: 'waiting' | 'recent'): Command =>
    new ChooseReview(among, review, countersignatures, repositories, t);
  const step = (id: keyof typeof commandIds, act: () => Promise<void>): Command =>
    new ReviewStepCommand(commandIds[id], review, act);
  const commands: { readonly [Name in keyof typeof commandIds]: Command } = {
    markFileCritical: new MarkCritical('file', repositories, t),
    markFolderCritical: new MarkCritical('folder', repositories, t),
    installHooks: new ChangeHooks('install', hooks, repositories, log, t),
    uninstallHooks: new ChangeHooks('uninstall', hooks, repositories, log, t),
    showLog: new ShowLog(channel),
    toggleMarks: new ToggleMarks(marks, t),
    openPolicy: new OpenPolicy(repositories, t),
    nextAiChange: new GoToAiChange('next', source, t),
    previousAiChange: new GoToAiChange('previous', source, t),
    showActions: new ShowActions(repositories, statuses, t),
    showWaiting: chooses('waiting'),
    reviewCommit: chooses('recent'),
    reviewNext: step('reviewNext', () => review.go(1)),
    reviewPrevious: step('reviewPrevious', () => review.go(-1)),
    countersign: step('countersign', () => review.countersign()),
    reviewStop: step('reviewStop', () => review.stop()),
  };
  return Object.values(commands);
}
