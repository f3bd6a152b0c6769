/**
 * The form of every command: it always exists, and says why when it cannot work.
 */
import type { CommandId } from '../commandIds';

export interface Command {
  readonly id: CommandId;
  /** Arguments come from menus, links and other extensions: they are checked, never trusted. */
  run(...args: readonly unknown[]): Promise<void>;
}
