/**
 * The web host must read the flags that `@vscode/test-electron` gives to a desktop build.
 */
import * as assert from 'node:assert/strict';
import { parseLaunchFlags } from '../../host/launchFlags';

describe('parseLaunchFlags', () => {
  it('reads what runTests passes', () => {
    const flags = parseLaunchFlags([
      ...['/repo', '--extensions-dir=/e', '--user-data-dir', '/u', '--no-sandbox', '--disable-updates'],
      ...[
        '--extensionTestsPath=/t/index.js',
        '--extensionDevelopmentPath=/a',
        '--extensionDevelopmentPath=/b=c',
      ],
    ]);
    assert.deepEqual(flags, {
      extensionDevelopmentPaths: ['/a', '/b=c'],
      extensionTestsPath: '/t/index.js',
      extensionsDir: '/e',
      userDataDir: '/u',
      folder: '/repo',
    });
  });

  it('leaves out what was not given', () => {
    assert.deepEqual(parseLaunchFlags(['--skip-welcome']), {
      extensionDevelopmentPaths: [],
      extensionTestsPath: null,
      extensionsDir: null,
      userDataDir: null,
      folder: null,
    });
  });
});
