/**
 * Texts with authors for the tests of destructive edits, written as lines with a mark for who wrote them.
 */
import { lineAuthors } from '../../../src/core/ledger/lineAuthors';
import { Ledger } from '../../../src/core/ledger/ledger';
import type { AiOrigin, HumanOrigin } from '../../../src/core/model';
import type { JudgedText } from '../../../src/core/gate/destructive/textJudge';

export const ai: AiOrigin = {
  ...{ author: 'ai', tool: 'Fixture AI', model: null, session: null, evidence: 'command', time: 1 },
};
export const person: HumanOrigin = { author: 'human', evidence: 'keystroke', time: 1 };

/** A text that somebody edits after it was committed. */
export class EditedText {
  private readonly ledger: Ledger;
  private readonly origins: { ai: number; person: number };

  constructor(private readonly committed: string) {
    this.ledger = Ledger.of(committed);
    this.origins = { ai: this.ledger.addOrigin(ai), person: this.ledger.addOrigin(person) };
  }

  /** Replaces the first occurrence of `old`; an empty one is the end of the text. */
  edit(by: 'ai' | 'person', old: string, text: string): this {
    const now = this.ledger.text();
    const offset = old === '' ? now.length : now.indexOf(old);
    this.ledger.apply([{ offset, removed: old.length, text }], this.origins[by]);
    return this;
  }

  judged(path: string): JudgedText {
    const state = this.ledger.state();
    return { path, state, lines: lineAuthors(state), committed: this.committed };
  }
}
