/**
 * Our hooks in one directory, each in front of the one that was there, which is kept under another name. Programs that
 * write hooks come back any time: what they did is settled so that the directory is, without ours, what they left.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, readOrNull, type UndoableFiles } from './hookFiles';
import { hookManagerOf } from './hookManagers';
import { hookShim, isOurShim, KEPT_SUFFIX, type ShimPlace } from './hookShim';

/** The hooks of one directory. Methods must not run at the same time. */
export class StackedHooks {
  constructor(private readonly directory: string) {}

  /** Puts ours in front of whatever is there. */
  async install(files: UndoableFiles, names: readonly string[], place: ShimPlace): Promise<void> {
    await files.makeDirectory(this.directory);
    for (const name of names) {
      const path = join(this.directory, name);
      await this.settle(files, name);
      if ((await exists(path)) && !(await isOurs(path))) await this.keep(files, path);
      await files.write(path, await this.shim(name, place), 0o755);
    }
  }

  /** Removes ours and puts the kept ones back. */
  async remove(files: UndoableFiles, names: readonly string[]): Promise<void> {
    for (const name of names) {
      const path = join(this.directory, name);
      await this.settle(files, name);
      if (await isOurs(path)) await files.remove(path);
      const kept = `${path}${KEPT_SUFFIX}`;
      if ((await exists(kept)) && !(await exists(path))) await files.move(kept, path);
    }
  }

  /** Which of these hooks are ours, of whatever version. */
  async ours(names: readonly string[]): Promise<readonly string[]> {
    return this.those(names, (path) => isOurs(path));
  }

  /** Which of these hooks are as this version writes them. */
  async current(names: readonly string[], place: ShimPlace): Promise<readonly string[]> {
    return this.those(
      names,
      async (path, name) => (await readOrNull(path))?.toString() === (await this.shim(name, place)),
    );
  }

  /** Which of these hooks belong to somebody else. */
  async foreign(names: readonly string[]): Promise<readonly string[]> {
    return this.those(names, async (path) => (await exists(path)) && !(await isOurs(path)));
  }

  /** Which of these hooks stand in front of another one. */
  async kept(names: readonly string[]): Promise<readonly string[]> {
    return this.those(names, (path) => exists(`${path}${KEPT_SUFFIX}`));
  }

  private async shim(name: string, place: ShimPlace): Promise<string> {
    const kept = await readOrNull(join(this.directory, `${name}${KEPT_SUFFIX}`));
    const inFront = kept === null ? null : { manager: hookManagerOf(kept.toString('latin1')) };
    return hookShim(name, place, inFront);
  }

  /** Where another program put its hook in the place of ours, what we kept goes where that program believes it to be. */
  private async settle(files: UndoableFiles, name: string): Promise<void> {
    const path = join(this.directory, name);
    const kept = `${path}${KEPT_SUFFIX}`;
    const [copy, ...others] = await this.copiesOfOurs(name);
    if (!(await isOurs(path)) && (await exists(kept))) {
      const former = await readOrNull(kept);
      const there = await readOrNull(path);
      if (isNewer(former, there) || (copy === undefined && isTakenBack(former))) {
        await files.remove(kept);
      } else if (copy !== undefined && there !== null) {
        await files.remove(copy);
        await files.move(kept, copy);
        for (const other of others) await files.remove(other);
        return;
      }
    }
    for (const ours of [copy, ...others]) if (ours !== undefined) await files.remove(ours);
  }

  /** Files to which another program moved ours, as `commit-msg.old`: it takes them for its predecessor. */
  private async copiesOfOurs(name: string): Promise<string[]> {
    const names = (await exists(this.directory)) ? await readdir(this.directory) : [];
    const copies: string[] = [];
    for (const found of names.filter((file) => file.startsWith(`${name}.`))) {
      const path = join(this.directory, found);
      if (await isOurs(path)) copies.push(path);
    }
    return copies.sort();
  }

  /** Moves a hook aside. One that was kept earlier had been replaced by another program: it stays, out of the way. */
  private async keep(files: UndoableFiles, path: string): Promise<void> {
    const kept = `${path}${KEPT_SUFFIX}`;
    for (let number = 1; await exists(kept); number++) {
      if (!(await exists(`${kept}.${number}`))) await files.move(kept, `${kept}.${number}`);
    }
    await files.move(path, kept);
  }

  private async those(
    names: readonly string[],
    has: (path: string, name: string) => Promise<boolean>,
  ): Promise<readonly string[]> {
    const found = await Promise.all(names.map((name) => has(join(this.directory, name), name)));
    return names.filter((_, index) => found[index]);
  }
}

/** Whether a hook was written by us, in this or another version. */
async function isOurs(path: string): Promise<boolean> {
  const bytes = await readOrNull(path);
  return bytes !== null && isOurShim(bytes.toString('latin1'));
}

/** Whether the hook that is there now is by the program that wrote the one that we kept: it replaced its own. */
function isNewer(kept: Buffer | null, there: Buffer | null): boolean {
  if (kept === null || there === null) return false;
  const manager = hookManagerOf(kept.toString('latin1'));
  if (manager === null) return kept.equals(there);
  return hookManagerOf(there.toString('latin1'))?.name === manager.name;
}

/** Ours bore the mark of the program that wrote what we kept; being gone, it was removed as that program's own. */
function isTakenBack(kept: Buffer | null): boolean {
  return kept !== null && hookManagerOf(kept.toString('latin1')) !== null;
}
