import assert from 'node:assert/strict';
import type { Clues } from '../../../src/core/detection/clues';
import { classify } from '../../../src/core/detection/classify';
import type { EditEvent, HostReason, ReportedEdit } from '../../../src/core/detection/editEvent';
import type { Verdict } from '../../../src/core/detection/verdict';
import type { Origin } from '../../../src/core/model';

const ai: Origin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };

const around =
  (before = '', removed = '', after = '') =>
  () => ({ before, removed, after });
const none: Clues = {
  paste: null,
  suggestFrom: null,
  inlineAt: null,
  completionTool: 'Tool',
  around: around(),
};

function event(edits: readonly Partial<ReportedEdit>[], more: Partial<EditEvent> = {}): EditEvent {
  const whole = edits.map((edit) => ({ offset: 10, removed: 0, text: '', atCursor: true, ...edit }));
  return { edits: whole, reason: null, fromDisk: false, host: null, time: 7, ...more };
}

/** A verdict in a word or two. */
function short(verdict: Verdict): string {
  if (!('origin' in verdict)) return verdict.kind === 'travel' ? verdict.direction : verdict.kind;
  const { origin } = verdict;
  const detail = origin.author === 'unknown' ? origin.reason : origin.evidence;
  return `${verdict.kind} ${origin.author} ${detail}`;
}

interface Row {
  readonly what: string;
  readonly edits: readonly Partial<ReportedEdit>[];
  readonly event?: Partial<EditEvent>;
  readonly clues?: Partial<Clues>;
  readonly is: string;
}

