// Weeks are numbered as ISO 8601 does it.
import assert from 'node:assert/strict';
import { isoWeek } from '../../../src/core/history/isoWeek';

const weekOf = (date: string): string | null => isoWeek(Date.parse(date) / 1000);

describe('ISO weeks', () => {
  it('begin on Monday and belong to the year of their Thursday', () => {
    assert.equal(weekOf('2026-11-24T12:00:00Z'), '2026-W48');
    assert.equal(weekOf('2026-11-22T23:59:59Z'), '2026-W47');
    assert.equal(weekOf('2026-11-23T00:00:00Z'), '2026-W48');
    assert.equal(weekOf('2027-01-01T00:00:00Z'), '2026-W53');
    assert.equal(weekOf('2024-12-30T00:00:00Z'), '2025-W01');
    assert.equal(weekOf('2021-01-03T00:00:00Z'), '2020-W53');
    assert.equal(weekOf('1969-12-31T23:00:00Z'), '1970-W01');
  });

  it('are counted in UTC', () => {
    assert.equal(weekOf('2026-11-23T01:00:00+02:00'), '2026-W47');
  });

  it('know moments that no calendar has', () => {
    assert.equal(isoWeek(1e15), null);
    assert.equal(isoWeek(-1e12), null);
    assert.equal(isoWeek(NaN), null);
  });
});
