/**
 * Hooks in a directory of ours, to which git is pointed with `core.hooksPath`. They forward to the directory that git
 * would use otherwise; it may be tracked, and is written to only to give back what another program put into ours.
 */
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Git } from '../../core/ports';
import { changeConfig, takeBackConfig, type ConfigChange } from './configChange';
import { gitText } from './gitText';
import { exists, type UndoableFiles } from './hookFiles';
import type { HookMode } from './hookMode';
import type { HookRecord } from './hookRecord';
import { FORWARDED_HOOKS, OPTIONAL_HOOKS, type ShimPlace } from './hookShim';
import { isOwnDirectory, type HookSite } from './hookSite';
import type { HooksStatus } from './hookStatus';
import { readHooksPath, type HooksPathSetting } from './hooksPath';
import { StackedHooks } from './stackedHooks';

const ALL_HOOKS = [...FORWARDED_HOOKS, ...OPTIONAL_HOOKS];

export class ForwardedHooks implements HookMode {
  private readonly hooks: StackedHooks;

  /**
   * @param root of the working tree, on which relative directories depend
   * @param former directory to forward to, as `core.hooksPath` names it; null when it is no longer known
   */
  constructor(
    private readonly git: Git,
    private readonly site: HookSite,
    private readonly root: string,
    private readonly former: string | null,
  ) {
    this.hooks = new StackedHooks(site.directory);
  }

  async install(files: UndoableFiles, record: HookRecord | null): Promise<HookRecord> {
    const former = this.former ?? '';
    await this.hooks.install(files, await this.names(), { kind: 'hooks-path', former });
    const { local } = await this.setting();
    const known = record?.mode === 'hooks-path' ? record : { formerLocal: null, change: null };
    if (local === this.site.directory) return { ...known, mode: 'hooks-path', former };
    const change = await this.setHooksPath(files, this.site.directory);
    if ((await this.setting()).effective !== this.site.directory) {
      throw new Error(
        'core.hooksPath is set on the command line or in the environment, which outranks the repository.',
      );
    }
    return { mode: 'hooks-path', formerLocal: local, former, change };
  }

  async remove(files: UndoableFiles, record: HookRecord | null): Promise<void> {
    if (await this.namesOurs((await this.setting()).local)) {
      const { formerLocal, change } =
        record?.mode === 'hooks-path' ? record : { formerLocal: null, change: null };
      if (change === null || !(await takeBackConfig(this.site.config, files, change))) {
        await this.setHooksPath(files, formerLocal);
      }
    }
    await this.hooks.remove(files, ALL_HOOKS);
    await this.giveBack(files);
    files.afterwards(async () => {
      const left = (await exists(this.site.directory)) ? await readdir(this.site.directory) : [];
      if (left.length === 0) await rm(this.site.directory, { recursive: true, force: true });
    });
  }

  async status(record: HookRecord | null): Promise<HooksStatus> {
    const known = record?.mode === 'hooks-path' ? record.former : null;
    const base = { directory: this.site.directory, chained: await this.chained() };
    if (known === null || this.former !== known) {
      const detail = 'The hooks no longer forward to the right directory: install them again.';
      return { ...base, state: 'outdated', detail };
    }
    const present = await this.hooks.ours(FORWARDED_HOOKS);
    const lost = FORWARDED_HOOKS.filter((name) => !present.includes(name));
    const replaced = [...lost, ...(await this.hooks.foreign(OPTIONAL_HOOKS))];
    if (replaced.length > 0) {
      const detail = `Another program replaced or removed ${replaced.join(', ')}: install the hooks again, what is there now will still run.`;
      return { ...base, state: 'overwritten', detail };
    }
    const place: ShimPlace = { kind: 'hooks-path', former: known };
    if ((await this.hooks.current(present, place)).length < present.length) {
      return { ...base, state: 'outdated', detail: 'The hooks are of another version: install them again.' };
    }
    return { ...base, state: 'installed', detail: null };
  }

  /** Whether a value of `core.hooksPath` is by us; in a repository that was moved it names where that was before. */
  private async namesOurs(value: string | null): Promise<boolean> {
    if (value === null || value === this.site.directory) return value !== null;
    return isOwnDirectory(value) && !(await exists(value));
  }

  private setting(): Promise<HooksPathSetting> {
    return readHooksPath(this.git, this.site, [this.site.directory]);
  }

  private setHooksPath(files: UndoableFiles, value: string | null): Promise<ConfigChange> {
    const { config } = this.site;
    const words = value === null ? ['--unset-all', 'core.hooksPath'] : ['core.hooksPath', value];
    const replace = value === null ? [] : ['--replace-all'];
    return changeConfig(config, files, () =>
      gitText(this.git, ['config', '--file', config, ...replace, ...words]),
    );
  }

  /** The hooks to write: those that change nothing by being there, and of the others those that there are. */
  private async names(): Promise<string[]> {
    const optional: string[] = [];
    for (const name of OPTIONAL_HOOKS) {
      const isThere = (directory: string): Promise<boolean> => exists(join(directory, name));
      if ((await isThere(this.formerDirectory())) || (await isThere(this.site.directory)))
        optional.push(name);
    }
    return [...FORWARDED_HOOKS, ...optional];
  }

  private formerDirectory(): string {
    return resolve(this.root, this.former ?? '');
  }

  /** Hooks that another program put into our directory go where they would be without it; nothing is overwritten. */
  private async giveBack(files: UndoableFiles): Promise<void> {
    if (this.former === null) return;
    const foreign = await this.hooks.foreign(ALL_HOOKS);
    for (const name of foreign) {
      const target = join(this.formerDirectory(), name);
      if (await exists(target)) continue;
      await files.makeDirectory(this.formerDirectory());
      await files.move(join(this.site.directory, name), target);
    }
  }

  private async chained(): Promise<string[]> {
    const kept = await this.hooks.kept(ALL_HOOKS);
    const directory = this.former === null ? null : this.formerDirectory();
    const names = directory !== null && (await exists(directory)) ? await readdir(directory) : [];
    return ALL_HOOKS.filter((name) => names.includes(name) || kept.includes(name));
  }
}
