import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ACCEPT_COMMANDS, ACCEPT_COMMANDS_MISSING } from '../../../src/core/detection/acceptCommands';
import type { EditEvent, ReportedEdit } from '../../../src/core/detection/editEvent';
import { SignalBook } from '../../../src/core/detection/signalBook';
import {
  signalProblems,
  type SignalFacts,
  type SignalProblem,
} from '../../../src/core/detection/signalHealth';
import { readSignalReport, writeSignalReport } from '../../../src/core/detection/signalReport';
import type { Verdict } from '../../../src/core/detection/verdict';

const healthy: SignalFacts = {
  precise: false,
  missingCommands: [],
  missingApis: [],
  pasteIsOff: false,
  unaskedPastes: 0,
  unconfirmedCompletions: 0,
  unaskedCompletions: 0,
  unnamedKeys: 0,
  chatsWithoutBaseline: 0,
};

const MISSING: SignalProblem = { kind: 'commands', missing: ['a.b'] };

describe('signal health', () => {
  const table: readonly (readonly [string, Partial<SignalFacts>, readonly SignalProblem[]])[] = [
    ['an ordinary editor', {}, []],
    ['a few accepts by mouse', { unconfirmedCompletions: 4 }, []],
    ['only accepts that we do not see', { unconfirmedCompletions: 5 }, [{ kind: 'keys' }]],
    ['no accept command', { missingCommands: ['a.b'] }, [MISSING]],
    [
      'no accept command, which explains the rest',
      { missingCommands: ['a.b'], unconfirmedCompletions: 9 },
      [MISSING],
    ],
    ['no API for completions', { missingApis: ['inlineCompletions'] }, [{ kind: 'completions' }]],
    ['completions that are never asked for', { unaskedCompletions: 5 }, [{ kind: 'completions' }]],
    ['no API for IntelliSense', { missingApis: ['intelliSense'] }, [{ kind: 'intelliSense' }]],
    ['no API for pastes', { missingApis: ['paste'] }, [{ kind: 'paste', why: 'missing' }]],
    ['pastes switched off, and none came', { pasteIsOff: true }, []],
    ['pastes switched off', { pasteIsOff: true, unaskedPastes: 3 }, [{ kind: 'paste', why: 'off' }]],
    ['pastes that we are not asked about', { unaskedPastes: 3 }, [{ kind: 'paste', why: 'unasked' }]],
    ['two that we were not asked about', { unaskedPastes: 2 }, []],
    ['keys that are never named', { unnamedKeys: 300 }, [{ kind: 'keyboard' }]],
    ['a chat without baselines', { chatsWithoutBaseline: 3 }, [{ kind: 'chat' }]],
    [
      'an editor that says itself who makes an edit',
      {
        precise: true,
        missingCommands: ['a.b'],
        unconfirmedCompletions: 9,
        chatsWithoutBaseline: 9,
        unnamedKeys: 999,
      },
      [],
    ],
    [
      'the same without pastes',
      { precise: true, missingApis: ['paste'] },
      [{ kind: 'paste', why: 'missing' }],
    ],
  ];
  for (const [what, facts, expected] of table)
    it(what, () => assert.deepEqual(signalProblems({ ...healthy, ...facts }), expected));

  it('looks for the very commands that the key bindings call, which give way when one is missing', () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')) as {
      contributes: { keybindings: { command: string; when: string; args?: { commands: string[] } }[] };
    };
    const ours = manifest.contributes.keybindings.filter(({ command }) => command === 'runCommands');
    assert.ok(ours.length >= 3);
    for (const { args, when } of ours) {
      assert.ok(ACCEPT_COMMANDS.includes(args?.commands[0] ?? ''), args?.commands[0]);
      assert.ok(when.endsWith(`&& !${ACCEPT_COMMANDS_MISSING}`), when);
    }
  });
});

const event = (edit: Partial<ReportedEdit>, host: EditEvent['host'] = null): EditEvent => ({
  edits: [{ offset: 10, removed: 0, text: '', atCursor: true, ...edit }],
  reason: null,
  fromDisk: false,
  host,
  time: 1,
});
const key: Verdict = { kind: 'typed', origin: { author: 'human', evidence: 'keystroke', time: 1 } };
const unexplained: Verdict = {
  kind: 'transform',
  origin: { author: 'unknown', reason: 'edit', time: 1 },
  confirmable: true,
};
const completion: Verdict = {
  kind: 'write',
  origin: { author: 'ai', tool: 'T', model: null, session: null, evidence: 'shape', time: 1 },
  confirmable: true,
};
const SEVERAL = 'first();\nsecond();';

