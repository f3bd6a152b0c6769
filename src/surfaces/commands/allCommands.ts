/**
 * Every command of the palette, built from what it needs.
 */
import type * as vscode from 'vscode';
import type { Logger } from '../../core/ports';
import { healthFindings } from '../../core/present/health';
import type { Translate } from '../../core/present/translate';
import { commandIds, type CommandId } from '../commandIds';
import type { HookControl } from '../hookControl';
import type { MarksVisibility } from '../marksVisibility';
import type { ProvenanceSource } from '../provenanceSource';
import type { Repositories } from '../repositories';
import type { RepositoryStatusSource } from '../repositoryStatus';
import type { ReviewControl } from '../reviewControl';
import { ChangeHooks } from './changeHooks';
import type { Command } from './command';
import { GoToAiChange } from './goToAiChange';
import { LaterCommand } from './laterCommand';
import { MarkCritical } from './markCritical';
import { OpenPolicy } from './openPolicy';
import { ReviewCommand } from './reviewCommand';
import { ShowLog } from './showLog';
import { ToggleMarks } from './toggleMarks';

export interface CommandParts {
  readonly source: ProvenanceSource;
  readonly repositories: Repositories;
  readonly statuses: RepositoryStatusSource;
  readonly hooks: HookControl;
  readonly marks: MarksVisibility;
  readonly review: ReviewControl;
  readonly channel: Pick<vscode.OutputChannel, 'show'>;
  readonly log: Logger;
  readonly t: Translate;
}

/** One command per id: a missing one does not compile. */
export function allCommands(parts: CommandParts): readonly Command[] {
  const { source, repositories, statuses, hooks, marks, channel, log, t } = parts;
  const about = (id: CommandId): Command => new ReviewCommand(id, parts.review);
  const actions = async (): Promise<Command> =>
    new (await import('./showActions')).ShowActions(repositories, statuses, healthFindings, t);
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
    showActions: new LaterCommand(commandIds.showActions, actions),
    showWaiting: about(commandIds.showWaiting),
    reviewCommit: about(commandIds.reviewCommit),
    reviewNext: about(commandIds.reviewNext),
    reviewPrevious: about(commandIds.reviewPrevious),
    countersign: about(commandIds.countersign),
    reviewStop: about(commandIds.reviewStop),
  };
  return Object.values(commands);
}
