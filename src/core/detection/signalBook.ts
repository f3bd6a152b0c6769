/**
 * Counts what tells whether the editor still gives the evidence that it used to give.
 */
import type { EditEvent } from './editEvent';
import { signalProblems, type EditorApi, type SignalFacts, type SignalProblem } from './signalHealth';
import type { Verdict } from './verdict';

export class SignalBook {
  private precise: boolean | null = null;
  private missingCommands: readonly string[] = [];
  private readonly missingApis: EditorApi[] = [];
  private pasteIsOff = false;
  private pastesAsked = false;
  private unaskedPastes = 0;
  private unconfirmedCompletions = 0;
  private unaskedCompletions = 0;
  private completionsAsked = false;
  private unnamedKeys = 0;
  private baselineSeen = false;
  /** The chat's newest request, and those during which something happened that nothing explains. */
  private request: string | null = null;
  private readonly requests = new Set<string>();
  /** Where the last change ended, when it had the form of a paste that nothing explains yet. */
  private pasteEnd: number | null = null;

  /** `onChange` hears when a fact changed that may be a problem. */
  constructor(private readonly onChange: () => void) {}

  /** Whether the editor itself says who makes an edit; null until it was seen. */
  get isPrecise(): boolean | null {
    return this.precise;
  }

  problems(): SignalProblem[] {
    const facts: SignalFacts = {
      precise: this.precise === true,
      missingCommands: this.missingCommands,
      missingApis: this.missingApis,
      pasteIsOff: this.pasteIsOff,
      unaskedPastes: this.unaskedPastes,
      unconfirmedCompletions: this.unconfirmedCompletions,
      unaskedCompletions: this.unaskedCompletions,
      unnamedKeys: this.unnamedKeys,
      chatsWithoutBaseline: this.baselineSeen ? 0 : this.requests.size,
    };
    return signalProblems(facts);
  }

  /** The commands behind our accept keys that the editor does not have. */
  commandsMissing(names: readonly string[]): void {
    this.missingCommands = names;
    this.onChange();
  }

  /** The editor's API lacks a member. */
  apiMissing(api: EditorApi): void {
    this.missingApis.push(api);
    this.onChange();
  }

  /** The user switched the editor's questions about pastes on or off. */
  pasteSwitched(on: boolean): void {
    if (this.pasteIsOff === !on) return;
    this.pasteIsOff = !on;
    this.onChange();
  }

  pasteAsked(): void {
    this.pastesAsked = true;
    this.pasteEnd = null;
    if (this.unaskedPastes === 0) return;
    this.unaskedPastes = 0;
    this.onChange();
  }

  completionAsked(): void {
    this.completionsAsked = true;
    if (this.unaskedCompletions === 0) return;
    this.unaskedCompletions = 0;
    this.onChange();
  }

  /** One of our accept commands ran behind the editor's own. */
  accepted(): void {
    if (!this.completionsAsked) this.unaskedCompletions++;
    else if (this.unconfirmedCompletions === 0) return;
    this.unconfirmedCompletions = 0;
    this.onChange();
  }

  /** A change, and what was made of it. */
  judged({ edits, host }: EditEvent, verdict: Verdict): void {
    if (this.precise !== true && this.precise !== (host !== null)) {
      this.precise = host !== null;
      this.onChange();
    }
    this.pasteEnd = null;
    if (verdict.kind === 'transform' && verdict.origin.author === 'unknown') this.unexplained();
    const [edit] = edits;
    if (edits.length !== 1 || edit === undefined) return;
    if (verdict.kind === 'typed') this.unnamedKeys++;
    else if (verdict.kind === 'transform' && edit.atCursor && hasSeveralLines(edit.text))
      this.pasteEnd = edit.offset + edit.text.length;
    else if (verdict.kind === 'write' && verdict.confirmable && verdict.origin.author === 'ai') {
      this.unconfirmedCompletions++;
      this.onChange();
    }
  }

  /** The selection that follows a change; `cursor` is null when something is selected. */
  selected(byKeyboard: boolean, cursor: number | null): void {
    if (byKeyboard) this.unnamedKeys = 0;
    // A paste leaves the cursor behind it, as a key press would; no key inserts several lines.
    if (!byKeyboard || this.pasteEnd === null || this.pasteEnd !== cursor) return;
    this.pasteEnd = null;
    // An editor that asks at all is silent about a few kinds of paste, such as that of the middle mouse button.
    if (this.pastesAsked && !this.pasteIsOff) return;
    this.unaskedPastes++;
    this.onChange();
  }

  /** A chat works on a file in this request. */
  chatAsked(request: string): void {
    this.request = request;
  }

  /** The editor keeps a file without the edits of a chat. */
  baselineOpened(): void {
    if (this.baselineSeen) return;
    this.baselineSeen = true;
    this.onChange();
  }

  private unexplained(): void {
    if (this.request === null || this.baselineSeen || this.requests.has(this.request)) return;
    this.requests.add(this.request);
    this.onChange();
  }
}

/** Enter adds a line without anything on it, or with a comment's marker. */
function hasSeveralLines(text: string): boolean {
  return /\w[^\n]*\n[^\n]*\w/.test(text);
}
