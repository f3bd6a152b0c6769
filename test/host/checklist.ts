/**
 * What the demonstration expects, said aloud one by one, and whether all of it came true.
 */
export class Checklist {
  private missing = 0;

  constructor(private readonly say: (line: string) => void) {}

  get failed(): number {
    return this.missing;
  }

  /** Says whether an expectation came true; `detail` is shown only when it did not. */
  expect(what: string, holds: boolean, detail: unknown = ''): void {
    if (!holds) this.missing += 1;
    const more =
      holds || detail === '' ? '' : `: ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`;
    this.say(`  ${holds ? '✓' : '✗'} ${what}${more}`);
  }

  /** Runs a step. One that throws counts as an expectation that did not come true; the next step runs all the same. */
  async step(title: string, run: () => Promise<void>): Promise<void> {
    this.say(`\n${title}`);
    try {
      await run();
    } catch (error) {
      this.expect(title, false, error instanceof Error ? error.message : String(error));
    }
  }
}
