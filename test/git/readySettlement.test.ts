/**
 * What is committed leaves the journals of writers that are gone. Where that is ready before the commit the shell does it,
 * and the journals are the same as when the program does it afterwards.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typeFile } from './support';
import { LINES, useWatchedNodes, type WatchedNode, type Lines } from './watchedNode';

const WORDS: Lines = [
  ['-', 'one'],
  ['ai', 'AI, not staged'],
];

interface Scenario {
  readonly name: string;
  readonly run: (work: WatchedNode) => void;
  /** The journals that remain. */
  readonly left: readonly string[];
  /** Lines of earlier commits may be in this one, which only the program can tell. */
  readonly mayHaveFormer?: true;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'all is committed', left: [], run: (work) => closed(work, 'a.ts') },
  {
    name: 'another file waits',
    left: ['editor'],
    run: (work) => {
      closed(work, 'a.ts');
      typeFile(work.repository, 'b.ts', WORDS);
    },
  },
  {
    name: 'a part of the file waits',
    left: ['editor'],
    run: (work) => {
      closed(work, 'a.ts');
      typeFile(work.repository, 'a.ts', [...LINES, ['ai', 'AI, later']]);
    },
  },
  {
    name: 'another file is as it was committed',
    left: [],
    run: (work) => {
      closed(work, 'a.ts');
      typeFile(work.repository, 'start.ts', [['-', 'one']]);
    },
  },
  {
    name: 'several writers, one of which runs',
    left: ['runs'],
    run: (work) => {
      typeFile(work.repository, 'c.ts', LINES, { writer: 'runs', running: true });
      typeFile(work.repository, 'b.ts', LINES, { writer: 'agent-1' });
      closed(work, 'a.ts');
      work.repository.git('add', '.');
    },
  },
  {
    name: 'a file in which a person wrote',
    left: ['editor'],
    run: (work) => {
      closed(work, 'a.ts');
      typeFile(work.repository, 'b.ts', [['human', 'mine, not staged']]);
    },
  },
  {
    name: 'work is put aside',
    left: ['editor'],
    mayHaveFormer: true,
    run: (work) => {
      typeFile(work.repository, 'start.ts', WORDS);
      work.repository.git('stash', '--quiet');
      closed(work, 'a.ts');
    },
  },
  {
    name: 'a file is deleted, which may come back',
    left: ['editor'],
    run: (work) => {
      typeFile(work.repository, 'start.ts', WORDS);
      work.repository.git('rm', '--quiet', '--force', 'start.ts');
      closed(work, 'a.ts');
    },
  },
  {
    name: 'odd names',
    left: ['editor'],
    run: (work) => {
      closed(work, 'dir/ä "quoted"\t%s.ts');
      typeFile(work.repository, '-f $(id).ts', WORDS);
    },
  },
];

/** Who wrote a file, in the journal of an editor that was closed since; it is staged. */
function closed({ repository }: WatchedNode, path: string): void {
  typeFile(repository, path, LINES);
  repository.git('add', '--', path);
}

