/**
 * What the ways to install hooks have in common: files in the repository's own directory (`fileHooks.ts`), a directory
 * of ours that forwards to somebody else's (`forwardedHooks.ts`), entries in git's configuration (`configuredHooks.ts`).
 */
import type { UndoableFiles } from './hookFiles';
import type { HookRecord } from './hookRecord';
import type { HooksStatus } from './hookStatus';

export interface HookMode {
  /** Installs or refreshes, and gives what must be remembered to undo it; `record` is what was remembered so far. */
  install(files: UndoableFiles, record: HookRecord | null): Promise<HookRecord>;
  /** Leaves everything as it would be without us. */
  remove(files: UndoableFiles, record: HookRecord | null): Promise<void>;
  /** Tells whether git runs our hooks; the programs that they start are not looked at. */
  status(record: HookRecord | null): Promise<HooksStatus>;
}
