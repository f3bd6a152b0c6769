/**
 * What the AI suggests in the demonstration, and to a person who tries the editor by hand.
 */
export interface DemoRule {
  /** The end of the line up to the cursor, as the person types it. */
  readonly before: string;
  readonly insert: string;
}

export const refund: DemoRule = {
  before: 'export function refund(',
  insert: `charge: Charge, amount: number): Charge {
  if (amount > charge.total.amount) throw new Error('Cannot refund more than was charged.');
  return { ...charge, total: { ...charge.total, amount: charge.total.amount - amount } };
}`,
};

export const farewell: DemoRule = {
  before: 'export function farewell(',
  insert: `name: string): string {
  return \`Goodbye, \${name}. See you soon!\`;
}`,
};

export const isFree: DemoRule = {
  before: 'export function isFree(',
  insert: `charge: Charge): boolean {
  return charge.total.amount === 0;
}`,
};

export const demoRules: readonly DemoRule[] = [refund, farewell, isFree];

/** The suggestion that continues a prompt, or null. */
export function demoGhostText(prompt: string): string | null {
  return demoRules.find((rule) => prompt.endsWith(rule.before))?.insert ?? null;
}
