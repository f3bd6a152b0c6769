// Destructive edits of a whole commit, and what the gate says of them.
import assert from 'node:assert/strict';
import type { DestructiveChange } from '../../../src/core/gate/destructive/destructiveChange';
import { destructiveRules } from '../../../src/core/gate/destructive/destructiveRules';
import { destructiveViolations } from '../../../src/core/gate/destructive/destructiveViolations';
import { findDestructiveInCommit } from '../../../src/core/gate/destructive/findDestructiveInCommit';
import { defaultDestructive } from '../../../src/core/policy/policy';
import type { DestructivePolicy } from '../../../src/core/policy/policy';

const commit = 'c'.repeat(40);

function removing(path: string, texts: string[], more: Partial<DestructiveChange> = {}): DestructiveChange {
  return {
    path,
    status: 'modified',
    addedAiLines: [],
    deletedByAi: texts.length,
    deletedTexts: texts,
    ...more,
  };
}

function adding(path: string, texts: string[]): DestructiveChange {
  const addedAiLines = texts.map((text, at) => ({ line: at + 1, text }));
  return { path, status: 'modified', addedAiLines, deletedByAi: 0 };
}

function found(changes: DestructiveChange[], policy: Partial<DestructivePolicy> = {}) {
  return findDestructiveInCommit(changes, destructiveRules({ ...defaultDestructive, ...policy }));
}

describe('the destructive edits of a commit', () => {
  it('are not what moved to another file', () => {
    const a = removing('a.test.ts', ["it('a', f);", "it('b', f);"]);
    assert.equal(found([a]).length, 1);
    assert.deepEqual(found([a, adding('b.test.ts', ["  it('a', f);", "it('b', f);"])]), []);
    const [left] = found([a, adding('b.test.ts', ["it('a', f);"])]);
    assert.deepEqual(left?.kind === 'removed' && left.removed, [1]);
  });

  it('count what moved within a file once', () => {
    const both = removing('a.test.ts', ["it('a', f);", "it('b', f);"], {
      addedAiLines: [{ line: 9, text: "it('a', f);" }],
    });
    const [finding] = found([both]);
    assert.deepEqual(finding?.kind === 'removed' && finding.removed, [1]);
  });

  it('are not what a person put back', () => {
    assert.deepEqual(
      found([removing('a.ts', ['requireAdmin(user);'], { addedByOthers: ['requireAdmin(me);'] })]),
      [],
    );
  });

  it('are many deleted files, without those that programs write', () => {
    const gone = (path: string, more: Partial<DestructiveChange> = {}): DestructiveChange =>
      removing(path, ['x'], { status: 'deleted', ...more });
    const files = ['a.ts', 'b.ts', 'c.ts', 'x.lock', 'yarn.lock', 'package-lock.json'].map((path) =>
      gone(path),
    );
    assert.deepEqual(found(files, { filesDeleted: 3 }), []);
    const [finding] = found(files, { filesDeleted: 2 });
    assert.deepEqual(finding?.kind === 'files-deleted' && finding.paths, ['a.ts', 'b.ts', 'c.ts']);
    assert.deepEqual(found(files, { filesDeleted: null }), []);
    const byOthers = files.map((file) => ({ ...file, deletedLines: 100 }));
    assert.deepEqual(found(byOthers, { filesDeleted: 2 }), [], 'the AI deleted one line of a hundred');
  });

  it('are what the team calls so, in its files, in comments too', () => {
    const patterns = [
      { name: 'audit', files: ['src/**'], adds: ['// nosec*'], removes: ['audit.log('], reason: 'law' },
    ];
    const names = (change: DestructiveChange): string[] =>
      found([change], { patterns }).map(({ rule }) => rule);
    assert.deepEqual(names(adding('src/a.ts', ['  // NOSEC because'])), ['audit']);
    assert.deepEqual(names(adding('lib/a.ts', ['// nosec'])), []);
    assert.deepEqual(names(removing('src/a.ts', ['audit.log(user);'])), ['audit']);
    assert.deepEqual(names(removing('src/a.ts', ['audit.logout(user);'])), []);
    assert.deepEqual(
      names(removing('src/a.ts', ['audit.log(a);'], { addedByOthers: ['audit.log(b);'] })),
      [],
    );
  });
});

describe('a destructive violation', () => {
  const findings = found(
    [
      adding('db/a.sql', ['SELECT 1;', 'DROP TABLE a;', 'DROP TABLE b;']),
      removing('a.test.ts', ["it('a', f);"]),
      removing('b.ts', ['x', 'y'], { status: 'deleted' }),
      removing('db/migrations/1.sql', ['x'], { status: 'deleted' }),
    ],
    { linesDeleted: 1, filesDeleted: 1 },
  );
  const countersign = { by: ['@dba', 'dana@example.com'], count: 1, when: 'ai' } as const;

  it('has a place, a sentence, and says who can put it right', () => {
    const violations = destructiveViolations(findings, { severity: 'error', countersign }, commit);
    assert.deepEqual(
      violations.map(({ kind, path, rule, severity, lines }) => [kind, path, rule, severity, lines]),
      [
        ['destructive', 'db/a.sql', 'sql-drop', 'error', [[2, 3]]],
        ['destructive', 'a.test.ts', 'test-deleted', 'error', []],
        ['destructive', 'b.ts', 'lines-deleted', 'error', []],
        ['destructive', 'db/migrations/1.sql', 'migration-deleted', 'error', []],
        ['destructive', null, 'files-deleted', 'error', []],
      ],
    );
    assert.deepEqual(
      violations.map(({ message }) => message),
      [
        'AI-written lines are destructive: sql-drop (drops a table, column, schema or database).',
        'An AI deleted 1 line that should not go unseen: test-deleted (deletes tests).',
        'An AI deleted 2 lines of this file; the policy allows 1.',
        'An AI deleted a file that should not go unseen: migration-deleted (deletes a database migration).',
        'An AI deleted 2 files; the policy allows 1.',
      ],
    );
    assert.deepEqual(new Set(violations.map(({ commit: id }) => id)), new Set([commit]));
    assert.match(violations[0]?.fix ?? '', /^Let @dba, dana@example\.com review and countersign it/);
  });

  it('goes with the sign-offs of all its paths', () => {
    const left = (signed: string[]): string[] =>
      destructiveViolations(findings, { severity: 'error', countersign }, commit, (path) =>
        signed.includes(path),
      ).map(({ rule }) => rule);
    assert.deepEqual(left(['db/a.sql']), [
      'test-deleted',
      'lines-deleted',
      'migration-deleted',
      'files-deleted',
    ]);
    assert.deepEqual(left(['db/a.sql', 'a.test.ts', 'b.ts']), ['migration-deleted', 'files-deleted']);
    assert.deepEqual(left(['db/a.sql', 'a.test.ts', 'b.ts', 'db/migrations/1.sql']), []);
  });

  it('only informs where nobody has to sign', () => {
    const violations = destructiveViolations(
      findings,
      { severity: 'error', countersign: null },
      commit,
      () => true,
    );
    assert.equal(violations.length, 5);
    assert.deepEqual(new Set(violations.map(({ severity }) => severity)), new Set(['information']));
  });

  it('keeps to one line, whatever the team gives as a reason', () => {
    const patterns = [{ name: 'x', files: null, adds: ['ab'], removes: [], reason: 'one\ntwo\u202e' }];
    const [violation] = destructiveViolations(
      found([adding('a', ['ab'])], { patterns }),
      defaultDestructive,
      commit,
    );
    assert.equal(violation?.message, 'AI-written lines are destructive: x (one two).');
  });
});
