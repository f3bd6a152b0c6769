/**
 * Every kind of edit that is measured: one file per family in `kinds/`, one line here.
 */
import type { Kind } from './kind';
import { ghostText } from './kinds/ghostText';
import { typing } from './kinds/typing';

export function allKinds(): readonly Kind[] {
  return [...typing, ...ghostText];
}
