/**
 * Every kind of edit that is measured: one file per family in `kinds/`, one line here.
 */
import type { Kind } from './kind';
import { chatAgent } from './kinds/chatAgent';
import { chatBeside } from './kinds/chatBeside';
import { chatDecisions } from './kinds/chatDecisions';
import { chatInline } from './kinds/chatInline';
import { clipboard } from './kinds/clipboard';
import { committed } from './kinds/committed';
import { copilotGhostText } from './kinds/copilotGhostText';
import { diskChanges } from './kinds/diskChanges';
import { documents } from './kinds/documents';
import { extensionEdits } from './kinds/extensionEdits';
import { findReplace } from './kinds/findReplace';
import { formatting } from './kinds/formatting';
import { ghostText } from './kinds/ghostText';
import { gitCommands } from './kinds/gitCommands';
import { intelliSense } from './kinds/intelliSense';
import { largeFile } from './kinds/largeFile';
import { lineCommands } from './kinds/lineCommands';
import { nextEdit } from './kinds/nextEdit';
import { notebook } from './kinds/notebook';
import { refactoring } from './kinds/refactoring';
import { renamedFiles } from './kinds/renamedFiles';
import { saving } from './kinds/saving';
import { sourceControl } from './kinds/sourceControl';
import { toolUndo } from './kinds/toolUndo';
import { typing } from './kinds/typing';
import { undo } from './kinds/undo';
import { unusualText } from './kinds/unusualText';
import { regressionKinds } from './random/regressions';

/** The scripted kinds, and the random sessions that once went wrong. */
export function allKinds(): readonly Kind[] {
  return [...scriptedKinds(), ...regressionKinds()];
}

/**
 * All but those of the real chat, whose editor takes longest to drive: what the suite in the real editor tests of it is in
 * `test/ui`. Measured in stable mode by every run of the tests.
 */
export function kindsOfEveryRun(): readonly Kind[] {
  const chat = new Set(
    [...chatAgent, ...chatDecisions, ...chatBeside, ...chatInline].map(({ name }) => name),
  );
  return allKinds().filter(({ name }) => !chat.has(name));
}

/** The most frequent kinds: measured in precise mode as well by every run of the tests. */
export function frequentKinds(): readonly Kind[] {
  return [...typing, ...ghostText, ...nextEdit, ...undo, ...regressionKinds()];
}

/** Each has its row in the documentation. */
export function scriptedKinds(): readonly Kind[] {
  return [
    ...[...typing, ...ghostText, ...nextEdit, ...undo],
    ...[...intelliSense, ...lineCommands, ...findReplace, ...formatting],
    ...[...toolUndo, ...gitCommands, ...committed, ...renamedFiles, ...unusualText],
    ...[...refactoring, ...saving, ...extensionEdits, ...diskChanges],
    ...[...sourceControl, ...clipboard, ...documents, ...notebook, ...largeFile],
    ...[...copilotGhostText, ...chatAgent, ...chatDecisions, ...chatBeside, ...chatInline],
  ];
}
