/**
 * Output of a program that is started before anybody has time to read it: it works until so much waits to be read.
 */

export class EarlyReading {
  private readonly iterator: AsyncIterator<Uint8Array>;
  private readonly waiting: Uint8Array[] = [];
  private readonly ahead: Promise<void>;
  private isOver = false;
  private isEnough = false;

  /**
   * Starts `source` at once. Whoever has one must call `stop`, read or not.
   *
   * @param room bytes that may wait, beside those in the program's pipe
   */
  constructor(
    source: AsyncIterable<Uint8Array>,
    private readonly room: number,
  ) {
    this.iterator = source[Symbol.asyncIterator]();
    this.ahead = this.readAhead();
    // Whoever never reads it never learns how it failed.
    this.ahead.catch(() => undefined);
  }

  /** All pieces; once only. Throws what the source throws. */
  async *pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    this.isEnough = true;
    await this.ahead;
    yield* this.waiting.splice(0);
    while (!this.isOver) {
      const step = await this.iterator.next();
      if (step.done === true) this.isOver = true;
      else yield step.value;
    }
  }

  /** Ends the program, if it still runs. */
  async stop(): Promise<void> {
    this.isEnough = true;
    await this.iterator.return?.();
  }

  private async readAhead(): Promise<void> {
    for (let bytes = 0; bytes < this.room && !this.isEnough && !this.isOver;) {
      const step = await this.iterator.next();
      if (step.done === true) {
        this.isOver = true;
        return;
      }
      this.waiting.push(step.value);
      bytes += step.value.length;
    }
  }
}
