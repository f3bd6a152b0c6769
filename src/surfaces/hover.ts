/**
 * Who wrote the line under the mouse, how we know, and what the policy asks of it.
 */
import * as vscode from 'vscode';
import type { Settings } from '../adapters/vscode/settings';
import { settings as table } from '../adapters/vscode/settingsTable';
import { DisposableStore } from '../core/disposable';
import type { Disposable } from '../core/disposable';
import type { Clock } from '../core/ports';
import { isAiLine } from '../core/present/aiBlocks';
import { hoverActions, hoverText } from '../core/present/hoverText';
import type { HoverText } from '../core/present/hoverText';
import type { Translate } from '../core/present/translate';
import { commandIds } from './commandIds';
import type { CommandId } from './commandIds';
import type { CurrentProvenance } from './currentProvenance';
import { appendPlain } from './plainMarkdown';
import type { DocumentProvenance } from './provenanceSource';

export class ProvenanceHover implements Disposable, vscode.HoverProvider {
  private readonly store = new DisposableStore();

  constructor(
    private readonly provenance: CurrentProvenance,
    private readonly settings: Settings,
    private readonly now: Clock,
    private readonly t: Translate,
  ) {
    this.store.add(vscode.languages.registerHoverProvider({ scheme: 'file' }, this));
  }

  dispose(): void {
    this.store.dispose();
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
    if (!this.settings.get(table.hover, document.uri)) return null;
    const provenance = this.provenance.of(document);
    if (provenance === null || provenance === 'stale') return null;
    const line = provenance.lines[position.line];
    if (!isAiLine(line)) return null;
    const text = hoverText(line, provenance.rule, this.now(), this.t, provenance.groups);
    return new vscode.Hover(this.markdown(text, provenance), document.lineAt(position.line).range);
  }

  /** Names of tools, rules and people come from elsewhere: they are only ever appended as plain text. */
  private markdown(text: HoverText, provenance: DocumentProvenance): vscode.MarkdownString {
    const markdown = new vscode.MarkdownString('$(sparkle) **', true);
    appendPlain(markdown, text.title).appendMarkdown('**\n\n');
    appendPlain(markdown, text.facts.join(' · ')).appendMarkdown('\n\n');
    if (text.demand !== null) {
      appendPlain(markdown.appendMarkdown('$(warning) **'), text.demand.rule).appendMarkdown('**\\\n');
      appendPlain(markdown, text.demand.text).appendMarkdown('\n\n');
    }
    const links = this.links(provenance);
    markdown.isTrusted = { enabledCommands: links.map(({ command }) => command) };
    return markdown.appendMarkdown(links.map(({ title, target }) => `[${title}](${target})`).join(' · '));
  }

  private links({ uri, rule }: DocumentProvenance): { command: CommandId; title: string; target: string }[] {
    const titles = hoverActions(this.t);
    const link = (command: CommandId, title: string, ...args: unknown[]) => {
      const query = args.length === 0 ? '' : `?${encodeURIComponent(JSON.stringify(args))}`;
      return { command, title: escapeMarkdown(title), target: `command:${command}${query}` };
    };
    const policy =
      rule === null
        ? link(commandIds.markFileCritical, titles.markCritical, uri.toString())
        : link(commandIds.openPolicy, titles.openRule, { uri: uri.toString(), rule: rule.name });
    return [link(commandIds.nextAiChange, titles.next), policy];
  }
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>$]/g, '\\$&');
}
