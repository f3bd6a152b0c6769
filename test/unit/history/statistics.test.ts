// Totals are sums of what single commits say, and nothing is guessed on the way.
import assert from 'node:assert/strict';
import type { CommitProvenance, FileProvenance } from '../../../src/core/history/commitProvenance';
import { Statistics } from '../../../src/core/history/statistics';

const NONE = { added: 0, ai: 0, mixed: 0, human: 0, unknown: 0 };

const file = (path: string, counts: Partial<FileProvenance>): FileProvenance => ({
  path,
  ...NONE,
  ...counts,
});

function commit(told: Partial<CommitProvenance>): CommitProvenance {
  return {
    commit: 'a'.repeat(40),
    author: 'Dana Lee <dana@example.com>',
    date: '2026-11-24T10:00:00+00:00',
    time: Date.UTC(2026, 10, 24) / 1000,
    subject: 'Subject',
    ...NONE,
    deletedByAi: 0,
    evidence: null,
    tools: [],
    source: null,
    takenOver: 0,
    merge: false,
    files: [],
    ...told,
  };
}

function totalsOf(...commits: Partial<CommitProvenance>[]): ReturnType<Statistics['totals']> {
  const statistics = new Statistics();
  for (const told of commits) statistics.add(commit(told));
  return statistics.totals();
}

const copilot = (lines: number, model: string | null = null) => ({ tool: 'GitHub Copilot', model, lines });

describe('totals', () => {
  it('are zero without commits', () => {
    assert.deepEqual(totalsOf(), {
      ...{ commits: 0, assisted: 0, ...NONE, deletedByAi: 0 },
      ...{ tools: [], models: [], people: [], directories: [], weeks: [] },
    });
  });

  it('add up by tool and model, a tool once for each commit', () => {
    const { tools, models } = totalsOf(
      {
        added: 10,
        ai: 5,
        unknown: 5,
        tools: [copilot(3, 'x'), copilot(2, 'y'), { ...copilot(0), tool: 'Cursor' }],
      },
      { added: 4, ai: 4, tools: [copilot(4, 'y')] },
    );
    assert.deepEqual(tools, [
      { tool: 'GitHub Copilot', commits: 2, added: 14, ai: 9 },
      { tool: 'Cursor', commits: 1, added: 10, ai: 0 },
    ]);
    assert.deepEqual(models, [
      { tool: 'GitHub Copilot', model: 'y', commits: 2, added: 14, ai: 6 },
      { tool: 'GitHub Copilot', model: 'x', commits: 1, added: 10, ai: 3 },
      { tool: 'Cursor', model: null, commits: 1, added: 10, ai: 0 },
    ]);
  });

  it('count a commit as assisted whatever the AI’s part in it was', () => {
    const parts: Partial<CommitProvenance>[] = [{ ai: 1, added: 1 }, { mixed: 1 }, { deletedByAi: 1 }];
    assert.equal(totalsOf(...parts, { tools: [copilot(0)] }, {}).assisted, 4);
  });

  it('sort by AI lines, then by name; weeks by time', () => {
    const week = (day: number): number => Date.UTC(2026, 11, day) / 1000;
    const { people, weeks } = totalsOf(
      { author: 'B <b>', time: week(31), added: 1, unknown: 1 },
      { author: 'A <a>', time: week(7), added: 2, unknown: 2 },
      { author: 'C <c>', time: week(8), added: 3, ai: 3 },
      { author: 'C <c>', time: null, added: 4, unknown: 4 },
    );
    assert.deepEqual(
      people.map(({ name, commits, added, ai }) => [name, commits, added, ai]),
      [
        ['C <c>', 2, 7, 3],
        ['A <a>', 1, 2, 0],
        ['B <b>', 1, 1, 0],
      ],
    );
    assert.deepEqual(
      weeks.map(({ name, commits, added }) => [name, commits, added]),
      [
        ['2026-W50', 2, 5],
        ['2026-W53', 1, 1],
      ],
    );
  });

  it('divide a commit among directories by its files', () => {
    const { directories } = totalsOf({
      ...{ added: 10, ai: 6, human: 1, unknown: 3, deletedByAi: 2 },
      files: [
        file('src/a/b.ts', { added: 5, ai: 4, unknown: 1 }),
        file('src/c.ts', { added: 1, human: 1 }),
        file('README.md', { added: 4, ai: 2, unknown: 2 }),
      ],
    });
    const one = { commits: 1, assisted: 1, mixed: 0, deletedByAi: 0 };
    assert.deepEqual(directories, [
      { name: 'src', ...one, added: 6, ai: 4, human: 1, unknown: 1 },
      { name: '.', ...one, added: 4, ai: 2, human: 0, unknown: 2 },
    ]);
  });

  it('give numbers without lines to a directory only when there is no other', () => {
    const trailers = { added: 5, ai: 3, human: 2, deletedByAi: 1, source: 'trailers' } as const;
    const alone = totalsOf({ ...trailers, files: [file('src/a.ts', { added: 5, unknown: 5 })] });
    assert.deepEqual([alone.directories[0]?.ai, alone.directories[0]?.deletedByAi], [3, 1]);
    const files = [file('src/a.ts', { added: 3, unknown: 3 }), file('test/a.ts', { added: 2, unknown: 2 })];
    const apart = totalsOf({ ...trailers, files });
    assert.deepEqual(
      apart.directories.map(({ name, ai, unknown }) => [name, ai, unknown]),
      [
        ['src', 0, 3],
        ['test', 0, 2],
      ],
    );
    assert.equal(apart.ai, 3);
  });

  it('leave out what a merge takes over', () => {
    const totals = totalsOf(
      { added: 20, unknown: 20, takenOver: 20, merge: true },
      {
        added: 15,
        ai: 2,
        unknown: 13,
        takenOver: 13,
        merge: true,
        files: [file('a.ts', { added: 2, ai: 2 })],
      },
    );
    assert.deepEqual([totals.commits, totals.added, totals.ai, totals.unknown], [2, 2, 2, 0]);
    assert.deepEqual([totals.directories[0]?.added, totals.directories[0]?.ai], [2, 2]);
  });
});
