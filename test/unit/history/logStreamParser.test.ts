// The log is read as git prints it, wherever the pieces are cut.
import assert from 'node:assert/strict';
import { decodeUtf8 } from '../../../src/core/commit/utf8';
import type { LoggedCommit } from '../../../src/core/history/loggedCommit';
import { LogStreamParser } from '../../../src/core/history/logStreamParser';

const ID = 'a'.repeat(40);

interface Told {
  readonly parents?: string;
  readonly author?: string;
  readonly date?: string;
  readonly time?: string;
  readonly subject?: string;
  readonly message?: string;
  readonly note?: string;
  /** As git prints them after `-z --numstat`. */
  readonly files?: string;
}

function printed(told: Told = {}): string {
  const { parents = '', author = 'Zoë <zoe@example.com>', date = '', time = '', subject = '' } = told;
  const { message = '', note = '', files } = told;
  const fields = [ID, parents, author, author, author, date, time, subject, message, note];
  return `commit\0${fields.join('\0')}\0\0${files === undefined ? '' : `\n${files}`}`;
}

/** Reads a text in pieces of `size` bytes. */
function read(text: string, size = Infinity): LoggedCommit[] {
  const bytes = new TextEncoder().encode(text);
  const parser = new LogStreamParser(decodeUtf8);
  const commits: LoggedCommit[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    commits.push(...parser.push(bytes.subarray(at, Math.min(bytes.length, at + size))));
  }
  return [...commits, ...parser.finish()];
}

const HISTORY =
  printed({
    parents: `${ID} ${ID}`,
    subject: 'Überschrift 🎉',
    message: 'Überschrift 🎉\n\ncommit\n1\t2\tnot a file\n',
    note: 'a.ts\n  s_1 1\n---\n{}\n',
    date: '2026-11-24T10:00:00+02:00',
    time: '1795507200',
    files: '1\t0\t日本.ts\0' + '3\t1\t\0old\nname.ts\0commit\0' + '-\t-\tbinary\0' + '2\t2\t\0a\0b c/ü\0',
  }) +
  printed() +
  printed({ files: '5\t0\tlast.ts\0' });

describe('the log', () => {
  it('is read with renamed, binary and oddly named files', () => {
    const [first, second, third, ...others] = read(HISTORY);
    assert.equal(others.length, 0);
    assert.deepEqual(first, {
      id: ID,
      parents: 2,
      author: 'Zoë <zoe@example.com>',
      identities: ['Zoë <zoe@example.com>'],
      date: '2026-11-24T10:00:00+02:00',
      time: 1795507200,
      subject: 'Überschrift 🎉',
      message: 'Überschrift 🎉\n\ncommit\n1\t2\tnot a file\n',
      note: 'a.ts\n  s_1 1\n---\n{}\n',
      files: [
        { path: '日本.ts', added: 1, deleted: 0 },
        { path: 'commit', added: 3, deleted: 1 },
        { path: 'binary', added: 0, deleted: 0 },
        { path: 'b c/ü', added: 2, deleted: 2 },
      ],
    });
    assert.deepEqual([second?.parents, second?.date, second?.time, second?.files], [0, null, null, []]);
    assert.deepEqual(third?.files, [{ path: 'last.ts', added: 5, deleted: 0 }]);
  });

  it('is the same wherever it is cut', () => {
    const whole = read(HISTORY);
    const length = new TextEncoder().encode(HISTORY).length;
    for (let size = 1; size <= length; size++)
      assert.deepEqual(read(HISTORY, size), whole, `pieces of ${size}`);
  });

  it('gives a commit as soon as the next one begins', () => {
    const parser = new LogStreamParser(decodeUtf8);
    const bytes = new TextEncoder().encode(printed({ subject: 'one' }) + 'commit\0');
    assert.deepEqual(
      parser.push(bytes).map(({ subject }) => subject),
      ['one'],
    );
    assert.deepEqual(parser.push(new Uint8Array()), []);
    assert.deepEqual(parser.finish(), []);
  });

  it('keeps what is readable of bytes that are not UTF-8', () => {
    const bytes = new TextEncoder().encode(printed({ subject: 'x?y' }));
    bytes[bytes.indexOf('?'.charCodeAt(0))] = 0xff;
    const parser = new LogStreamParser(decodeUtf8);
    assert.deepEqual(
      [...parser.push(bytes), ...parser.finish()].map(({ subject }) => subject),
      ['x\ufffdy'],
    );
  });

  it('takes dates that are none', () => {
    for (const time of ['', 'soon', '-', '99999999999999999999']) {
      assert.equal(read(printed({ time }))[0]?.time, null, time);
    }
    assert.equal(read(printed({ time: '-1' }))[0]?.time, -1);
  });

  it('never throws', () => {
    const noise = ['', '\0', 'commit', 'commit\0x', '1\t2\tx\0', '\0\0commit\0\0', `${HISTORY.slice(0, 90)}`];
    for (const text of noise) assert.deepEqual(read(text, 1), [], JSON.stringify(text));
    assert.deepEqual(read(printed({ files: 'noise\0' + 'x\ty\tz\0' + '1\t1\tkept\0' }))[0]?.files, [
      { path: 'kept', added: 1, deleted: 1 },
    ]);
  });
});
