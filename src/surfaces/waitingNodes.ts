/**
 * The commits of the branch that wait for this person's countersignature, as entries of the AI Provenance view.
 */
import * as vscode from 'vscode';
import type { Countersigning, Waiting } from '../adapters/git/countersigning';
import type { ReviewedChange } from '../adapters/git/reviewedChange';
import { ReviewWalk, type ReviewStep } from '../core/signing/reviewWalk';
import type { TreeText } from '../core/present/treeText';
import { commandIds } from './commandIds';
import { ProvenanceNode, type ProvenanceNodeParts } from './provenanceNode';

/** Of the menus in package.json. */
const CHANGE = 'countersign.change';

export class WaitingNodes {
  constructor(
    private readonly root: string,
    private readonly countersigning: Countersigning,
    private readonly texts: TreeText,
  ) {}

  /** One entry per commit, or one that says that there is none. */
  of({ email, changes }: Waiting): ProvenanceNode[] {
    if (changes.length === 0) {
      const said = this.countersigning.texts.nothingWaits(email);
      return [new ProvenanceNode(said, { id: `${this.root} nothing`, icon: new vscode.ThemeIcon('pass') })];
    }
    return changes.map((change) => this.change(change));
  }

  private change(change: ReviewedChange): ProvenanceNode {
    const { label, description, detail } = this.countersigning.texts.entry(change.commit, change.files);
    const { steps } = new ReviewWalk(change.files);
    const id = `${this.root} ${change.commit.id}`;
    return this.node(label, change, 0, {
      id,
      context: CHANGE,
      icon: new vscode.ThemeIcon('git-commit'),
      description,
      ...(detail === undefined ? {} : { tooltip: detail }),
      isOpen: true,
      below: () => change.files.map(({ path }) => this.file(change, id, path, steps)),
    });
  }

  private file(
    change: ReviewedChange,
    above: string,
    path: string,
    steps: readonly ReviewStep[],
  ): ProvenanceNode {
    const own = [...steps.entries()].filter(([, step]) => step.path === path);
    const lines = own.flatMap(([, step]) => (step.lines === null ? [] : [step.lines]));
    const { name, description } = this.texts.reviewed(path, own[0]?.[1].rule ?? '', lines);
    const id = `${above} ${path}`;
    return this.node(name, change, own[0]?.[0] ?? 0, {
      id,
      icon: new vscode.ThemeIcon('shield'),
      description,
      tooltip: path,
      below: () =>
        own.map(([index, step]) => {
          const label = step.lines === null ? this.texts.wholeFile : this.texts.lines(step.lines);
          return this.node(label, change, index, {
            id: `${id} ${index}`,
            icon: new vscode.ThemeIcon('sparkle'),
          });
        }),
    });
  }

  private node(
    label: string,
    change: ReviewedChange,
    step: number,
    parts: ProvenanceNodeParts,
  ): ProvenanceNode {
    const { countersigning, texts } = this;
    return new ProvenanceNode(label, {
      ...parts,
      reviewed: { countersigning, change, step },
      command: (node) => ({ command: commandIds.reviewCommit, title: texts.review, arguments: [node] }),
    });
  }
}