describe('journals of writers that are gone', () => {
  const create = useWatchedNodes();

  /** Journals and marks by name; of which process wrote a journal, nothing is told. */
  function remembered({ repository }: WatchedNode): Record<string, string> {
    const files = ['journal', 'pending'].flatMap((kind) => {
      const place = join(repository.root, '.git/countersign', kind);
      const names = existsSync(place) ? readdirSync(place).sort() : [];
      return names.map((name): [string, string] => {
        const text = readFileSync(join(place, name), 'utf8');
        return [`${kind}/${name}`, kind === 'pending' ? '' : text.replaceAll(/"pid":\d+/g, '"pid":0')];
      });
    });
    return Object.fromEntries(files);
  }

  for (const { name, run, left, mayHaveFormer } of SCENARIOS)
    it(`are settled as the program would: ${name}`, async () => {
      const [fast, slow] = [await create(false), await create(true)];
      for (const work of [fast, slow]) {
        run(work);
        work.started();
        work.commit('-m', 'AI');
      }
      if (mayHaveFormer !== true) assert.deepEqual(fast.started(), ['prepare-commit-msg']);
      assert.deepEqual(slow.started(), ['prepare-commit-msg', 'post-commit']);
      assert.deepEqual(remembered(fast), remembered(slow));
      assert.equal(fast.notes(), slow.notes());
      const journals = Object.keys(remembered(fast)).filter((file) => file.startsWith('journal/'));
      assert.deepEqual(
        journals,
        left.map((writer) => `journal/${writer}.jsonl`),
      );
      const state = readdirSync(join(fast.repository.root, '.git/countersign'));
      assert.deepEqual(
        state.filter((file) => file.startsWith('ready') || file === 'staged'),
        [],
      );
    });

  it('cost the next commit nothing', async () => {
    const work = await create(false);
    closed(work, 'a.ts');
    work.commit('-m', 'AI');
    work.started();
    work.repository.write('start.ts', 'one\ntwo\n');
    work.repository.git('commit', '--quiet', '-am', 'by hand');
    assert.deepEqual(work.started(), []);
  });

  it('are left alone by another commit than the one that they were settled for', async () => {
    const work = await create(false);
    const { repository } = work;
    closed(work, 'a.ts');
    const aborted = repository.run('git', ['commit', '-e', '-m', 'AI'], { env: { GIT_EDITOR: 'false' } });
    assert.equal(aborted.code, 1);
    assert.ok(existsSync(join(repository.root, '.git/countersign/ready.settled')));
    const before = Object.keys(remembered(work));
    repository.git('reset', '--quiet');
    repository.write('start.ts', 'one\nby hand\n');
    work.commit('-am', 'by hand');
    assert.deepEqual(Object.keys(remembered(work)), before);
    repository.git('add', '.');
    work.commit('-m', 'AI');
    assert.match(repository.note(), /^a\.ts\n/);
    assert.deepEqual(remembered(work), {});
  });

  it('do not come back when another writer took them over during the commit', async () => {
    const work = await create(false);
    const { repository } = work;
    closed(work, 'a.ts');
    typeFile(repository, 'b.ts', WORDS);
    repository.write(
      '.git/hooks/commit-msg',
      '#!/bin/sh\nmv .git/countersign/journal/editor.jsonl .git/countersign/journal/next.jsonl\n',
      0o755,
    );
    work.commit('-m', 'AI');
    const journals = Object.keys(remembered(work)).filter((file) => file.startsWith('journal/'));
    assert.deepEqual(journals, ['journal/next.jsonl']);
  });

  it('that are damaged stay for a person to look at', async () => {
    const work = await create(false);
    const { repository } = work;
    closed(work, 'a.ts');
    const damaged = '.git/countersign/journal/damaged.jsonl';
    const head = '{"kind":"head","version":1,"writer":"damaged","pid":1,"host":"elsewhere"}';
    repository.write(damaged, `${head}\n{"kind":\n{"kind":"closed"}\n`);
    const { code, stderr } = repository.run('git', ['commit', '--quiet', '-m', 'AI']);
    assert.equal(code, 0);
    assert.match(stderr, /^countersign: The journal .*damaged\.jsonl is damaged/);
    assert.deepEqual(Object.keys(remembered(work)), ['journal/damaged.jsonl']);
    assert.match(repository.note(), /^a\.ts\n/);
  });

  it('with a name that a shell would have to quote are left to the program', async () => {
    const work = await create(false);
    const { repository } = work;
    closed(work, 'a.ts');
    const place = join('.git/countersign/journal');
    repository.run('mv', [`${place}/editor.jsonl`, `${place}/ed itor $(id).jsonl`]);
    work.commit('-m', 'AI');
    assert.deepEqual(work.started(), ['prepare-commit-msg', 'post-commit']);
    assert.match(repository.note(), /^a\.ts\n/);
    assert.ok(!existsSync(join(repository.root, place, 'ed itor $(id).jsonl')));
  });
});
