/**
 * Where the parts of an installed test host are.
 */
import * as path from 'node:path';
import { bundlesChromium, nodePackage } from './pins';

export interface Installation {
  readonly root: string;
  /** The Node that runs VS Code. */
  readonly node: string;
  /** VS Code itself: holds `out/server-main.js` and `extensions/`. */
  readonly vscode: string;
  /** Null where no Chromium is bundled: an installed Chrome is used then. */
  readonly chromium: BundledChromium | null;
}

export interface BundledChromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Absolute path of the repository that this file belongs to. */
export const repositoryRoot = path.resolve(__dirname, '..', '..');

/** The directory of the cache: shared by clones when the environment says so. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  const shared = env['COUNTERSIGN_VSCODE_TEST_CACHE'];
  return path.resolve(shared ? shared : path.join(repositoryRoot, '.vscode-test'));
}

/** The parts of the test host installed at a directory. Nothing is read from disk. */
export function installationAt(
  root: string,
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): Installation {
  const modules = path.join(root, 'node_modules');
  const nodeHome = path.join(modules, nodePackage(platform, arch));
  return {
    root,
    node: path.join(nodeHome, 'bin', platform === 'win32' ? 'node.exe' : 'node'),
    vscode: path.join(modules, 'code-server', 'lib', 'vscode'),
    chromium: bundlesChromium(platform, arch) ? chromiumAt(path.join(root, 'chromium')) : null,
  };
}

function chromiumAt(home: string): BundledChromium {
  const libraries = path.join(home, 'al2023', 'lib');
  const inherited = process.env['LD_LIBRARY_PATH'];
  return {
    executable: path.join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: inherited ? `${libraries}${path.delimiter}${inherited}` : libraries,
      FONTCONFIG_FILE: path.join(home, 'fonts.conf'),
    },
  };
}
