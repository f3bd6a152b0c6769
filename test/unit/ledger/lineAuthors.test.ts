/**
 * The line rule as a truth table, and against a naive per-character model.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineAuthors } from '../../../src/core/ledger/lineAuthors';
import type { AiOrigin, AttributedText, Deletion, Evidence, Origin, Span } from '../../../src/core/model';

const ai = (over: Partial<AiOrigin> = {}): AiOrigin => ({
  author: 'ai',
  tool: 'GitHub Copilot',
  model: 'gpt-5.1',
  session: null,
  evidence: 'command',
  time: 1,
  ...over,
});
const BY_LETTER: Readonly<Record<string, Origin>> = {
  a: ai(),
  h: { author: 'human', evidence: 'keystroke', time: 1 },
  u: { author: 'unknown', reason: 'disk', time: 1 },
};

/** `mask` names the author of each character of `text`: a, h, u, or anything else for nobody. */
function attributed(text: string, mask: string, deletions: readonly Deletion[] = []): AttributedText {
  assert.equal(mask.length, text.length, 'the mask covers the text');
  const spans: Span[] = [];
  for (let i = 0; i < mask.length; i++) {
    const origin = BY_LETTER[mask.charAt(i)];
    const last = spans.at(-1);
    if (origin === undefined) continue;
    if (last !== undefined && last.end === i && last.origin === origin)
      spans[spans.length - 1] = { ...last, end: i + 1 };
    else spans.push({ start: i, end: i + 1, origin });
  }
  return { text, spans, deletions };
}

/** `a`, `h`, `u`, with `+` for mixed, `-` for nobody; one per line. */
function brief(state: AttributedText): string {
  return lineAuthors(state)
    .map((line) => (line === null ? '-' : line.author.charAt(0) + (line.mixed ? '+' : '')))
    .join(' ');
}

const gone = (offset: number, ...lines: string[]): Deletion => ({ offset, origin: ai(), lines });

