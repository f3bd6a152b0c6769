/**
 * What the probe records in the extension host, in the order in which the editor told it: all that the truth is made of.
 */

export interface ProbeEdit {
  /** Offsets into the text before the change, in UTF-16 units. */
  readonly offset: number;
  readonly removed: number;
  readonly text: string;
}

export interface ChangeRecord {
  readonly type: 'change';
  /** The document's URI. */
  readonly doc: string;
  /** `detailedReason.source`, null when the editor gave none. */
  readonly source: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** 1 = undo, 2 = redo. */
  readonly reason: number | null;
  readonly edits: readonly ProbeEdit[];
}

export type ProbeRecord =
  | { readonly type: 'open'; readonly doc: string; readonly text: string }
  | { readonly type: 'close'; readonly doc: string }
  | ChangeRecord
  /** These ranges are on the clipboard now. An empty one stands for its whole line. */
  | { readonly type: 'copy'; readonly doc: string; readonly ranges: readonly (readonly [number, number])[] }
  /** From here on, or no longer: a person has asked a tool for the edits of which the editor does not say whose they are. */
  | { readonly type: 'asked'; readonly asked: boolean }
  /** The clipboard was filled by another program. */
  | { readonly type: 'copiedOutside' }
  /** This content of the document is in the last commit: what stands in it is history. */
  | { readonly type: 'committed'; readonly doc: string; readonly text: string }
  /** The text of one document lives on in another: a renamed file, an untitled one that was saved. */
  | { readonly type: 'moved'; readonly from: string; readonly to: string }
  /** A kind says who wrote a file that no document shows, one letter per character. */
  | { readonly type: 'authors'; readonly doc: string; readonly text: string; readonly authors: string }
  /** A kind says who wrote a piece of text, where the editor's account does not. */
  | {
      readonly type: 'declared';
      readonly doc: string;
      readonly text: string;
      readonly author: 'ai' | 'human' | 'unknown';
    };
