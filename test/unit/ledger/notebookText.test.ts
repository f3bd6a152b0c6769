import assert from 'node:assert/strict';
import fc from 'fast-check';
import { notebookState } from '../../../src/core/ledger/notebookText';
import type { AttributedText, Origin, Span } from '../../../src/core/model';

const ai: Origin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };

/** A cell with who wrote it: `a` an AI, `h` a person, `-` nobody known. */
function cell(text: string, letters: string): AttributedText {
  const spans: Span[] = [...letters.matchAll(/a+|h+/g)].map(({ 0: run, index }) => ({
    ...{ start: index, end: index + run.length },
    origin: run.startsWith('a') ? ai : human,
  }));
  return { text, spans, deletions: [] };
}

/** A notebook as editors write it. */
function notebook(...sources: readonly (string | readonly string[])[]): string {
  const cells = sources.map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], source }));
  return `${JSON.stringify({ cells, nbformat: 4 }, null, 1)}\n`;
}

/** The text under each span, with its author. */
const picture = ({ text, spans }: AttributedText): string[] =>
  spans.map(({ start, end, origin }) => `${origin.author}: ${text.slice(start, end)}`);

describe('a notebook', () => {
  it('has in its file who wrote the lines of its cells', () => {
    const text = notebook(['a = 1\n', 'b = 2'], ['print(a)']);
    const state = notebookState(text, [cell('a = 1\nb = 2', 'hhhhhhaaaaa'), cell('print(a)', 'aaaaaahh')]);
    assert.deepEqual(picture(state), ['human: a = 1', 'ai: b = 2', 'ai: print(', 'human: a)']);
    assert.equal(state.text, text);
  });

  it('finds its way through what JSON writes with escapes', () => {
    const [first, second] = ['say("ä\t😀\\")\n', 'next'];
    const known = cell(first + second, 'hhhhh' + 'aaaaaaa' + 'hhhhh');
    const state = notebookState(notebook([first, second]), [known]);
    assert.deepEqual(picture(state), [String.raw`human: say(\"`, String.raw`ai: ä\t😀\\\")`, 'human: next']);
  });

  it('gives a line end to nobody, but for a line that has nothing else', () => {
    const state = notebookState(notebook(['mine\n', '\n', 'x']), [cell('mine\n\nx', 'hhhhaaa')]);
    assert.deepEqual(picture(state), ['human: mine', 'ai: \\n', 'ai: x']);
  });

  it('knows a cell with the line ends of another system', () => {
    const state = notebookState(notebook(['a\n', 'b']), [cell('a\r\nb', 'hhha')]);
    assert.deepEqual(picture(state), ['human: a', 'ai: b']);
  });

  it('takes a source that is one string, and marks where an AI removed lines', () => {
    const removed: AttributedText = {
      ...{ text: 'a\nb', spans: [] },
      deletions: [{ offset: 2, origin: ai, lines: ['0'.repeat(16)] }],
    };
    const text = notebook('a\nb');
    const [deletion] = notebookState(text, [removed]).deletions;
    assert.equal(text.slice(deletion?.offset), text.slice(text.indexOf('b"')));
  });

  it('says nothing of a cell whose text the file does not have, and of what is no notebook', () => {
    const known = cell('print(a)', 'aaaaaaaa');
    for (const text of [
      '',
      '{',
      '[]',
      '{"cells":3}',
      '{"cells":[{"source":["print(b)"]}]}',
      '[[[['.repeat(50_000),
    ])
      assert.deepEqual(notebookState(text, [known]), { text, spans: [], deletions: [] });
    assert.deepEqual(notebookState(notebook(['x'], ['print(a)']), [null, null]).spans, []);
  });

  it('keeps the author of every visible character, whatever the text', () => {
    const lines = fc.array(
      fc.string({ unit: 'binary' }).map((line) => line.replace(/[\r\n]/g, '')),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.constantFrom('a', 'h', '-')), (written, letters) => {
        const source = written.map((line, i) => (i < written.length - 1 ? `${line}\n` : line));
        const text = source.join('');
        const authors = Array.from({ length: text.length }, () => letters.next().value as string).join('');
        const state = notebookState(notebook(source), [cell(text, authors)]);
        const decoded = state.spans
          .map(({ start, end }) => JSON.parse(`"${state.text.slice(start, end)}"`) as string)
          .join('');
        const expected = [...authors].map((letter, i) => (letter === '-' ? '' : text.charAt(i))).join('');
        assert.equal(decoded.replace(/\s/g, ''), expected.replace(/\s/g, ''));
      }),
    );
  });
});
