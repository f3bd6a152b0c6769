import assert from 'node:assert/strict';
import type { Checkpoint } from '../../../src/core/checkpoint/checkpoint';
import { parseAgentV1 } from '../../../src/core/checkpoint/parseAgentV1';
import { parseKnownHuman } from '../../../src/core/checkpoint/parseKnownHuman';
import type { Result } from '../../../src/core/result';

const nothing = { directory: null, paths: null, contents: new Map<string, string>() };
const read = (parse: (text: string) => Result<Checkpoint>, payload: unknown): Result<Checkpoint> =>
  parse(typeof payload === 'string' ? payload : JSON.stringify(payload));

describe('the payload agent-v1', () => {
  const rows: readonly (readonly [what: string, payload: unknown, report: Checkpoint])[] = [
    ['before an edit', { type: 'human' }, { ...nothing, kind: 'before' }],
    [
      'before an edit of named files',
      {
        type: 'human',
        repo_working_dir: '/w',
        will_edit_filepaths: ['a', 'b/c'],
        dirty_files: { a: 'text' },
      },
      { kind: 'before', directory: '/w', paths: ['a', 'b/c'], contents: new Map([['a', 'text']]) },
    ],
    [
      'after an edit',
      { type: 'ai_agent', edited_filepaths: [], agent_name: 'A', model: 'm', conversation_id: 'c' },
      { ...nothing, kind: 'agent', paths: [], tool: 'A', model: 'm', session: 'c' },
    ],
    [
      'after an edit by nobody in particular',
      { type: 'ai_agent', agent_name: '', model: null },
      { ...nothing, kind: 'agent', tool: 'AI agent', model: null, session: null },
    ],
    ['before a command', { type: 'pre_shell_command', command: 'x' }, { ...nothing, kind: 'before' }],
    [
      'after a command',
      { type: 'post_shell_command', agent_name: 'A', edited_filepaths: ['not told by this'] },
      { ...nothing, kind: 'agent', tool: 'A', model: null, session: null },
    ],
    [
      'with fields of a later version',
      { type: 'human', later: { deep: [1] } },
      { ...nothing, kind: 'before' },
    ],
    [
      'with a name that objects have',
      '{"type":"human","dirty_files":{"__proto__":"text"}}',
      { ...nothing, kind: 'before', contents: new Map([['__proto__', 'text']]) },
    ],
  ];
  for (const [what, payload, report] of rows)
    it(`is read ${what}`, () => assert.deepEqual(read(parseAgentV1, payload), { ok: true, value: report }));

  const wrong: readonly (readonly [payload: unknown, problem: string])[] = [
    ['', 'type is neither "human" nor "ai_agent"'],
    ['{"type":"human"', 'it is not JSON'],
    ['null', 'it is no JSON object'],
    ['[{"type":"human"}]', 'it is no JSON object'],
    ['"human"', 'it is no JSON object'],
    [{ type: 'Human' }, 'type is neither "human" nor "ai_agent"'],
    [{ type: ['human'] }, 'type is no text'],
    [{ type: 'human', repo_working_dir: 1 }, 'repo_working_dir is no text'],
    [{ type: 'human', will_edit_filepaths: { a: 1 } }, 'will_edit_filepaths is no list of paths'],
    [{ type: 'human', will_edit_filepaths: ['a', ''] }, 'will_edit_filepaths is no list of paths'],
    [{ type: 'ai_agent', edited_filepaths: [null] }, 'edited_filepaths is no list of paths'],
    [{ type: 'ai_agent', agent_name: {} }, 'agent_name is no text'],
    [{ type: 'ai_agent', dirty_files: ['a'] }, 'dirty_files is no object of texts by path'],
    [{ type: 'ai_agent', dirty_files: { a: null } }, 'dirty_files is no object of texts by path'],
  ];
  for (const [payload, error] of wrong)
    it(`says “${error}” of ${JSON.stringify(payload)}`, () =>
      assert.deepEqual(read(parseAgentV1, payload), { ok: false, error }));
});

describe('the payload known-human', () => {
  it('may be empty', () =>
    assert.deepEqual(parseKnownHuman(' \n'), { ok: true, value: { ...nothing, kind: 'person' } }));

  it('names files and what is not saved of them', () =>
    assert.deepEqual(
      read(parseKnownHuman, {
        editor: 'vim',
        editor_version: '9',
        extension_version: '1',
        cwd: '/w',
        edited_filepaths: ['/w/a'],
        dirty_files: { '/w/a': 'text' },
      }),
      {
        ok: true,
        value: { kind: 'person', directory: '/w', paths: ['/w/a'], contents: new Map([['/w/a', 'text']]) },
      },
    ));

  it('says what is wrong with it', () => {
    assert.deepEqual(parseKnownHuman('}'), { ok: false, error: 'it is not JSON' });
    assert.deepEqual(read(parseKnownHuman, { cwd: [] }), { ok: false, error: 'cwd is no text' });
  });
});
