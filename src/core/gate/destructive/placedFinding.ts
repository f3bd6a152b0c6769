/**
 * A destructive edit in an open text. Types only.
 */
import type { LineRange } from '../../model';

interface Placed {
  readonly rule: string;
  readonly reason: string | null;
  /** Where to say it: at least one range, ascending. Of what went, the line that stands there now. */
  readonly lines: readonly LineRange[];
}

export type PlacedFinding =
  | (Placed & { readonly kind: 'added' })
  | (Placed & { readonly kind: 'removed'; readonly count: number })
  | (Placed & { readonly kind: 'lines-deleted'; readonly count: number; readonly limit: number });
