/**
 * The suggestions of the demonstration.
 */
import * as assert from 'node:assert/strict';
import { demoGhostText, demoRules } from '../../host/demoRules';

describe('demoGhostText', () => {
  for (const { before, insert } of demoRules) {
    it(`continues “${before}”`, () => {
      assert.equal(demoGhostText(`const x = 1;\n\n${before}`), insert);
    });
  }

  it('has nothing to say elsewhere', () => {
    assert.equal(demoGhostText(''), null);
    assert.equal(demoGhostText(`${demoRules[0]?.before} `), null);
  });
});
