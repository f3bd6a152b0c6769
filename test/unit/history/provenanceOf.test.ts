// What counts for a commit: its note, else our trailers, else that a tool took part.
import assert from 'node:assert/strict';
import type { CommitProvenance } from '../../../src/core/history/commitProvenance';
import type { LoggedCommit } from '../../../src/core/history/loggedCommit';
import { provenanceOf } from '../../../src/core/history/provenanceOf';

const COPILOT = 'Assisted-by: GitHub Copilot:gpt-5.1';
const provenance = (numbers: string): string => `AI-Provenance: ${numbers}`;

interface NoteParts {
  readonly producer?: string;
  readonly evidence?: string;
}

/** A note whose sessions `s_1` and `s_2` are of two tools, and `h_1` of a person. */
function note(
  lines: string,
  { producer = 'countersign:1.0.0', evidence = 'command' }: NoteParts = {},
): string {
  const session = (tool: string, model: string): object => ({
    agent_id: { tool, id: 'talk', model },
    custom_attributes: { 'countersign.evidence': evidence },
  });
  const records = {
    schema_version: 'authorship/3.0.0',
    git_ai_version: producer,
    base_commit_sha: '',
    prompts: {},
    humans: { h_1: { author: 'Dana Lee <dana@example.com>' } },
    sessions: { s_1: session('github-copilot', 'gpt-5.1'), s_2: session('claude', 'unknown') },
  };
  return `${lines}---\n${JSON.stringify(records)}`;
}

function commit(told: Partial<LoggedCommit>): CommitProvenance {
  return provenanceOf({
    id: 'a'.repeat(40),
    parents: 1,
    author: 'Dana Lee <dana@example.com>',
    identities: ['Dana Lee <dana@example.com>', 'Dana Lee <dana@example.com>'],
    date: '2026-11-24T10:00:00+00:00',
    time: 1795514400,
    subject: 'Subject',
    message: 'Subject\n',
    note: '',
    files: [
      { path: 'a.ts', added: 10, deleted: 0 },
      { path: 'src/b.ts', added: 5, deleted: 0 },
    ],
    ...told,
  });
}

const message = (...trailers: string[]): string => `Subject\n\n${trailers.join('\n')}\n`;

function numbers({ added, ai, mixed, human, unknown, deletedByAi }: CommitProvenance): number[] {
  assert.equal(ai + human + unknown, added);
  return [added, ai, mixed, human, unknown, deletedByAi];
}

