/**
 * How serious a problem of ours is shown: as its rule says, unless the user wants it otherwise.
 */
import * as vscode from 'vscode';
import type { Settings } from '../adapters/vscode/settings';
import { settings as table } from '../adapters/vscode/settingsTable';
import type { Severity } from '../core/policy/policy';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
} as const;

/** Null: not at all. */
export function shownSeverity(
  severity: Severity,
  settings: Settings,
  uri: vscode.Uri,
): vscode.DiagnosticSeverity | null {
  if (!settings.get(table.diagnostics, uri)) return null;
  const chosen = settings.get(table.severity, uri);
  if (chosen === 'off') return null;
  return severities[chosen === 'rule' ? severity : chosen];
}
