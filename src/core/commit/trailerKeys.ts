/**
 * The names of the trailers that this product writes and reads.
 */
export const PROVENANCE_KEY = 'AI-Provenance';
export const CRITICAL_KEY = 'AI-Critical';
export const COUNTERSIGNED_KEY = 'Countersigned-by';

/** How a commit names the tools: communities differ. `none` leaves them out. */
export type ToolTrailerStyle = 'assisted-by' | 'co-authored-by' | 'generated-by' | 'none';

export const TOOL_KEYS: Readonly<Record<Exclude<ToolTrailerStyle, 'none'>, string>> = {
  'assisted-by': 'Assisted-by',
  'co-authored-by': 'Co-authored-by',
  'generated-by': 'Generated-by',
};

/** A line of the form `Key: value`; the value has no surrounding white space. */
export interface TrailerLine {
  readonly key: string;
  readonly value: string;
}

const TRAILER = /^([A-Za-z0-9-]+)[ \t]*:[ \t]*(.*?)\s*$/;

/** Reads one line as git reads a trailer; null when it is not one. */
export function trailerLine(line: string): TrailerLine | null {
  const match = TRAILER.exec(line);
  return match === null ? null : { key: match[1] as string, value: match[2] as string };
}

/** Keys of trailers ignore case. */
export function isKey(key: string, expected: string): boolean {
  return key.toLowerCase() === expected.toLowerCase();
}
