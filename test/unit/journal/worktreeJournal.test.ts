import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  appendFileSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { mock } from 'node:test';
import { join } from 'node:path';
import { readJournal } from '../../../src/adapters/node/journalDirectory';
import { settleJournals } from '../../../src/adapters/node/settleJournals';
import { WorktreeJournal } from '../../../src/adapters/node/worktreeJournal';
import { CountersignError } from '../../../src/core/errors';
import type { FileRecorder } from '../../../src/core/journal/fileRecorder';
import type { AiOrigin, Origin } from '../../../src/core/model';

const ai: AiOrigin = { author: 'ai', tool: 'T', model: null, session: null, evidence: 'command', time: 1 };
const human: Origin = { author: 'human', evidence: 'keystroke', time: 1 };

describe('the journal of a working tree', () => {
  let directory: string;
  let problems: unknown[];
  beforeEach(() => {
    directory = join(mkdtempSync(join(tmpdir(), 'countersign-journal-')), 'countersign');
    problems = [];
    gone.clear();
  });
  afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

  const recorderOf = (journal: WorktreeJournal, path: string, text: string): FileRecorder => {
    const recorder = journal.recorderOf(path, text);
    assert.ok(recorder);
    return recorder;
  };

  /** Paths that the working tree no longer has. */
  const gone = new Set<string>();

  let time = 0;
  const load = (): Promise<WorktreeJournal> =>
    WorktreeJournal.load(
      directory,
      (path) => !gone.has(path),
      () => ++time,
      (p) => problems.push(p),
    );
  const known = async (path: string) => (await readJournal(join(directory, 'journal'))).files.get(path);
  const pending = (): string[] =>
    existsSync(join(directory, 'pending')) ? readdirSync(join(directory, 'pending')) : [];

  it('writes nothing until something is known', async () => {
    const journal = await load();
    recorderOf(journal, 'a.ts', 'text\n');
    journal.dispose();
    assert.equal(existsSync(directory), false);
  });

  it('marks AI text as pending before anything else', async () => {
    const journal = await load();
    const file = recorderOf(journal, 'a.ts', '');
    file.edit([{ offset: 0, removed: 0, text: 'x' }], human);
    assert.deepEqual(pending(), []);
    file.edit([{ offset: 1, removed: 0, text: 'generated' }], ai);
    assert.equal(pending().length, 1);
    journal.dispose();
  });

  it('hands everything to the next window, whether it ended well or not', async () => {
    const first = await load();
    recorderOf(first, 'a.ts', 'old\n').edit([{ offset: 4, removed: 0, text: 'generated\n' }], ai);
    first.flush();
    const crashed = await known('a.ts');
    first.dispose();
    const second = await load();
    const file = recorderOf(second, 'a.ts', 'old\ngenerated\n');
    assert.deepEqual(file.state().spans, crashed?.[0]?.spans);
    assert.equal(readdirSync(join(directory, 'journal')).length, 1);
    assert.equal(pending().length, 1);
    second.dispose();
  });

  it('calls unknown what changed while nobody watched, and keeps the rest', async () => {
    const first = await load();
    recorderOf(first, 'a.ts', '').edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    first.dispose();
    const second = await load();
    const { spans } = recorderOf(second, 'a.ts', 'generated\nadded\n').state();
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
    const file = recorderOf(journal, 'a.ts', '');
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
    const file = recorderOf(journal, 'a.ts', '');
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

  it('forgets saved versions that a commit made history, and the marker with them', async () => {
    const journal = await load();
    const file = recorderOf(journal, 'a.ts', '');
    file.edit([{ offset: 0, removed: 0, text: 'const ai = 1;\n' }], ai);
    file.save();
    file.edit([{ offset: 11, removed: 1, text: '2' }], human);
    file.save();
    journal.settle(new Map([['a.ts', 'const ai = 2;\n']]));
    journal.compact();
    assert.equal(await known('a.ts'), undefined);
    assert.deepEqual(pending(), []);
    journal.dispose();
  });

  it('waits for the hook of the latest commit, not of the first', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const journal = await load();
      const file = recorderOf(journal, 'a.ts', '');
      file.edit([{ offset: 0, removed: 0, text: 'one\n' }], ai);
      journal.settle(new Map([['a.ts', 'one\n']]));
      mock.timers.tick(9_900);
      file.edit([{ offset: 4, removed: 0, text: 'two\n' }], ai);
      journal.flush();
      journal.settle(new Map([['a.ts', 'one\ntwo\n']]));
      mock.timers.tick(150);
      assert.equal((await known('a.ts'))?.[0]?.spans.at(-1)?.origin.author, 'ai');
      mock.timers.tick(10_000);
      assert.equal(await known('a.ts'), undefined);
      journal.dispose();
    } finally {
      mock.timers.reset();
    }
  });

  it('marks AI text as pending again when a redo brings it back', async () => {
    const journal = await load();
    const file = recorderOf(journal, 'a.ts', '');
    const unseen: Origin = { author: 'unknown', reason: 'edit', time: 1 };
    file.edit([{ offset: 0, removed: 0, text: 'ai\n' }], ai);
    file.travel([{ offset: 0, removed: 3, text: '' }], 'undo', unseen);
    journal.compact();
    assert.deepEqual(pending(), []);
    file.travel([{ offset: 0, removed: 0, text: 'ai\n' }], 'redo', unseen);
    assert.equal(pending().length, 1);
    journal.dispose();
  });

  it('learns from another window who wrote what it only saw on disk', async () => {
    const [here, there] = [await load(), await load()];
    const [mine, theirs] = [recorderOf(here, 'a.ts', ''), recorderOf(there, 'a.ts', '')];
    mine.edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    here.flush();
    theirs.reconcile('generated\n', { author: 'unknown', reason: 'disk', time: 1 });
    assert.equal(await there.learn(theirs), true);
    assert.equal(theirs.state().spans[0]?.origin.author, 'ai');
    assert.equal(await here.learn(mine), false);
    here.dispose();
    there.dispose();
  });

  it('follows a file that is open under two names once', async () => {
    const journal = await load();
    const file = recorderOf(journal, 'a.ts', '');
    assert.equal(journal.recorderOf('a.ts', ''), null);
    journal.release(file);
    assert.notEqual(journal.recorderOf('a.ts', ''), null);
    journal.dispose();
  });

  it('stays small however often a text is undone and redone', async () => {
    const journal = await load();
    const file = recorderOf(journal, 'a.ts', 'abc\n');
    const unseen: Origin = { author: 'unknown', reason: 'edit', time: 1 };
    file.edit([{ offset: 0, removed: 0, text: 'h' }], human);
    for (let i = 0; i < 500; i++) {
      file.travel([{ offset: 0, removed: 1, text: '' }], 'undo', unseen);
      file.travel([{ offset: 0, removed: 0, text: 'h' }], 'redo', unseen);
    }
    journal.compact();
    const [name] = readdirSync(join(directory, 'journal'));
    assert.ok(statSync(join(directory, 'journal', name as string)).size < 1000);
    journal.dispose();
  });

  it('follows a folder that is renamed', async () => {
    const journal = await load();
    recorderOf(journal, 'old/a.ts', '').edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    journal.move('old', 'new');
    assert.equal(await known('old/a.ts'), undefined);
    assert.equal((await known('new/a.ts'))?.[0]?.text, 'generated\n');
    journal.dispose();
  });

  it('knows what was not saved in a file that is renamed, whenever the editor puts it into the new one', async () => {
    const onDisk = '// first line\n';
    const disk: Origin = { author: 'unknown', reason: 'disk', time: 1 };
    for (const isEarly of [true, false]) {
      const journal = await load();
      const old = recorderOf(journal, 'a.ts', onDisk);
      old.edit([{ offset: 14, removed: 0, text: 'generated\n' }], ai);
      const early = recorderOf(journal, 'b.ts', onDisk);
      if (isEarly) early.reconcile(old.text(), disk);
      assert.equal(early.knowsAuthors(), false);
      journal.release(early);
      journal.move('a.ts', 'b.ts');
      const late = recorderOf(journal, 'b.ts', early.text());
      late.reconcile(old.text(), disk);
      assert.deepEqual(late.state(), old.state());
      assert.equal(late.knowsAuthors(), true);
      journal.flush();
      assert.deepEqual((await known('b.ts'))?.[0]?.spans, old.state().spans);
      journal.dispose();
      rmSync(directory, { recursive: true });
    }
  });

  it('knows a file again that was renamed outside the editor, while it is open and after', async () => {
    const journal = await load();
    const text = 'export const generated = "by nobody but the AI";\n';
    const file = recorderOf(journal, 'a.ts', '');
    file.edit([{ offset: 0, removed: 0, text }], ai);
    assert.deepEqual(recorderOf(journal, 'copy.ts', text).state().spans, []);
    gone.add('a.ts');
    assert.deepEqual(recorderOf(journal, 'b.ts', text).state().spans, file.state().spans);
    assert.equal((await known('b.ts'))?.[0]?.spans.length, 1);
    assert.equal((await known('a.ts'))?.[0]?.spans.length, 1, 'it may come back');
    journal.release(file);
    assert.deepEqual(recorderOf(journal, 'c.ts', text).state().spans, file.state().spans);
    assert.deepEqual(recorderOf(journal, 'other.ts', text.toUpperCase()).state().spans, []);
    journal.dispose();
  });

  it('writes one journal of a file that was moved while it is open and was known before', async () => {
    const text = 'export const generated = "by nobody but the AI";\n';
    const first = await load();
    recorderOf(first, 'a.ts', '').edit([{ offset: 0, removed: 0, text }], ai);
    first.dispose();
    const second = await load();
    const old = recorderOf(second, 'a.ts', text);
    gone.add('a.ts');
    const moved = recorderOf(second, 'b.ts', text);
    for (let i = 0; i < 3; i++) {
      old.edit([{ offset: 0, removed: 0, text: 'x' }], human);
      moved.edit([{ offset: 0, removed: 0, text: 'yy' }], human);
    }
    second.dispose();
    assert.deepEqual(problems, []);
    assert.equal((await known('b.ts'))?.[0]?.text, `yyyyyy${text}`);
  });

  it('does not take files that merely begin alike for one that was renamed', async () => {
    const journal = await load();
    recorderOf(journal, 'a.ts', '').edit([{ offset: 0, removed: 0, text: 'export {};\n' }], ai);
    gone.add('a.ts');
    assert.deepEqual(recorderOf(journal, 'b.ts', 'export {};\n').state().spans, []);
    journal.dispose();
  });

  it('sets a damaged journal aside, says so once, and keeps what could be read', async () => {
    const first = await load();
    recorderOf(first, 'a.ts', '').edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    first.dispose();
    const [name] = readdirSync(join(directory, 'journal'));
    appendFileSync(join(directory, 'journal', name as string), 'not a record\n{"kind":"closed"}\n');
    const second = await load();
    assert.equal(problems.length, 1);
    assert.ok(CountersignError.is(problems[0], 'journal-corrupt'));
    assert.equal(recorderOf(second, 'a.ts', 'generated\n').state().spans[0]?.origin.author, 'ai');
    second.dispose();
    assert.ok(readdirSync(join(directory, 'journal')).some((file) => file.endsWith('.damaged')));
    (await load()).dispose();
    assert.equal(problems.length, 1);
  });

  it('says once that it cannot write, and makes it good when it can', async () => {
    writeFileSync(directory, 'a file where the folder should be');
    const journal = await load();
    const file = recorderOf(journal, 'a.ts', '');
    file.edit([{ offset: 0, removed: 0, text: 'one\n' }], ai);
    journal.flush();
    file.edit([{ offset: 4, removed: 0, text: 'two\n' }], ai);
    journal.flush();
    file.edit([{ offset: 8, removed: 0, text: '' }], ai);
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
    recorderOf(running, 'a.ts', '').edit([{ offset: 0, removed: 0, text: 'generated\n' }], ai);
    running.flush();
    await settleJournals(directory, async () => new Map([['a.ts', 'generated\n']]));
    assert.equal((await known('a.ts'))?.[0]?.spans.length, 1);
    running.dispose();
    await settleJournals(directory, async () => new Map([['a.ts', 'generated\n']]));
    assert.equal(await known('a.ts'), undefined);
    assert.deepEqual(pending(), []);
  });

  it('survives a directory in the place of a journal', async () => {
    mkdirSync(join(directory, 'journal', 'odd.jsonl'), { recursive: true });
    const journal = await load();
    recorderOf(journal, 'a.ts', '').edit([{ offset: 0, removed: 0, text: 'x y' }], ai);
    journal.flush();
    assert.equal((await known('a.ts'))?.[0]?.text, 'x y');
    journal.dispose();
  });
});
