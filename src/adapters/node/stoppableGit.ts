/**
 * Git for work that may be given up: once it is, no other command starts, and what streams ends.
 */
import type { Git, GitOutput, GitRunOptions, GitStreams } from '../../core/ports';
import { SpawnGit } from './spawnGit';
import { streamGit } from './streamGit';

/** What was given up rejects with the signal's reason. */
export class StoppableGit implements Git, GitStreams {
  private readonly git: SpawnGit;

  constructor(
    private readonly directory: string,
    private readonly signal: AbortSignal,
  ) {
    this.git = new SpawnGit({ directory });
  }

  async run(args: readonly string[], options?: GitRunOptions): Promise<GitOutput> {
    this.signal.throwIfAborted();
    const output = await this.git.run(args, options);
    this.signal.throwIfAborted();
    return output;
  }

  async *stream(args: readonly string[]): AsyncGenerator<Uint8Array, void, undefined> {
    this.signal.throwIfAborted();
    for await (const bytes of streamGit({ directory: this.directory }, args)) {
      this.signal.throwIfAborted();
      yield bytes;
    }
  }
}
