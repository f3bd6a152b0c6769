/**
 * Processes that take all their children with them when they end, however this process ends.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A child that leads its own process group. */
export class ProcessTree {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  private readonly onExit = (): void => this.signal('SIGKILL');
  private readonly onSignal = (): void => {
    this.signal('SIGKILL');
    process.exit(130);
  };

  constructor(command: string, args: readonly string[], options: SpawnOptions) {
    this.child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', resolve);
      this.child.once('error', () => resolve(null));
    });
    process.once('exit', this.onExit);
    for (const signal of endingSignals) process.once(signal, this.onSignal);
    void this.ended.then(() => this.forget());
  }

  /** Ends the whole tree: politely, and after two seconds by force. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    const force = setTimeout(() => this.signal('SIGKILL'), 2000);
    await this.ended;
    clearTimeout(force);
    this.signal('SIGKILL');
  }

  /** Ends the whole tree by force. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  private forget(): void {
    process.removeListener('exit', this.onExit);
    for (const signal of endingSignals) process.removeListener(signal, this.onSignal);
  }

  private signal(signal: NodeJS.Signals): void {
    const pid = this.child.pid;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.child.kill(signal);
      else process.kill(-pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
