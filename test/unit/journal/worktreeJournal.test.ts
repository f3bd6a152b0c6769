import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
  appendFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJournal } from '../../../src/adapters/node/journalDirectory';
import { settleJournals } from '../../../src/adapters/node/settleJournals';
import { WorktreeJournal } from '../../../src/adapters/node/worktreeJournal';
import { CountersignError } from '../../../src/core/errors';
import type { AiOrigin, Origin } from '../../../src/core/model';

const ai: AiOrigin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };

describe('the journal of a working tree', () => {
  let directory: string;
  let problems: unknown[];
  beforeEach(() => {
    directory = join(mkdtempSync(join(tmpdir(), 'countersign-journal-')), 'countersign');
    problems = [];
  });
  afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

  let time = 0;
  const load = (): Promise<WorktreeJournal> =>
    WorktreeJournal.load(
      directory,
      () => ++time,
      (p) => problems.push(p),
    );
  const known = async (path: string) => (await readJournal(join(directory, 'journal'))).files.get(path);
  const pending = (): string[] =>
    existsSync(join(directory, 'pending')) ? readdirSync(join(directory, 'pending')) : [];

  it('writes nothing until something is known', async () => {
    const journal = await load();
    journal.recorderOf('a.ts', 'text\n');
    journal.dispose();
    assert.equal(existsSync(directory), false);
  });

  it('marks AI text as pending before anything else', async () => {
    const journal = await load();
    const file = journal.recorderOf('a.ts', '');
    file.edit([{ offset: 0, removed: 0, text: 'x' }], human);
    assert.deepEqual(pending(), []);
    file.edit([{ offset: 1, removed: 0, text: 'generated' }], ai);
    assert.equal(pending().length, 1);
    journal.dispose();
  });

  it('hands everything to the next window, whether it ended well or not', async () => {
    const first = await load();
    first.recorderOf('a.ts', 'old\n').edit([{ offset: 4, removed: 0, text: 'generated\n' }], ai);
    first.flush();
    const crashed = await known('a.ts');
    first.dispose();
    const second = await load();
    const file = second.recorderOf('a.ts', 'old\ngenerated\n');
    assert.deepEqual(file.state().spans, crashed?.[0]?.spans);
    assert.equal(readdirSync(join(directory, 'journal')).length, 1);
    assert.equal(pending().length, 1);
    second.dispose();
  });

  it('calls unknown what changed while nobody watched, and keeps the rest', async () => {
    const first = await load();
    first.recorderOf('a.ts', '').edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    first.dispose();
    const second = await load();
    const { spans } = second.recorderOf('a.ts', 'generated\nadded\n').state();
    assert.deepEqual(
      spans.map(({ start, end, origin }) => [start, end, origin.author]),
      [
        [0, 10, 'ai'],
        [10, 16, 'unknown'],
      ],
    );
    second.dispose();
  });

  it('keeps what was saved and may be staged, when the text goes on', async () => {
    const journal = await load();
    const file = journal.recorderOf('a.ts', '');
    file.edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    file.save();
    file.edit([{ offset: 0, removed: 10, text: '' }], human);
    journal.flush();
    const versions = await known('a.ts');
    assert.deepEqual(
      versions?.map(({ text }) => text),
      ['', 'generated\n'],
    );
    journal.dispose();
  });

  it('forgets what is committed, but not before the hook has read it', async () => {
    const journal = await load();
    const file = journal.recorderOf('a.ts', '');
    file.edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    journal.flush();
    journal.settle(new Map([['a.ts', 'generated\n']]));
    assert.deepEqual(file.state().spans, []);
    assert.notEqual((await known('a.ts'))?.[0]?.spans.length, 0);
    journal.compact();
    assert.equal(await known('a.ts'), undefined);
    assert.deepEqual(pending(), []);
    journal.dispose();
  });

  it('follows a folder that is renamed', async () => {
    const journal = await load();
    journal.recorderOf('old/a.ts', '').edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    journal.move('old', 'new');
    assert.equal(await known('old/a.ts'), undefined);
    assert.equal((await known('new/a.ts'))?.[0]?.text, 'generated\n');
    journal.dispose();
  });

  it('sets a damaged journal aside, says so once, and keeps what could be read', async () => {
    const first = await load();
    first.recorderOf('a.ts', '').edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    first.dispose();
    const [name] = readdirSync(join(directory, 'journal'));
    appendFileSync(join(directory, 'journal', name as string), 'not a record\n{"kind":"closed"}\n');
    const second = await load();
    assert.equal(problems.length, 1);
    assert.ok(CountersignError.is(problems[0], 'journal-corrupt'));
    assert.equal(second.recorderOf('a.ts', 'generated\n').state().spans[0]?.origin.author, 'ai');
    second.dispose();
    assert.ok(readdirSync(join(directory, 'journal')).some((file) => file.endsWith('.damaged')));
    (await load()).dispose();
    assert.equal(problems.length, 1);
  });

  it('says once that it cannot write, and makes it good when it can', async () => {
    writeFileSync(directory, 'a file where the folder should be');
    const journal = await load();
    const file = journal.recorderOf('a.ts', '');
    file.edit([{ offset: 0, removed: 0, text: 'one\n' }], ai);
    journal.flush();
    file.edit([{ offset: 4, removed: 0, text: 'two\n' }], ai);
    journal.flush();
    assert.equal(problems.length, 1);
    assert.ok(CountersignError.is(problems[0], 'journal-unwritable'));
    rmSync(directory);
    file.edit([{ offset: 8, removed: 0, text: 'three\n' }], human);
    journal.flush();
    assert.equal((await known('a.ts'))?.[0]?.text, 'one\ntwo\nthree\n');
    assert.equal(pending().length, 1);
    journal.dispose();
  });

  it('leaves the journals of running windows alone, and takes committed text from the others', async () => {
    const running = await load();
    running.recorderOf('a.ts', '').edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    running.flush();
    await settleJournals(directory, async () => 'generated\n');
    assert.equal((await known('a.ts'))?.[0]?.spans.length, 1);
    running.dispose();
    await settleJournals(directory, async () => 'generated\n');
    assert.equal(await known('a.ts'), undefined);
    assert.deepEqual(pending(), []);
  });

  it('survives a directory in the place of a journal', async () => {
    mkdirSync(join(directory, 'journal', 'odd.jsonl'), { recursive: true });
    const journal = await load();
    journal.recorderOf('a.ts', '').edit([{ offset: 0, removed: 0, text: 'x y' }], ai);
    journal.flush();
    assert.equal((await known('a.ts'))?.[0]?.text, 'x y');
    journal.dispose();
  });
});
