/**
 * The signal `inlineAccepted`: a completion where one was asked for, and what the editor itself does at the cursor, which
 * must never be called an AI's.
 */
import assert from 'node:assert/strict';
import type { Clues } from '../../../../src/core/detection/clues';
import type { ReportedEdit } from '../../../../src/core/detection/editEvent';
import { inlineAccepted } from '../../../../src/core/detection/signals/inlineAccepted';
import { around, event, itSays, none, says, type Row } from './support';

const AI = 'write ai shape';

/** A change where a completion was asked for, at offset 10. */
const offered = (what: string, edit: Partial<ReportedEdit>, is: string, clues: Partial<Clues> = {}): Row => ({
  what,
  edits: [edit],
  clues: { inlineAt: 10, ...clues },
  is,
});

const rows: readonly Row[] = [
  offered('words where a completion was offered', { text: 'two words' }, AI),
  offered('several lines', { text: 'first();\nsecond();' }, AI),
  offered('the rest of a word', { text: 'ount' }, AI),
  offered('two letters', { text: 'ab' }, AI),
  offered('a number', { text: '42' }, AI),
  offered('words of a script without blanks', { text: '日本' }, AI),
  offered('a tag with something behind it', { text: '</b> and more' }, AI),
  {
    what: 'a completion that replaces what was typed',
    edits: [{ offset: 4, removed: 6, text: 'typed and more' }],
    clues: { inlineAt: 10, around: around('', 'typed ') },
    is: AI,
  },
  {
    what: 'a completion that writes over what closes the line',
    edits: [{ removed: 2, text: 'one, two);' }],
    clues: { inlineAt: 10, around: around('', ');') },
    is: AI,
  },
  {
    what: 'a completion that replaces what was typed and what closes the line',
    edits: [{ offset: 4, removed: 8, text: 'typed (and more);' }],
    clues: { inlineAt: 10, around: around('', 'typed );') },
    is: AI,
  },
  {
    what: 'words that stand elsewhere on the line',
    edits: [{ text: 'total' }],
    clues: { inlineAt: 10, around: around('total = count; ', '', ' + total;\n') },
    is: AI,
  },
  {
    what: 'a completion where IntelliSense was asked as well',
    edits: [{ offset: 8, removed: 2, text: 'amount' }],
    clues: { suggestFrom: 8, inlineAt: 10, around: around('', 'am') },
    is: AI,
  },
];

const elsewhere: readonly Row[] = [
  { what: 'words where nothing was offered', edits: [{ text: 'two words' }], is: 'silent' },
  { what: 'the first words of a file', edits: [{ offset: 0, text: 'two words' }], is: 'silent' },
  {
    what: 'words far from where a completion was offered',
    edits: [{ text: 'two words' }],
    clues: { inlineAt: 99 },
    is: 'silent',
  },
  {
    what: 'words right before where a completion was offered',
    edits: [{ text: 'two words' }],
    clues: { inlineAt: 11 },
    is: 'silent',
  },
  {
    what: 'words right behind where a completion was offered',
    edits: [{ text: 'two words' }],
    clues: { inlineAt: 9 },
    is: 'silent',
  },
  {
    what: 'words at two places',
    edits: [{ text: 'two words' }, { text: 'two words' }],
    clues: { inlineAt: 10 },
    is: 'silent',
  },
  offered('a next edit away from the cursor', { text: 'two words', atCursor: false }, 'silent'),
  offered('words where no AI tool runs', { text: 'two words' }, 'silent', { completionTool: null }),
];

/** What was there does not go on in what came. */
const replaced: readonly Row[] = [
  {
    what: 'a word replaced where a completion was offered',
    edits: [{ removed: 5, text: 'let value' }],
    clues: { inlineAt: 10, around: around('', 'const') },
    is: 'silent',
  },
  {
    what: 'a word in upper case where a completion was offered before it was selected',
    edits: [{ removed: 6, text: 'BANANA' }],
    clues: { inlineAt: 10, around: around('', 'banana') },
    is: 'silent',
  },
  {
    what: 'what was typed, in another case',
    edits: [{ offset: 4, removed: 6, text: 'Typed and more' }],
    clues: { inlineAt: 10, around: around('', 'typed ') },
    is: 'silent',
  },
  {
    what: 'what closed the line, in another order',
    edits: [{ removed: 2, text: 'one;)' }],
    clues: { inlineAt: 10, around: around('', ');') },
    is: 'silent',
  },
  {
    what: 'two brackets, of which one is kept',
    edits: [{ removed: 2, text: 'one)' }],
    clues: { inlineAt: 10, around: around('', '))') },
    is: 'silent',
  },
  {
    what: 'a bracket that closed the line, where another stands in what was typed',
    edits: [{ offset: 6, removed: 5, text: 'f() and more' }],
    clues: { inlineAt: 10, around: around('', 'f() )') },
    is: 'silent',
  },
  {
    what: 'two lines that become one',
    edits: [{ removed: 4, text: 'a\nb and more' }],
    clues: { inlineAt: 10, around: around('', 'a\nb') },
    is: 'silent',
  },
  {
    what: 'what was there already',
    edits: [{ offset: 4, removed: 6, text: 'typed ' }],
    clues: { inlineAt: 10, around: around('', 'typed ') },
    is: 'silent',
  },
];

