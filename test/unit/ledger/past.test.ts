/**
 * What is committed is nobody's work in progress; its authors come back when a tool rewrites it.
 */
import assert from 'node:assert/strict';

import fc from 'fast-check';
import type { CopiedPart } from '../../../src/core/detection/clues';
import { copiedParts } from '../../../src/core/detection/copiedParts';
import { FileRecorder } from '../../../src/core/journal/fileRecorder';
import { serialiseRecord } from '../../../src/core/journal/records';
import { replay } from '../../../src/core/journal/replay';
import { stateRecords } from '../../../src/core/journal/stateRecords';
import { attributedText } from '../../../src/core/ledger/attributedText';
import { Ledger } from '../../../src/core/ledger/ledger';
import { lineAuthors } from '../../../src/core/ledger/lineAuthors';
import type { AttributedText, Origin } from '../../../src/core/model';

const ai: Origin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };
const tool: Origin = { author: 'unknown', reason: 'edit', time: 2 };

const partsOf = (recorder: FileRecorder, from: number, to: number): readonly CopiedPart[] =>
  copiedParts(recorder.version, (id) => recorder.originOf(id), [{ from, to }]).parts;

interface Sample {
  readonly recorder: FileRecorder;
  readonly journal: () => string;
  /** Takes what was committed out of the journal, as happens a while after a commit. */
  readonly compact: () => void;
}

function sample(text = ''): Sample {
  const lines: string[] = [];
  const sink = {
    append: (records: readonly Parameters<typeof serialiseRecord>[0][]) =>
      void lines.push(...records.map(serialiseRecord)),
    aiSeen: () => undefined,
  };
  const recorder = new FileRecorder('f.ts', Ledger.of(text), [], sink, () => 1);
  const compact = (): void => {
    const kept = recorder.kept();
    lines.splice(0, lines.length, ...(kept === null ? [] : stateRecords('f.ts', kept).map(serialiseRecord)));
    recorder.rewritten();
  };
  return { recorder, journal: () => lines.join('\n'), compact };
}

/** A file that is committed: `a` lines are an AI's, `h` lines a person's. */
function committed(...lines: readonly (readonly ['a' | 'h', string])[]): Sample {
  const file = sample();
  for (const [by, line] of lines) {
    const offset = file.recorder.length;
    file.recorder.edit([{ offset, removed: 0, text: `${line}\n` }], by === 'a' ? ai : human);
  }
  file.recorder.settle(file.recorder.text());
  file.compact();
  return file;
}

/** The author of each line, with `~` where it is inferred and `-` where nobody is known to have changed it. */
function authors(state: AttributedText): string {
  return lineAuthors(state)
    .map((line) => {
      if (line === null) return '-';
      const inferred = line.origin.author !== 'unknown' && line.origin.evidence === 'shape';
      return line.author.charAt(0) + (inferred ? '~' : '') + (line.mixed ? '+' : '');
    })
    .join(' ');
}

function rewrite({ recorder }: Sample, old: string, text: string): void {
  recorder.rewrite([{ offset: recorder.text().indexOf(old), removed: old.length, text }], tool);
}

