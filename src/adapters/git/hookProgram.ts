/**
 * The copies of the hook programs inside a repository. The first line of the main one tells version and content of all,
 * so that older copies are noticed and newer ones (of another editor on the same machine) are left alone.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The main program and those that it or the shell starts; built side by side as `<name>.js`. Where a policy refuses
 * commits or pushes they ask the command line's own gate.
 */
export const HOOK_PROGRAMS = [
  'hook',
  'hookMessage',
  'hookPostCommit',
  'hookPostRewrite',
  'hookPolicy',
  'hookFormer',
  'hookNote',
  'cli',
] as const;
export type HookProgram = (typeof HOOK_PROGRAMS)[number];

/**
 * The name of a program's copy. It is `.cjs` because a repository whose `package.json` says `"type": "module"` would
 * make an ES module of a `.js` file.
 */
export function installedName(program: HookProgram): string {
  return `${program}.cjs`;
}

/**
 * The contents to install.
 *
 * @param main path of the built main program
 */
export async function hookPrograms(main: string, version: string): Promise<ReadonlyMap<HookProgram, Buffer>> {
  const programs = new Map<HookProgram, Buffer>();
  const hash = createHash('sha256');
  for (const name of HOOK_PROGRAMS) {
    const program = await readFile(name === 'hook' ? main : join(dirname(main), `${name}.js`));
    programs.set(name, program);
    hash.update(program);
  }
  const header = Buffer.from(`// countersign ${version} ${hash.digest('hex').slice(0, 16)}\n`);
  return programs.set('hook', Buffer.concat([header, programs.get('hook') ?? Buffer.alloc(0)]));
}

/** Whether the installed main program is of an older version than the wanted one, or of the same but different. */
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
