/**
 * How far a long job is, on standard error while that is a terminal; a build's log gets nothing of it.
 */
const PAUSE = 200;

export interface Progress {
  readonly show: (commits: number) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

export function terminalProgress(): Progress {
  const { stderr } = process;
  let last = Date.now();
  let shown = false;
  return {
    show: (commits) => {
      const now = Date.now();
      if (!stderr.isTTY || now - last < PAUSE) return;
      [last, shown] = [now, true];
      stderr.write(`\r${commits} commits`);
    },
    clear: () => void (shown && stderr.write('\r\u001b[K')),
  };
}
