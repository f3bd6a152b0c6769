// Line authors for the tests of what the surfaces say.
import type { LineAuthor } from '../../../src/core/ledger/lineAuthors';
import type { AiOrigin } from '../../../src/core/model';
import type { CriticalRule } from '../../../src/core/policy/policy';

export const copilot: AiOrigin = {
  author: 'ai',
  tool: 'GitHub Copilot',
  model: 'gpt-5.1',
  session: null,
  evidence: 'command',
  time: 1000,
};

export function ai(origin: Partial<AiOrigin> = {}, mixed = false): LineAuthor {
  return { author: 'ai', mixed, origin: { ...copilot, ...origin } };
}

export const human: LineAuthor = {
  author: 'human',
  mixed: false,
  origin: { author: 'human', evidence: 'keystroke', time: 2000 },
};

export const mostlyHuman: LineAuthor = { ...human, mixed: true, aiPart: copilot };

export const unknown: LineAuthor = {
  author: 'unknown',
  mixed: false,
  origin: { author: 'unknown', reason: 'disk', time: 3000 },
};

export const payments: CriticalRule = {
  name: 'payments',
  files: ['src/payments/**'],
  severity: 'error',
  reason: 'moves money',
  countersign: { by: ['@payments-seniors'], count: 1, when: 'ai' },
};
