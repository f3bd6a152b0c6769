/**
 * Which sources of evidence the running editor no longer offers. Signals that fall silent cost evidence, never the truth:
 * the next weaker signal decides, or nobody is known. But a person should hear of it.
 */

/** Parts of the editor's API that a signal is built on. */
export type EditorApi = 'paste' | 'inlineCompletions' | 'intelliSense';

/** What was seen since the window opened. */
export interface SignalFacts {
  /** The editor itself says who makes each edit; then nothing else matters but pastes. */
  readonly precise: boolean;
  /** Commands behind our accept keys that the editor does not have. */
  readonly missingCommands: readonly string[];
  readonly missingApis: readonly EditorApi[];
  /** The user switched off what tells us of pastes. */
  readonly pasteIsOff: boolean;
  /** Changes in a row that look like pastes, none of which the editor asked us about. */
  readonly unaskedPastes: number;
  /** Accepted completions in a row, none of which an accept command of ours followed. */
  readonly unconfirmedCompletions: number;
  /** Accept commands that ran although the editor never asked for a completion. */
  readonly unaskedCompletions: number;
  /** Key presses in a row of which the editor did not say that they came from the keyboard. */
  readonly unnamedKeys: number;
  /** Requests of a chat at whose edits the editor kept no file without them. */
  readonly chatsWithoutBaseline: number;
}

export type SignalProblem =
  | { readonly kind: 'commands'; readonly missing: readonly string[] }
  | { readonly kind: 'keys' }
  | { readonly kind: 'completions' }
  | { readonly kind: 'intelliSense' }
  | { readonly kind: 'paste'; readonly why: 'missing' | 'off' | 'unasked' }
  | { readonly kind: 'keyboard' }
  | { readonly kind: 'chat' };

/** Once or twice may be chance, the mouse, or a command that we have not seen yet. */
const ENOUGH_COMPLETIONS = 5;
const ENOUGH_PASTES = 3;
const ENOUGH_REQUESTS = 3;
/** Far more than a person types into a field that is not an editor, or through an extension of theirs. */
const ENOUGH_KEYS = 300;

/** What is missing, most important first; empty in an ordinary editor. */
export function signalProblems(facts: SignalFacts): SignalProblem[] {
  const problems: (SignalProblem | null)[] = [pasteProblem(facts)];
  if (!facts.precise) {
    const { missingCommands, missingApis } = facts;
    const isMissing = missingApis.includes('inlineCompletions');
    const hasNoKey = facts.unconfirmedCompletions >= ENOUGH_COMPLETIONS && missingCommands.length === 0;
    problems.push(
      missingCommands.length > 0 ? { kind: 'commands', missing: missingCommands } : null,
      hasNoKey ? { kind: 'keys' } : null,
      isMissing || facts.unaskedCompletions >= ENOUGH_COMPLETIONS ? { kind: 'completions' } : null,
      missingApis.includes('intelliSense') ? { kind: 'intelliSense' } : null,
      facts.unnamedKeys >= ENOUGH_KEYS ? { kind: 'keyboard' } : null,
      facts.chatsWithoutBaseline >= ENOUGH_REQUESTS ? { kind: 'chat' } : null,
    );
  }
  return problems.filter((problem) => problem !== null);
}

function pasteProblem({ missingApis, pasteIsOff, unaskedPastes }: SignalFacts): SignalProblem | null {
  if (missingApis.includes('paste')) return { kind: 'paste', why: 'missing' };
  if (unaskedPastes < ENOUGH_PASTES) return null;
  return { kind: 'paste', why: pasteIsOff ? 'off' : 'unasked' };
}
