/**
 * The signal `hostReason`: each name that the editor gives, those that only look like one of its own, and what it tells
 * of the tool behind a completion or a chat.
 */
import assert from 'node:assert/strict';
import type { EditEvent } from '../../../../src/core/detection/editEvent';
import { hostReason } from '../../../../src/core/detection/signals/hostReason';
import { host, itSays, says, type Row } from './support';

const WORDS = [{ text: 'two words' }];
const TOOL = 'transform human host';
const NOBODY = 'transform unknown edit';

const named = (what: string, more: Partial<EditEvent>, is: string): Row => ({
  what,
  edits: WORDS,
  event: more,
  is,
});
const command = (what: string, detailedSource: string, is: string): Row =>
  named(what, host('cursor', { kind: 'executeCommand', detailedSource }), is);

const ais: readonly Row[] = [
  named('a completion', host('inlineCompletionAccept'), 'write ai host'),
  named('a part of one', host('inlineCompletionPartialAccept', { type: 'word' }), 'write ai host'),
  named('a chat edit', host('Chat.applyEdits'), 'agent ai host'),
  named('an edit of an inline chat', host('inlineChat.applyEdits'), 'agent ai host'),
];

const persons: readonly Row[] = [
  named('typing', host('cursor', { kind: 'type' }), 'typed human keystroke'),
  named('a key of an input method', host('cursor', { kind: 'compositionType' }), 'typed human keystroke'),
  named('what it composed', host('cursor', { kind: 'compositionEnd' }), 'typed human keystroke'),
  named('a cut', host('cursor', { kind: 'cut' }), 'typed human keystroke'),
  named('an item', host('suggest'), 'write human host'),
  named(
    'a comment command',
    host('cursor', { kind: 'executeCommands', detailedSource: 'editor.action.blockComment' }),
    'write human host',
  ),
  command('another comment command', 'editor.action.commentLine', 'write human host'),
  command('a comment command that adds', 'editor.action.addCommentLine', 'write human host'),
];

const tools: readonly Row[] = [
  named('a rename', host('rename'), TOOL),
  named('a snippet around what was selected', host('snippet'), TOOL),
  named('a quick fix', host('codeAction'), TOOL),
  named('other line ends', host('eolChange'), TOOL),
  named(
    'another command',
    host('cursor', { kind: 'executeCommand', detailedSource: 'editor.action.moveLinesDownAction' }),
    TOOL,
  ),
  command('a command of an extension that speaks of comments', 'my.editor.action.comment', TOOL),
  named('something at the cursor that has no name', host('cursor'), TOOL),
  named('a formatter', host('unknown', { name: 'formatEditsCommand' }), TOOL),
  named('a line end at the end of the file', host('unknown', { name: 'insertFinalNewLine' }), TOOL),
  named('a tag that is renamed with its other half', host('unknown', { name: 'linkedEditing' }), TOOL),
  named('a variable of a snippet', host('unknown', { name: 'snippet.transform' }), TOOL),
  named(
    'what an item adds elsewhere',
    host('unknown', { name: 'suggestController.additionalTextEdits' }),
    TOOL,
  ),
  named('an action of the editor', host('unknown', { name: 'editor.action.sortLines' }), TOOL),
];

const others: readonly Row[] = [
  named('a rejected chat edit', host('Chat.undoEdits'), 'rejected'),
  named('a chat that goes back to where it was', host('Chat.reset'), 'rejected'),
  named('a reload', host('reloadFromDisk'), 'reload'),
];

const nobodys: readonly Row[] = [
  named('an extension', host('unknown', { name: undefined }), NOBODY),
  named('an extension without a word', host('unknown'), NOBODY),
  named('something new', host('aThingOfTheFuture'), NOBODY),
  named('something of no name', host(''), NOBODY),
  named('a chat of a later version', host('Agent.applyEdits'), NOBODY),
  named('a name in another case', host('chat.applyEdits'), NOBODY),
  named('something new that has a name of a tool', host('aThing', { name: 'formatEditsCommand' }), NOBODY),
  named('an extension of nearly such a name', host('unknown', { name: 'my.editor.action.sort' }), NOBODY),
  named('a name of a tool with more behind it', host('unknown', { name: 'formatEditsCommand2' }), NOBODY),
  named('an action without a name', host('unknown', { name: 'editor.action.' }), NOBODY),
];

