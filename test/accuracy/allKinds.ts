/**
 * Every kind of edit that is measured: one file per family in `kinds/`, one line here.
 */
import type { Kind } from './kind';
import { chatAgent } from './kinds/chatAgent';
import { chatBeside } from './kinds/chatBeside';
import { chatDecisions } from './kinds/chatDecisions';
import { chatInline } from './kinds/chatInline';
import { findReplace } from './kinds/findReplace';
import { formatting } from './kinds/formatting';
import { ghostText } from './kinds/ghostText';
import { intelliSense } from './kinds/intelliSense';
import { lineCommands } from './kinds/lineCommands';
import { typing } from './kinds/typing';

export function allKinds(): readonly Kind[] {
  return [
    ...[...typing, ...ghostText, ...intelliSense, ...lineCommands, ...findReplace, ...formatting],
    ...[...chatAgent, ...chatDecisions, ...chatBeside, ...chatInline],
  ];
}
