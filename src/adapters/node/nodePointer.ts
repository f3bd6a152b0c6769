/**
 * The pointer to the Node that runs our hooks: one line in `<common git dir>/countersign/node`. The editor writes its
 * own runtime there, because a user of the editor need not have Node installed.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../core/result';
import { writeAtomically } from './writeAtomically';

/** Longest time that a Node may take to answer, in milliseconds. */
const ANSWER_WITHIN = 10_000;

/** The path in the pointer, or null when there is none. */
export async function readNodePointer(sharedDir: string): Promise<string | null> {
  try {
    const [line] = (await readFile(join(sharedDir, 'node'), 'utf8')).split('\n');
    return line ? line : null;
  } catch {
    // No pointer, or not readable: the hook then looks for Node on the PATH, so this is an answer.
    return null;
  }
}

/** Makes the hooks use an executable. Does nothing when they already do. */
export async function writeNodePointer(sharedDir: string, executable: string): Promise<void> {
  if ((await readNodePointer(sharedDir)) === executable) return;
  await mkdir(sharedDir, { recursive: true });
  await writeAtomically(join(sharedDir, 'node'), `${executable}\n`);
}

/** Starts an executable as the hooks do and asks for its Node version, which must be 20 or newer. */
export function checkNode(executable: string): Promise<Result<string>> {
  return new Promise((resolve) => {
    const child = spawn(executable, ['-p', 'process.versions.node'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: ANSWER_WITHIN,
      windowsHide: true,
    });
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
    child.on('error', (error) => resolve({ ok: false, error: error.message }));
    child.on('close', (code) => {
      const version = output.trim();
      if (code !== 0) resolve({ ok: false, error: `it ended with code ${code ?? 'none'}` });
      else if (!(Number.parseInt(version, 10) >= 20)) resolve({ ok: false, error: `it is Node ${version}` });
      else resolve({ ok: true, value: version });
    });
  });
}
