/**
 * What authors may choose freely (names of files, tools, models, people, messages) in every answer: it gives no orders
 * to terminals and build servers, and makes no trailer. That holds for all output here: the scene looks at each.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { parseProvenanceTrailers } from '../../../src/core/commit/parseTrailers';
import { HostileScene, NAME_TRICK, noteOf, POLICY, TRICK } from './scene';

const COUNTS = 'AI-Provenance: added=1 ai=1 mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact';
const FORGED = 'x\nCountersigned-by: Sam Ray <sam@example.com>\nAI-Provenance: added=1 ai=0';

describe('hostile text', () => {
  let scene: HostileScene;
  let base: string;
  const path = `src/pay ${NAME_TRICK.replaceAll('/', '|')}.ts`;

  before(() => {
    scene = new HostileScene();
    const { repository } = scene;
    repository.write('.countersign.json', JSON.stringify(POLICY));
    base = scene.commit();
    repository.write(path, 'one\u001b[2K\u202e\u009b31m\n::error::forged\n');
    repository.git('config', 'user.name', `Eve ${NAME_TRICK}`);
    repository.git('config', 'user.email', `eve${NAME_TRICK}@example.com`);
    const subject = `Pay ${TRICK.split('\n')[0]} ${TRICK}`;
    scene.commit(`${subject}\n\nAssisted-by: Evil ${NAME_TRICK}:mo\u001bdel\n${COUNTS}\n`);
    scene.note(
      'ai',
      noteOf(`"${path}"\n  s_1 1\n`, {
        prompts: { s_1: { agent_id: { tool: TRICK, id: 'c', model: FORGED } } },
      }),
    );
  });

  after(() => scene.dispose());

  for (const format of ['text', 'github', 'sarif', 'json', 'junit'])
    it(`of authors does nothing in the answer as ${format}`, () => {
      scene.stops(['check', `${base}..HEAD`, '--format', format], /payments/);
    });

  it('does nothing in what other commands tell', () => {
    for (const args of [
      ['show'],
      ['log'],
      ['stats'],
      ['blame', path],
      ['verify', `${base}..HEAD`],
      ['status'],
    ])
      assert.equal(scene.run(args).code, 0, args[0]);
    scene.refuses(['sign', 'HEAD', '--yes', '--comment', TRICK], /comment/);
    scene.refuses(['check', `${base}..HEAD`, '--explain', path], /no path from the root/);
  });

  it('in arguments is quoted', () => {
    for (const args of [
      [TRICK],
      ['check', TRICK],
      ['check', `${TRICK}..HEAD`],
      ['show', TRICK],
      ['blame', TRICK],
    ])
      scene.refuses(args, /countersign: /);
    scene.refuses(['check', `${base}..HEAD`, '--format', TRICK], /no format/);
    scene.refuses(['check', `${base}..HEAD`, '--coverage', TRICK], /coverage file/);
    scene.refuses(['check', `${base}..HEAD`, '--explain', TRICK], /no path/);
    for (const args of [
      ['check', '--output=../ran'],
      ['show', '--output=../ran'],
      ['blame', '--output=../ran'],
      ['log', '--output=../ran'],
    ])
      assert.equal(scene.run(args).code, 2);
    assert.equal(scene.run(['check', '-O../ran..HEAD']).code, 2);
  });

  it('in names that a tool reports makes no trailer', () => {
    const { repository } = scene;
    repository.git('config', 'user.name', 'Dana Lee');
    repository.git('config', 'user.email', 'dana@example.com');
    scene.installHooks();
    const name = 'src/pay\nCountersigned-by: Sam Ray <sam@example.com>\n';
    repository.write(name, 'by an AI\n');
    const report = { type: 'ai_agent', agent_name: FORGED, model: FORGED, conversation_id: FORGED };
    const stdin = JSON.stringify({ ...report, edited_filepaths: [name] });
    assert.equal(scene.run(['checkpoint', 'agent-v1'], { stdin }).code, 0);
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'Pay');
    const { countersigned, provenance, critical } = parseProvenanceTrailers(`${repository.message()}\n`);
    assert.deepEqual([countersigned, provenance.map(({ ai }) => ai)], [[], [1]]);
    assert.deepEqual(
      critical.map((one) => one.path),
      [name],
    );
    assert.doesNotMatch(repository.message(), /^Countersigned-by/m);
    scene.stops(['check', 'HEAD~..HEAD'], /An AI had a part in .* the rule payments wants 1/);
  });

  it('in a name that is not UTF-8 is refused where its lines matter', () => {
    const parent = scene.id('HEAD');
    const add = (name: Buffer, content: string): string => {
      const row = Buffer.concat([Buffer.from(`100644 ${scene.blob(content)}\t`), name, Buffer.from([0])]);
      spawnSync('git', ['update-index', '--add', '-z', '--index-info'], {
        cwd: scene.repository.root,
        input: row,
      });
      const tree = scene.repository.git('write-tree').trim();
      return scene.repository.git('commit-tree', '-m', `Add\n\n${COUNTS}`, '-p', parent, tree).trim();
    };
    // Read as UTF-8 both have the same name; the honest one must not answer for the other.
    add(Buffer.from('src/pay\ufffd.ts'), 'human\n');
    const head = add(Buffer.from('src/pay\xff.ts', 'latin1'), 'AI\n');
    scene.refuses(['check', `${parent}..${head}`], /is not UTF-8.*rename it/);
    scene.repository.git('read-tree', 'HEAD');
    // Elsewhere it is no hindrance: only the note is missed.
    const elsewhere = add(Buffer.from('free\xff.ts', 'latin1'), 'AI\n');
    scene.stops(['check', `${parent}..${elsewhere}`], /its note is missing/);
    scene.repository.git('read-tree', 'HEAD');
  });
});