/** The form, the place and the clues of a change that all say something else than the host. */
const despite: readonly Row[] = [
  {
    what: 'an extension that writes a letter at the cursor',
    edits: [{ text: 'a' }],
    event: host('unknown'),
    is: NOBODY,
  },
  {
    what: 'an extension where a completion was offered',
    edits: WORDS,
    event: host('unknown'),
    clues: { inlineAt: 10, suggestFrom: 10 },
    is: NOBODY,
  },
  {
    what: 'a completion of a single character',
    edits: [{ text: ')' }],
    event: host('inlineCompletionAccept'),
    is: 'write ai host',
  },
  {
    what: 'a next edit away from the cursor',
    edits: [{ text: 'two words', atCursor: false }],
    event: host('inlineCompletionAccept'),
    is: 'write ai host',
  },
  {
    what: 'words that an input method composed',
    edits: [{ removed: 4, text: '日本' }],
    event: host('cursor', { kind: 'compositionEnd' }),
    is: 'typed human keystroke',
  },
];

const silent: readonly Row[] = [
  { what: 'what the host says nothing about', edits: WORDS, is: 'silent' },
  { what: 'a letter', edits: [{ text: 'a' }], clues: { inlineAt: 10, suggestFrom: 10 }, is: 'silent' },
  {
    what: 'an undo, and a reload, without the host’s word',
    edits: WORDS,
    event: { reason: 'undo', fromDisk: true },
    is: 'silent',
  },
  named('a paste, whose origin the clipboard tells', host('cursor', { kind: 'paste' }), 'silent'),
];

describe('the signal hostReason', () => {
  describe('knows an AI', () => itSays(hostReason, ais));
  describe('knows a person', () => itSays(hostReason, persons));
  describe('knows a tool that ran for a person', () => itSays(hostReason, tools));
  describe('knows that nobody wrote anything new', () => itSays(hostReason, others));
  describe('guesses nothing', () => itSays(hostReason, nobodys));
  describe('is stronger than what a change looks like', () => itSays(hostReason, despite));

  it('is exact: no accept command makes a completion of it, and nobody took anything back', () => {
    const verdicts = [
      host('inlineCompletionAccept'),
      host('suggest'),
      host('rename'),
      host('unknown'),
      host('cursor', { detailedSource: 'editor.action.commentLine' }),
      host('Chat.applyEdits'),
    ].map((more) => says(hostReason, { edits: WORDS, event: more }));
    for (const verdict of verdicts) {
      assert.ok(verdict !== null);
      const mayChange =
        'confirmable' in verdict ? verdict.confirmable : 'mayRestore' in verdict && verdict.mayRestore;
      assert.equal(mayChange, false, verdict.kind);
      assert.ok('origin' in verdict && verdict.origin.time === 7, verdict.kind);
    }
  });
});

describe('the signal hostReason is silent about', () => itSays(hostReason, silent));

describe('what the host tells of an AI', () => {
  /** Tool, model and session of an edit with this metadata. */
  const told = (source: string, metadata: Readonly<Record<string, unknown>>): unknown => {
    const verdict = says(hostReason, { edits: WORDS, event: host(source, metadata) });
    assert.ok(verdict !== null && 'origin' in verdict && verdict.origin.author === 'ai');
    const { tool, model, session } = verdict.origin;
    return [tool, model, session];
  };

  it('takes tool and model from the host', () => {
    const metadata = {
      $extensionId: 'GitHub.copilot-chat',
      $modelId: 'copilot|group|gpt-5',
      $$sessionId: 's1',
    };
    assert.deepEqual(
      says(hostReason, { edits: [{ text: 'x y' }], event: host('Chat.applyEdits', metadata) }),
      {
        kind: 'agent',
        origin: {
          author: 'ai',
          tool: 'GitHub Copilot',
          model: 'gpt-5',
          session: 's1',
          evidence: 'host',
          time: 7,
        },
        mayRestore: false,
      },
    );
  });

  const rows: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly unknown[]])[] = [
    ['nothing', {}, ['AI', null, null]],
    ['an extension that we know', { $extensionId: 'TabNine.tabnine-vscode' }, ['Tabnine', null, null]],
    ['an extension that we do not know', { $extensionId: 'some.one' }, ['some.one', null, null]],
    ['a model of a vendor', { $modelId: 'openai/gpt-5' }, ['AI', 'gpt-5', null]],
    ['a model of nobody', { $modelId: 'gpt-5' }, ['AI', 'gpt-5', null]],
    ['a session', { $$sessionId: 's1' }, ['AI', null, 's1']],
    ['empty words', { $extensionId: '', $modelId: '', $$sessionId: '' }, ['AI', null, null]],
    ['no words', { $extensionId: 1, $modelId: null, $$sessionId: {} }, ['AI', null, null]],
  ];
  for (const [what, metadata, is] of rows) {
    it(what, () => {
      for (const source of ['inlineCompletionAccept', 'Chat.applyEdits'])
        assert.deepEqual(told(source, metadata), is);
    });
  }
});
