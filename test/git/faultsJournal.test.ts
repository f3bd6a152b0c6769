/**
 * A journal that is broken, or something else in its place: the commit goes through with what can be read.
 */
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitAsWithoutHooks, makePipe, withWaitingLines } from './brokenCommit';
import type { TestRepository } from './support';

const JOURNAL = '.git/countersign/journal/editor.jsonl';
const OTHER = '.git/countersign/journal/other.jsonl';

describe('a commit when a journal is broken', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  function damaged(path: string, reason: string): string {
    return `The journal <root>/${path} is damaged (${reason}); what could not be read counts as unknown. Run: countersign doctor`;
  }

  it('is as ever when the last line is torn, as after a crash', () => {
    appendFileSync(join(repository.root, JOURNAL), '{"kind":"edit","path":"a.ts","edi');
    commitAsWithoutHooks(repository, '', 'all');
  });

  it('tells of lines that are torn in the middle, and uses the rest', () => {
    appendFileSync(join(repository.root, JOURNAL), '{"kind":"edit","path":"a.ts"\n{"kind":"closed"}\n');
    commitAsWithoutHooks(repository, damaged(JOURNAL, 'line 5 is not JSON (SyntaxError)'), 'all');
  });

  it('tells of binary content', () => {
    writeFileSync(join(repository.root, JOURNAL), Buffer.from([0, 255, 10, 200, 0, 10]));
    commitAsWithoutHooks(repository, damaged(JOURNAL, 'line 1 is not JSON (SyntaxError) and 1 more'), 'none');
  });

  it('tells of a journal of a version that is not known', () => {
    repository.write(JOURNAL, repository.read(JOURNAL).replace('"version":1', '"version":99'));
    commitAsWithoutHooks(repository, damaged(JOURNAL, 'line 1 is not a journal record'), 'all');
  });

  it('passes over a journal that is larger than memory, and uses the others', () => {
    repository.write(OTHER, '');
    truncateSync(join(repository.root, OTHER), 5_000_000_000);
    commitAsWithoutHooks(repository, damaged(OTHER, 'it is too large'), 'all');
  });

  const others: [name: string, make: () => void, reason: string][] = [
    ['a directory', () => mkdirSync(join(repository.root, OTHER)), 'it is not a file'],
    ['a pipe that nobody writes into', () => makePipe(repository, OTHER), 'it is not a file'],
    [
      'a device without an end',
      () => symlinkSync('/dev/zero', join(repository.root, OTHER)),
      'it is not a file',
    ],
    [
      'a link to itself',
      () => symlinkSync('other.jsonl', join(repository.root, OTHER)),
      `ELOOP: too many symbolic links encountered, open '<root>/${OTHER}'`,
    ],
  ];
  for (const [name, make, reason] of others) {
    it(`tells of ${name} in the place of a journal, and uses the others`, () => {
      make();
      commitAsWithoutHooks(repository, damaged(OTHER, reason), 'all');
      assert.match(repository.note(), /^a\.ts\n/);
    });
  }

  it('goes on without all journals when a pipe is in the place of their directory', () => {
    makePipe(repository, '.git/countersign/journal');
    commitAsWithoutHooks(repository, '', 'none');
  });

  for (const name of ['earlier', 'check-message', 'signals.json', 'gave-up', '../ORIG_HEAD', 'node']) {
    it(`does not wait for a pipe in the place of .git/countersign/${name}`, () => {
      makePipe(repository, `.git/countersign/${name}`);
      commitAsWithoutHooks(repository, '', 'all');
    });
  }

  for (const name of ['earlier', 'check-message', 'gave-up', 'node']) {
    it(`does not mind a directory in the place of .git/countersign/${name}`, () => {
      repository.remove(`.git/countersign/${name}`);
      mkdirSync(join(repository.root, '.git/countersign', name));
      commitAsWithoutHooks(repository, '', 'all');
    });
  }
});
