/**
 * Installs the test host on demand: a real VS Code, the Node to run it and a Chromium, all from the npm registry,
 * because a desktop VS Code cannot be downloaded everywhere. Run directly, it installs and says where.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { cacheRoot, installationAt } from './installation';
import type { Installation } from './installation';
import { layoutRevision, pinnedPackages } from './pins';
import { restoreProposalCheck } from './restoreProposalCheck';
import { unpackChromium } from './unpackChromium';

const run = promisify(execFile);

/** The installed test host; installs it first when it is missing or of other versions. */
export async function install(say: (line: string) => void = console.log): Promise<Installation> {
  const root = path.join(cacheRoot(), 'web-host');
  const stamp = expectedStamp();
  if ((await stampOf(root)) === stamp) return installationAt(root);

  const building = `${root}.${process.pid}.new`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  try {
    await build(building, say);
    await writeFile(path.join(building, 'stamp.json'), stamp);
    await moveInPlace(building, root, stamp);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  say(`Test host ready in ${root}`);
  return installationAt(root);
}

async function build(root: string, say: (line: string) => void): Promise<void> {
  const packages = pinnedPackages(process.platform, process.arch);
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  say(`Installing the test host, once (about 1 GB on disk): ${wanted.join(', ')}`);
  await writeFile(path.join(root, 'package.json'), '{ "private": true }\n');
  await npmInstall(root, ['--no-save', '--no-package-lock', ...wanted]);

  const installed = installationAt(root);
  say('Installing the dependencies of VS Code and of its built-in extensions');
  await npmInstall(installed.vscode, ['--omit=dev']);
  await npmInstall(path.join(installed.vscode, 'extensions'), ['--omit=dev']);
  await restoreProposalCheck(installed.vscode);
  const logger = path.join(installed.vscode, 'node_modules', '@vscode', 'spdlog', 'index.js');
  await copyFile(path.join(__dirname, 'plainSpdlog.cjs'), logger);
  if (installed.chromium) {
    say('Unpacking Chromium');
    await unpackChromium(path.join(root, 'node_modules'), path.join(root, 'chromium'));
  }
}

/** Scripts are left out: they compile native parts that VS Code does without here. */
async function npmInstall(directory: string, args: readonly string[]): Promise<void> {
  const npm = process.env['npm_execpath'];
  const all = ['install', '--prefix', directory, '--ignore-scripts', '--no-audit', '--no-fund', ...args];
  const options = { cwd: directory, maxBuffer: 1 << 26 };
  try {
    if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...all], options);
    else await run('npm', all, { ...options, shell: process.platform === 'win32' });
  } catch (error) {
    throw new Error(`npm could not install the test host in ${directory}. Is the npm registry reachable?`, {
      cause: error,
    });
  }
}

/** Of two installations at the same time the first one wins. */
async function moveInPlace(from: string, to: string, stamp: string): Promise<void> {
  if ((await stampOf(to)) === stamp) return;
  const old = `${to}.${process.pid}.old`;
  await rename(to, old).catch(ignoreMissing);
  try {
    await rename(from, to);
  } catch (error) {
    if ((await stampOf(to)) !== stamp) throw error;
  }
  await rm(old, { recursive: true, force: true });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function stampOf(root: string): Promise<string | null> {
  return readFile(path.join(root, 'stamp.json'), 'utf8').catch(() => null);
}

function expectedStamp(): string {
  const { platform, arch } = process;
  return `${JSON.stringify({ layoutRevision, platform, arch, packages: pinnedPackages(platform, arch) })}\n`;
}

if (require.main === module) {
  install().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
