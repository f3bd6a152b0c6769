/**
 * Finds the change that an accept command was about. The command arrives after the change, sometimes hundreds of
 * milliseconds later and with key presses in between, so "the last change" would be wrong.
 */

/** A change that an accept command may prove to be a completion. `change` is the caller's own name for it. */
interface Candidate<T> {
  readonly change: T;
  readonly time: number;
  readonly looksAccepted: boolean;
}

/** Longer than any accept was seen to take (305 ms), shorter than a person needs to accept twice without a change. */
const REACH = 3_000;
/** Beyond this, an accept that nothing reported (by mouse) is more likely than a late command, if there is a newer change. */
const PROMPT = 1_000;
const MAX_CANDIDATES = 16;

export class Acceptance<T> {
  private candidates: Candidate<T>[] = [];

  /** A change that is not typing, paste, undo or reload. `looksAccepted`: its form is that of a completion. */
  changed(change: T, time: number, looksAccepted: boolean): void {
    this.candidates.push({ change, time, looksAccepted });
    if (this.candidates.length > MAX_CANDIDATES) this.candidates.shift();
  }

  /** The change is known to be no completion. */
  withdraw(change: T): void {
    this.candidates = this.candidates.filter((candidate) => candidate.change !== change);
  }

  /**
   * An accept command ran. Commands keep the order of their changes, so of the changes that look accepted the oldest
   * is meant; where none does, the newest of the others, unless something newer than `since` must be meant. Each is
   * given once; null when there is none. Times are in milliseconds since the epoch.
   */
  accepted(time: number, since = 0): T | null {
    this.candidates = this.candidates.filter((candidate) => time - candidate.time <= REACH);
    const expected = this.candidates.findIndex((candidate) => {
      return candidate.looksAccepted && (candidate.time > since || time - candidate.time <= PROMPT);
    });
    const index = expected === -1 ? this.candidates.length - 1 : expected;
    const found = this.candidates[index];
    if (expected === -1 && found !== undefined && found.time <= since) return null;
    // What came before it cannot be what a later command is about.
    this.candidates = this.candidates.slice(index + 1);
    return found?.change ?? null;
  }
}
