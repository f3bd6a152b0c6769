/**
 * What other programs hand over: coverage, the reports of agents, and journals in the git directory.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { HostileScene, NAME_TRICK, noteOf, POLICY, TRICK } from './scene';

const PATH = 'src/pay.ts';
const JOURNAL = '.git/countersign/journal/x.jsonl';

describe('hostile reports', () => {
  let scene: HostileScene;
  let range: string;

  before(() => {
    scene = new HostileScene();
    const critical = [{ name: 'payments', files: ['src/pay*'], severity: 'error' }];
    scene.repository.write('.countersign.json', JSON.stringify({ ...POLICY, critical, coverage: { ai: 1 } }));
    const base = scene.commit();
    scene.repository.write(PATH, 'a\nb\n');
    scene.commit('Pay');
    scene.note('ai', noteOf(`${PATH}\n  s_1 1-2\n`));
    range = `${base}..HEAD`;
  });

  after(() => scene.dispose());

  describe('of coverage', () => {
    const args = (): string[] => ['check', range, '--coverage', '.git/lcov.info'];

    it('prove nothing that they do not say', () => {
      const texts = [
        `SF:${PATH}\nDA:1,1\nDA:2,-1\nDA:-2,1\nDA:2e0,1\nDA:0x2,1\nDA:2 ,1\n`,
        `SF:${PATH}\nDA:1,1\nDA:2,NaN\nDA:2,\nDA:2\nDA:99999999999999999999,1\n`,
      ];
      for (const text of texts) {
        scene.repository.write('.git/lcov.info', text);
        scene.stops(args(), /src\/pay\.ts.*line 2/);
      }
      const others = [
        `DA:1,1\nDA:2,1\nSF:x\nDA:1,1\nDA:2,1\nend_of_record\nDA:2,1\n`,
        `SF:../${PATH}\nDA:1,1\nDA:2,1\nSF:/etc/passwd\nDA:1,1\nDA:2,1\nSF:__proto__\nDA:1,1\n`,
        `SF:${PATH}\0\nDA:1,1\nDA:2,1\nSF:${PATH} ${NAME_TRICK}\nDA:2,1\n`,
        `SF:x\n${`DA:1,${'9'.repeat(1000)}\n`.repeat(2000)}SF:${'../'.repeat(100_000)}x\nDA:${'1'.repeat(500_000)},1\n`,
        `SF:x\n${' '.repeat(500_000)}DA:1,1\nDA:1,${' '.repeat(500_000)}x\n`,
      ];
      for (const text of others) {
        scene.repository.write('.git/lcov.info', text);
        scene.stops(args(), /src\/pay\.ts is missing from the coverage file/);
      }
    });

    it('that are none are refused', () => {
      for (const text of [
        '',
        '\0\0\0',
        TRICK,
        'SF:\nDA:1,1\n',
        '{"SF":"src/pay.ts"}',
        Buffer.from([0xff, 0xfe, 83, 0]),
      ]) {
        scene.repository.write('.git/lcov.info', text);
        scene.refuses(args(), /names no source file/);
      }
      scene.repository.write('.git/huge', '');
      truncateSync(join(scene.repository.root, '.git/huge'), 5_000_000_000);
      for (const file of ['.git', '.git/absent', '.git/huge', '/dev/zero'])
        scene.refuses(['check', range, '--coverage', file], /coverage file .* cannot be read/);
    });
  });

  describe('of agents', () => {
    const agent = { type: 'ai_agent', agent_name: 'x', model: 'y', conversation_id: 'z' };
    const report = (payload: unknown, preset = 'agent-v1'): ReturnType<HostileScene['run']> =>
      scene.run(['checkpoint', preset], {
        stdin: typeof payload === 'string' ? payload : JSON.stringify(payload),
      });

    it('that cannot be used are refused', () => {
      const payloads = [
        '[]',
        '"x"',
        '{',
        TRICK,
        '['.repeat(200_000),
        JSON.stringify({ ...agent, edited_filepaths: [1] }),
      ];
      for (const stdin of payloads) scene.refuses(['checkpoint', 'agent-v1'], /cannot be used/, { stdin });
      const elsewhere = JSON.stringify({ ...agent, repo_working_dir: '/nowhere/at all' });
      scene.refuses(['checkpoint', 'agent-v1'], /does not exist/, { stdin: elsewhere });
      scene.refuses(['checkpoint', '__proto__'], /no preset/, { stdin: '{}' });
    });

    it('change nothing outside, whatever they name', () => {
      symlinkSync('..', join(scene.repository.root, 'up'));
      const names = [
        '../x',
        '/etc/passwd',
        'up/x',
        '.git/config',
        '.git/countersign/journal/x.jsonl',
        'a\0b',
        '__proto__',
        NAME_TRICK,
      ];
      const dirty = Object.fromEntries(names.map((name) => [name, 'forged']));
      const proto = `{"type":"ai_agent","agent_name":"x","__proto__":{"model":"m"},"dirty_files":{"__proto__":"x"}}`;
      for (const payload of [{ ...agent, edited_filepaths: names, dirty_files: dirty }, proto])
        assert.equal(report(payload).code, 0);
      for (const preset of ['agent-v1', 'known-human'])
        assert.equal(report({ ...agent, edited_filepaths: ['x'.repeat(100_000), ...names] }, preset).code, 0);
      assert.equal(scene.run(['status']).code, 0);
      assert.doesNotMatch(scene.repository.read('.git/config'), /forged/);
      scene.repository.remove('up');
    });
  });

  describe('in the journal', () => {
    const head = '{"kind":"head","version":1,"writer":"x","pid":1,"host":"h"}\n';
    const origin = { author: 'ai', tool: TRICK, model: TRICK, session: null, evidence: 'hook', time: 0 };
    const state = {
      kind: 'state',
      path: PATH,
      time: 0,
      role: 'saved',
      text: 'ai\n',
      origins: [null, origin],
      runs: [[3, 1]],
    };
    const line = (changes: object): string => `${JSON.stringify({ ...state, ...changes })}\n`;

    it('are told of and left out, or used', () => {
      scene.repository.write(PATH, 'ai\n');
      const journals: (string | Buffer)[] = [
        head + line({}),
        head +
          line({ path: '../../outside' }) +
          line({ path: '/etc/passwd' }) +
          line({ path: '.git/config' }),
        head +
          line({ path: '__proto__' }) +
          line({ path: 'a\0b' }) +
          line({ path: '' }) +
          line({ path: TRICK }),
        head +
          line({ runs: [[1e308, 1]] }) +
          line({ runs: [[-3, 1]] }) +
          line({ runs: [[3, 99]] }) +
          line({ runs: {} }),
        head +
          line({ time: -1e300 }) +
          line({ role: 'x' }) +
          line({ origins: [origin, origin] }) +
          line({ text: 7 }),
        `${head}{"kind":"edit","path":"${PATH}","time":0,"edits":[{"offset":-9,"removed":1e99,"text":"x","runs":[]}],"length":1}\n`,
        `${head}{"kind":"moved","path":"${PATH}","to":"../../x"}\n{"kind":"origin","path":"${PATH}","id":-1,"origin":{}}\n`,
        `${head}${'['.repeat(300_000)}\n${TRICK}\n`,
        '['.repeat(300_000),
        Buffer.concat([Buffer.from(head), Buffer.from([0xff, 0, 0xfe, 10])]),
        `${head}${'{"kind":"closed"}\n'.repeat(50_000)}`,
      ];
      for (const journal of journals) {
        scene.repository.write(JOURNAL, journal);
        assert.equal(scene.run(['status']).code, 0);
      }
      assert.match(scene.run(['doctor', '--json']).stdout, /journal/);
    });

    it('that are no files are passed over', () => {
      scene.repository.remove(JOURNAL);
      execFileSync('mkfifo', [join(scene.repository.root, JOURNAL)]);
      assert.equal(scene.run(['status']).code, 0);
      scene.repository.remove(JOURNAL);
      mkdirSync(join(scene.repository.root, JOURNAL));
      assert.equal(scene.run(['status']).code, 0);
    });
  });
});
