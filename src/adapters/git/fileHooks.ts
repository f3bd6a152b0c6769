/**
 * Hooks as files in the repository's own `hooks` directory, in front of those that are there.
 */
import { rmdir } from 'node:fs/promises';
import { exists, readOrNull, type UndoableFiles } from './hookFiles';
import type { HookMode } from './hookMode';
import type { HookRecord } from './hookRecord';
import { HookOnDemand, ON_DEMAND } from './hookOnDemand';
import { hookShim, KEPT_SUFFIX, OUR_HOOKS } from './hookShim';
import type { HooksStatus } from './hookStatus';
import { StackedHooks } from './stackedHooks';

const PLACE = { kind: 'files' } as const;
/** As far as can be told without reading the policy as a whole. */
const REFUSES_COMMITS = /"enforce"\s*:\s*"commit"/;

export class FileHooks implements HookMode {
  private readonly hooks: StackedHooks;
  private readonly onDemand: HookOnDemand;

  constructor(
    private readonly directory: string,
    sharedDir: string,
    /** Path of the policy: where it refuses commits, all hooks are put in place. */
    private readonly policy: string,
  ) {
    this.hooks = new StackedHooks(directory);
    this.onDemand = new HookOnDemand(directory, sharedDir, hookShim(ON_DEMAND, PLACE, null));
  }

  async install(files: UndoableFiles, record: HookRecord | null): Promise<HookRecord> {
    const made = record?.mode === 'files' ? record.made : !(await exists(this.directory));
    // Programs that commit without git may run no hook that puts this one in place.
    const policy = (await readOrNull(this.policy))?.toString() ?? '';
    const wanted = REFUSES_COMMITS.test(policy) ? OUR_HOOKS : await this.wanted();
    await this.hooks.install(files, wanted, PLACE);
    await this.onDemand.lay(files);
    return { mode: 'files', made };
  }

  async remove(files: UndoableFiles, record: HookRecord | null): Promise<void> {
    await this.hooks.remove(files, OUR_HOOKS);
    await this.onDemand.remove(files);
    // Fails when there is something in it by now, which is wanted.
    if (record?.mode === 'files' && record.made) {
      files.afterwards(() => rmdir(this.directory).catch(() => undefined));
    }
  }

  async status(record: HookRecord | null): Promise<HooksStatus> {
    const base = { directory: this.directory, chained: await this.hooks.kept(OUR_HOOKS) };
    const present = await this.hooks.ours(OUR_HOOKS);
    const missing = (await this.wanted()).filter((name) => !present.includes(name));
    if (present.length === 0 && record === null) return { ...base, state: 'not-installed', detail: null };
    // A version before this one had fewer hooks.
    const areCurrent =
      (await this.hooks.current(present, PLACE)).length === present.length &&
      (missing.length > 0 || (await this.onDemand.isCurrent()));
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
  /** The hooks that have to be there now. */
  private async wanted(): Promise<readonly string[]> {
    const isWaiting = await this.onDemand.isWaiting(KEPT_SUFFIX);
    return OUR_HOOKS.filter((name) => name !== ON_DEMAND || !isWaiting);
  }
}