const table: readonly Row[] = [
  { what: 'a letter', edits: [{ text: 'a' }], is: 'typed human keystroke' },
  {
    what: 'a letter at three cursors',
    edits: [{ text: 'a' }, { text: 'a' }, { text: 'a' }],
    is: 'typed human keystroke',
  },
  { what: 'a character of two code units', edits: [{ text: '😀' }], is: 'typed human keystroke' },
  { what: 'a character with its accent', edits: [{ text: 'e\u0301' }], is: 'typed human keystroke' },
  { what: 'an auto-closed pair', edits: [{ text: '()' }], is: 'typed human keystroke' },
  { what: 'Enter with indentation', edits: [{ text: '\n    ' }], is: 'typed human keystroke' },
  { what: 'Enter between brackets', edits: [{ text: '\r\n    \r\n' }], is: 'typed human keystroke' },
  { what: 'Enter in a comment', edits: [{ text: '\n * ' }], is: 'typed human keystroke' },
  { what: 'Backspace', edits: [{ offset: 9, removed: 1 }], is: 'typed human keystroke' },
  { what: 'a letter over a selection', edits: [{ removed: 40, text: 'x' }], is: 'typed human keystroke' },
  {
    what: 'a letter far from any cursor',
    edits: [{ text: 'a', atCursor: false }],
    is: 'transform unknown edit',
  },
  { what: 'words that nothing explains', edits: [{ text: 'two words' }], is: 'transform unknown edit' },
  {
    what: 'a lone letter where a completion was offered',
    edits: [{ text: 'a' }],
    clues: { inlineAt: 10 },
    is: 'typed human keystroke',
  },
  {
    what: 'words where a completion was offered',
    edits: [{ text: 'two words' }],
    clues: { inlineAt: 10 },
    is: 'write ai shape',
  },
  {
    what: 'a completion that replaces what was typed',
    edits: [{ offset: 4, removed: 6, text: 'typed and more' }],
    clues: { inlineAt: 10, around: around('', 'typed ') },
    is: 'write ai shape',
  },
  {
    what: 'words far from where a completion was offered',
    edits: [{ text: 'two words' }],
    clues: { inlineAt: 99 },
    is: 'transform unknown edit',
  },
  {
    what: 'words at two places',
    edits: [{ text: 'two words' }, { text: 'two words' }],
    clues: { inlineAt: 10 },
    is: 'transform unknown edit',
  },
  {
    what: 'an item of IntelliSense',
    edits: [{ offset: 8, removed: 2, text: 'amount' }],
    clues: { suggestFrom: 8 },
    is: 'write human shape',
  },
  {
    what: 'an item although a completion was offered too',
    edits: [{ offset: 8, removed: 2, text: 'amount' }],
    clues: { suggestFrom: 8, inlineAt: 10 },
    is: 'write human shape',
  },
  {
    what: 'more than an item where both were offered',
    edits: [{ offset: 8, removed: 2, text: 'amount of all' }],
    clues: { suggestFrom: 8, inlineAt: 10 },
    is: 'write unknown edit',
  },
  {
    what: 'a word in upper case where a completion was offered before it was selected',
    edits: [{ removed: 6, text: 'BANANA' }],
    clues: { inlineAt: 10, around: around('', 'banana') },
    is: 'transform unknown edit',
  },
  {
    what: 'a completion that writes over what closes the line',
    edits: [{ removed: 2, text: 'one, two);' }],
    clues: { inlineAt: 10, around: around('', ');') },
    is: 'write ai shape',
  },
  {
    what: 'a word replaced where a completion was offered',
    edits: [{ removed: 5, text: 'let value' }],
    clues: { inlineAt: 10, around: around('', 'const') },
    is: 'transform unknown edit',
  },
  {
    what: 'lines that become comments',
    edits: [
      { offset: 20, text: '// ', atCursor: false },
      { offset: 10, text: '// ', atCursor: false },
    ],
    clues: { around: around('{\n  ', '', 'call();\n') },
    is: 'write human shape',
  },
  {
    what: 'a line that becomes a comment where a completion was offered',
    edits: [{ text: '// ' }],
    clues: { inlineAt: 10, around: around('{\n  ', '', 'call();\n') },
    is: 'write human shape',
  },
  {
    what: 'a selection that becomes a comment',
    edits: [{ offset: 19, text: ' */' }, { text: '/* ' }],
    is: 'write human shape',
  },
  {
    what: 'comment marks within a line',
    edits: [{ text: '// ', atCursor: false }],
    clues: { around: around('call(); ', '', 'more') },
    is: 'transform unknown edit',
  },
  {
    what: 'marks that do not belong together',
    edits: [{ offset: 19, text: ' -->' }, { text: '/* ' }],
    is: 'transform unknown edit',
  },
  {
    what: 'a paste from outside',
    edits: [{ text: 'from the web' }],
    clues: { paste: { text: 'from the web', parts: null } },
    is: 'write unknown pasted',
  },
  {
    what: 'a re-indented paste',
    edits: [{ text: '  a\n  b' }],
    clues: { paste: { text: 'a\nb', parts: null } },
    is: 'write unknown pasted',
  },
  {
    what: 'a paste of one letter from outside',
    edits: [{ text: 'x' }],
    clues: { paste: { text: 'x', parts: null } },
    is: 'write unknown pasted',
  },
  {
    what: 'a paste of text that we know',
    edits: [{ text: 'ab' }],
    clues: { paste: { text: 'ab', parts: [{ length: 2, origin: ai }] } },
    is: 'paste',
  },
  {
    what: 'a paste of a whole line, above the cursor',
    edits: [{ text: 'a line\n', atCursor: false }],
    clues: { paste: { text: 'a line\n', parts: [{ length: 7, origin: ai }] } },
    is: 'paste',
  },
  {
    what: 'a paste of text that nobody is known to have changed',
    edits: [{ text: 'ab' }],
    clues: { paste: { text: 'ab', parts: [{ length: 2, origin: null }] } },
    is: 'write unknown pasted',
  },
  {
    what: 'a paste of one letter of a person',
    edits: [{ text: 'x' }],
    clues: { paste: { text: 'x', parts: [{ length: 1, origin: human }] } },
    is: 'paste',
  },
  {
    what: 'a paste of one letter of an AI, which may as well have been typed',
    edits: [{ text: 'x' }],
    clues: { paste: { text: 'x', parts: [{ length: 1, origin: ai }] } },
    is: 'write unknown pasted',
  },
  {
    what: 'something else than what the clipboard holds',
    edits: [{ text: 'z' }],
    clues: { paste: { text: 'x', parts: null } },
    is: 'typed human keystroke',
  },
  {
    what: 'an undo',
    edits: [{ text: 'two words' }],
    event: { reason: 'undo' },
    clues: { inlineAt: 10 },
    is: 'undo',
  },
  { what: 'a redo', edits: [{ text: 'a' }], event: { reason: 'redo' }, is: 'redo' },
  { what: 'a reload', edits: [{ text: 'a' }], event: { fromDisk: true }, is: 'reload' },
  {
    what: 'an undo back to what is on disk',
    edits: [{ text: 'a' }],
    event: { reason: 'undo', fromDisk: true },
    is: 'undo',
  },
];

describe('classify', () => {
  for (const { what, edits, event: more, clues, is } of table) {
    it(`${what}: ${is}`, () => {
      assert.equal(short(classify(event(edits, more), { ...none, ...clues })), is);
    });
  }
});

