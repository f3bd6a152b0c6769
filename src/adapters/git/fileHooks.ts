/**
 * Hooks as files in the repository's own `hooks` directory, in front of those that are there.
 */
import { rmdir } from 'node:fs/promises';
import { exists, type UndoableFiles } from './hookFiles';
import type { HookMode } from './hookMode';
import type { HookRecord } from './hookRecord';
import { OUR_HOOKS } from './hookShim';
import type { HooksStatus } from './hookStatus';
import { StackedHooks } from './stackedHooks';

const PLACE = { kind: 'files' } as const;

export class FileHooks implements HookMode {
  private readonly hooks: StackedHooks;

  constructor(private readonly directory: string) {
    this.hooks = new StackedHooks(directory);
  }

  async install(files: UndoableFiles, record: HookRecord | null): Promise<HookRecord> {
    const made = record?.mode === 'files' ? record.made : !(await exists(this.directory));
    await this.hooks.install(files, OUR_HOOKS, PLACE);
    return { mode: 'files', made };
  }

  async remove(files: UndoableFiles, record: HookRecord | null): Promise<void> {
    await this.hooks.remove(files, OUR_HOOKS);
    // Fails when there is something in it by now, which is wanted.
    if (record?.mode === 'files' && record.made) {
      files.afterwards(() => rmdir(this.directory).catch(() => undefined));
    }
  }

  async status(record: HookRecord | null): Promise<HooksStatus> {
    const base = { directory: this.directory, chained: await this.hooks.kept(OUR_HOOKS) };
    const present = await this.hooks.ours(OUR_HOOKS);
    const missing = OUR_HOOKS.filter((name) => !present.includes(name));
    if (present.length === 0 && record === null) return { ...base, state: 'not-installed', detail: null };
    // A version before this one had fewer hooks.
    const areCurrent = (await this.hooks.current(present, PLACE)).length === present.length;
    if (missing.length > 0 && areCurrent) {
      const detail = `Another program replaced or removed ${missing.join(', ')}: install the hooks again, what is there now will still run.`;
      return { ...base, state: 'overwritten', detail };
    }
    if (!areCurrent) {
      const detail = 'The hooks are of another version: install them again.';
      return { ...base, state: 'outdated', detail };
    }
    return { ...base, state: 'installed', detail: null };
  }
}
