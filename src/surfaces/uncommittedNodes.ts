/**
 * The AI's lines in what is staged and in what is not, as entries of the AI Provenance view.
 */
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { Countersignatures } from '../adapters/vscode/countersignatures';
import type { Worktree } from '../adapters/vscode/worktree';
import type { Attribution, FileAttribution, LineRange } from '../core/model';
import type { TreeFile, TreeText } from '../core/present/treeText';
import { ProvenanceNode } from './provenanceNode';

const parts = ['staged', 'unstaged'] as const;
type Part = (typeof parts)[number];

/** Who wrote what is staged, and what is not, of a working tree. */
export type UncommittedAttribution = (worktree: Worktree, part: Part) => Promise<Attribution>;

export class UncommittedNodes {
  constructor(
    private readonly attribution: UncommittedAttribution,
    private readonly source: Countersignatures,
    private readonly texts: TreeText,
  ) {}

  /** One entry for what is staged, one for what is not, each only when an AI has a part in it. */
  async of(worktree: Worktree): Promise<ProvenanceNode[]> {
    const { root } = worktree.repository;
    const found = await Promise.all(parts.map((part) => this.attribution(worktree, part)));
    return parts.flatMap((part, index) => this.part(root, part, found[index] as Attribution));
  }

  private part(root: string, part: Part, attribution: Attribution): ProvenanceNode[] {
    const { texts } = this;
    const files = attribution.files
      .map((file) => ({ file, text: texts.file(file) }))
      .filter(({ text }) => text.lines.length > 0);
    if (files.length === 0) return [];
    return [
      new ProvenanceNode(texts[part], {
        id: `${root} ${part}`,
        icon: new vscode.ThemeIcon(part === 'staged' ? 'git-commit' : 'edit'),
        description: texts.share(attribution),
        tooltip: texts.tools(attribution),
        isOpen: true,
        below: () => files.map(({ file, text }) => this.file(root, part, file, text)),
      }),
    ];
  }

  private file(
    root: string,
    part: Part,
    { path, critical }: FileAttribution,
    { name, description, lines }: TreeFile,
  ): ProvenanceNode {
    const { texts } = this;
    const uri = vscode.Uri.file(join(root, path));
    const id = `${root} ${part} ${path}`;
    const icon = new vscode.ThemeIcon('sparkle');
    const now = async (): Promise<readonly LineRange[]> =>
      part === 'staged' ? this.linesNow(root, path, uri, lines) : lines;
    return new ProvenanceNode(name, {
      id,
      icon: critical === null ? vscode.ThemeIcon.File : new vscode.ThemeIcon('shield'),
      description,
      tooltip: path,
      resource: uri,
      commandLater: async () => {
        const [first] = await now();
        return first === undefined ? null : showing(uri, first, texts.lines(first));
      },
      below: async () => {
        const ranges = await now();
        if (ranges.length === 0) return [new ProvenanceNode(texts.changed, { id: `${id} changed`, icon })];
        return ranges.map((range) => {
          const command = (): vscode.Command => showing(uri, range, texts.lines(range));
          return new ProvenanceNode(texts.lines(range), { id: `${id} ${range.join()}`, icon, command });
        });
      },
    });
  }

  /** Where lines of the index are in the file that a click opens. */
  private async linesNow(
    root: string,
    path: string,
    uri: vscode.Uri,
    lines: readonly LineRange[],
  ): Promise<readonly LineRange[]> {
    const countersigning = await this.source.at(root);
    const staged = await countersigning.text('', path);
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    const read = async (): Promise<string> => Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
    const now = open === undefined ? await read().catch(() => '') : open.getText();
    return countersigning.linesNow(staged, now.replaceAll('\r\n', '\n'), lines);
  }
}

function showing(uri: vscode.Uri, [first, last]: LineRange, title: string): vscode.Command {
  const selection = new vscode.Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER);
  return {
    command: 'vscode.open',
    title,
    arguments: [uri, { selection, preview: true }, basename(uri.fsPath)],
  };
}
