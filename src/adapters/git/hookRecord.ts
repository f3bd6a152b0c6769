/**
 * What the installer remembers of an installation, in `<common git dir>/countersign/hooks.json`, to undo it exactly.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type HookRecord =
  | { readonly mode: 'files' }
  | {
      readonly mode: 'hooks-path';
      /** The value of the repository's own `core.hooksPath` before; null: it had none. */
      readonly formerLocal: string | null;
      /** The directory whose hooks are forwarded, relative to the root of the working tree or absolute. */
      readonly former: string;
    };

export function recordFile(sharedDir: string): string {
  return join(sharedDir, 'hooks.json');
}

export function recordText(record: HookRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The record of an installation; null when there is none or it cannot be understood. */
export async function readHookRecord(sharedDir: string): Promise<HookRecord | null> {
  try {
    return parseRecord(JSON.parse(await readFile(recordFile(sharedDir), 'utf8')));
  } catch {
    // Missing, not readable or not JSON: the state is then told from the hooks themselves.
    return null;
  }
}

function parseRecord(value: unknown): HookRecord | null {
  if (typeof value !== 'object' || value === null || !('mode' in value)) return null;
  if (value.mode === 'files') return { mode: 'files' };
  if (value.mode !== 'hooks-path' || !('former' in value) || typeof value.former !== 'string') return null;
  const formerLocal =
    'formerLocal' in value && typeof value.formerLocal === 'string' ? value.formerLocal : null;
  return { mode: 'hooks-path', formerLocal, former: value.former };
}
