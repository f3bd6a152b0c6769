/**
 * What a signal says about a change.
 */
import type { AiOrigin, Origin } from '../model';
import type { CopiedPart } from './clues';

export type Verdict =
  /** All of it has one origin. `confirmable`: an accept command that arrives later may prove it to be a completion. */
  | { readonly kind: 'write'; readonly origin: Origin; readonly confirmable: boolean }
  /** A person's key presses. */
  | { readonly kind: 'typed'; readonly origin: Origin }
  /** Text that came with its origins: for each edit of the change the parts that cover it. */
  | { readonly kind: 'paste'; readonly pieces: readonly (readonly CopiedPart[])[] }
  /** A tool rewrote text: what it kept keeps its origin, word by word. `confirmable` as above. */
  | { readonly kind: 'transform'; readonly origin: Origin; readonly confirmable: boolean }
  /**
   * A chat or an agent edited the document: words that it kept keep their origin. `mayRestore`: it may as well be the
   * user who took such an edit back.
   */
  | { readonly kind: 'agent'; readonly origin: AiOrigin; readonly mayRestore: boolean }
  /** The user took an edit of a chat or an agent back. */
  | { readonly kind: 'rejected' }
  /** The text goes back, or forth, to what it was. */
  | { readonly kind: 'travel'; readonly direction: 'undo' | 'redo' }
  /** The editor read the file again because another program wrote it. */
  | { readonly kind: 'reload' };
