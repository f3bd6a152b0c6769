/**
 * The line rule as a truth table, and against a naive per-character model. The rule: the majority of a line's changed
 * visible characters decides its author; ties go to AI, then unknown, then human; a line that both an AI and a person
 * changed is mixed as well; white space never changes an author; what an AI only removed marks the line, or the gap.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FileRecorder } from '../../../src/core/journal/fileRecorder';
import { Ledger } from '../../../src/core/ledger/ledger';
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

describe('the line rule', () => {
  type Row = readonly [title: string, text: string, mask: string, lines: string, deletions?: Deletion[]];

  /** Each mask stands below its text: `a` AI, `h` human, `u` unknown, `.` unchanged. Then a word for each line. */
  const rule = (title: string, rows: readonly Row[]): void => {
    describe(title, () => {
      for (const [what, text, mask, lines, deletions] of rows)
        it(what, () => assert.equal(brief(attributed(text, mask, deletions)), lines));
    });
  };

  rule('whoever changed it, when one did', [
    ['nobody', 'one\ntwo', '.......', '- -'],
    ['nobody, in an empty text, which is one line', '', '', '-'],
    ['an AI wrote the line', 'one\ntwo\n', '....aaaa', '- a -'],
    ['a person wrote the line', 'one\ntwo\n', 'hhhh....', 'h - -'],
    ['nobody saw who', 'one', 'uuu', 'u'],
    ['a few characters of an AI in an old line: only what changed counts', 'let x = 1', '........a', 'a'],
    ['one character of a person in an old line', 'let x = 1', '........h', 'h'],
    ['several lines at once', 'one\ntwo\nthree', '.aaaaaaaaa...', 'a a a'],
  ]);

  rule('the majority of the changed visible characters', [
    ['of a person', 'abcde', 'aahhh', 'h+'],
    ['of an AI', 'abcde', 'aaahh', 'a+'],
    ['of unknown, though an AI and a person took part', 'abcde', 'uuuah', 'u+'],
    ['in pieces', 'abcdefg', 'ahahaha', 'a+'],
    ['old characters have no say', 'abcdefghijk', '.........ah', 'a+'],
    ['line by line', 'ab\ncd', 'aaahh', 'a h'],
  ]);

  rule('ties go to who asks for more review', [
    ['AI and human', 'abcd', 'aahh', 'a+'],
    ['AI and unknown', 'abcd', 'aauu', 'a'],
    ['unknown and human', 'abcd', 'uuhh', 'u'],
    ['all three', 'abc', 'uha', 'a+'],
  ]);

  rule('mixed is an AI and a person', [
    ['a single character of the AI', 'abcdef', 'hhhhha', 'h+'],
    ['a single character of a person', 'abcdef', 'aaaaah', 'a+'],
    ['not AI and unknown', 'abc', 'auu', 'u'],
    ['not human and unknown', 'abc', 'huu', 'u'],
    ['not an AI’s blanks', 'ab  ', 'hhaa', 'h'],
    ['not a person’s blanks', '  ab', 'hhaa', 'a'],
    ['not an AI in an old line', 'abc', '..a', 'a'],
  ]);

  rule('white space never changes an author', [
    ['blanks do not count in the majority', 'ab      c', 'hhaaaaaaa', 'h+'],
    ['an AI indents an old line', '    old', 'aaaa...', '-'],
    ['an AI indents a person’s line', '    new', 'aaaahhh', 'h'],
    ['a person indents an AI’s line', '    new', 'hhhhaaa', 'a'],
    ['no-break space and wide space are blank', 'a\u00a0\u3000\u2003', 'haaa', 'h'],
    ['an AI adds blanks at the end', 'old  ', '...aa', '-'],
    ['an AI changes the ends of lines', 'old\r\n', '...a.', '- -'],
    ['the end of a line alone is no change of it', 'old\nold', '...a...', '- -'],
  ]);

  rule('a blank line is of whoever made it', [
    ['Enter at the end of a line makes the next, blank line', 'old\n\nold', '...h....', '- h -'],
    ['the same with CRLF', 'old\r\n\r\nold', '...hh.....', '- h -'],
    ['Enter twice at the end of a line', 'old\n\n\nold', '...hh....', '- h h -'],
    ['Enter on a blank line', 'a\n\n\nb', '..h..', '- h - -'],
    ['AI lines before an old blank line leave it alone', 'old\nnew\n\nold', '....aaaa....', '- a - -'],
    ['AI lines from the end of an old line on', 'old\nnew\n\nold', '...aaaaa....', '- a a -'],
    ['a person and an AI wrote whole lines before it', 'hh aa\n\nold', 'hhhaaa....', 'a+ - -'],
    ['white space in it', 'old\n  \nold', '....aa....', '- a -'],
    ['its end beats its white space', 'old\n  \nold', '....aah...', '- h -'],
    ['there is none after the last newline', 'new\n', 'aaaa', 'a -'],
  ]);

  rule('what an AI removed marks the line, or the gap', [
    ['part of an old line', 'foo()', '.....', 'a', [gone(4)]],
    ['part of a line in which a person wrote', 'foo()', '..h..', 'h+', [gone(4)]],
    ['part of a line that an AI wrote', 'foo()', 'aaaaa', 'a', [gone(4)]],
    ['part of a line that nobody saw', 'foo()', 'uuuuu', 'u', [gone(4)]],
    ['all of a line but its end', 'a\n\nb', '....', '- a -', [gone(2)]],
    ['whole lines: their neighbours are as they were', 'a\nb', '...', '- -', [gone(2, 'f')]],
    ['the same, from the end of the line before', 'a\nb', '...', '- -', [gone(1, 'f')]],
    ['the same, before a CRLF', 'a\r\nb', '....', '- -', [gone(1, 'f')]],
    ['a person wrote below the gap', 'a\nb', '..h', '- h', [gone(2, 'f')]],
    ['from the middle of a line to the middle of another', 'abcd\nb', '......', 'a -', [gone(2, 'f')]],
    ['at the end of the text', 'ab', '..', 'a', [gone(2)]],
  ]);

  describe('a formatter leaves every line to who had it', () => {
    const before = 'if(x)call("a")\nif(y)call("b")\nold()\n';
    const mask = 'aaaaaaaaaaaaaaahhhhhhhhhhhhhhh......';
    const forms: readonly [what: string, text: string, lines: string][] = [
      ['blanks', 'if (x) call( "a" )\nif (y) call( "b" )\n  old()\n', 'a h - -'],
      ['quotes and semicolons', "if(x)call('a');\nif(y)call('b');\nold()\n", 'a h - -'],
      ['broken lines', 'if(x)\n  call("a")\nif(y)\n  call("b")\nold()\n', 'a a h h - -'],
      ['braces', 'if(x){call("a")}\nif(y){call("b")}\nold()\n', 'a h - -'],
      ['other order', 'if(y)call("b")\nif(x)call("a")\nold()\n', 'h a - -'],
    ];
    for (const [what, text, lines] of forms) {
      it(what, () => {
        const sink = { append: () => undefined, aiSeen: () => undefined };
        const file = new FileRecorder('f.ts', Ledger.of(before), [], sink, () => 1);
        for (const [at, letter] of [...mask].entries()) {
          const origin = BY_LETTER[letter];
          if (origin !== undefined) file.reattribute(at, at + 1, origin);
        }
        assert.equal(brief(file.state()), 'a h - -');
        const tool: Origin = { author: 'unknown', reason: 'edit', time: 2 };
        file.rewrite([{ offset: 0, removed: before.length, text }], tool);
        assert.equal(brief(file.state()), lines);
      });
    }
  });

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
