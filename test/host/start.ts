/**
 * `npm start`: the same editor for a person to try by hand. Prints the address and stays up until Ctrl-C.
 */
import { completionsFixture } from './fixturePaths';
import { demoRules } from './demoRules';
import { fillExtensionsDirectory } from './extensionsDirectory';
import { startHostServer } from './hostServer';
import { install } from './install';
import { packageExtension } from './packageExtension';
import { createSampleRepository } from './sampleRepository';
import { SessionHome } from './sessionHome';
import { workbenchAddress } from './workbenchAddress';

async function main(): Promise<void> {
  const vsix = await packageExtension();
  const installation = await install();
  const home = new SessionHome({
    'countersignFixtures.completions': demoRules,
    // A person types slower than a test: what VS Code does by itself is left on.
    'editor.quickSuggestions': { other: 'on', comments: 'off', strings: 'off' },
    'editor.suggestOnTriggerCharacters': true,
  });
  const sample = await createSampleRepository(home.root);
  await fillExtensionsDirectory(home.extensionsDir, [vsix, completionsFixture]);
  const server = await startHostServer({
    installation,
    userDataDir: home.userDataDir,
    extensionsDir: home.extensionsDir,
    logFile: home.serverLog,
    env: home.environment(),
  });
  console.log(`\nOpen this address in a browser on this machine (Chrome, Edge or Firefox):\n`);
  console.log(`  ${workbenchAddress(server, { folder: sample.path })}\n`);
  console.log('Then type one of these at the end of a file and press Tab when the grey text appears:');
  for (const rule of demoRules) console.log(`  ${rule.before}`);
  console.log('\nsrc/payments/** is critical. Ctrl-C ends the editor and removes the sample.');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
