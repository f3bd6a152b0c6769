/**
 * The copy of `hook.js` inside a repository. Its first line tells version and content, so that an older copy is
 * noticed and a newer one (of another editor on the same machine) is left alone.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The content to install: a header line, then the built program. */
export async function hookProgram(path: string, version: string): Promise<Buffer> {
  const program = await readFile(path);
  const hash = createHash('sha256').update(program).digest('hex').slice(0, 16);
  return Buffer.concat([Buffer.from(`// countersign ${version} ${hash}\n`), program]);
}

/** Whether the installed program is of an older version than the wanted one, or of the same version but different. */
export function isOlderProgram(installed: Uint8Array, wanted: Uint8Array): boolean {
  const there = header(installed);
  const here = header(wanted);
  if (there === null || here === null) return true;
  const order = compareVersions(there.version, here.version);
  return order < 0 || (order === 0 && there.hash !== here.hash);
}

function header(program: Uint8Array): { version: string; hash: string } | null {
  const [line] = Buffer.from(program.subarray(0, 200)).toString('latin1').split('\n');
  const match = /^\/\/ countersign (\S+) ([0-9a-f]{16})$/.exec(line ?? '');
  return match?.[1] && match[2] ? { version: match[1], hash: match[2] } : null;
}

function compareVersions(one: string, other: string): number {
  const left = one.split('.').map(Number);
  const right = other.split('.').map(Number);
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
