/**
 * What the completion source of a world suggests: one list of rules for the fixture provider and for the model server
 * of the real Copilot alike.
 */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { CopilotRules } from '../host/copilotServer';

export interface GhostRule {
  /** `ghost` without it. The other two: an edit elsewhere; an item of the suggest widget (fixture only). */
  readonly kind?: 'nextEdit' | 'intellisense';
  /** The rule applies where the line up to the cursor ends with this. */
  readonly before: string;
  readonly insert: string;
  /** A next edit replaces the first occurrence of this. */
  readonly find?: string;
  /** Columns that the ghost text replaces (fixture only); without it, from the start of the line to the cursor. */
  readonly range?: { readonly start: number; readonly end: number };
  /** Inserted as a snippet (IntelliSense only). */
  readonly snippet?: string;
  /** Not when the document has this text already. */
  readonly once?: string;
  /** Only in files whose path ends with this. */
  readonly file?: string;
}

export class GhostRules {
  private rules: readonly GhostRule[] = [];
  private readonly file: string;

  constructor(workspace: string) {
    this.file = path.join(workspace, 'completions.json');
    this.set([]);
  }

  set(rules: readonly GhostRule[]): void {
    this.rules = rules;
    writeFileSync(this.file, JSON.stringify(rules));
  }

  add(rule: GhostRule): void {
    this.set([...this.rules, rule]);
  }

  /** The same rules, as the model of the Copilot answers. */
  readonly copilot: CopilotRules = {
    ghostText: (prompt) =>
      this.rules.find(({ kind, before }) => kind === undefined && prompt.endsWith(before))?.insert ?? null,
    nextEdit: (window, prompt) => {
      const rule = this.nextEditIn(prompt);
      return rule?.find === undefined ? window : window.replace(rule.find, () => rule.insert);
    },
    jump: (prompt) => {
      const find = this.nextEditIn(prompt)?.find;
      if (find === undefined) return null;
      const line = prompt.split('\n').find((text) => /^\d+\| /.test(text) && text.includes(find));
      return line === undefined ? null : Number.parseInt(line, 10);
    },
  };

  private nextEditIn(prompt: string): GhostRule | undefined {
    return this.rules.find(({ kind, before }) => kind === 'nextEdit' && prompt.includes(before));
  }
}
