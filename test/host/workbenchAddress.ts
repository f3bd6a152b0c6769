/**
 * The address that opens the workbench on a folder, with what to load handed over as its payload.
 */
import type { HostServer } from './hostServer';

export interface WorkbenchTarget {
  /** Absolute path of the folder to open; null opens an empty window. */
  readonly folder: string | null;
  readonly openFile?: string;
  /** One extension loaded from its directory. The web host takes only one. */
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

/** Proposed API is enabled for the extensions that declare it, and only for them. */
export function workbenchAddress(server: HostServer, target: WorkbenchTarget): string {
  const remote = (file: string): string => `vscode-remote://${server.authority}${file}`;
  const payload: [string, string][] = [['enableProposedApi', '']];
  if (target.extensionDevelopmentPath) {
    payload.push(['extensionDevelopmentPath', remote(target.extensionDevelopmentPath)]);
  }
  if (target.extensionTestsPath) payload.push(['extensionTestsPath', remote(target.extensionTestsPath)]);
  if (target.openFile) payload.push(['openFile', remote(target.openFile)]);
  const address = new URL(server.origin);
  address.searchParams.set('tkn', server.token);
  if (target.folder === null) address.searchParams.set('ew', 'true');
  else address.searchParams.set('folder', target.folder);
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