describe('lineAuthors: who changed a line', () => {
  const table: readonly [
    title: string,
    text: string,
    mask: string,
    expected: string,
    deletions?: Deletion[],
  ][] = [
    ['untouched text', 'one\ntwo', '.......', '- -'],
    ['an empty text is one line', '', '', '-'],
    ['a whole AI line', 'one\ntwo\n', '....aaaa', '- a -'],
    ['a whole human line', 'one\ntwo\n', 'hhhh....', 'h - -'],
    ['nobody saw who', 'one', 'uuu', 'u'],
    ['a few AI characters in an old line', 'let x = 1', '........a', 'a'],
    ['the majority decides: human', 'abcde', 'aahhh', 'h+'],
    ['the majority decides: AI', 'abcde', 'aaahh', 'a+'],
    ['a tie of AI and human goes to AI', 'abcd', 'aahh', 'a+'],
    ['a tie of AI and unknown goes to AI', 'abcd', 'aauu', 'a'],
    ['a tie of unknown and human goes to unknown', 'abcd', 'uuhh', 'u'],
    ['unknown prevails, yet AI and human both took part', 'abcde', 'uuuah', 'u+'],
    ['AI and unknown are not mixed', 'abc', 'auu', 'u'],
    ['blank AI characters do not make a line mixed', 'ab  ', 'hhaa', 'h'],
    ['blank characters do not count in the majority', 'ab      c', 'hhaaaaaaa', 'h+'],
    ['indentation by AI leaves an old line alone', '    old', 'aaaa...', '-'],
    ['indentation by a person leaves an AI line alone', '    new', 'hhhhaaa', 'a'],
    ['no-break space and wide space are blank', 'a\u00a0\u3000\u2003', 'haaa', 'h'],
    ['trailing carriage returns are blank', 'old\r\n', '...a.', '- -'],
    ['the end-of-line alone does not touch a visible line', 'old\nold', '...a...', '- -'],
    ['Enter at the end of a line makes the next, blank line', 'old\n\nold', '...h....', '- h -'],
    ['the same with CRLF', 'old\r\n\r\nold', '...hh.....', '- h -'],
    ['Enter twice at the end of a line', 'old\n\n\nold', '...hh....', '- h h -'],
    ['Enter on a blank line', 'a\n\n\nb', '..h..', '- h - -'],
    ['AI lines before an old blank line leave it alone', 'old\nnew\n\nold', '....aaaa....', '- a - -'],
    [
      'AI lines that start at the end of an old line own the blank rest',
      'old\nnew\n\nold',
      '...aaaaa....',
      '- a a -',
    ],
    ['a person and an AI wrote whole lines before a blank one', 'hh aa\n\nold', 'hhhaaa....', 'a+ - -'],
    ['white space in a blank line', 'old\n  \nold', '....aa....', '- a -'],
    ['the end-of-line of a blank line beats its white space', 'old\n  \nold', '....aah...', '- h -'],
    ['no blank line is invented after the last newline', 'new\n', 'aaaa', 'a -'],
    ['a span over several lines', 'one\ntwo\nthree', '.aaaaaaaaa...', 'a a a'],
    ['AI removed part of a line', 'foo()', '.....', 'a', [gone(4)]],
    ['AI removed part of a line, a person wrote there', 'foo()', '..h..', 'h+', [gone(4)]],
    ['AI removed part of a line that AI wrote', 'foo()', 'aaaaa', 'a', [gone(4)]],
    ['AI removed part of a line that nobody saw', 'foo()', 'uuuuu', 'u', [gone(4)]],
    ['AI removed all of a line but its end', 'a\n\nb', '....', '- a -', [gone(2)]],
    ['whole lines that AI removed leave their neighbours alone', 'a\nb', '...', '- -', [gone(2, 'f')]],
    ['the same, removed from the end of the line before', 'a\nb', '...', '- -', [gone(1, 'f')]],
    ['the same, before a CRLF', 'a\r\nb', '....', '- -', [gone(1, 'f')]],
    ['a person below a gap that AI left is not mixed', 'a\nb', '..h', '- h', [gone(2, 'f')]],
    ['from the middle of a line to the middle of another', 'abcd\nb', '......', 'a -', [gone(2, 'f')]],
    ['at the end of the text', 'ab', '..', 'a', [gone(2)]],
  ];
  for (const [title, text, mask, expected, deletions] of table) {
    it(title, () => assert.equal(brief(attributed(text, mask, deletions)), expected));
  }

  it('names the tool with the most characters, by its strongest evidence', () => {
    const span = (start: number, end: number, tool: string, evidence: Evidence): Span => ({
      start,
      end,
      origin: ai({ tool, evidence }),
    });
    const spans = [span(0, 1, 'A', 'host'), span(1, 4, 'B', 'shape'), span(4, 5, 'B', 'clipboard')];
    const line = lineAuthors({ text: 'abcde', spans, deletions: [] })[0];
    assert.deepEqual(line?.origin, ai({ tool: 'B', evidence: 'clipboard' }));
  });

  it('keeps the part of the AI when a person prevails', () => {
    const line = lineAuthors(attributed('abc', 'ahh'))[0];
    assert.deepEqual(line?.aiPart, ai());
    const deletedOnly = lineAuthors(attributed('abc', '.hh', [gone(0)]))[0];
    assert.deepEqual(deletedOnly?.aiPart, ai());
    assert.equal(lineAuthors(attributed('abc', 'aah'))[0]?.aiPart, undefined);
  });

  it('agrees with counting characters one by one', () => {
    const character = fc.constantFrom('x', 'y', '}', ' ', '\t', '\n');
    const cell = fc.tuple(character, fc.constantFrom('a', 'h', 'u', '.'));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        const text = cells.map(([c]) => c).join('');
        const mask = cells.map(([, m]) => m).join('');
        const actual = lineAuthors(attributed(text, mask));
        let offset = 0;
        text.split('\n').forEach((line, index) => {
          const count = { a: 0, h: 0, u: 0 };
          for (let i = 0; i < line.length; i++) {
            const by = mask.charAt(offset + i);
            if (line.charAt(i).trim() !== '' && (by === 'a' || by === 'h' || by === 'u')) count[by]++;
          }
          offset += line.length + 1;
          if (line.trim() === '') return;
          const most = Math.max(count.a, count.h, count.u);
          const expected =
            most === 0 ? undefined : count.a === most ? 'ai' : count.u === most ? 'unknown' : 'human';
          assert.equal(actual[index]?.author, expected);
          assert.equal(actual[index]?.mixed ?? false, count.a > 0 && count.h > 0);
        });
        assert.equal(actual.length, text.split('\n').length);
      }),
    );
  });
});
