/**
 * Installs, removes and checks the git hooks of one repository. Hooks that are there already keep working: they are
 * kept next to ours and run first, or forwarded to when `core.hooksPath` names a directory, which may be tracked and
 * is never written to.
 */
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Git } from '../../core/ports';
import { CountersignError } from '../../core/errors';
import { gitText } from './gitText';
import { exists, readOrNull, UndoableFiles } from './hookFiles';
import { HOOK_PROGRAMS, hookPrograms, installedName, isOlderProgram } from './hookProgram';
import { readHookRecord, recordFile, recordText, type HookRecord } from './hookRecord';
import {
  FORWARDED_HOOKS,
  hookShim,
  isOurShim,
  KEPT_SUFFIX,
  OPTIONAL_HOOKS,
  OUR_HOOKS,
  type ShimPlace,
} from './hookShim';
import { isSameDirectory, readHooksPath } from './hooksPath';
import type { Repository } from './repository';
import { writeNodePointer } from '../node/nodePointer';

/** `overwritten`: another program replaced ours since. `outdated`: ours, but of another version or for another place. */
export type HooksState = 'installed' | 'not-installed' | 'overwritten' | 'outdated';

export interface HooksStatus {
  readonly state: HooksState;
  /** Where git looks for hooks now. */
  readonly directory: string;
  /** Names of the hooks that were there before and still run. */
  readonly chained: readonly string[];
  /** What is wrong, in a sentence; null when installed or never installed. */
  readonly detail: string | null;
}

export interface HookSource {
  /** Path of the built `hook.js`. */
  readonly program: string;
  /** Version of the product that it belongs to. */
  readonly version: string;
  /** Node executable for the hooks; null leaves the pointer as it is. */
  readonly node: string | null;
}

/** The hooks of one repository. Methods must not run at the same time. */
export class HookInstaller {
  constructor(
    private readonly git: Git,
    private readonly repository: Repository,
    private readonly source: HookSource,
  ) {}

  private get ownDirectory(): string {
    return join(this.repository.sharedDir, 'hooks');
  }

  /** `.cjs`, or a repository whose package.json says `"type": "module"` would have Node read it as something else. */
  /**
   * Installs or refreshes the hooks. Either everything is installed or nothing has changed.
   *
   * @throws CountersignError `hooks-unwritable`
   */
  async install(): Promise<HooksStatus> {
    const place = await this.place();
    const record = await readHookRecord(this.repository.sharedDir);
    const files = new UndoableFiles();
    try {
      await files.makeDirectory(this.repository.sharedDir);
      const programs = await hookPrograms(this.source.program, this.source.version);
      for (const [name, content] of programs) {
        await files.write(join(this.repository.sharedDir, installedName(name)), content, 0o644);
      }
      if (place.kind === 'files') await this.installFiles(files, place);
      else await this.installDirectory(files, place, record);
    } catch (cause) {
      await files.takeBack();
      throw unwritable(this.repository.commonDir, cause);
    }
    if (this.source.node !== null) await writeNodePointer(this.repository.sharedDir, this.source.node);
    return this.status();
  }

  /**
   * Removes the hooks and puts back what was there before, byte for byte. Provenance that waits to be committed stays.
   *
   * @throws CountersignError `hooks-unwritable`
   */
  async uninstall(): Promise<HooksStatus> {
    const record = await readHookRecord(this.repository.sharedDir);
    const setting = await readHooksPath(this.git, this.ownDirectory);
    const files = new UndoableFiles();
    try {
      if (setting.local === this.ownDirectory) {
        await this.setHooksPath(files, record?.mode === 'hooks-path' ? record.formerLocal : null);
      }
      await this.restoreFiles(files, this.plainDirectory());
      await rm(this.ownDirectory, { recursive: true, force: true });
      for (const name of [...HOOK_PROGRAMS.map(installedName), 'node', 'hooks.json', 'annotated']) {
        await rm(join(this.repository.sharedDir, name), { recursive: true, force: true });
      }
    } catch (cause) {
      await files.takeBack();
      throw unwritable(this.repository.commonDir, cause);
    }
    // Fails when the journal is still in there, which is wanted.
    await rmdir(this.repository.sharedDir).catch(() => undefined);
    return this.status();
  }

  /** Tells what git would run now. */
  async status(): Promise<HooksStatus> {
    const record = await readHookRecord(this.repository.sharedDir);
    const setting = await readHooksPath(this.git, this.ownDirectory);
    if (setting.effective !== null && setting.effective === this.ownDirectory) {
      return this.directoryStatus(record);
    }
    const place = await this.place();
    if (place.kind === 'hooks-path') {
      const directory = resolve(this.repository.root, place.former);
      if (record === null) return { state: 'not-installed', directory, chained: [], detail: null };
      const detail = `core.hooksPath now names ${place.former}, so git no longer runs the hooks of Countersign: install them again.`;
      return { state: 'overwritten', directory, chained: [], detail };
    }
    return this.filesStatus(record);
  }

