/**
 * The clues by which an amended commit is told from a new one.
 */
import assert from 'node:assert/strict';
import type { Commit } from '../../src/adapters/git/commits';
import { isAmend, type CommandLine, type CommitClues } from '../../src/cli/hooks/amendDetection';

const head: Commit = {
  id: '1'.repeat(40),
  tree: '2'.repeat(40),
  parents: [],
  author: 'Dana Lee <dana@example.com>',
  authorDate: '1700000000 +0100',
  committer: 'Dana Lee <dana@example.com>',
  committerDate: '1700000000 +0100',
  message: 'first\n',
};

const typed = (...words: string[]): CommandLine => ({ kind: 'arguments', words: ['git', ...words] });
const shown = (text: string): CommandLine => ({ kind: 'joined', text });
const sameDate = { authorDate: '@1700000000 +0100' };

const cases: readonly [what: string, amends: boolean, clues: Partial<CommitClues>][] = [
  ['the option', true, { command: typed('commit', '--amend') }],
  ['the option, shortened', true, { command: typed('commit', '--am', '-m', 'x') }],
  ['a plain commit', false, { command: typed('commit', '-m', 'x'), ...sameDate }],
  ['a message that speaks of it', false, { command: typed('commit', '-m', '--amend'), ...sameDate }],
  ['a path of that name', false, { command: typed('commit', '--', '--amend') }],
  [
    'the words of HEAD for a new commit',
    false,
    { source: 'commit', reused: 'HEAD', command: typed('commit', '-C', 'HEAD') },
  ],
  ['an alias that amends', true, { source: 'commit', reused: 'HEAD', command: typed('fix') }],
  ['an alias with new words', true, { source: 'message', command: typed('fix', '-m', 'x'), ...sameDate }],
  [
    'an alias that commits',
    false,
    { source: 'message', command: typed('ci'), authorDate: '@1800000000 +0100' },
  ],
  [
    'ps: the option',
    true,
    { source: 'commit', reused: 'HEAD', command: shown('/usr/bin/git commit --amend') },
  ],
  ['ps: a plain commit', false, { command: shown('git commit -m words'), ...sameDate }],
  [
    'ps: a message that speaks of it',
    false,
    { source: 'message', command: shown('git commit -m about --amend here') },
  ],
  ['nothing to see, but the date', true, { source: 'message', command: null, ...sameDate }],
  [
    'nothing to see, another date',
    false,
    { source: 'message', command: null, authorDate: '@1800000000 +0100' },
  ],
];

describe('isAmend', () => {
  const nothing: CommitClues = { source: undefined, reused: undefined, authorDate: undefined, command: null };

  for (const [what, amends, clues] of cases) {
    it(`${amends ? 'sees' : 'does not see'} it in ${what}`, () => {
      assert.equal(isAmend({ ...nothing, ...clues }, head), amends);
    });
  }

  it('is never so before the first commit', () => {
    assert.equal(isAmend({ ...nothing, command: typed('commit', '--amend') }, null), false);
  });
});
