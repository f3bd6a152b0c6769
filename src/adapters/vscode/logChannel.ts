/**
 * The one log of the extension, as the core's logger.
 */
import type * as vscode from 'vscode';
import type { Logger } from '../../core/ports';

export class LogChannel implements Logger {
  constructor(private readonly channel: vscode.LogOutputChannel) {}

  debug(message: string): void {
    this.channel.debug(message);
  }

  info(message: string): void {
    this.channel.info(message);
  }

  warn(message: string): void {
    this.channel.warn(message);
  }

  error(message: string, error?: unknown): void {
    this.channel.error(error === undefined ? message : `${message} ${causes(error)}`);
  }
}

/** An error with the chain of its causes, in one line. */
function causes(error: unknown): string {
  const parts: string[] = [];
  for (let next = error; next !== undefined && next !== null && parts.length < 5;) {
    parts.push(
      next instanceof Error
        ? `${next.name}: ${next.message}`
        : typeof next === 'string'
          ? next
          : 'something that is not an error',
    );
    next = next instanceof Error ? next.cause : undefined;
  }
  return parts.join(' ← ');
}
