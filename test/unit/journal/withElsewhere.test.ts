import assert from 'node:assert/strict';
import { withElsewhere } from '../../../src/core/journal/withElsewhere';
import type { AttributedText, Origin, Span } from '../../../src/core/model';

const origins: Readonly<Record<string, Origin>> = {
  a: { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 },
  h: { author: 'human', evidence: 'keystroke', time: 1 },
  p: { author: 'unknown', reason: 'pasted', time: 1 },
  e: { author: 'unknown', reason: 'edit', time: 1 },
  d: { author: 'unknown', reason: 'disk', time: 1 },
};

/** One letter per character, `-` where nobody is known. */
const written = (letters: string): AttributedText => ({
  text: 'x'.repeat(letters.length),
  spans: [...letters].flatMap((letter, start): Span[] => {
    const origin = origins[letter];
    return origin === undefined ? [] : [{ start, end: start + 1, origin }];
  }),
  deletions: [],
});

const letters = (state: AttributedText | null): string | null =>
  state &&
  [...state.text]
    .map((_, at) => {
      const span = state.spans.find(({ start, end }) => start <= at && at < end);
      return Object.keys(origins).find((letter) => origins[letter] === span?.origin) ?? '-';
    })
    .join('');

describe('what is known of a text elsewhere', () => {
  const rows: readonly (readonly [what: string, here: string, elsewhere: string, is: string | null])[] = [
    ['fills in where nobody is known', '----', 'a-hp', 'a-hp'],
    ['fills in what nobody saw', 'eedd', 'ahah', 'ahah'],
    ['never replaces what was seen', 'ahpe', 'hahh', 'ahph'],
    ['may tell no more', 'ah--', 'hh--', null],
    ['may know nothing', 'ee', '--', null],
    ['of nothing is nothing', '', '', null],
  ];
  for (const [what, here, elsewhere, is] of rows) {
    it(what, () => assert.equal(letters(withElsewhere(written(here), written(elsewhere))), is));
  }
});
