/**
 * Git hooks as the commands see them.
 */
import type { HookState } from '../core/present/health';

export interface HookControl {
  /** Installs or refreshes our hooks. Rejects with a `CountersignError` that says what to do. */
  install(root: string): Promise<HookState>;
  /** Removes our hooks and restores what was there. Rejects like `install`. */
  uninstall(root: string): Promise<HookState>;
  status(root: string): Promise<HookState>;
}
