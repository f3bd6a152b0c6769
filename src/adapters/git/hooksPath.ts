/**
 * The `core.hooksPath` setting: what git uses now, what it would use without us, and where the value stands.
 */
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Git } from '../../core/ports';
import { textOf } from './gitText';
import type { HookSite } from './hookSite';

export interface HooksPathSetting {
  /** Directory that git uses, as configured (`~` expanded, may be relative to the root); null: `<git dir>/hooks`. */
  readonly effective: string | null;
  /** The value in the configuration file of the site, as written; null when it has none. */
  readonly local: string | null;
  /** What git would use if the values that name directories of ours were not there. */
  readonly withoutOurs: string | null;
}

/** Reads every value of `core.hooksPath` that applies; `ours` are the directories that we may have put there. */
export async function readHooksPath(
  git: Git,
  site: HookSite,
  ours: readonly string[],
): Promise<HooksPathSetting> {
  const [all, local] = await Promise.all([
    values(git, ['config', '--type=path', '-z', '--get-all', 'core.hooksPath']),
    values(git, ['config', '--file', site.config, '-z', '--get-all', 'core.hooksPath']),
  ]);
  return {
    effective: all.at(-1) ?? null,
    local: local.at(-1) ?? null,
    withoutOurs: all.filter((value) => !ours.includes(value)).at(-1) ?? null,
  };
}

/** Whether two paths are the same directory, links resolved. */
export async function isSameDirectory(one: string, other: string): Promise<boolean> {
  const [left, right] = await Promise.all([resolved(one), resolved(other)]);
  return left === right;
}

async function resolved(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    // A directory that is not there yet is only itself.
    return resolve(path);
  }
}

async function values(git: Git, args: readonly string[]): Promise<string[]> {
  const { code, stdout } = await git.run(args);
  return code === 0 ? textOf(stdout).split('\0').slice(0, -1) : [];
}