const notAi: readonly (readonly [string, Partial<ReportedEdit>, Partial<Clues>])[] = [
  ['words where no AI tool runs', { text: 'two words' }, { completionTool: null }],
  ['a comment that closes itself', { text: '* */' }, {}],
  ['a tag that closes itself', { text: '</div>' }, {}],
  ['Enter in a comment of three strokes', { text: '\n/// ' }, {}],
  ['Enter in a list', { text: '\n- ' }, {}],
  ['a formatter that ends the line', { text: ';\n' }, {}],
  ['a copied line', { text: '\nlet total = 0;' }, { around: around('first();\nlet total = 0;') }],
  [
    'a line copied upwards',
    { text: 'let total = 0;\n' },
    { around: around('first();\n', '', 'let total = 0;\n') },
  ],
  [
    'a conversion by an input method',
    { offset: 6, removed: 4, text: '日本' },
    { around: around('', 'にほんご') },
  ],
  [
    'an abbreviation that is expanded',
    { offset: 3, removed: 7, text: '<div class="a"></div>' },
    { around: around('', 'div.foo') },
  ],
  [
    'other line ends',
    { offset: 0, removed: 20, text: 'one\r\ntwo\r\n' },
    { around: around('', 'one\ntwo\n') },
  ],
];

describe('a paste into several cursors', () => {
  const text = 'ai\nme';
  const parts = [
    { length: 3, origin: ai },
    { length: 2, origin: human },
  ];
  const piecesOf = (edits: readonly Partial<ReportedEdit>[]): unknown => {
    const verdict = classify(event(edits), { ...none, paste: { text, parts } });
    return verdict.kind === 'paste' ? verdict.pieces : verdict;
  };

  it('brings everything to each', () => {
    assert.deepEqual(piecesOf([{ text }, { offset: 90, text }]), [parts, parts]);
  });

  it('or a line to each, in the order of the text', () => {
    const pieces = piecesOf([
      { offset: 90, text: 'me' },
      { offset: 10, text: 'ai' },
    ]);
    assert.deepEqual(pieces, [[{ length: 2, origin: human }], [{ length: 2, origin: ai }]]);
  });

  it('is known whatever its indentation and line ends', () => {
    const pieces = piecesOf([{ text: 'ai\r\n    me' }]);
    assert.deepEqual(pieces, [
      [
        { length: 8, origin: ai },
        { length: 2, origin: human },
      ],
    ]);
  });
});

describe('what the editor does at the cursor is not called AI', () => {
  for (const [what, edit, clues] of notAi) {
    it(what, () => {
      const verdict = classify(event([edit]), { ...none, inlineAt: 10, ...clues });
      assert.ok(!('origin' in verdict) || verdict.origin.author !== 'ai', short(verdict));
    });
  }
});

const host = (source: string, metadata: HostReason['metadata'] = {}): Partial<EditEvent> => ({
  host: { source, metadata },
});

describe('classify, where the host says who it was', () => {
  const rows: readonly (readonly [string, Partial<EditEvent>, string])[] = [
    ['a completion', host('inlineCompletionAccept'), 'write ai host'],
    ['a part of one', host('inlineCompletionPartialAccept', { type: 'word' }), 'write ai host'],
    ['a chat edit', host('Chat.applyEdits'), 'agent ai host'],
    ['a rejected chat edit', host('Chat.undoEdits'), 'rejected'],
    ['typing', host('cursor', { kind: 'type' }), 'typed human keystroke'],
    ['a paste that nobody was asked for', host('cursor', { kind: 'paste' }), 'write unknown pasted'],
    ['an item', host('suggest'), 'write human host'],
    ['a rename', host('rename'), 'transform human host'],
    ['a snippet around what was selected', host('snippet'), 'transform human host'],
    ['a quick fix', host('codeAction'), 'transform human host'],
    ['a formatter', host('unknown', { name: 'formatEditsCommand' }), 'transform human host'],
    ['an extension', host('unknown', { name: undefined }), 'transform unknown edit'],
    ['a reload', host('reloadFromDisk'), 'reload'],
    ['an undo', { ...host('applyEdits'), reason: 'undo' }, 'undo'],
    ['something new', host('aThingOfTheFuture'), 'transform unknown edit'],
  ];
  for (const [what, more, is] of rows) {
    it(`${what}: ${is}`, () => assert.equal(short(classify(event([{ text: 'two words' }], more), none)), is));
  }

  it('takes tool and model from the host', () => {
    const metadata = {
      $extensionId: 'GitHub.copilot-chat',
      $modelId: 'copilot|group|gpt-5',
      $$sessionId: 's1',
    };
    const verdict = classify(event([{ text: 'x y' }], host('Chat.applyEdits', metadata)), none);
    const expected: Origin = {
      author: 'ai',
      tool: 'GitHub Copilot',
      model: 'gpt-5',
      session: 's1',
      evidence: 'host',
      time: 7,
    };
    assert.deepEqual('origin' in verdict && verdict.origin, expected);
  });
});
