/**
 * A hash of a text that can be put together from the hashes of its parts, so that a tree of text knows its own.
 */
const BASES = [0x01000193, 0x2c1b3c6d] as const;

/** Two polynomial hashes modulo 2^32 (64 bits together). For telling versions of one document apart; not cryptographic. */
export class TextHash {
  private constructor(
    private readonly first: number,
    private readonly second: number,
    private readonly firstPower: number,
    private readonly secondPower: number,
  ) {}

  static of(text: string): TextHash {
    let first = 0;
    let second = 0;
    let firstPower = 1;
    let secondPower = 1;
    for (let i = 0; i < text.length; i++) {
      // Spreading the code unit first keeps low bits of similar texts from cancelling out.
      const unit = Math.imul(text.charCodeAt(i) + 0x9e37, 0x85ebca6b);
      first = (Math.imul(first, BASES[0]) + (unit ^ (unit >>> 15))) | 0;
      second = (Math.imul(second, BASES[1]) + (unit ^ (unit >>> 13))) | 0;
      firstPower = Math.imul(firstPower, BASES[0]);
      secondPower = Math.imul(secondPower, BASES[1]);
    }
    return new TextHash(first, second, firstPower, secondPower);
  }

  /** The hash of this text followed by the other. */
  then(other: TextHash): TextHash {
    return new TextHash(
      (Math.imul(this.first, other.firstPower) + other.first) | 0,
      (Math.imul(this.second, other.secondPower) + other.second) | 0,
      Math.imul(this.firstPower, other.firstPower),
      Math.imul(this.secondPower, other.secondPower),
    );
  }

  equals(other: TextHash): boolean {
    return this.first === other.first && this.second === other.second;
  }

  /** 16 hexadecimal digits. */
  toString(): string {
    return (
      (this.first >>> 0).toString(16).padStart(8, '0') + (this.second >>> 0).toString(16).padStart(8, '0')
    );
  }
}
