/**
 * Which documents the surfaces may draw on, and from what.
 */
import type * as vscode from 'vscode';
import { patternProblem } from '../core/policy/filePattern';
import { PathPatterns } from '../core/policy/pathPatterns';
import { settings as table } from '../adapters/vscode/settingsTable';
import type { Settings } from '../adapters/vscode/settings';
import type { DocumentProvenance, ProvenanceSource } from './provenanceSource';

/** The settings that take documents out. */
export const exclusionSettings = [table.excludeLanguages, table.excludePaths] as const;

/** Answers for documents that the user has not excluded, when the answer fits the text as it is now. */
export class CurrentProvenance {
  constructor(
    private readonly source: ProvenanceSource,
    private readonly settings: Settings,
  ) {}

  get onDidChange(): vscode.Event<vscode.TextDocument> {
    return this.source.onDidChange;
  }

  /**
   * Null when nothing is to be drawn; `stale` when the answer is for another version of the text: what is drawn
   * moves with the text, and the source fires again soon.
   */
  of(document: vscode.TextDocument): DocumentProvenance | 'stale' | null {
    const provenance = this.source.provenanceOf(document);
    if (provenance === null || this.isExcluded(document, provenance)) return null;
    return provenance.version === document.version ? provenance : 'stale';
  }

  private isExcluded(document: vscode.TextDocument, { path }: DocumentProvenance): boolean {
    const scope = { uri: document.uri, languageId: document.languageId };
    if (this.settings.get(table.excludeLanguages, scope).includes(document.languageId)) return true;
    const patterns = this.settings
      .get(table.excludePaths, scope)
      .filter((text) => patternProblem(text) === null);
    return path !== null && patterns.length > 0 && new PathPatterns(patterns).matches(path);
  }
}