  /** Where hooks must go: depends on what git uses when ours are not counted. */
  private async place(): Promise<ShimPlace> {
    const plain = this.plainDirectory();
    const withoutOurs = await this.formerDirectory();
    if (withoutOurs !== null && !(await isSameDirectory(resolve(this.repository.root, withoutOurs), plain))) {
      // A setting that a moved repository left behind names a directory of ours that is gone.
      const leftover = withoutOurs.endsWith('/countersign/hooks') && !(await exists(withoutOurs));
      if (!leftover) return { kind: 'hooks-path', former: withoutOurs };
      const record = await readHookRecord(this.repository.sharedDir);
      return { kind: 'hooks-path', former: record?.mode === 'hooks-path' ? record.former : plain };
    }
    // A linked hooks directory belongs to somebody else, often to the tracked files.
    if ((await exists(plain)) && (await lstat(plain)).isSymbolicLink())
      return { kind: 'hooks-path', former: plain };
    return { kind: 'files' };
  }

  /** The value of `core.hooksPath` that would count without us; null when git would use its own directory. */
  private async formerDirectory(): Promise<string | null> {
    const record = await readHookRecord(this.repository.sharedDir);
    const { local, withoutOurs } = await readHooksPath(this.git, this.ownDirectory);
    const replaced =
      local === this.ownDirectory && record?.mode === 'hooks-path' && record.formerLocal !== null;
    return replaced ? record.former : withoutOurs;
  }

  private plainDirectory(): string {
    return join(this.repository.commonDir, 'hooks');
  }

  private async installFiles(files: UndoableFiles, place: ShimPlace): Promise<void> {
    const directory = this.plainDirectory();
    await files.makeDirectory(directory);
    for (const name of OUR_HOOKS) {
      const path = join(directory, name);
      if ((await exists(path)) && !(await this.isOurs(path))) await this.keep(files, path);
      if (await this.isOurs(`${path}.legacy`)) await files.remove(`${path}.legacy`);
      await files.write(path, hookShim(name, place), 0o755);
    }
    await files.write(recordFile(this.repository.sharedDir), recordText({ mode: 'files' }), 0o644);
    await rm(this.ownDirectory, { recursive: true, force: true });
  }

  /** Moves a hook aside. One that was kept earlier had been replaced by another program: it stays, out of the way. */
  private async keep(files: UndoableFiles, path: string): Promise<void> {
    const kept = `${path}${KEPT_SUFFIX}`;
    for (let number = 1; await exists(kept); number++) {
      if (!(await exists(`${kept}.${number}`))) await files.move(kept, `${kept}.${number}`);
    }
    await files.move(path, kept);
  }

  private async installDirectory(
    files: UndoableFiles,
    place: ShimPlace & { kind: 'hooks-path' },
    record: HookRecord | null,
  ): Promise<void> {
    if (record?.mode === 'files') await this.restoreFiles(files, this.plainDirectory());
    await files.makeDirectory(this.ownDirectory);
    for (const name of await this.namesToForward(place.former)) {
      await files.write(join(this.ownDirectory, name), hookShim(name, place), 0o755);
    }
    const { local } = await readHooksPath(this.git, this.ownDirectory);
    const formerLocal =
      local !== this.ownDirectory ? local : record?.mode === 'hooks-path' ? record.formerLocal : null;
    const text = recordText({ mode: 'hooks-path', formerLocal, former: place.former });
    await files.write(recordFile(this.repository.sharedDir), text, 0o644);
    if (local !== this.ownDirectory) await this.setHooksPath(files, this.ownDirectory);
    const { effective } = await readHooksPath(this.git, this.ownDirectory);
    if (effective !== this.ownDirectory) {
      throw new Error(
        'core.hooksPath is set for this worktree or on the command line, which outranks the repository.',
      );
    }
  }

  private async namesToForward(former: string): Promise<string[]> {
    const directory = resolve(this.repository.root, former);
    const optional: string[] = [];
    for (const name of OPTIONAL_HOOKS) if (await exists(join(directory, name))) optional.push(name);
    return [...FORWARDED_HOOKS, ...optional];
  }