describe('signal book', () => {
  let told = 0;
  let book: SignalBook;
  beforeEach(() => {
    told = 0;
    book = new SignalBook(() => told++);
  });
  const kinds = (): string[] => book.problems().map(({ kind }) => kind);

  it('is calm in a day of ordinary work, and says nothing while a person types', () => {
    book.judged(event({ text: 'a' }), key);
    assert.equal(book.isPrecise, false);
    told = 0;
    for (let day = 0; day < 400; day++) {
      book.judged(event({ text: 'a' }), key);
      book.selected(true, 11);
    }
    assert.equal(told, 0);
    for (let i = 0; i < 50; i++) {
      book.completionAsked();
      book.judged(event({ text: 'two words' }), completion);
      book.accepted();
      book.pasteAsked();
      book.judged(event({ text: SEVERAL }), { ...unexplained, kind: 'write', confirmable: false });
      book.selected(true, 10 + SEVERAL.length);
      book.judged(event({ text: SEVERAL, atCursor: false }), unexplained);
      book.selected(false, null);
    }
    assert.deepEqual(kinds(), []);
  });

  it('finds completions that no key of ours accepted, until one does', () => {
    book.completionAsked();
    for (let i = 0; i < 5; i++) book.judged(event({ text: 'two words' }), completion);
    assert.deepEqual(kinds(), ['keys']);
    assert.ok(told > 0);
    book.accepted();
    assert.deepEqual(kinds(), []);
  });

  it('finds accepts although nothing was asked for, until it is', () => {
    for (let i = 0; i < 5; i++) book.accepted();
    assert.deepEqual(kinds(), ['completions']);
    book.completionAsked();
    assert.deepEqual(kinds(), []);
  });

  it('finds pastes that the editor asked nobody about, until it does', () => {
    const paste = (cursor: number | null, byKeyboard = true): void => {
      book.judged(event({ text: SEVERAL }), unexplained);
      book.selected(byKeyboard, cursor);
    };
    paste(10 + SEVERAL.length);
    paste(10 + SEVERAL.length, false);
    paste(3);
    paste(null);
    assert.deepEqual(kinds(), []);
    paste(10 + SEVERAL.length);
    paste(10 + SEVERAL.length);
    assert.deepEqual(book.problems(), [{ kind: 'paste', why: 'unasked' }]);
    book.pasteSwitched(false);
    assert.deepEqual(book.problems(), [{ kind: 'paste', why: 'off' }]);
    book.pasteAsked();
    assert.deepEqual(kinds(), []);
  });

  it('finds no fault with an editor that asks about some pastes only', () => {
    book.pasteAsked();
    const paste = (): void => {
      for (let i = 0; i < 5; i++) {
        book.judged(event({ text: SEVERAL }), unexplained);
        book.selected(true, 10 + SEVERAL.length);
      }
    };
    paste();
    assert.deepEqual(kinds(), []);
    book.pasteSwitched(false);
    paste();
    assert.deepEqual(book.problems(), [{ kind: 'paste', why: 'off' }]);
  });

  it('takes no Enter and no single line for a paste', () => {
    for (const text of ['\n    ', '\r\n * ', 'one line', '\n']) {
      for (let i = 0; i < 3; i++) {
        book.judged(event({ text }), unexplained);
        book.selected(true, 10 + text.length);
      }
    }
    assert.deepEqual(kinds(), []);
  });

  it('finds a chat whose edits the editor does not keep apart', () => {
    for (const request of ['one', 'two', 'three']) {
      book.chatAsked(request);
      book.judged(event({ text: SEVERAL, atCursor: false }), unexplained);
    }
    assert.deepEqual(kinds(), ['chat']);
    book.baselineOpened();
    assert.deepEqual(kinds(), []);
  });

  it('finds no fault with a chat that edits nothing', () => {
    for (const request of ['one', 'two', 'three', 'four']) book.chatAsked(request);
    book.judged(event({ text: 'a' }), key);
    assert.deepEqual(kinds(), []);
  });

  it('finds an editor that never names the keyboard', () => {
    for (let i = 0; i < 300; i++) {
      book.judged(event({ text: 'a' }), key);
      book.selected(false, 11);
    }
    assert.deepEqual(kinds(), ['keyboard']);
    book.selected(true, 11);
    assert.deepEqual(kinds(), []);
  });

  it('needs no other signal where the editor says who makes an edit', () => {
    book.apiMissing('inlineCompletions');
    book.commandsMissing(['a.b']);
    assert.deepEqual(kinds(), ['commands', 'completions']);
    book.judged(event({ text: 'a' }, { source: 'cursor', metadata: {} }), key);
    assert.equal(book.isPrecise, true);
    assert.deepEqual(kinds(), []);
    book.judged(event({ text: 'a' }), key);
    assert.equal(book.isPrecise, true);
  });
});

describe('the report on signals', () => {
  const problems: SignalProblem[] = [
    { kind: 'commands', missing: ['a.b', 'c'] },
    { kind: 'paste', why: 'off' },
    { kind: 'keys' },
    { kind: 'completions' },
    { kind: 'intelliSense' },
    { kind: 'keyboard' },
    { kind: 'chat' },
  ];
  const report = { editor: 'Code 1', precise: null, problems, pid: 12, host: 'here' };

  it('comes back as it was written', () => {
    assert.deepEqual(readSignalReport(writeSignalReport(report)), report);
  });

  it('leaves out what it does not know, and reads nothing else', () => {
    const later = {
      version: 1,
      ...report,
      problems: [{ kind: 'moon' }, { kind: 'paste', why: 'moon' }, { kind: 'keys' }],
    };
    assert.deepEqual(readSignalReport(JSON.stringify(later))?.problems, [{ kind: 'keys' }]);
    for (const broken of [{ version: 2 }, { pid: 'x' }, { editor: 1 }, { problems: {} }, { precise: 'yes' }])
      assert.equal(readSignalReport(JSON.stringify({ version: 1, ...report, ...broken })), null);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readSignalReport(text) === null));
  });
});
