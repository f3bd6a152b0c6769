/**
 * Loads a part of the hooks that lies beside the running program.
 */
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

/** @param name of the program, as `HOOK_PROGRAMS` has it */
export function loadProgram(name: string): unknown {
  return createRequire(__filename)(join(__dirname, `${name}${extname(__filename)}`));
}
