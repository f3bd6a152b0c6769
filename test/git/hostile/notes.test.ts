/**
 * Notes as anybody who may push them can craft them. The message of each commit says what was stamped into it, so that
 * no note may take it back.
 */
import assert from 'node:assert/strict';
import type { GateReport } from '../../../src/core/gate/gateReport';
import { HostileScene, noteOf, POLICY, TRICK } from './scene';

const LINES = 3;

/** The notes by what is wrong with them, on a file of three lines. */
function notesFor(path: string): Readonly<Record<string, string | Buffer>> {
  const ai = `${path}\n  s_1 2\n`;
  const many = Array.from({ length: 200_000 }, (_, index) => `  s_1 ${2 * index + 1}\n`).join('');
  const turns = Array.from(
    { length: 50_000 },
    (_, index) => `  ${index % 2 ? 's' : 'h'}_1 1-${index + 1}\n`,
  ).join('');
  const files = Array.from({ length: 50_000 }, (_, index) => `f${index}\n  s_1 1\n`).join('');
  const deep = `${ai}---\n{"schema_version":"authorship/3.0.0","base_commit_sha":"0","prompts":{},"x":`;
  return {
    'lines that are not there': noteOf(`${path}\n  s_1 7-9\n`),
    'lines the wrong way round': noteOf(`${path}\n  s_1 3-1,0-0,0\n`),
    'negative lines': noteOf(`${path}\n  s_1 -3--1\n`),
    'enormous lines': noteOf(`${path}\n  s_1 1-999999999\n`),
    'lines beyond all numbers': noteOf(`${path}\n  s_1 1-99999999999999999999\n`),
    'the file twice, once a person’s': noteOf(`${ai}${path}\n  h_1 1-3\n`),
    'a person for all lines': noteOf(`${path}\n  h_1 1-3\n`),
    'another file alone': noteOf(`../${path}\n  s_1 1-3\n`),
    'names that every object has': noteOf(`__proto__\n  constructor 1-3\n${path}\n  __proto__ 1-3\n`, {
      prompts: JSON.parse('{"__proto__":{"agent_id":{"tool":"x"}},"constructor":{"agent_id":{}}}') as object,
    }),
    'records of wrong kinds': noteOf(ai, { prompts: { s_1: [1] }, humans: 'h_1', sessions: null }),
    'records twice': noteOf(ai).replace('"humans"', '"prompts":{},"humans"'),
    'deep nesting': `${deep}${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    'deep nesting that does not end': deep + '{"a":'.repeat(200_000),
    'truncated JSON': noteOf(ai).slice(0, -9),
    'NUL bytes': noteOf(`${path}\n  s_1\0 2\n\0`),
    'bytes that are not UTF-8': Buffer.from(noteOf(`${path}\n  s_1 2\n\xff\xfe\n  h_1 1-3\n`), 'latin1'),
    'no divider': ai,
    'several dividers': `---\n---\n${noteOf(ai)}`,
    'very many entries': noteOf(`${path}\n${many}`),
    'very many turns': noteOf(`${path}\n${turns}`, { git_ai_version: 'countersign/1.0.0' }),
    'very many files': noteOf(files + ai),
    'names that give orders': noteOf(ai, {
      prompts: { s_1: { agent_id: { tool: TRICK, id: TRICK, model: TRICK } } },
    }),
    nothing: '\n',
  };
}

describe('a hostile note', () => {
  let scene: HostileScene;
  let base: string;
  const paths: string[] = [];

  before(() => {
    scene = new HostileScene();
    scene.repository.write('.countersign.json', JSON.stringify(POLICY));
    base = scene.commit();
    Object.keys(notesFor('')).forEach((_, index) => {
      const path = `src/pay${index}.ts`;
      const [, note] = Object.entries(notesFor(path))[index] ?? [];
      scene.repository.write(path, Array.from({ length: LINES }, (_line, at) => `${path} ${at}\n`).join(''));
      const counts = `added=${LINES} ai=1 mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact`;
      scene.commit(`Pay\n\nAssisted-by: X\nAI-Provenance: ${counts}\nAI-Critical: payments ${path} 1\n`);
      scene.note('ai', note ?? '');
      paths.push(path);
    });
  });

  after(() => scene.dispose());

  it('lets no commit through whose message tells of AI lines', () => {
    const { code, stdout, stderr } = scene.run(['check', `${base}..HEAD`, '--json']);
    assert.deepEqual([code, stderr], [1, '']);
    const { violations } = JSON.parse(stdout) as GateReport;
    const names = Object.keys(notesFor(''));
    for (const [index, path] of paths.entries()) {
      const found = violations.filter((one) => one.path === path);
      assert.deepEqual(
        found.map(({ rule }) => rule),
        ['payments'],
        names[index],
      );
      for (const [first, last] of found[0]?.lines ?? []) assert.ok(first >= 1 && last <= LINES, names[index]);
    }
  });

  it('hangs and crashes nothing that tells of history', () => {
    for (const args of [['log'], ['stats'], ['log', '--json'], ['stats', '--json']])
      assert.equal(scene.run(args).code, 0);
    const at = (name: string): number => Object.keys(notesFor('')).indexOf(name);
    for (const name of ['enormous lines', 'deep nesting', 'very many turns', 'names that give orders']) {
      const revision = `HEAD~${paths.length - 1 - at(name)}`;
      assert.equal(scene.run(['show', revision]).code, 0, name);
      assert.equal(scene.run(['blame', paths[at(name)] ?? '']).code, 0, name);
    }
  });

  it('does not keep others from being shared', () => {
    const { repository } = scene;
    const remote = repository.beside('repository/.git/remote.git');
    repository.git('init', '-q', '--bare', remote);
    repository.git('remote', 'add', 'origin', remote);
    repository.git('push', '-q', 'origin', 'HEAD', 'refs/notes/ai');
    for (const back of paths.keys())
      scene.note('ai', noteOf(`${paths.at(-1 - back)}\n  s_1 1\n`), `HEAD~${back}`);
    assert.equal(scene.run(['notes', 'fetch']).code, 0);
    assert.equal(scene.run(['check', `${base}..HEAD`]).code, 1);
  });

  it('on what is no commit of the range is not looked at', () => {
    const { repository } = scene;
    for (const ref of ['ai', 'countersign'] as const)
      for (const on of ['HEAD^{tree}', 'HEAD:.countersign.json']) scene.note(ref, noteOf('x\n  s_1 1\n'), on);
    const blob = scene.blob(noteOf('x\n  s_1 1\n'));
    const tree = repository.run('git', ['mktree'], {
      stdin: `100644 blob ${blob}\t${'f'.repeat(40)}\n`,
    }).stdout;
    for (const ref of ['ai', 'countersign']) {
      const former = scene.id(`refs/notes/${ref}`);
      repository.git(
        'update-ref',
        `refs/notes/${ref}`,
        repository.git('commit-tree', '-m', 'x', tree.trim()).trim(),
      );
      for (const args of [['verify', `${base}..HEAD`], ['stats'], ['show']])
        assert.equal(scene.run(args).code, 0);
      scene.stops(['check', `${base}..HEAD`], /An AI (wrote|had a part in) src\/pay0\.ts/);
      repository.git('update-ref', `refs/notes/${ref}`, former);
    }
  });
});
