/**
 * Stands in for the package `debug`, which simple-git logs through: with `DEBUG=*` in somebody's environment its lines
 * would be among what a command says. esbuild.mjs puts it there.
 */
interface SilentLog {
  (...words: readonly unknown[]): void;
  readonly namespace: string;
  readonly enabled: false;
  extend(name: string): SilentLog;
}

function silentLog(namespace: string): SilentLog {
  const extend = (name: string): SilentLog => silentLog(`${namespace}:${name}`);
  return Object.assign(() => undefined, { namespace, enabled: false, extend } as const);
}

const debug = Object.assign(silentLog, { formatters: {} });

export = debug;
