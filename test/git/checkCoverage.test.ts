/**
 * `countersign check --coverage`, with real git: whether tests run what an AI wrote in critical files.
 */
import assert from 'node:assert/strict';
import type { GateReport } from '../../src/core/gate/gateReport';
import { TRAILER, useGate, type GateTeam } from './gateSupport';
import { isOnPath } from './isOnPath';
import { PATH } from './signSupport';

/** A critical file that nobody has to sign, whose AI lines tests have to run. */
const COVERED = {
  ...TRAILER,
  critical: [{ name: 'payments', files: ['src/pay*.ts'], severity: 'error' }],
  coverage: { ai: 0.8 },
};

describe('countersign check --coverage', () => {
  if (!isOnPath('ssh-keygen')) return;
  let gate: GateTeam;
  let range: string;

  useGate((made) => {
    gate = made;
    gate.start(COVERED);
    gate.team.work([
      ['ai', 'one'],
      ['human', 'two'],
      ['ai', 'three'],
    ]);
    range = `${gate.base}..HEAD`;
  });

  const judged = async (
    lcov: string,
  ): Promise<{ code: number; report: GateReport; err: readonly string[] }> => {
    gate.team.repository.write('lcov.info', lcov);
    const told = await gate.team.run(['check', range, '--format', 'json', '--coverage', 'lcov.info']);
    return { code: told.code, report: JSON.parse(told.out) as GateReport, err: told.err };
  };

  it('lists AI lines that no test runs, and nobody else’s', async () => {
    const { code, report } = await judged(`SF:${PATH}\nDA:1,0\nDA:2,0\nDA:3,4\nend_of_record\n`);
    assert.equal(code, 1);
    assert.deepEqual(
      report.violations.map(({ kind, rule, path, severity, lines }) => ({
        kind,
        rule,
        path,
        severity,
        lines,
      })),
      [{ kind: 'coverage', rule: 'coverage.ai', path: PATH, severity: 'error', lines: [[1, 1]] }],
    );
  });

  it('is content with enough, and says which files of the coverage are not here', async () => {
    const { code, report, err } = await judged(
      `SF:${PATH}\nDA:1,1\nDA:2,0\nDA:3,1\nend_of_record\nSF:/elsewhere/x.ts\nend_of_record\n`,
    );
    assert.deepEqual([code, report.violations], [0, []]);
    assert.match(err.join('\n'), /names 1 file outside of this repository/);
  });

  it('stops a file that the coverage does not list, though other files are tested well', async () => {
    const { code, report } = await judged('SF:src/other.ts\nDA:1,1\nend_of_record\n');
    assert.equal(code, 1);
    const [found, ...more] = report.violations;
    assert.deepEqual(more, []);
    assert.deepEqual([found?.rule, found?.path, found?.severity], ['coverage.ai', PATH, 'error']);
    assert.deepEqual(found?.lines, [
      [1, 1],
      [3, 3],
    ]);
    assert.match(
      found?.message ?? '',
      /^src\/pay\.ts is missing from the coverage file, .* lines 1, 3 in it/,
    );
    assert.match(found?.fix ?? '', /measure every source file/);
  });

  it('counts of such a file only what can run, and of the tests beside it nothing', async () => {
    gate.git('checkout', '-q', '--detach', gate.base);
    gate.team.work([
      ['ai', '// only a comment'],
      ['ai', ''],
    ]);
    gate.team.work([['ai', "it('pays', pay);"]], 'src/pay.test.ts');
    const { code, report } = await judged('SF:src/other.ts\nDA:1,1\nend_of_record\n');
    assert.deepEqual(
      [code, report.violations.map(({ path, severity }) => [path, severity])],
      [0, [['src/pay.test.ts', 'information']]],
    );
  });

  it('asks for the coverage file where the policy does, and for one that is one', async () => {
    await gate.refuses([range], /pass their coverage file with --coverage/);
    await gate.refuses([range, '--coverage', 'absent.info'], /absent\.info cannot be read/);
    gate.team.repository.write('lcov.info', 'nothing of the kind\n');
    await gate.refuses([range, '--coverage', 'lcov.info'], /names no source file/);
  });
});
