/**
 * Rules that go by CODEOWNERS, with real git: what the base's file gives to the owners that a rule names.
 */
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { OWNED_POLICY, SAM, useGate, type GateTeam } from './gateSupport';
import { isOnPath } from './isOnPath';
import type { SignTeam } from './signSupport';

const FILE = '.github/CODEOWNERS';
const OWNED = { [FILE]: '* @acme/all\n/src/money/ @acme/payments\n*.md\n' };

describe('rules that go by CODEOWNERS', () => {
  if (!isOnPath('ssh-keygen')) return;
  let gate: GateTeam;
  let team: SignTeam;

  useGate((made) => {
    gate = made;
    team = made.team;
  });

  it('cover what the owner has, and let go of it once it is countersigned', async () => {
    gate.start(OWNED_POLICY, OWNED);
    for (const path of ['src/money/pay.ts', 'src/money/README.md', 'src/free.ts'])
      team.work([['ai', path]], path);
    assert.deepEqual(await gate.found(), ['src/money/pay.ts 1-1']);
    const [violation] = (await gate.report()).violations;
    assert.equal(violation?.rule, 'money');
    gate.git('reset', '-q', '--soft', gate.base);
    gate.bare('All of it', '--trailer', `Countersigned-by: ${SAM}`);
    assert.deepEqual(await gate.found(), []);
  });

  it('go by the file of the base: a change cannot take itself out', async () => {
    gate.start(OWNED_POLICY, OWNED);
    team.repository.write(FILE, '/src/money/ @me\n# @acme/payments\n');
    team.work([['ai', 'x']], 'src/money/pay.ts');
    team.commit('Mine now');
    assert.deepEqual(await gate.found(), ['src/money/pay.ts 1-1']);
  });

  it('are explained, down to the line', async () => {
    gate.start(OWNED_POLICY, OWNED);
    const explained = async (path: string): Promise<string> =>
      (await team.run(['check', '--explain', path])).out;
    assert.match(
      await explained('src/money/pay.ts'),
      /rule money \(warning\), by "\/src\/money\/ @acme\/payments" in CODEOWNERS in /,
    );
    assert.match(await explained('src/free.ts'), /is not critical: .* no owner that a rule names has it/);
  });

  describe('make the gate refuse to judge', () => {
    const refuses = async (files: Readonly<Record<string, string>>, why: RegExp): Promise<void> => {
      gate.start(OWNED_POLICY, files);
      team.work([['ai', 'x']], 'src/money/pay.ts');
      await gate.refuses([`${gate.base}..HEAD`], why);
    };

    it('without such a file', () => refuses({}, /goes by CODEOWNERS, and \w+ has no such file: add one/));

    it('when it never names the owner', () =>
      refuses(
        { CODEOWNERS: '* @acme/paymnts\n' },
        /@acme\/payments owns, whom CODEOWNERS of \w+ never names/,
      ));

    it('when a line of it cannot be understood', () =>
      refuses(
        { [FILE]: '* @acme/payments\n!src/ @me\n' },
        /CODEOWNERS of \w+ cannot be understood, line 2: /,
      ));

    it('when it is a link', async () => {
      team.repository.write('elsewhere', '* @acme/payments\n');
      symlinkSync('elsewhere', join(team.repository.root, 'CODEOWNERS'));
      await refuses({}, /CODEOWNERS of \w+ is a symbolic link/);
    });
  });
});