describe('the authors of committed text', () => {
  it('are nobody’s work in progress, for whoever asks', () => {
    const file = committed(['a', 'one("x")'], ['h', 'two']);
    const { recorder } = file;
    assert.deepEqual(recorder.state().spans, []);
    assert.equal(recorder.kept(), null);
    assert.equal(recorder.hasAi(), false);
  });

  it('are not those of an empty line that was added at the end meanwhile', () => {
    const { recorder } = sample('one\n\n');
    recorder.edit([{ offset: 5, removed: 0, text: '\nmine' }], human);
    recorder.settle('one\n\n');
    assert.equal(authors(recorder.state()), '- - h h');
  });

  it('come back where a formatter rewrites the text, and reach the journal', () => {
    const file = committed(['a', 'one("x")'], ['h', 'two("x")']);
    rewrite(file, '("x")\ntwo("x")', "('x');\ntwo('x');");
    assert.equal(authors(file.recorder.state()), 'a h -');
    const replayed = replay(file.journal()).files.get('f.ts')?.current;
    assert(replayed);
    assert.deepEqual(attributedText(replayed.tree, replayed.origins), file.recorder.state());
    assert.ok(file.recorder.hasAi());
  });

  it('stay away from lines that the tool left alone', () => {
    const file = committed(['a', 'one'], ['a', 'two'], ['h', 'three']);
    rewrite(file, 'two', 'two;');
    assert.equal(authors(file.recorder.state()), '- a - -');
  });

  const lines = [
    ['a', 'call(one) {'],
    ['h', '  mine'],
    ['a', '}'],
  ] as const;

  const byTools: readonly [what: string, old: string, text: string, after: string][] = [
    ['a line that is broken', 'call(one)', 'call(\n  one\n)', 'a a a - - -'],
    ['lines that are joined', '{\n  mine', '{ mine', 'a+ - -'],
    ['a line that is indented', '}', '  }', '- - a -'],
    ['blanks within a line', 'call(one)', 'call( one )', 'a - - -'],
    ['a line that is moved, and the one that it passes', '  mine\n}', '}\n  mine', '- a h -'],
    ['a name that is replaced', 'one', 'another', 'a - - -'],
    ['new words in a line', 'call(one)', 'call(one, another)', 'u - - -'],
    ['a new line', '  mine\n', '  mine\n  made();\n', '- - u - -'],
    ['a line that is gone', '  mine\n', '', '- - -'],
  ];
  for (const [what, old, text, after] of byTools) {
    it(`${what}, by a tool`, () => {
      const file = committed(...lines);
      rewrite(file, old, text);
      assert.equal(authors(file.recorder.state()), after);
    });
  }

  it('stay with a line in which a tool replaces one word of a person', () => {
    const file = sample();
    file.recorder.edit([{ offset: 0, removed: 0, text: 'let total = ' }], human);
    file.recorder.edit([{ offset: 12, removed: 0, text: 'base * rate + 1;' }], ai);
    file.recorder.settle(file.recorder.text());
    rewrite(file, 'total', 'sum');
    assert.equal(authors(file.recorder.state()), 'a+');
  });

  const byKeys: readonly [what: string, place: string, removed: number, text: string, after: string][] = [
    ['Enter within a line', 'one)', 0, '\n', 'a a - - -'],
    ['Enter at its end', '\n  mine', 0, '\n', '- h - - -'],
    ['Backspace that joins lines', '\n  mine', 3, '', 'a+ - -'],
    ['indentation', '}', 0, '  ', '- - a -'],
    ['a letter', '(one', 0, 's', 'h - - -'],
    ['a blank on the way to more', '(one', 0, ' ', '- - - -'],
  ];
  for (const [what, place, removed, text, after] of byKeys) {
    it(`${what}, by keys`, () => {
      const { recorder } = committed(...lines);
      recorder.edit([{ offset: recorder.text().indexOf(place), removed, text }], human);
      assert.equal(authors(recorder.state()), after);
    });
  }

  it('go again when the change is undone', () => {
    const file = committed(...lines);
    rewrite(file, 'call(one)', 'call(\n  one\n)');
    file.recorder.travel([{ offset: 5, removed: 7, text: 'one' }], 'undo', tool);
    assert.deepEqual(file.recorder.state().spans, []);
  });

  it('are no part of a completion that breaks the line', () => {
    const { recorder } = committed(['h', 'mine(one)']);
    const ids = recorder.rewrite([{ offset: 5, removed: 0, text: 'first,\n' }], tool);
    for (const id of ids) recorder.correct(id, ai);
    assert.deepEqual(
      partsOf(recorder, 0, 16).map(({ length, origin }) => `${length} ${origin?.author}`),
      ['5 human', '7 ai', '4 human'],
    );
  });

  it('survive another commit, and what evidence comes late', () => {
    const file = committed(['h', 'mine']);
    const id = file.recorder.edit([{ offset: 5, removed: 0, text: 'theirs\n' }], tool);
    file.recorder.settle(file.recorder.text());
    file.recorder.correct(id, ai);
    file.recorder.edit([{ offset: 0, removed: 0, text: 'top\n' }], human);
    file.recorder.settle(file.recorder.text());
    rewrite(file, 'mine\ntheirs', 'mine;\ntheirs;');
    assert.equal(authors(file.recorder.state()), '- h a -');
  });

  it('are not kept for a file that is closed', () => {
    const file = committed(...lines);
    rewrite(file, '}', '};');
    const kept = file.recorder.kept();
    assert(kept?.current);
    assert.ok(kept.current.tree.runs().every((run) => run.origin >= 0));
    const written = stateRecords('f.ts', kept).map(serialiseRecord).join('\n');
    const replayed = replay(written).files.get('f.ts')?.current;
    assert(replayed);
    assert.equal(authors(attributedText(replayed.tree, replayed.origins)), '- - a -');
  });

  describe('learnt from a note', () => {
    const head = 'theirs\nmine\nold\n';
    const noted: AttributedText = {
      text: head,
      spans: [
        { start: 0, end: 7, origin: ai },
        { start: 7, end: 12, origin: human },
      ],
      deletions: [],
    };

    it('count for lines that are as they were', () => {
      const file = sample('new line\ntheirs\nmine, changed\nold\n');
      file.recorder.remember(noted);
      assert.deepEqual(file.recorder.state().spans, []);
      rewrite(file, 'theirs\nmine, changed\nold', 'theirs;\nmine, changed;\nold;');
      assert.equal(authors(file.recorder.state()), '- a u u -');
    });

    it('count with other line ends', () => {
      const file = sample('theirs\r\nmine\r\nold\r\n');
      file.recorder.remember(noted);
      rewrite(file, 'theirs\r\nmine', 'theirs;\r\nmine;');
      assert.equal(authors(file.recorder.state()), 'a h - -');
    });

    it('do not replace what is known', () => {
      const { recorder } = sample();
      recorder.edit([{ offset: 0, removed: 0, text: head }], human);
      recorder.remember(noted);
      assert.equal(authors(recorder.state()), 'h h h -');
      recorder.settle(head);
      recorder.remember(noted);
      assert.deepEqual(partsOf(recorder, 0, 7), [{ length: 7, origin: human }]);
    });

    it('leave text and journal as they are', () => {
      const line = fc.constantFrom('theirs', 'mine', 'old', '', 'other');
      fc.assert(
        fc.property(fc.array(line, { maxLength: 8 }), fc.boolean(), (own, crlf) => {
          const text = own.join(crlf ? '\r\n' : '\n');
          const { recorder, journal } = sample(text);
          recorder.remember(noted);
          assert.equal(recorder.text(), text);
          assert.deepEqual(recorder.state().spans, []);
          assert.equal(journal(), '');
          assert.equal(
            partsOf(recorder, 0, text.length).reduce((sum, { length }) => sum + length, 0),
            text.length,
          );
        }),
      );
    });
  });
});
