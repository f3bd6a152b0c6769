/**
 * Whether a change of a document was read from its file: real files, and what the editor says of the document.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileOnDisk } from '../../../src/adapters/vscode/fileOnDisk';
import { SpanTree } from '../../../src/core/ledger/spanTree';

describe('a file on disk', () => {
  let directory: string;
  let path: string;
  let seconds = 1_000_000;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'countersign-disk-'));
    path = join(directory, 'a.ts');
    write('saved\n');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  /** Each write has a time of its own, however quickly it follows. */
  function write(text: string): void {
    writeFileSync(path, text);
    seconds++;
    utimesSync(path, seconds, seconds);
  }

  /** A document that was just saved. */
  function saved(text: string): FileOnDisk {
    const disk = new FileOnDisk(path);
    disk.saved(SpanTree.of(text));
    return disk;
  }

  /** Asks whether the change from one text to the other was read from the file. */
  const wasRead = (disk: FileOnDisk, before: string | null, now: string): boolean =>
    disk.wasReadInto(
      () => now,
      before === null ? null : SpanTree.of(before),
      before === null ? null : now.length,
    );

  it('was read when it was written and the document has its text', () => {
    const disk = saved('saved\n');
    write('written\n');
    assert.equal(wasRead(disk, 'saved\n', 'written\n'), true);
  });

  it('was read when the document no longer has the text from before, whatever came since', () => {
    const disk = saved('saved\n');
    write('written\n');
    assert.equal(wasRead(disk, 'saved\n', 'written\nand typed'), true);
  });

  it('was not read when it was written and the document only goes on', () => {
    const disk = saved('saved\n');
    write('saved\n');
    assert.equal(wasRead(disk, 'saved\n', 'saved\nx'), false);
    assert.equal(wasRead(disk, 'saved\nx', 'saved\nxy'), false);
  });

  it('knows a text with a byte order mark and other line ends', () => {
    const disk = saved('saved\n');
    write('\uFEFFwritten\r\n');
    assert.equal(wasRead(disk, null, 'written\n'), true);
  });

  it('was read when the document is reverted to what was saved', () => {
    assert.equal(wasRead(saved('saved\n'), 'saved\nand lost', 'saved\n'), true);
    assert.equal(wasRead(saved('saved\n'), null, 'saved\n'), true);
  });

  it('was not read by the first key after a save, nor by one that changes nothing', () => {
    assert.equal(wasRead(saved('saved\n'), 'saved\n', 'saved\nx'), false);
    assert.equal(wasRead(saved('saved\n'), 'saved\n', 'paved\n'), false);
    assert.equal(wasRead(saved('saved\n'), 'saved\n', 'saved\n'), false);
  });

  it('puts no text together for a document of another length', () => {
    const disk = saved('saved\n');
    const never = (): string => assert.fail('the text was asked for');
    assert.equal(disk.wasReadInto(never, SpanTree.of('saved\n'), 7), false);
  });

  it('knows what was opened, and forgets it when the file is written', () => {
    const disk = new FileOnDisk(path);
    assert.equal(wasRead(disk, 'saved\nx', 'saved\n'), false);
    disk.has(SpanTree.of('saved\n'));
    assert.equal(wasRead(disk, 'saved\nx', 'saved\n'), true);
    write('written\n');
    assert.equal(wasRead(disk, 'saved\n', 'written\n'), true);
    assert.equal(wasRead(disk, 'written\nx', 'saved\n'), false);
  });

  it('was read again when it had come back before the editor told of the text in between', () => {
    const disk = saved('work\n');
    write('work\n');
    assert.equal(wasRead(disk, 'work\n', 'base\n'), false);
    assert.equal(wasRead(disk, 'base\n', 'work\n'), true);
  });

  it('was not read when it cannot be looked at', () => {
    const disk = saved('saved\n');
    rmSync(path);
    assert.equal(wasRead(disk, 'x', 'saved\n'), false);
  });
});
