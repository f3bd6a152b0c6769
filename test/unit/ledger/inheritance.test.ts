/**
 * What a tool's change does to authors, rule by rule, on edits as the editor reports them: `[a:…]` is an AI's, `[h:…]`
 * a person's, `[u:…]` nobody saw whose; `~` marks what is inferred. Text outside is nobody's known change.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FileRecorder } from '../../../src/core/journal/fileRecorder';
import { replay } from '../../../src/core/journal/replay';
import { serialiseRecord } from '../../../src/core/journal/records';
import { attributedText } from '../../../src/core/ledger/attributedText';
import { Ledger } from '../../../src/core/ledger/ledger';
import { textEdits, type TextEdit } from '../../../src/core/ledger/textEdits';
import type { AttributedText, Origin } from '../../../src/core/model';

const ai: Origin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };
const disk: Origin = { author: 'unknown', reason: 'disk', time: 1 };
const edit: Origin = { author: 'unknown', reason: 'edit', time: 2 };
const ORIGINS: Readonly<Record<string, Origin>> = { a: ai, h: human, u: disk };

interface Sample {
  readonly recorder: FileRecorder;
  /** What a replay of its records knows. */
  readonly journalled: () => AttributedText;
}

/** A file with this text, which these authors wrote. */
function sample(marked: string): Sample {
  const lines: string[] = [];
  const sink = {
    append: (records: readonly Parameters<typeof serialiseRecord>[0][]) =>
      void lines.push(...records.map(serialiseRecord)),
    aiSeen: () => undefined,
  };
  const nobodys = marked.replaceAll(/\[[ahu]:((?:[^[\]]|\\[[\]])*)\]/g, '');
  const recorder = new FileRecorder('f.ts', Ledger.of(nobodys), [], sink, () => 1);
  let at = 0;
  for (const [, by, text, plain] of marked.matchAll(/\[([ahu]):((?:[^[\]]|\\[[\]])*)\]|([^[])/g)) {
    if (by !== undefined && text !== undefined)
      recorder.edit([{ offset: at, removed: 0, text }], ORIGINS[by] as Origin);
    at += (text ?? plain ?? '').length;
  }
  const journalled = (): AttributedText => {
    const version = replay(lines.join('\n')).files.get('f.ts')?.current;
    assert(version);
    return attributedText(version.tree, version.origins);
  };
  return { recorder, journalled };
}

/** The visible text in the notation above; who wrote blanks does not matter. */
function picture({ text, spans }: AttributedText): string {
  let result = '';
  let now = '';
  for (let i = 0; i < text.length; i++) {
    const origin = spans.find(({ start, end }) => i >= start && i < end)?.origin;
    const inferred = origin !== undefined && origin.author !== 'unknown' && origin.evidence === 'shape';
    const by = origin === undefined ? '' : origin.author.charAt(0) + (inferred ? '~' : '');
    if (by !== now && text.charAt(i).trim() !== '') {
      const blanks = /\s*$/.exec(result)?.[0] ?? '';
      result = result.slice(0, result.length - blanks.length) + (now === '' ? '' : ']') + blanks;
      result += by === '' ? '' : `[${by}:`;
      now = by;
    }
    result += text.charAt(i);
  }
  return now === '' ? result : result.replace(/\s*$/, (blanks) => `]${blanks}`);
}

/** `before|removed|after` names a place, the `nth` one from 0 on; what is removed there is replaced by the text. */
type Change = readonly [place: string, text: string, nth?: number];

function editsOf(text: string, changes: readonly Change[]): TextEdit[] {
  return changes.map(([place, now, nth = 0]) => {
    const [head = '', removed = '', tail = ''] = place.split('|');
    let offset = -1;
    for (let i = 0; i <= nth; i++) offset = text.indexOf(head + removed + tail, offset + 1);
    assert(offset >= 0, `${place} is in the text`);
    return { offset: offset + head.length, removed: removed.length, text: now };
  });
}

function after(marked: string, changes: readonly Change[], origin: Origin = edit): string {
  const { recorder, journalled } = sample(marked);
  recorder.rewrite(editsOf(recorder.text(), changes), origin);
  assert.deepEqual(picture(journalled()), picture(recorder.state()), 'the journal agrees');
  return picture(recorder.state());
}

describe('what a tool rewrites keeps its author', () => {
  const table: readonly [what: string, before: string, changes: readonly Change[], after: string][] = [
    // moved
    [
      'a line moved down: the editor moves the other one up',
      '[a:one(1);]\n[h:two(2);]\n[a:end]',
      [
        ['||one', 'two(2);\n'],
        ['one(1);|\ntwo(2);|', ''],
      ],
      '[h:two(2);]\n[a:one(1);\nend]',
    ],
    [
      'two lines moved up: the editor moves the one above them down',
      '[h:one(1);]\n[a:two(2);\nthree(3);]\n',
      [
        ['three(3);||', '\none(1);'],
        ['|one(1);\n|', ''],
      ],
      '[a:two(2);\nthree(3);]\n[h:one(1);]\n',
    ],
    [
      'a line moved into a block, indented on the way',
      '[a:one(1);]\n[h:{]\n[u:two(2);]\n[h:}]',
      [
        ['|one(1);\n|', ''],
        ['{||', '\n  one(1);'],
      ],
      '[h:{]\n  [a:one(1);]\n[u:two(2);]\n[h:}]',
    ],
    [
      'lines sorted',
      "[h:let b = 'b';]\n[a:let a = 'a';]\n[h:let c = 'c';]\n",
      [["|let b = 'b';\nlet a = 'a';\nlet c = 'c';|", "let a = 'a';\nlet b = 'b';\nlet c = 'c';"]],
      "[a:let a = 'a';]\n[h:let b = 'b';\nlet c = 'c';]\n",
    ],
    [
      'lines reversed',
      '[h:first line]\n[a:second line]\n[u:third line]',
      [['|first line\nsecond line\nthird line|', 'third line\nsecond line\nfirst line']],
      '[u:third line]\n[a:second line]\n[h:first line]',
    ],
    [
      'imports sorted and cleaned up, reported letter by letter',
      "[h:import { zeta } from './zeta';]\n[a:import { alpha, beta } from './alpha';]\n",
      [
        ["./|alpha|'", 'zeta'],
        ['{ |alpha, bet|a', 'zet'],
        ['/zeta||', 'lpha'],
        ['./|zet|a', ''],
        ['{ zeta||', 'lpha'],
        ['{ |zet|a', ''],
      ],
      "[a:import { alpha } from './alpha';]\n[h:import { zeta } from './zeta';]\n",
    ],
    [
      'a word dragged to another line',
      '[h:const ][a:banana][h: = 1;]\n[h:done();]',
      [
        ['done(||)', 'banana'],
        ['const |banana|', ''],
      ],
      '[h:const  = 1;\ndone(][a:banana][h:);]',
    ],
    [
      'a line of nobody moved',
      'old line\n[h:one\ntwo]',
      [['|old line\none\ntwo|', 'one\ntwo\nold line']],
      '[h:one\ntwo]\n[u:old line]',
    ],
    // copied
    ['a line copied down', '[a:one(1);]\n[h:two]', [['||one', 'one(1);\n']], '[a:one(1);\none(1);]\n[h:two]'],
    [
      'a line copied up',
      '[a:one(1);]\n[h:two]',
      [['one(1);||', '\none(1);']],
      '[a:one(1);\none(1);]\n[h:two]',
    ],
    [
      'several lines copied',
      '[h:if x\n][a:  y();\n][h:end]',
      [['||end', 'if x\n  y();\n']],
      '[h:if x]\n  [a:y();]\n[h:if x]\n  [a:y();]\n[h:end]',
    ],
    [
      'a selection doubled',
      '[h:one ][a:banana][h: two]',
      [['banana||', 'banana']],
      '[h:one] [a:bananabanana] [h:two]',
    ],
    [
      'nearly the same is no copy',
      '[a:one(1);]\n[h:two]',
      [['||two', 'one(2);\n']],
      '[a:one(1);]\n[u:one(2);]\n[h:two]',
    ],
    // reshaped
    [
      'quotes',
      '[h:let x = "y";]\n[a:let z = "y";]',
      [
        ['x = |"|', "'"],
        ['x = "y|"|', "'"],
        ['z = |"y"|', "'y'"],
      ],
      "[h:let x =] [h~:'][h:y][h~:'][h:;]\n[a:let z =] [a~:'][a:y][a~:'][a:;]",
    ],
    [
      'semicolons at the ends of lines',
      '[h:let x = y]\n[a:let z = y]\n[h:end]',
      [
        ['x = y||', ';'],
        ['z = y||', ';'],
      ],
      '[h:let x = y][h~:;]\n[a:let z = y][a~:;]\n[h:end]',
    ],
    ['a trailing comma', '[a:f(\n  one,\n  two\n)]', [['two||', ',']], '[a:f(\n  one,\n  two][a~:,]\n[a:)]'],
    [
      'parentheses around an argument',
      '[a:map(x => x)]',
      [
        ['map(||x', '('],
        ['map(x||', ')'],
      ],
      '[a:map(][a~:(][a:x][a~:)] [a:=> x)]',
    ],
    [
      'a mark between an AI and a person is nobody’s',
      '[a:one][h: two]',
      [['one||', ',']],
      '[a:one][u:,] [h:two]',
    ],
    ['a mark beside a new word goes with the word', '[h:one]', [['one||', ': Type']], '[h:one][u:: Type]'],
    [
      'braces on lines of their own',
      '[a:if (x)\n  y();\nz();]',
      [
        ['(x)||', ' {'],
        ['y();||', '\n}'],
      ],
      '[a:if (x)] [a~:{]\n  [a:y();]\n[a~:}]\n[a:z();]',
    ],
    ['the same between authors', '[a:y();]\n[h:z();]', [['y();||', '\n}']], '[a:y();]\n[u:}]\n[h:z();]'],
    ['upper case', '[h:let ][a:banana][h: = 1]', [['|banana|', 'BANANA']], '[h:let] [a~:BANANA] [h:= 1]'],
    [
      'title case over lines',
      '[a:one two]\n[h:three four]',
      [['|one two\nthree four|', 'One Two\nThree Four']],
      '[a~:O][a:ne] [a~:T][a:wo]\n[h~:T][h:hree] [h~:F][h:our]',
    ],
    ['snake case', '[a:fooBar]', [['|fooBar|', 'foo_bar']], '[a:foo][a~:_b][a:ar]'],
    ['kebab case', '[h:foo_bar]', [['|foo_bar|', 'foo-bar']], '[h:foo][h~:-][h:bar]'],
    ['camel case', '[h:foo_bar]', [['|foo_bar|', 'fooBar']], '[h:foo][h~:B][h:ar]'],
    [
      'lines joined',
      '[h:one(]\n[a:  two,]\n[h:)]',
      [['|one(\n  two,\n)|', 'one( two, )']],
      '[h:one(] [a:two,] [h:)]',
    ],
    [
      'a whole text replaced by its formatted form',
      '[h:f( a )]\n[a:g( b )]\n',
      [['|f( a )\ng( b )\n|', 'f(a);\ng(b);\n']],
      '[h:f(a)][h~:;]\n[a:g(b)][a~:;]\n',
    ],
    [
      'indentation replaced',
      '[a:if (x) {]\n[h:  y();]\n[a:}]',
      [['{\n|  |y', '\t']],
      '[a:if (x) {]\n\t[h:y();]\n[a:}]',
    ],
    ['two letters swapped', '[a:fro]', [['f|ro|', 'or']], '[a:for]'],
    // renamed
    [
      'a symbol of an AI and a person, reported letter by letter',
      '[h:let sum = 1;]\n[a:use(sum);]',
      [
        ['(sum||', 'ed'],
        ['(|su|m', 'rena'],
        ['let sum||', 'ed'],
        ['let |su|m', 'rena'],
      ],
      '[h:let] [h~:rena][h:m][h~:ed] [h:= 1;]\n[a:use(][a~:rena][a:m][a~:ed][a:);]',
    ],
    [
      'a name that shares some letters with the old one, of which the editor reports as little as it can',
      '[h:let x = ][a:crate - 1;]\n[h:let y = ][a:crate * 2;]',
      [
        ['let x = |c|r', 'boxOfF'],
        ['let x = cr|a|te', 'ui'],
        ['let x = crat|e|', ''],
        ['let y = |c|r', 'boxOfF'],
        ['let y = cr|a|te', 'ui'],
        ['let y = crat|e|', ''],
      ],
      '[h:let x =] [a~:boxOfF][a:r][a~:ui][a:t - 1;]\n[h:let y =] [a~:boxOfF][a:r][a~:ui][a:t * 2;]',
    ],
    [
      'a single name of a person in the middle of an AI’s line',
      '[h:let total = ][a:base;]',
      [['let |total| =', 'sum']],
      '[h:let] [u:sum] [h:=] [a:base;]',
    ],
    [
      'a name made longer',
      '[h:sum; sum]',
      [
        ['|sum|; ', 'sumTotal'],
        ['; |sum|', 'sumTotal'],
      ],
      '[h:sum][h~:Total][h:; sum][h~:Total]',
    ],
    [
      'a word replaced everywhere',
      '[h:const a;]\n[a:const b;]\n[u:const c;]',
      [
        ['|const| a', 'let'],
        ['|const| b', 'let'],
        ['|const| c', 'let'],
      ],
      '[h~:let] [h:a;]\n[a~:let] [a:b;]\n[u:let c;]',
    ],
    [
      'one word of an AI replaced',
      '[h:let ][a:sum][h: = 1;]',
      [['|sum|', 'total']],
      '[h:let] [a~:total] [h:= 1;]',
    ],
    [
      'one word of a person replaced by whoever',
      '[h:let sum = 1;]',
      [['|sum|', 'total']],
      '[h:let] [u:total] [h:= 1;]',
    ],
    ['different words are no renaming', '[h:one two]', [['|one two|', 'three four']], '[u:three four]'],
    [
      'words of nobody replaced',
      'sum + sum',
      [
        ['|sum| +', 'all'],
        ['+ |sum|', 'all'],
      ],
      '[u:all] + [u:all]',
    ],
    // anything else
    ['text that an extension inserts', '[h:one]', [['||one', 'zero\n']], '[u:zero]\n[h:one]'],
    [
      'what it kept',
      '[h:call(one);]',
      [['|call(one);|', 'await call(one, 2);']],
      '[u:await] [h:call(one][u:, 2][h:);]',
    ],
    [
      'an import that a completion brings along',
      '[h:use(]',
      [
        ['||use', "import { helper } from './h';\n"],
        ['use(||', 'helper'],
      ],
      "[u:import { helper } from './h';]\n[h:use(][u:helper]",
    ],
    ['a deletion', '[a:one two]', [['one| two|', '']], '[a:one]'],
  ];
  for (const [what, before, changes, expected] of table)
    it(what, () => assert.equal(after(before, changes), expected));

  it('a command that comes late leaves a person the half of a word that they typed', () => {
    const { recorder } = sample('[h:const cou]');
    const ids = recorder.rewrite([{ offset: 9, removed: 0, text: 'nter' }], edit);
    for (const id of ids) recorder.correct(id, ai);
    assert.equal(picture(recorder.state()), '[h:const cou][a:nter]');
  });

  it('a command that comes late makes all that was written the AI’s, and nothing else', () => {
    const { recorder, journalled } = sample('[h:one(1);]\n[h:sum + sum]');
    const ids = recorder.rewrite(
      editsOf(recorder.text(), [
        ['||one', 'one(1);\n'],
        ['|sum| +', 'total'],
        ['+ |sum|', 'total'],
      ]),
      edit,
    );
    assert.equal(picture(recorder.state()), '[h:one(1);\none(1);]\n[h~:total] [h:+] [h~:total]');
    for (const id of ids) recorder.correct(id, ai);
    assert.equal(picture(recorder.state()), '[a:one(1);]\n[h:one(1);]\n[a:total] [h:+] [a:total]');
    assert.equal(picture(journalled()), picture(recorder.state()));
  });

  it('inherits from what the tool wrote, when the editor names it', () => {
    const host: Origin = { author: 'human', evidence: 'host', time: 3 };
    assert.equal(after('[a:one]', [['one||', ' two']], host), '[a:one] [h:two]');
  });

  it('arrives at the text, whatever the edits are, and gives nobody what no source had', () => {
    const word = fc.constantFrom(
      'foo',
      'bar',
      'fooBar',
      'x',
      '(',
      ')',
      ';',
      '"',
      ' ',
      '  ',
      '\n',
      '}',
      'é',
      '😀',
    );
    const texts = fc.array(word, { maxLength: 30 }).map((words) => words.join(''));
    fc.assert(
      fc.property(texts, texts, texts, fc.constantFrom('a', 'h'), (head, tail, next, by) => {
        const marked = `${head === '' ? '' : `[${by}:${head}]`}${tail === '' ? '' : `[u:${tail}]`}`;
        const { recorder, journalled } = sample(marked);
        const before = recorder.text();
        recorder.rewrite(textEdits(before, next), edit);
        assert.equal(recorder.text(), next);
        assert.deepEqual(journalled(), recorder.state());
        const other = by === 'a' ? 'human' : 'ai';
        assert.ok(recorder.state().spans.every(({ origin }) => origin.author !== other));
      }),
    );
  });
});
