// A program is started early, works ahead of its reader as far as there is room, and is always ended.
import assert from 'node:assert/strict';
import { EarlyReading } from '../../../src/adapters/node/earlyReading';

class Source {
  given = 0;
  ended = false;

  constructor(
    private readonly pieces: number,
    private readonly failure: Error | null = null,
  ) {}

  async *read(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (let piece = 0; piece < this.pieces; piece++) {
        this.given++;
        await Promise.resolve();
        yield Uint8Array.of(piece, piece);
      }
      if (this.failure !== null) throw this.failure;
    } finally {
      this.ended = true;
    }
  }
}

async function all(reading: EarlyReading): Promise<number[]> {
  const read: number[] = [];
  for await (const [piece] of reading.pieces()) read.push(piece as number);
  return read;
}

const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('early reading', () => {
  for (const room of [0, 1, 4, 5, 1000])
    it(`gives everything in order with room for ${room} bytes`, async () => {
      const source = new Source(6);
      const reading = new EarlyReading(source.read(), room);
      await turns();
      assert.equal(source.given, Math.min(6, Math.ceil(room / 2)));
      assert.deepEqual(await all(reading), [0, 1, 2, 3, 4, 5]);
      await reading.stop();
      assert.ok(source.ended);
    });

  it('gives everything to who reads at once', async () => {
    assert.deepEqual(await all(new EarlyReading(new Source(3).read(), 100)), [0, 1, 2]);
  });

  for (const room of [0, 100])
    it(`tells the reader how it failed, with room for ${room} bytes`, async () => {
      const reading = new EarlyReading(new Source(2, new Error('broken')).read(), room);
      await turns();
      await assert.rejects(all(reading), /broken/);
      await reading.stop();
    });

  it('ends the source when nobody reads it, and fails nobody', async () => {
    const source = new Source(3, new Error('broken'));
    const reading = new EarlyReading(source.read(), 2);
    await turns();
    await reading.stop();
    assert.ok(source.ended);
  });
});
