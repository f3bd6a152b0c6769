/**
 * Output of a program that is started before anybody has time to read it: it works until its pipe is full.
 */

export class EarlyReading<Piece> {
  private readonly iterator: AsyncIterator<Piece>;
  private readonly first: Promise<IteratorResult<Piece>>;

  /** Starts `source` at once. Whoever has one must call `stop`, read or not. */
  constructor(source: AsyncIterable<Piece>) {
    this.iterator = source[Symbol.asyncIterator]();
    this.first = this.iterator.next();
    // Whoever never reads it never learns how it failed.
    this.first.catch(() => undefined);
  }

  /** All pieces; once only. Throws what the source throws. */
  async *pieces(): AsyncGenerator<Piece, void, undefined> {
    for (let step = await this.first; step.done !== true; step = await this.iterator.next()) yield step.value;
  }

  /** Ends the program, if it still runs. */
  async stop(): Promise<void> {
    await this.iterator.return?.();
  }
}
