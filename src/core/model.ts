/**
 * The vocabulary of provenance, shared by every stage. Types only: no behaviour, no editor, no git.
 */

/** Who wrote a piece of text. `unknown` means nobody saw who; it is never promoted to one of the others. */
export type Author = 'ai' | 'human' | 'unknown';

/**
 * How we know, strongest first: the editor said so, the agent reported it, the accept command ran, it was copied
 * from a span that we know, keystrokes were observed, or it was inferred from the form of the edit.
 */
export type Evidence = 'host' | 'hook' | 'command' | 'clipboard' | 'keystroke' | 'shape';

/** Every evidence but `shape` is exact. */
export type EvidenceGrade = 'exact' | 'inferred';

/** Why an author is not known. */
export type UnknownReason =
  | 'pasted' // the clipboard came from outside the editor
  | 'disk' // another program wrote the file
  | 'offline' // the text changed while no editor watched
  | 'edit'; // an extension or a command edited the document and did not say for whom

export interface AiOrigin {
  readonly author: 'ai';
  /** Product name as users know it, for example `GitHub Copilot`. */
  readonly tool: string;
  readonly model: string | null;
  /** The tool's own id of the conversation or request, when there is one. */
  readonly session: string | null;
  readonly evidence: Evidence;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

export interface HumanOrigin {
  readonly author: 'human';
  /** `Name <email>`, where a note of an earlier commit says who it was. Not given: whoever commits. */
  readonly person?: string;
  readonly evidence: Evidence;
  readonly time: number;
}

export interface UnknownOrigin {
  readonly author: 'unknown';
  readonly reason: UnknownReason;
  readonly time: number;
}

export type Origin = AiOrigin | HumanOrigin | UnknownOrigin;

/** A half-open range of a document, in UTF-16 code units, with one origin. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly origin: Origin;
}

/** Text that an AI edit removed without writing anything in its place: a gap between two characters. */
export interface Deletion {
  /** Where the text was, as an offset into the text as it is now. */
  readonly offset: number;
  readonly origin: AiOrigin;
  /** Fingerprints (`lineFingerprint`) of the whole lines that were removed. Empty when only parts of lines were. */
  readonly lines: readonly string[];
}

/**
 * One known state of one file. Text under no span is as it was when tracking began: nobody is known to have changed it.
 * Spans are sorted, disjoint and not empty; deletions are sorted.
 */
export interface AttributedText {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly deletions: readonly Deletion[];
}

/** 1-based and inclusive, as in every JSON answer. */
export type LineRange = readonly [first: number, last: number];

export interface ToolShare {
  readonly tool: string;
  readonly model: string | null;
  readonly lines: number;
}

/** The attribution of one file's added lines, numbered as in the new content. */
export interface FileAttribution {
  readonly path: string;
  readonly ai: readonly LineRange[];
  readonly human: readonly LineRange[];
  readonly unknown: readonly LineRange[];
  /** Lines that both AI and a person changed; each is also in the list of the author who prevails. */
  readonly mixed: readonly LineRange[];
  /** The name of the policy rule that makes the file critical. */
  readonly critical: string | null;
}

/** The answer `A` of the command line: added lines by author. `ai + human + unknown = added`. */
export interface Attribution {
  readonly added: number;
  readonly ai: number;
  readonly mixed: number;
  readonly human: number;
  readonly unknown: number;
  readonly deletedByAi: number;
  /** The weakest evidence among the AI lines; null when there are none. */
  readonly evidence: EvidenceGrade | null;
  /** Most lines first. */
  readonly tools: readonly ToolShare[];
  readonly files: readonly FileAttribution[];
}