  private async setHooksPath(files: UndoableFiles, value: string | null): Promise<void> {
    const { local } = await readHooksPath(this.git, this.ownDirectory);
    const set = (wanted: string | null): Promise<string> =>
      wanted === null
        ? gitText(this.git, ['config', '--local', '--unset-all', 'core.hooksPath'])
        : gitText(this.git, ['config', '--local', '--replace-all', 'core.hooksPath', wanted]);
    await set(value);
    files.onUndo(() => set(local));
  }

  /** Removes our files of a hooks directory and puts the kept ones back, unless somebody else's hook is there now. */
  private async restoreFiles(files: UndoableFiles, directory: string): Promise<void> {
    for (const name of OUR_HOOKS) {
      const path = join(directory, name);
      if (await this.isOurs(path)) await files.remove(path);
      if (await this.isOurs(`${path}.legacy`)) await files.remove(`${path}.legacy`);
      const kept = `${path}${KEPT_SUFFIX}`;
      if ((await exists(kept)) && !(await exists(path))) await files.move(kept, path);
    }
  }

  private async isOurs(path: string): Promise<boolean> {
    const bytes = await readOrNull(path);
    return bytes !== null && isOurShim(bytes.toString('latin1'));
  }

  private async directoryStatus(record: HookRecord | null): Promise<HooksStatus> {
    const directory = this.ownDirectory;
    const place = await this.place();
    const known = record?.mode === 'hooks-path' ? record.former : null;
    const base = { directory, chained: await this.executablesIn(known) };
    if (known === null || place.kind !== 'hooks-path' || place.former !== known) {
      const detail = 'The hooks no longer forward to the right directory: install them again.';
      return { ...base, state: 'outdated', detail };
    }
    if (!(await this.areCurrent(directory, FORWARDED_HOOKS, place))) {
      return { ...base, state: 'outdated', detail: 'The hooks are of another version: install them again.' };
    }
    return this.withProgram(base);
  }

  private async filesStatus(record: HookRecord | null): Promise<HooksStatus> {
    const directory = this.plainDirectory();
    const base = { directory, chained: await this.keptIn(directory) };
    const ours = await Promise.all(OUR_HOOKS.map((name) => this.isOurs(join(directory, name))));
    const missing = OUR_HOOKS.filter((_, index) => !ours[index]);
    if (missing.length === OUR_HOOKS.length && record === null) {
      return { ...base, state: 'not-installed', detail: null };
    }
    if (missing.length > 0) {
      const detail = `Another program replaced or removed ${missing.join(', ')}: install the hooks again, what is there now will still run.`;
      return { ...base, state: 'overwritten', detail };
    }
    if (!(await this.areCurrent(directory, OUR_HOOKS, { kind: 'files' }))) {
      return { ...base, state: 'outdated', detail: 'The hooks are of another version: install them again.' };
    }
    return this.withProgram(base);
  }

  private async withProgram(base: Pick<HooksStatus, 'directory' | 'chained'>): Promise<HooksStatus> {
    const wanted = await hookPrograms(this.source.program, this.source.version);
    const installed = await Promise.all(
      HOOK_PROGRAMS.map((name) => readOrNull(join(this.repository.sharedDir, installedName(name)))),
    );
    const [main] = installed;
    if (!main || installed.includes(null)) {
      return {
        ...base,
        state: 'outdated',
        detail: 'The program of the hooks is missing: install them again.',
      };
    }
    if (isOlderProgram(main, wanted.get('hook') ?? main)) {
      return {
        ...base,
        state: 'outdated',
        detail: 'The program of the hooks is older than this one: install them again.',
      };
    }
    return { ...base, state: 'installed', detail: null };
  }

  private async areCurrent(directory: string, names: readonly string[], place: ShimPlace): Promise<boolean> {
    const same = await Promise.all(
      names.map(
        async (name) => (await readOrNull(join(directory, name)))?.toString() === hookShim(name, place),
      ),
    );
    return same.every(Boolean);
  }

  private async keptIn(directory: string): Promise<string[]> {
    const found = await Promise.all(
      OUR_HOOKS.map((name) => exists(join(directory, `${name}${KEPT_SUFFIX}`))),
    );
    return OUR_HOOKS.filter((_, index) => found[index]);
  }

  private async executablesIn(former: string | null): Promise<string[]> {
    if (former === null) return [];
    const directory = resolve(this.repository.root, former);
    const names = (await exists(directory)) ? await readdir(directory) : [];
    return [...FORWARDED_HOOKS, ...OPTIONAL_HOOKS].filter((name) => names.includes(name));
  }
}

function unwritable(directory: string, cause: unknown): CountersignError {
  const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : 'unknown reason';
  return new CountersignError(
    'hooks-unwritable',
    `The hooks of ${directory} could not be changed (${reason}): make the directory writable and try again.`,
    { cause },
  );
}