describe('the provenance of a commit', () => {
  it('is nothing when nobody says anything', () => {
    const answer = commit({});
    assert.deepEqual(numbers(answer), [15, 0, 0, 0, 15, 0]);
    assert.deepEqual([answer.evidence, answer.tools, answer.source], [null, [], null]);
  });

  it('comes from the note first, and deletions from the trailer', () => {
    const answer = commit({
      note: note('a.ts\n  s_1::t_1 4\n  h_1 3-5\n  s_1::t_2 1-3\nsrc/b.ts\n  s_2::t_3 2,4\n'),
      message: message(
        COPILOT,
        provenance('added=99 ai=98 mixed=7 unknown=1 deleted-by-ai=2 evidence=inferred'),
      ),
    });
    assert.deepEqual(numbers(answer), [15, 5, 2, 2, 8, 2]);
    assert.equal(answer.source, 'note');
    assert.equal(answer.evidence, 'exact');
    assert.deepEqual(answer.tools, [
      { tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 4 },
      { tool: 'Claude Code', model: null, lines: 2 },
    ]);
    assert.deepEqual(answer.files, [
      { path: 'a.ts', added: 10, ai: 3, human: 2, mixed: 2, unknown: 5 },
      { path: 'src/b.ts', added: 5, ai: 2, human: 0, mixed: 0, unknown: 3 },
    ]);
  });

  it('takes mixed lines from the trailer when the note is another program’s', () => {
    const told = { note: note('a.ts\n  h_1 1-3\n  s_2 2\n', { producer: '1.6.24' }) };
    assert.deepEqual(numbers(commit(told)), [15, 1, 0, 2, 12, 0]);
    const both = { ...told, message: message(provenance('added=15 ai=3 mixed=2 unknown=1 deleted-by-ai=4')) };
    assert.deepEqual(numbers(commit(both)), [15, 1, 2, 2, 12, 4]);
  });

  it('is inferred when any AI line is', () => {
    assert.equal(commit({ note: note('a.ts\n  s_1 1\n', { evidence: 'shape' }) }).evidence, 'inferred');
    assert.equal(commit({ note: note('a.ts\n  h_1 1\n') }).evidence, null);
  });

  it('counts no more lines of a file than it got', () => {
    const answer = commit({
      note: note('a.ts\n  s_1 1-999999999\nnot/there.ts\n  s_1 1-5\nsrc/b.ts\n  s_2 9-1,0\n'),
    });
    assert.deepEqual(numbers(answer), [15, 10, 0, 0, 5, 0]);
    assert.deepEqual(answer.tools, [{ tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 10 }]);
    assert.deepEqual(numbers(commit({ note: note('a.ts\n  s_1 1\n'), files: [] })), [0, 0, 0, 0, 0, 0]);
  });

  it('finds files by the normal form of their names, and those that a note names twice', () => {
    const files = [{ path: 'u\u0308.ts', added: 3, deleted: 0 }];
    const answer = commit({ note: note('\u00fc.ts\n  s_1 1\n\u00fc.ts\n  s_1 1-2\n'), files });
    assert.deepEqual(numbers(answer), [3, 2, 0, 0, 1, 0]);
  });

  it('goes on without a note that cannot be read', () => {
    for (const broken of ['noise', '---\n{}', note('  s_1 1\n'), note('a.ts\n  s_1 x\n')]) {
      const answer = commit({
        note: broken,
        message: message(COPILOT, provenance('added=15 ai=3 unknown=2')),
      });
      assert.deepEqual(numbers(answer), [15, 3, 0, 10, 2, 0], broken);
      assert.equal(answer.source, 'trailers');
    }
  });

  it('takes the numbers of the trailers, as far as they fit', () => {
    const told = (text: string): number[] => numbers(commit({ message: message(provenance(text)) }));
    assert.deepEqual(told('added=15 ai=3 mixed=1 unknown=2 deleted-by-ai=4'), [15, 3, 1, 10, 2, 4]);
    assert.deepEqual(told('added=10 ai=3 unknown=2'), [15, 3, 0, 5, 7, 0]);
    assert.deepEqual(told('added=100 ai=60 mixed=50 unknown=0'), [15, 15, 15, 0, 0, 0]);
    assert.deepEqual(told('added=100 ai=5 unknown=0'), [15, 5, 0, 10, 0, 0]);
    assert.deepEqual(told('added=x ai=5'), [15, 0, 0, 0, 15, 0]);
  });

  it('adds up the trailers of a squash, and keeps the weakest evidence', () => {
    const answer = commit({
      message:
        `Squash\n\n* one\n\n${COPILOT}\n${provenance('added=5 ai=2 unknown=0 evidence=exact')}\n\n* two\n\n` +
        `Assisted-by: Cursor\n${provenance('added=10 ai=4 unknown=1 deleted-by-ai=1 evidence=inferred')}\n`,
    });
    assert.deepEqual(numbers(answer), [15, 6, 0, 8, 1, 1]);
    assert.equal(answer.evidence, 'inferred');
    assert.deepEqual(answer.tools, [
      { tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 0 },
      { tool: 'Cursor', model: null, lines: 0 },
    ]);
  });

  it('takes the numbers of a squash itself before those that its message quotes', () => {
    const quoted = provenance('added=10 ai=4 unknown=1');
    const own = provenance('added=15 ai=3 unknown=2');
    const told = (text: string): number[] => numbers(commit({ message: text }));
    const squash = `Squashed commit of the following:\n\ncommit 1\n\n    One\n\n    ${quoted}\n`;
    assert.deepEqual(told(`${squash}\n${own}\n`), [15, 3, 0, 10, 2, 0]);
    assert.deepEqual(told(squash), [15, 4, 0, 5, 6, 0]);
  });

  it('gives the lines to the only tool', () => {
    const answer = commit({ message: message(COPILOT, provenance('added=15 ai=3 unknown=2')) });
    assert.deepEqual(answer.tools, [{ tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 3 }]);
  });

  it('knows no lines of other tools', () => {
    const answer = commit({ message: message('Co-authored-by: Claude <noreply@anthropic.com>') });
    assert.deepEqual(numbers(answer), [15, 0, 0, 0, 15, 0]);
    assert.deepEqual(
      [answer.source, answer.evidence, answer.tools],
      ['assisted', null, [{ tool: 'Claude Code', model: null, lines: 0 }]],
    );
  });

  it('keeps a tool that the note leaves out', () => {
    const told = message('Co-authored-by: Claude Opus 4.5 <noreply@anthropic.com>', COPILOT);
    assert.deepEqual(commit({ note: note('a.ts\n  s_1 1\n'), message: told }).tools, [
      { tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 1 },
      { tool: 'Claude Code', model: 'Claude Opus 4.5', lines: 0 },
    ]);
  });

  it('takes of a merge what is its own', () => {
    const plain = commit({ parents: 2 });
    assert.deepEqual(numbers(plain), [15, 0, 0, 0, 15, 0]);
    assert.deepEqual([plain.takenOver, plain.files], [15, []]);
    const told = commit({ parents: 2, message: message(COPILOT, provenance('added=4 ai=3 unknown=0')) });
    assert.deepEqual(numbers(told), [4, 3, 0, 1, 0, 0]);
    assert.equal(told.takenOver, 0);
    const noted = commit({ parents: 2, note: note('a.ts\n  s_1 1-2\n', { producer: '1.6.24' }) });
    assert.deepEqual(numbers(noted), [15, 2, 0, 0, 13, 0]);
    assert.equal(noted.takenOver, 13);
    assert.deepEqual(noted.files, [{ path: 'a.ts', added: 2, ai: 2, human: 0, mixed: 0, unknown: 0 }]);
  });

  it('takes an empty message', () => {
    assert.equal(commit({ message: '', subject: '' }).source, null);
  });
});
