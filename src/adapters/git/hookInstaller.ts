/**
 * Installs, removes and checks the git hooks of one repository, in the way that fits it. Hooks that are there already
 * keep working: they are kept next to ours and run first, or forwarded to when `core.hooksPath` names a directory, or
 * left alone when git itself can run several.
 */
import { lstat, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Git } from '../../core/ports';
import { CountersignError } from '../../core/errors';
import { policyFileName } from '../../core/policy/policy';
import { gitsOnPath } from '../node/gitsOnPath';
import { writeNodePointer } from '../node/nodePointer';
import { ConfiguredHooks } from './configuredHooks';
import { FileHooks } from './fileHooks';
import { ForwardedHooks } from './forwardedHooks';
import { gitRunsConfiguredHooks } from './gitRunsConfiguredHooks';
import { exists, readOrNull, UndoableFiles } from './hookFiles';
import type { HookMode } from './hookMode';
import { HOOK_PROGRAMS, hookPrograms, installedName, isOlderProgram } from './hookProgram';
import { readHookRecord, recordText, type HookRecord } from './hookRecord';
import { OUR_HOOKS, type ShimPlace } from './hookShim';
import { allSites, currentSite, isOwnDirectory, repositorySite, type HookSite } from './hookSite';
import type { HooksStatus } from './hookStatus';
import { removeTraces } from './hookTraces';
import { isSameDirectory, readHooksPath } from './hooksPath';
import type { Repository } from './repository';
import { StackedHooks } from './stackedHooks';

export interface HookSource {
  /** Path of the built `hook.js`. */
  readonly program: string;
  /** Version of the product that it belongs to. */
  readonly version: string;
  /** Node executable for the hooks; null leaves the pointer as it is. */
  readonly node: string | null;
}

/** Where the hooks are, or have to be, and what is remembered of it. */
interface Installation {
  readonly site: HookSite;
  readonly place: ShimPlace;
  readonly record: HookRecord | null;
}

/** The hooks of one repository. Methods must not run at the same time. */
export class HookInstaller {
  /** @param versions what each git of the machine says of its version; default: those on the search path */
  constructor(
    private readonly git: Git,
    private readonly repository: Repository,
    private readonly source: HookSource,
    private readonly versions = (): Promise<readonly string[]> => gitsOnPath(process.env['PATH'] ?? ''),
  ) {}

  /**
   * Installs or refreshes the hooks. Either everything is installed or nothing has changed.
   *
   * @throws CountersignError `hooks-unwritable`
   */
  async install(): Promise<HooksStatus> {
    const { site, place, record } = await this.wanted('install');
    const files = new UndoableFiles();
    try {
      await files.makeDirectory(this.repository.sharedDir);
      const programs = await hookPrograms(this.source.program, this.source.version);
      for (const [name, content] of programs) {
        await files.write(join(this.repository.sharedDir, installedName(name)), content, 0o644);
      }
      if (record !== null && record.mode !== place.kind) {
        await this.mode(site, placeOf(record)).remove(files, record);
      }
      const installed = await this.mode(site, place).install(files, record);
      await files.write(site.record, recordText(installed), 0o644);
    } catch (cause) {
      await files.takeBack();
      throw unwritable(this.repository.commonDir, cause);
    }
    if (record !== null && record.mode !== place.kind) await files.finish();
    if (this.source.node !== null) await writeNodePointer(this.repository.sharedDir, this.source.node);
    return this.status();
  }

  /**
   * Removes the hooks and puts back what was there before, byte for byte. Provenance that waits to be committed stays.
   *
   * @throws CountersignError `hooks-unwritable`
   */
  async uninstall(): Promise<HooksStatus> {
    const { sharedDir } = this.repository;
    const sites = await allSites(this.repository);
    const files = new UndoableFiles();
    try {
      for (const site of sites) await this.removeFrom(site, files);
      await files.finish();
      await removeTraces(this.repository);
      for (const { record } of sites) await rm(record, { force: true });
    } catch (cause) {
      await files.takeBack();
      throw unwritable(this.repository.commonDir, cause);
    }
    // Fails when the journal is still in there, which is wanted.
    await rmdir(sharedDir).catch(() => undefined);
    return this.status();
  }

  /** Looks in every place, whatever the record says: it may be lost, and the place another one since. */
  private async removeFrom(site: HookSite, files: UndoableFiles): Promise<void> {
    const record = await readHookRecord(site.record);
    const former = formerOf(record);
    await new ForwardedHooks(this.git, site, this.repository.root, former).remove(files, record);
    if (site.directory !== repositorySite(this.repository).directory) return;
    await this.mode(site, { kind: 'config' }).remove(files, record);
    await this.mode(site, { kind: 'files' }).remove(files, record);
  }

