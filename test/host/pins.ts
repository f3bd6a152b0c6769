/**
 * The exact versions of everything that the test host installs on demand. Changing one makes an older cache stale.
 */

/** Packages from the npm registry, by name. The Node package's name depends on the platform. */
export function pinnedPackages(platform: NodeJS.Platform, arch: string): Readonly<Record<string, string>> {
  const packages: Record<string, string> = {
    'code-server': '4.139.1',
    [nodePackage(platform, arch)]: '24.21.0',
  };
  if (bundlesChromium(platform, arch)) {
    packages['@sparticuz/chromium'] = '153.0.0';
    packages['dejavu-fonts-ttf'] = '2.37.3';
  }
  return packages;
}

/** Name of the package that holds the Node binary for a platform. */
export function nodePackage(platform: NodeJS.Platform, arch: string): string {
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/** Whether the registry has a Chromium for this platform; elsewhere an installed Chrome is driven. */
export function bundlesChromium(platform: NodeJS.Platform, arch: string): boolean {
  return platform === 'linux' && arch === 'x64';
}

/** Raised whenever the installation is laid out or patched differently. */
export const layoutRevision = 2;
