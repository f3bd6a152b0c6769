/**
 * Where the extension under test and the fixture extensions are.
 */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from './installation';

/** The packaged extension that `npm run package` makes; `COUNTERSIGN_VSIX` names another one. */
export function packagedExtension(): string {
  const given = process.env['COUNTERSIGN_VSIX'];
  if (given) return path.resolve(given);
  const manifest = JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  return path.join(repositoryRoot, `${manifest.name}-${manifest.version}.vsix`);
}

/** The extension that plays an AI completion provider. */
export const completionsFixture = fixture('completions');

/** The extension that records what one sees on the stable API alone. */
export const stableProbeFixture = fixture('stableProbe');

/** The extension that formats by replacing the whole document. */
export const formatterFixture = fixture('formatter');

/** The extension that runs code of the tests in the extension host. */
export const controlFixture = fixture('control');

function fixture(name: string): string {
  return path.join(repositoryRoot, 'test', 'fixtures', name);
}
