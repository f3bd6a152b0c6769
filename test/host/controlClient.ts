/**
 * Talks to the control extension: evaluates a test's code inside the extension host, over loopback, with a token.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import type * as vscodeApi from 'vscode';
import type { ProbeRecord } from '../accuracy/probeRecord';
import { until } from './until';

/** What the control extension keeps between calls. */
export interface HostScope {
  readonly events: readonly HostEvent[];
  /** What happened to the text of documents since somebody last took it away; only where the probe is switched on. */
  readonly records: ProbeRecord[];
  /** How often each file was saved, by its path. */
  readonly saves: Readonly<Record<string, number>>;
  /** Anything a test wants to find again in its next call. */
  readonly keep: Record<string, unknown>;
}

/** What the editor told an extension that declares the proposed change reason: the oracle of the tests. */
export type HostEvent =
  | {
      readonly kind: 'change';
      readonly path: string;
      /** `detailedReason.source`, null when the editor gave none. */
      readonly source: string | null;
      readonly metadata: Readonly<Record<string, unknown>> | null;
      /** 1 = undo, 2 = redo. */
      readonly reason: number | null;
      readonly edits: readonly { readonly range: readonly number[]; readonly text: string }[];
    }
  | { readonly kind: 'selection'; readonly by: number | null; readonly at: readonly (readonly number[])[] };

/** Runs in the extension host: it may use its parameters only, nothing of the test's file. */
export type HostFunction<A, T> = (
  vscode: typeof vscodeApi,
  argument: A,
  scope: HostScope,
) => T | Promise<T> | PromiseLike<T>;

export class ControlClient {
  readonly env: Readonly<Record<string, string>>;
  private readonly announceFile: string;
  /** The port of this client's own host, once another window announces itself in the same file. */
  private own: string | null = null;

  /** @param directory where the control extension announces its port */
  constructor(
    directory: string,
    private readonly token: string = randomUUID(),
  ) {
    this.announceFile = path.join(directory, 'control-port');
    this.env = { COUNTERSIGN_CONTROL_FILE: this.announceFile, COUNTERSIGN_CONTROL_TOKEN: this.token };
  }

  /** A client for the next window of the same editor; this one stays with its own until that window is reloaded. */
  async forNextWindow(): Promise<ControlClient> {
    this.own = await this.port();
    const next = new ControlClient(path.dirname(this.announceFile), this.token);
    await next.expectNewHost();
    return next;
  }

  /** Must be called before a (re)start of the extension host, so that `ready` waits for the new one. */
  async expectNewHost(): Promise<void> {
    this.own = null;
    await rm(this.announceFile, { force: true });
  }

  /** Resolves when the control extension listens. */
  async ready(): Promise<void> {
    await until('the extension host', () => this.port(), 120_000);
  }

  /** Evaluates a function, or a function body with `vscode`, `argument` and `scope` in scope. Values travel as JSON. */
  async evaluate<A, T>(run: HostFunction<A, T> | string, argument: A): Promise<T> {
    const code =
      typeof run === 'string'
        ? run
        : // The compiler of the tests wraps functions in a naming helper that exists only here.
          `const __name = (f) => f; return (${run.toString()})(vscode, argument, scope);`;
    const response = await fetch(`http://127.0.0.1:${await this.port()}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ code, argument }),
      // An extension host that hangs shall fail one test, not hold all of them.
      signal: AbortSignal.timeout(90_000),
    });
    const answer = (await response.json()) as { ok: true; value: T } | { ok: false; error: string };
    if (!answer.ok) throw new Error(`In the extension host: ${answer.error}`);
    return answer.value;
  }

  private async port(): Promise<string | null> {
    return this.own ?? readFile(this.announceFile, 'utf8').catch(() => null);
  }
}
