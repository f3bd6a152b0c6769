/**
 * All surfaces of the editor, drawn from one source. Whoever creates them owns them.
 */
import type * as vscode from 'vscode';
import type { Settings } from '../adapters/vscode/settings';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import type { Clock, Logger } from '../core/ports';
import type { Translate } from '../core/present/translate';
import { CodeActions } from './codeActions';
import { allCommands } from './commands/allCommands';
import { registerCommands } from './commands/registerCommands';
import { CurrentProvenance } from './currentProvenance';
import { Decorations } from './decorations';
import { DestructiveDiagnostics } from './destructiveDiagnostics';
import { CriticalDiagnostics } from './diagnostics';
import type { HookControl } from './hookControl';
import { ProvenanceHover } from './hover';
import { MarksVisibility } from './marksVisibility';
import { PolicyDiagnostics } from './policyDiagnostics';
import { PolicyFixes } from './policyFixes';
import type { DestructiveSource, ProvenanceSource } from './provenanceSource';
import type { Repositories } from './repositories';
import type { RepositoryStatusSource } from './repositoryStatus';
import type { ReviewControl } from './reviewControl';
import { StatusBar } from './statusBar';

export interface SurfaceParts {
  readonly extensionUri: vscode.Uri;
  readonly source: ProvenanceSource;
  readonly destructive: DestructiveSource;
  readonly repositories: Repositories;
  readonly review: ReviewControl;
  readonly statuses: RepositoryStatusSource;
  readonly hooks: HookControl;
  readonly settings: Settings;
  readonly channel: Pick<vscode.OutputChannel, 'show'>;
  readonly log: Logger;
  readonly now: Clock;
  readonly t: Translate;
}

export function createSurfaces(parts: SurfaceParts): Disposable {
  const { extensionUri, source, destructive, statuses, settings, log, now, t } = parts;
  const store = new DisposableStore();
  const provenance = new CurrentProvenance(source, settings);
  const marks = store.add(new MarksVisibility());
  store.add(registerCommands(allCommands({ ...parts, marks }), log, t));
  store.add(new CriticalDiagnostics(provenance, settings, t));
  const edits = store.add(new DestructiveDiagnostics(provenance, destructive, settings, log, t));
  store.add(new Decorations(extensionUri, provenance, marks, settings, t));
  store.add(new ProvenanceHover(provenance, settings, now, t));
  store.add(new StatusBar(provenance, statuses, settings, t));
  const policies = store.add(new PolicyDiagnostics((uri) => parts.repositories.surroundingsOf(uri), log));
  store.add(new PolicyFixes((document) => policies.problemsOf(document), t));
  const commitOf = (...problem: Parameters<ReviewControl['commitOf']>) => parts.review.commitOf(...problem);
  store.add(new CodeActions(t, (...problem) => edits.has(...problem), commitOf));
  return store;
}
