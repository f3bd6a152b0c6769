/**
 * What the installer remembers of an installation, as a file beside the hook programs, to undo it exactly.
 */
import { readFile } from 'node:fs/promises';
import type { ConfigChange } from './configChange';

export type HookRecord =
  /** `made`: the directory of the hooks was not there before. */
  | { readonly mode: 'files'; readonly made: boolean }
  | {
      readonly mode: 'hooks-path';
      /** The value in the configuration file that was changed, as it was before; null: it had none. */
      readonly formerLocal: string | null;
      /** The directory whose hooks are forwarded, relative to the root of the working tree or absolute. */
      readonly former: string;
      /** How the configuration file was changed; null when a version before this one did it. */
      readonly change: ConfigChange | null;
    }
  /** The hooks are part of git's configuration. */
  | { readonly mode: 'config'; readonly change: ConfigChange | null };

export function recordText(record: HookRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The record of an installation; null when there is none or it cannot be understood. */
export async function readHookRecord(file: string): Promise<HookRecord | null> {
  try {
    return parseRecord(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Missing, not readable or not JSON: the state is then told from the hooks themselves.
    return null;
  }
}

function parseRecord(value: unknown): HookRecord | null {
  if (typeof value !== 'object' || value === null || !('mode' in value)) return null;
  if (value.mode === 'files') return { mode: 'files', made: 'made' in value && value.made === true };
  const change = 'change' in value ? parseChange(value.change) : null;
  if (value.mode === 'config') return { mode: 'config', change };
  if (value.mode !== 'hooks-path' || !('former' in value) || typeof value.former !== 'string') return null;
  const formerLocal =
    'formerLocal' in value && typeof value.formerLocal === 'string' ? value.formerLocal : null;
  return { mode: 'hooks-path', formerLocal, former: value.former, change };
}

function parseChange(value: unknown): ConfigChange | null {
  if (typeof value !== 'object' || value === null || !('former' in value) || !('ours' in value)) return null;
  const { former, ours } = value;
  return typeof former === 'string' && typeof ours === 'string' ? { former, ours } : null;
}