const editor: readonly Row[] = [
  offered('a lone letter where a completion was offered', { text: 'a' }, 'silent'),
  offered('a lone letter and blanks', { text: ' a ' }, 'silent'),
  offered('a deletion', { removed: 4 }, 'silent', { around: around('', 'word') }),
  offered('marks', { text: ' => {' }, 'silent'),
  offered('an auto-closed pair', { text: '()' }, 'silent'),
  offered('a comment that closes itself', { text: '* */' }, 'silent'),
  offered('a line that becomes a comment', { text: '// ' }, 'silent', {
    around: around('{\n  ', '', 'call();\n'),
  }),
  offered('a tag that closes itself', { text: '</div>' }, 'silent'),
  offered('a tag that closes itself on a line of its own', { text: '\n</my-element>\n' }, 'silent'),
  offered('Enter in a comment of three strokes', { text: '\n/// ' }, 'silent'),
  offered('Enter in a list', { text: '\n- ' }, 'silent'),
  offered('a formatter that ends the line', { text: ';\n' }, 'silent'),
  offered('a copied line', { text: '\nlet total = 0;' }, 'silent', {
    around: around('first();\nlet total = 0;'),
  }),
  offered('a copied line that is indented', { text: '\n    let total = 0;' }, 'silent', {
    around: around('first();\n  let total = 0;\n'),
  }),
  offered('a line copied upwards', { text: 'let total = 0;\n' }, 'silent', {
    around: around('first();\n', '', 'let total = 0;\n'),
  }),
  offered('an indented line copied upwards', { text: '  let total = 0;\n' }, 'silent', {
    around: around('first();\n', '', '  let total = 0;\n'),
  }),
  offered('a copied selection that stays', { removed: 5, text: 'totaltotal' }, 'silent', {
    inlineAt: 15,
    around: around('let total', 'total'),
  }),
  offered('a conversion by an input method', { offset: 6, removed: 4, text: '日本' }, 'silent', {
    around: around('', 'にほんご'),
  }),
  offered(
    'an abbreviation that is expanded',
    { offset: 3, removed: 7, text: '<div class="a"></div>' },
    'silent',
    { around: around('', 'div.foo') },
  ),
  offered('other line ends', { offset: 0, removed: 20, text: 'one\r\ntwo\r\n' }, 'silent', {
    around: around('', 'one\ntwo\n'),
  }),
];

describe('the signal inlineAccepted', () => {
  itSays(inlineAccepted, rows);

  it('infers the tool that runs, until an accept command proves it', () => {
    assert.deepEqual(says(inlineAccepted, offered('', { text: 'two words' }, '')), {
      kind: 'write',
      origin: { author: 'ai', tool: 'Tool', model: null, session: null, evidence: 'shape', time: 7 },
      confirmable: true,
    });
  });

  it('is fooled by an extension that edits where a completion was asked for', () => {
    const byExtension = says(inlineAccepted, offered('', { text: "import { a } from './a';\n" }, ''));
    assert.ok(byExtension?.kind === 'write' && byExtension.origin.author === 'ai');
    assert.equal(byExtension.origin.evidence, 'shape', 'inferred, and never more');
  });

  it('looks around the change itself', () => {
    const asked: [number, number][] = [];
    const looking = (offset: number, removed: number): ReturnType<Clues['around']> => {
      asked.push([offset, removed]);
      return { before: '', removed: 'am', after: '' };
    };
    const clues = { ...none, inlineAt: 10, around: looking };
    inlineAccepted(event([{ offset: 8, removed: 2, text: 'amount' }]), clues);
    assert.deepEqual(asked, [[8, 2]]);
  });
});

describe('the signal inlineAccepted is silent', () => {
  describe('elsewhere', () => itSays(inlineAccepted, elsewhere));
  describe('where something was replaced', () => itSays(inlineAccepted, replaced));
  describe('about what the editor does at the cursor', () => itSays(inlineAccepted, editor));
});
