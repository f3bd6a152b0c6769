/**
 * The patch that makes the host refuse undeclared proposed API must never go missing unnoticed.
 */
import * as assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { withProposalCheck } from '../../host/restoreProposalCheck';

const guard = 'function M(i,t){if(!Oe(i,t))throw new Error(`Extension ${i} CANNOT use API proposal: ${t}.`)}';
const granting = `var a=1;function Oe(i,t){return!0}${guard}`;

describe('withProposalCheck', () => {
  it('asks what the extension declares', () => {
    const patched = withProposalCheck(granting);
    const [, parameters, body] = /function Oe\(([^)]*)\)\{([^}]*)\}/.exec(patched) ?? [];
    const check = runInNewContext(`(function(${parameters}){${body}})`) as (
      extension: object,
      proposal: string,
    ) => boolean;
    assert.equal(check({ enabledApiProposals: ['a'] }, 'a'), true);
    assert.equal(check({ enabledApiProposals: ['a'] }, 'b'), false);
    assert.equal(check({}, 'a'), false);
  });

  it('changes nothing else', () => {
    assert.ok(withProposalCheck(granting).endsWith(guard));
  });

  for (const [what, source] of [
    ['is missing', 'var a=1;'],
    ['is there already', `function Oe(i,t){return i.enabledApiProposals?.includes(t)??!1}${guard}`],
    [
      'belongs to something else',
      'function Oe(i,t){return!0}function M(i,t){if(!Oe(i,t))throw new Error(`No.`)}',
    ],
    ['is found twice', granting + granting],
  ] as const) {
    it(`fails when the check ${what}`, () => {
      assert.throws(() => withProposalCheck(source), /Expected one proposed-API check/);
    });
  }
});