  /** Tells what git would run now. */
  async status(): Promise<HooksStatus> {
    const { site, place, record } = await this.wanted('look');
    if (record?.mode === 'config' && place.kind !== 'config') {
      const detail =
        'Hooks in the configuration of git are not run by every git here, or another hook writes the message after them: install them again.';
      return { state: 'outdated', directory: site.directory, chained: [], detail };
    }
    if (place.kind !== 'hooks-path') return this.withProgram(await this.mode(site, place).status(record));
    const { effective } = await readHooksPath(this.git, site, [site.directory]);
    if (effective === site.directory) return this.withProgram(await this.mode(site, place).status(record));
    const directory = resolve(this.repository.root, place.former);
    if (record === null) return { state: 'not-installed', directory, chained: [], detail: null };
    const detail = `core.hooksPath now names ${place.former}, so git no longer runs the hooks of Countersign: install them again.`;
    return { state: 'overwritten', directory, chained: [], detail };
  }

  /** Where the hooks must go. Only an installation needs to know which gits there are when none is there yet. */
  private async wanted(purpose: 'install' | 'look'): Promise<Installation> {
    const common = repositorySite(this.repository);
    const known = await readHookRecord(common.record);
    const site = known?.mode === 'config' ? common : await currentSite(this.git, this.repository);
    const record = await readHookRecord(site.record);
    const isOpen = record === null ? purpose === 'install' : record.mode === 'config';
    if (isOpen && (await this.canBeConfigured(site))) {
      return { site: common, place: { kind: 'config' }, record: known?.mode === 'config' ? known : null };
    }
    return { site, place: await this.place(site, record), record };
  }

  /** Installed hooks stay where they are: a machine with a new git may not be the only one that uses the repository. */
  private async canBeConfigured(site: HookSite): Promise<boolean> {
    const { effective } = await readHooksPath(this.git, site, []);
    const directory = effective === null ? this.plainDirectory() : resolve(this.repository.root, effective);
    if (isOwnDirectory(directory) || (await new StackedHooks(directory).ours(OUR_HOOKS)).length > 0)
      return false;
    return gitRunsConfiguredHooks(this.git, directory, this.versions);
  }

  /** Where files must go: depends on what git uses when ours are not counted. */
  private async place(site: HookSite, record: HookRecord | null): Promise<ShimPlace> {
    const plain = this.plainDirectory();
    const withoutOurs = await this.formerDirectory(site, record);
    if (withoutOurs !== null && !(await isSameDirectory(resolve(this.repository.root, withoutOurs), plain))) {
      // A setting that a moved repository left behind names a directory of ours that is gone.
      const leftover = isOwnDirectory(withoutOurs) && !(await exists(withoutOurs));
      if (!leftover) return { kind: 'hooks-path', former: withoutOurs };
      return { kind: 'hooks-path', former: formerOf(record) ?? plain };
    }
    // A linked hooks directory belongs to somebody else, often to the tracked files.
    if ((await exists(plain)) && (await lstat(plain)).isSymbolicLink())
      return { kind: 'hooks-path', former: plain };
    return { kind: 'files' };
  }

  /** The value of `core.hooksPath` that would count without us; null when git would use its own directory. */
  private async formerDirectory(site: HookSite, record: HookRecord | null): Promise<string | null> {
    const ours = (await allSites(this.repository)).map(({ directory }) => directory);
    const { local, withoutOurs } = await readHooksPath(this.git, site, [site.directory, ...ours]);
    const replaced = local === site.directory && record?.mode === 'hooks-path' && record.formerLocal !== null;
    return replaced ? record.former : withoutOurs;
  }

  private mode(site: HookSite, place: ShimPlace): HookMode {
    switch (place.kind) {
      case 'files':
        return new FileHooks(
          this.plainDirectory(),
          this.repository.sharedDir,
          join(this.repository.root, policyFileName),
        );
      case 'hooks-path':
        return new ForwardedHooks(this.git, site, this.repository.root, place.former);
      case 'config':
        return new ConfiguredHooks(this.git, site);
    }
  }

  private plainDirectory(): string {
    return join(this.repository.commonDir, 'hooks');
  }

  private async withProgram(status: HooksStatus): Promise<HooksStatus> {
    if (status.state !== 'installed') return status;
    const wanted = await hookPrograms(this.source.program, this.source.version);
    const installed = await Promise.all(
      HOOK_PROGRAMS.map((name) => readOrNull(join(this.repository.sharedDir, installedName(name)))),
    );
    const [main] = installed;
    if (!main || installed.includes(null)) {
      return {
        ...status,
        state: 'outdated',
        detail: 'The program of the hooks is missing: install them again.',
      };
    }
    if (isOlderProgram(main, wanted.get('hook') ?? main)) {
      return {
        ...status,
        state: 'outdated',
        detail: 'The program of the hooks is older than this one: install them again.',
      };
    }
    return status;
  }
}

/** The place that a record speaks of. */
function placeOf(record: HookRecord): ShimPlace {
  return record.mode === 'hooks-path' ? { kind: 'hooks-path', former: record.former } : { kind: record.mode };
}

function formerOf(record: HookRecord | null): string | null {
  return record?.mode === 'hooks-path' ? record.former : null;
}

function unwritable(directory: string, cause: unknown): CountersignError {
  const reason = cause instanceof Error ? cause.message.replace(/\.$/, '') : 'unknown reason';
  return new CountersignError(
    'hooks-unwritable',
    `The hooks of ${directory} could not be changed (${reason}): make the directory writable and try again.`,
    { cause },
  );
}
