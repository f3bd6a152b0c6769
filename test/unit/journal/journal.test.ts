import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasAi } from '../../../src/core/journal/hasAi';
import { mergeJournals } from '../../../src/core/journal/mergeJournals';
import { parseRecord, serialiseRecord, type JournalRecord } from '../../../src/core/journal/records';
import { replay } from '../../../src/core/journal/replay';
import { settleFile } from '../../../src/core/journal/settleFile';
import { stateRecords } from '../../../src/core/journal/stateRecords';
import { Ledger } from '../../../src/core/ledger/ledger';
import type { AiOrigin, Origin } from '../../../src/core/model';

const ai: AiOrigin = { author: 'ai', tool: 'T', model: 'm', session: null, evidence: 'shape', time: 5 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 6 };

/** A session as records: a person types, an AI completes, it is saved, better evidence arrives, an undo. */
function session(): { records: JournalRecord[]; ledger: Ledger; savedText: string } {
  const ledger = Ledger.of('start\n');
  const records: JournalRecord[] = [
    { kind: 'head', version: 1, writer: 'w1', pid: 1, host: 'here' },
    {
      kind: 'state',
      path: 'a b/ü.ts',
      time: 1,
      role: 'current',
      text: 'start\n',
      origins: [null],
      runs: [{ length: 6, origin: 0 }],
    },
  ];
  const define = (origin: Origin): number => {
    const id = ledger.addOrigin(origin);
    records.push({ kind: 'origin', path: 'a b/ü.ts', id, origin });
    return id;
  };
  const edit = (offset: number, removed: number, text: string, id: number, time: number): void => {
    const edits = ledger.apply([{ offset, removed, text }], id);
    records.push({ kind: 'edit', path: 'a b/ü.ts', time, edits, length: ledger.length });
  };
  const h = define(human);
  edit(6, 0, 'typed ', h, 2);
  const a = define(ai);
  edit(12, 0, 'generated\n', a, 3);
  records.push({ kind: 'saved', path: 'a b/ü.ts', time: 4, fingerprint: ledger.version.fingerprint });
  const savedText = ledger.text();
  ledger.correctOrigin(a, { ...ai, evidence: 'command' });
  records.push({ kind: 'origin', path: 'a b/ü.ts', id: a, origin: { ...ai, evidence: 'command' } });
  edit(0, 6, '', a, 7);
  return { records, ledger, savedText };
}

const journalOf = (records: readonly JournalRecord[]): string =>
  records.map((r) => serialiseRecord(r) + '\n').join('');

describe('journal', () => {
  it('gives back what the ledger knew, and what was saved before', () => {
    const { records, ledger, savedText } = session();
    const { files, head, problems, closed } = replay(journalOf(records));
    const file = files.get('a b/ü.ts');
    assert.ok(file?.current);
    assert.deepEqual([head?.writer, problems, closed], ['w1', [], false]);
    assert.deepEqual(Ledger.restore(file.current.tree, file.current.origins).state(), ledger.state());
    assert.deepEqual(
      file.saved.map((version) => version.tree.text()),
      [savedText],
    );
    assert.ok(file.saved.every(hasAi));
    assert.equal(file.saved[0]?.origins[2]?.author === 'ai' && file.saved[0].origins[2].evidence, 'command');
  });

  it('survives a crash at any byte: the torn record is left out, everything before it is there', () => {
    const { records } = session();
    const bytes = Buffer.from(journalOf(records));
    for (let size = 0; size <= bytes.length; size++) {
      const { problems, files } = replay(bytes.subarray(0, size).toString('utf8'));
      assert.deepEqual(problems, []);
      for (const file of files.values()) assert.ok(file.current);
    }
  });

  it('notices lost and damaged records, keeps older versions, and is whole again after a full state', () => {
    const { records } = session();
    const lines = journalOf(records).split('\n');
    lines[3] = lines[3]?.slice(0, 40) ?? '';
    const damaged = replay(lines.join('\n'));
    assert.ok(damaged.problems.length >= 1);
    const file = damaged.files.get('a b/ü.ts');
    assert.equal(file?.current, null);
    assert.deepEqual(
      file?.saved.map((version) => version.tree.text()),
      ['start\n'],
    );
    const state = records[1] as JournalRecord;
    assert.equal(
      replay(lines.join('\n') + serialiseRecord(state) + '\n')
        .files.get('a b/ü.ts')
        ?.current?.tree.text(),
      'start\n',
    );
  });

  it('takes any bytes', () => {
    const { records } = session();
    const lines = records.map(serialiseRecord);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...lines), fc.string(), fc.json()), { maxLength: 30 }),
        (parts) => {
          replay(parts.join('\n'));
        },
      ),
    );
  });

  it('rejects paths that leave the repository', () => {
    for (const path of ['/etc/passwd', '../up', 'a/../../b', 'a//b', './a', '', 'nul\0']) {
      assert.equal(parseRecord(JSON.stringify({ kind: 'forgotten', path })).ok, false, path);
    }
    assert.equal(parseRecord(JSON.stringify({ kind: 'moved', path: 'a', to: '../b' })).ok, false);
  });

  it('restates a file so that a replay of the restatement is the same', () => {
    const { records } = session();
    const file = replay(journalOf(records)).files.get('a b/ü.ts');
    assert.ok(file);
    const again = replay(journalOf(stateRecords('a b/ü.ts', file))).files.get('a b/ü.ts');
    assert.deepEqual(again?.current?.tree.runs(), file.current?.tree.runs());
    assert.equal(again?.saved.length, file.saved.length);
  });

  it('follows renames and forgets', () => {
    const { records } = session();
    const moved: JournalRecord = { kind: 'moved', path: 'a b/ü.ts', to: 'new.ts' };
    assert.deepEqual([...replay(journalOf([...records, moved])).files.keys()], ['new.ts']);
    const forgotten: JournalRecord = { kind: 'forgotten', path: 'new.ts' };
    assert.equal(replay(journalOf([...records, moved, forgotten])).files.size, 0);
  });

  it('drops what is committed', () => {
    const { records, ledger } = session();
    const file = replay(journalOf(records)).files.get('a b/ü.ts');
    assert.ok(file);
    assert.equal(settleFile(file, ledger.text()), null);
    const partly = settleFile(file, 'start\n');
    assert.ok(partly?.current && hasAi(partly.current));
  });

  it('merges writers, newest knowledge first', () => {
    const { records } = session();
    const older: JournalRecord[] = [
      {
        kind: 'state',
        path: 'a b/ü.ts',
        time: 0,
        role: 'current',
        text: 'old',
        origins: [null],
        runs: [{ length: 3, origin: 0 }],
      },
    ];
    const merged = mergeJournals([replay(journalOf(older)), replay(journalOf(records))]).get('a b/ü.ts');
    assert.deepEqual(
      merged?.map((version) => version.time),
      [7, 4, 0],
    );
  });
});
