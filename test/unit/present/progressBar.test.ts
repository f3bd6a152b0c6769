// A bar for those who wait, that says no more than is known.
import assert from 'node:assert/strict';
import { progressBar } from '../../../src/core/present/progressBar';

describe('progressBar', () => {
  it('shows the share that is done, rounded down', () => {
    assert.equal(progressBar(0, 200, 'commits'), '[--------------------] 0 % of 200 commits');
    assert.equal(progressBar(99, 200, 'commits'), '[#########-----------] 49 % of 200 commits');
    assert.equal(progressBar(199, 200, 'commits'), '[###################-] 99 % of 200 commits');
    assert.equal(progressBar(200, 200, 'commits'), '[####################] 100 % of 200 commits');
    assert.equal(progressBar(201, 200, 'commits'), '[####################] 100 % of 200 commits');
  });

  it('counts where nobody knows how many there are', () => {
    assert.equal(progressBar(12, null, 'commits'), '12 commits');
    assert.equal(progressBar(12, 0, 'commits'), '12 commits');
  });
});
