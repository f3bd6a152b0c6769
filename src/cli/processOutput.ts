/**
 * The real standard output and standard error. A reader that has seen enough (`| head`) is no error.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Output } from './command';

/** Milliseconds between two signs of progress. */
const PAUSE = 200;

export function processOutput(): Output {
  const { stdout, stderr } = process;
  let shown = Date.now();
  let open = true;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  const progress = (text: string | null): void => {
    const now = Date.now();
    if (text !== null && now - shown < PAUSE) return;
    shown = now;
    // What does not fit would go on in a line that is never erased.
    stderr.write(`\r\u001b[K${(text ?? '').slice(0, (stderr.columns || 80) - 1)}`);
  };
  return {
    write: (text) => void (open && stdout.write(text)),
    complain: (line) => void stderr.write(`${line}\n`),
    ready: async () => {
      if (open && stdout.writableNeedDrain) await drained(stdout);
      // A reader that left is only told of in a later turn.
      await turn();
      return open;
    },
    ...(stderr.isTTY ? { progress } : {}),
    colours: stdout.isTTY && !process.env['NO_COLOR'],
  };
}

/** Waits until the stream has handed on what it holds, or cannot any more. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'error', 'close']) stream.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'error', 'close']) stream.on(event, done);
  });
}
