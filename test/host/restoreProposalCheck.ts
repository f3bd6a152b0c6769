/**
 * The host's build grants every proposed API to every extension. A Marketplace VS Code does not: this puts the check
 * back, so that what is green here does not lean on an API that users do not get.
 */
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

const alwaysGranted =
  /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\([\w$]+,[\w$]+\)\{if\(!\1\([\w$]+,[\w$]+\)\)throw new Error\(`Extension (?:(?!\}function ).)*CANNOT use API proposal)/g;

/**
 * The source of an extension host whose check asks what the extension declares.
 * Throws when the check is not found exactly once: the host must then be looked at anew.
 */
export function withProposalCheck(source: string): string {
  const found = [...source.matchAll(alwaysGranted)].length;
  if (found !== 1) {
    throw new Error(
      `Expected one proposed-API check that always says yes in the extension host, found ${found}.`,
    );
  }
  return source.replace(alwaysGranted, 'function $1($2,$3){return $2.enabledApiProposals?.includes($3)??!1}');
}

/** Patches an installed VS Code in place. */
export async function restoreProposalCheck(vscode: string): Promise<void> {
  for (const file of ['node/extensionHostProcess.js', 'worker/extensionHostWorkerMain.js']) {
    const full = path.join(vscode, 'out', 'vs', 'workbench', 'api', file);
    await writeFile(full, withProposalCheck(await readFile(full, 'utf8')));
  }
}
