/**
 * An entry of the AI Provenance view; what is below it is found when it is opened.
 */
import * as vscode from 'vscode';
import type { Countersigning } from '../adapters/git/countersigning';
import type { ReviewedChange } from '../adapters/git/reviewedChange';

export interface ProvenanceNodeParts {
  /** Among all entries: the view keeps them open and selected by it. */
  readonly id: string;
  readonly icon?: vscode.ThemeIcon;
  readonly description?: string;
  readonly tooltip?: string;
  /** Of a file or folder, whose marks the editor shows. */
  readonly resource?: vscode.Uri;
  /** What is below it; none: nothing is. */
  readonly below?: () => ProvenanceNode[] | Promise<ProvenanceNode[]>;
  readonly isOpen?: boolean;
  /** What a click does. */
  readonly command?: (node: ProvenanceNode) => vscode.Command;
  /** What a click does, where that takes work to find out; null: nothing. */
  readonly commandLater?: () => Promise<vscode.Command | null>;
  /** Of the menus in package.json. */
  readonly context?: string;
  /** What a click, or a button, reviews. */
  readonly reviewed?: ReviewedStep;
}

/** A change that waits, and the step of its review that an entry is about. */
export interface ReviewedStep {
  readonly countersigning: Countersigning;
  readonly change: ReviewedChange;
  readonly step: number;
}

export class ProvenanceNode extends vscode.TreeItem {
  readonly below: () => ProvenanceNode[] | Promise<ProvenanceNode[]>;
  readonly reviewed: ReviewedStep | null;
  private readonly commandLater: (() => Promise<vscode.Command | null>) | null;

  constructor(label: string, parts: ProvenanceNodeParts) {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    super(label, parts.below === undefined ? None : parts.isOpen === true ? Expanded : Collapsed);
    this.id = parts.id;
    if (parts.icon) this.iconPath = parts.icon;
    if (parts.resource) this.resourceUri = parts.resource;
    if (parts.context) this.contextValue = parts.context;
    if (parts.command) this.command = parts.command(this);
    this.commandLater = parts.commandLater ?? null;
    this.description = parts.description ?? false;
    this.tooltip = parts.tooltip ?? label;
    this.below = parts.below ?? (() => []);
    this.reviewed = parts.reviewed ?? null;
  }

  /** Finds out what a click does, which the editor asks for when it comes. */
  async resolved(): Promise<this> {
    const command = (await this.commandLater?.()) ?? null;
    if (command !== null) this.command = command;
    return this;
  }
}
