/**
 * The table of what was measured, in `docs/detection.md`.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../../host/installation';
import { scriptedKinds } from '../../accuracy/allKinds';
import { compare } from '../../accuracy/confusion';
import { RANDOM_ROW, rowsIn, TOTAL_ROW, withMeasured } from '../../accuracy/docsTable';
import type { KindOutcome } from '../../accuracy/outcome';

function outcome(name: string, authors: string, answer: string): KindOutcome {
  const { matrix, differences } = compare({ text: 'x'.repeat(authors.length), authors }, answer);
  return {
    kind: { name, title: `a ${name}`, world: 'fixture' },
    ...{ matrix, grade: 'exact', error: null, seconds: 1 },
    differences: differences.map((difference) => ({ ...difference, file: 'a.ts' })),
  };
}

describe('the table of what was measured', () => {
  const empty = 'Before.\n\n<!-- accuracy:begin -->\n<!-- accuracy:end -->\n\nAfter.\n';
  const one = [outcome('one', 'aahh', 'aauh'), outcome('random-3', 'aa', 'aa')];
  const two = [outcome('two', 'aaaa', 'aaau')];

  it('has a row for each kind, one for the random sessions and one for everything', () => {
    const text = withMeasured(empty, ['a one'], { stable: one, precise: one }) ?? '';
    assert.match(text, /^Before\.\n[\s\S]*\nAfter\.\n$/);
    assert.deepEqual(
      [...rowsIn(text)],
      [
        ['a one', ['4', '100 %', '0', '25 %', 'exact', '100 %', '0', '25 %']],
        [RANDOM_ROW, ['2', '100 %', '0', '0 %', 'exact', '100 %', '0', '0 %']],
        [TOTAL_ROW, ['6', '100 %', '0', '16.7 %', 'exact', '100 %', '0', '16.7 %']],
      ],
    );
  });

  it('keeps the rows that were not measured again, while their kind exists', () => {
    const before = withMeasured(empty, ['a one'], { stable: one, precise: one }) ?? '';
    const after = withMeasured(before, ['a two', 'a one'], { stable: two, precise: two }) ?? '';
    assert.deepEqual([...rowsIn(after).keys()].slice(0, 2), ['a two', 'a one']);
    const gone = withMeasured(after, ['a two'], { stable: two, precise: two }) ?? '';
    assert.deepEqual([...rowsIn(gone).keys()], ['a two', RANDOM_ROW, TOTAL_ROW]);
    assert.equal(rowsIn(after).get(TOTAL_ROW)?.[0], '6', 'not everything was measured');
    assert.equal(rowsIn(gone).get('a two')?.[1], '75 %');
  });

  it('wants a place', () => {
    assert.equal(withMeasured('No markers.', [], { stable: [], precise: [] }), null);
  });

  it('has in the documentation a row for every kind, in which no character of a person is called AI', () => {
    const file = path.join(repositoryRoot, 'docs', 'detection.md');
    const table = readFileSync(file, 'utf8').split(/<!-- accuracy:(?:begin|end) -->/)[1] ?? '';
    const rows = rowsIn(table);
    for (const { title } of scriptedKinds()) {
      const row = rows.get(title);
      assert.ok(row, `run npm run accuracy -- --write-docs --only … for: ${title}`);
      assert.deepEqual([row[2], row[6]], ['0', '0'], title);
    }
  });
});
