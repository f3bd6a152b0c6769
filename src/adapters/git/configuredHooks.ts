/**
 * Hooks as entries of git's configuration (`hook.<name>.command`), which git runs before the hook in its directory,
 * since version 2.54. No file of anybody else is touched, and no program that writes hooks can overwrite them.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../../core/ports';
import { changeConfig, takeBackConfig } from './configChange';
import { gitText, textOf } from './gitText';
import type { UndoableFiles } from './hookFiles';
import type { HookMode } from './hookMode';
import type { HookRecord } from './hookRecord';
import { OUR_HOOKS, shellQuoted } from './hookShim';
import type { HookSite } from './hookSite';
import type { HooksStatus } from './hookStatus';
import { StackedHooks } from './stackedHooks';

const PLACE = { kind: 'config' } as const;

export class ConfiguredHooks implements HookMode {
  private readonly hooks: StackedHooks;

  constructor(
    private readonly git: Git,
    private readonly site: HookSite,
  ) {
    this.hooks = new StackedHooks(site.directory);
  }

  async install(files: UndoableFiles, record: HookRecord | null): Promise<HookRecord> {
    await this.hooks.install(files, OUR_HOOKS, PLACE);
    if (record !== null && (await this.differing()).length === 0) return record;
    await this.removeEntries(files, record);
    const change = await changeConfig(this.site.config, files, async () => {
      for (const name of OUR_HOOKS) {
        await this.set(`${sectionOf(name)}.event`, name);
        await this.set(`${sectionOf(name)}.command`, this.command(name));
      }
    });
    return { mode: 'config', change };
  }

  async remove(files: UndoableFiles, record: HookRecord | null): Promise<void> {
    await this.removeEntries(files, record);
    if (record?.mode !== 'config') return;
    files.afterwards(() => rm(this.site.directory, { recursive: true, force: true }));
  }

  async status(record: HookRecord | null): Promise<HooksStatus> {
    const base = { directory: this.site.directory, chained: [] };
    if (record?.mode !== 'config') return { ...base, state: 'not-installed', detail: null };
    const differing = await this.differing();
    if (differing.length > 0) {
      const detail = `The configuration of git no longer runs the hooks of Countersign for ${differing.join(', ')}: install them again.`;
      return { ...base, state: 'overwritten', detail };
    }
    if ((await this.hooks.current(OUR_HOOKS, PLACE)).length < OUR_HOOKS.length) {
      return { ...base, state: 'outdated', detail: 'The hooks are of another version: install them again.' };
    }
    return { ...base, state: 'installed', detail: null };
  }

  /** A hook that is gone must not stop a commit; git puts the arguments behind the command. */
  private command(name: string): string {
    const file = join(this.site.directory, name).replaceAll('\\', '/');
    return `hook=${shellQuoted(file)}; [ ! -x "$hook" ] || exec "$hook"`;
  }

  /** The events for which git would not run ours. */
  private async differing(): Promise<string[]> {
    const { stdout } = await this.git.run(['config', '-z', '--get-regexp', '^hook\\.']);
    const entries = textOf(stdout)
      .split('\0')
      .slice(0, -1)
      .map((entry) => entry.split(/\n(.*)/s));
    const valuesOf = (key: string): (string | undefined)[] =>
      entries.filter(([name]) => name === key).map(([, value]) => value);
    const isOff = (key: string): boolean =>
      ['false', 'no', 'off', '0'].includes(valuesOf(`${key}.enabled`).at(-1)?.toLowerCase() ?? '');
    return OUR_HOOKS.filter(
      (name) =>
        !valuesOf(`${sectionOf(name)}.event`).includes(name) ||
        valuesOf(`${sectionOf(name)}.command`).at(-1) !== this.command(name) ||
        isOff(sectionOf(name)) ||
        isOff(`hook.${name}`),
    );
  }

  private async removeEntries(files: UndoableFiles, record: HookRecord | null): Promise<void> {
    const change = record?.mode === 'config' ? record.change : null;
    if (change !== null && (await takeBackConfig(this.site.config, files, change))) return;
    await changeConfig(this.site.config, files, async () => {
      for (const name of OUR_HOOKS) {
        // Fails where there is none.
        await this.git.run(['config', '--file', this.site.config, '--remove-section', sectionOf(name)]);
      }
    });
  }

  private set(key: string, value: string): Promise<string> {
    return gitText(this.git, ['config', '--file', this.site.config, key, value]);
  }
}

function sectionOf(hook: string): string {
  return `hook.countersign-${hook}`;
}
