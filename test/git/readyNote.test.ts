/**
 * A note that is ready before the commit is written by the shell: the same bytes as the program's, and only for the
 * commit that was staged.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LINES, useWatchedNodes, type WatchedNode } from './watchedNode';

/** With lines that look like what git says of commits. */
const MESSAGE =
  'Größe: what an AI wrote\n\n:000000 100644 0 1 A\tx\nauthor Eve <eve@example.com> 1 +0000\ncommitter Eve <e@example.com> 1 +0000';
interface Scenario {
  readonly name: string;
  readonly init?: readonly string[];
  readonly run: (work: WatchedNode) => void;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'the first commit with notes', run: () => undefined },
  {
    name: 'one more note',
    run: (work) => {
      work.type('other.ts');
      work.commit('-m', 'other');
    },
  },
  {
    name: 'notes that git has packed',
    run: (work) => {
      work.type('other.ts');
      work.commit('-m', 'other');
      work.repository.git('pack-refs', '--all', '--prune');
    },
  },
  { name: 'a SHA-256 repository', init: ['--object-format=sha256'], run: () => undefined },
  {
    name: 'a committer with odd letters',
    run: ({ repository }) => {
      repository.git('config', 'user.name', `Zoë "O'Neil\\" $(id) %s ö> x`);
      repository.git('config', 'user.email', 'zoë+tag@example.com');
    },
  },
  {
    name: 'a message in another encoding',
    run: ({ repository }) => repository.git('config', 'i18n.commitEncoding', 'ISO-8859-1'),
  },
  { name: 'a file with an odd name', run: (work) => work.type('dir/ä "quoted"\t%s.ts') },
  {
    name: 'a renamed file',
    run: (work) => {
      work.type('from.ts', [['-', 'long enough to be the same file'], ...LINES]);
      work.commit('-m', 'from');
      work.repository.git('mv', 'from.ts', 'to.ts');
      work.type('to.ts', [['-', 'long enough to be the same file'], ...LINES, ['ai', 'AI more']]);
    },
  },
  {
    name: 'settings about diffs',
    run: ({ repository }) => {
      for (const [name, value] of [
        ['diff.renames', 'false'],
        ['diff.noprefix', 'true'],
        ['core.quotePath', 'false'],
        ['core.abbrev', '5'],
        ['color.ui', 'always'],
        ['diff.algorithm', 'histogram'],
      ] as const)
        repository.git('config', name, value);
    },
  },
];

describe('a note that is ready', () => {
  const create = useWatchedNodes();

  for (const { name, init, run } of SCENARIOS)
    it(`is the one that the program would write: ${name}`, async () => {
      const [fast, slow] = [await create(false, init), await create(true, init)];
      for (const work of [fast, slow]) {
        run(work);
        work.started();
        work.type('start.ts');
        work.commit('-m', MESSAGE);
      }
      assert.deepEqual(fast.started(), ['prepare-commit-msg']);
      assert.deepEqual(slow.started(), ['prepare-commit-msg', 'post-commit']);
      assert.equal(fast.repository.message(), slow.repository.message());
      assert.equal(fast.notes(), slow.notes());
      const marks = (work: WatchedNode): string[] =>
        readdirSync(join(work.repository.root, '.git/countersign/annotated'));
      assert.deepEqual(marks(fast), marks(slow));
    });

  it('leaves nothing behind', async () => {
    const work = await create(false);
    const before = readdirSync(join(work.repository.root, '.git/countersign'));
    work.type('start.ts');
    work.commit('-m', 'AI');
    const left = readdirSync(join(work.repository.root, '.git/countersign'));
    assert.deepEqual(left, [...before, 'annotated', 'journal', 'pending'].sort());
  });

  const unfit: readonly (readonly [name: string, hook: string])[] = [
    ['another commit', 'sed -i "1s/.*/1/" "$ready"'],
    ['another committer', 'sed -i "2s/Dana/Sam/" "$ready"'],
    ['other files', 'sed -i "3s/start/other/" "$ready"'],
    ['nobody', ': >"$ready"'],
  ];
  for (const [name, hook] of unfit)
    it(`is left to the program when it is for ${name}`, async () => {
      const work = await create(false);
      const { repository } = work;
      repository.write('.git/hooks/commit-msg', `#!/bin/sh\nready=.git/countersign/ready\n${hook}\n`, 0o755);
      work.type('start.ts');
      work.commit('-m', 'AI');
      assert.deepEqual(work.started(), ['prepare-commit-msg', 'post-commit']);
      assert.match(repository.note(), /^start\.ts\n {2}h_\w+ 3\n {2}s_\w+::t_\w+ 2,4\n---\n/);
    });

  it('is not for the next commit when its own was given up', async () => {
    const work = await create(false);
    const { repository } = work;
    work.type('start.ts');
    const aborted = repository.run('git', ['commit', '-e', '-m', 'AI'], { env: { GIT_EDITOR: 'false' } });
    assert.equal(aborted.code, 1);
    assert.ok(existsSync(join(repository.root, '.git/countersign/ready')));
    repository.git('reset', '--quiet', '--hard');
    repository.write('elsewhere.ts', 'by hand\n');
    repository.git('add', '.');
    work.commit('-m', 'by hand');
    assert.equal(repository.run('git', ['rev-parse', '--verify', '--quiet', 'refs/notes/ai']).code, 1);
  });

  it('is written by the program when the ref is locked, which says why it cannot', async () => {
    const work = await create(false);
    const { repository } = work;
    work.type('start.ts');
    repository.write('.git/refs/notes/ai.lock', '');
    const { code, stderr } = repository.run('git', ['commit', '--quiet', '-m', 'AI']);
    assert.equal(code, 0);
    assert.match(stderr, /^countersign: The note of \w{10} could not be written to refs\/notes\/ai/);
    assert.deepEqual(work.started(), ['prepare-commit-msg', 'post-commit']);
    assert.deepEqual(
      readdirSync(join(repository.root, '.git')).filter((name) => name.includes('crash')),
      [],
    );
  });
});
