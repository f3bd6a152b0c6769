/**
 * An extensions directory as VS Code lays it out, filled from VSIX files and from extension directories.
 * The server's own `--install-extension` does the same in seconds of start-up per call; this takes milliseconds.
 */
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { unzip } from './unzip';

/** Adds extensions to `directory`, copied or unpacked, and registers them. Gives the directory of each. */
export async function fillExtensionsDirectory(
  directory: string,
  sources: readonly string[],
): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const placed: string[] = [];
  const registered = await registeredIn(directory);
  for (const [index, source] of sources.entries()) {
    const arriving = path.join(directory, `.arriving-${index}`);
    if ((await stat(source)).isDirectory()) await cp(source, arriving, { recursive: true });
    else await unzip(source, arriving, 'extension/');
    const manifest = await manifestOf(arriving);
    const relative = `${manifest.publisher}.${manifest.name}-${manifest.version}`.toLowerCase();
    const target = path.join(directory, relative);
    await cp(arriving, target, { recursive: true });
    await rm(arriving, { recursive: true });
    placed.push(target);
    registered.push({
      identifier: { id: `${manifest.publisher}.${manifest.name}` },
      version: manifest.version,
      location: { $mid: 1, path: target, scheme: 'file' },
      relativeLocation: relative,
      metadata: { installedTimestamp: 0, source: 'vsix' },
    });
  }
  await writeFile(path.join(directory, 'extensions.json'), JSON.stringify(registered));
  return placed;
}

async function registeredIn(directory: string): Promise<object[]> {
  const text = await readFile(path.join(directory, 'extensions.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as object[];
}

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

async function manifestOf(directory: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(directory, 'package.json'), 'utf8')) as Manifest;
}
