// The document that scripts rely on: every value exactly, and no byte that a terminal or a build server obeys.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatOf, reportFormatName, reportFormatNames } from '../../../src/core/gate/format/formatOf';
import { jsonFormat } from '../../../src/core/gate/format/jsonFormat';
import { anyReport, hostileTexts, ordinary, reported, unseen, violated } from './sampleReports';

describe('jsonFormat', () => {
  it('is the report', () => {
    assert.deepEqual(JSON.parse(jsonFormat(ordinary)), ordinary);
  });

  it('has the fields of the contract, in its order', () => {
    const [first] = (JSON.parse(jsonFormat(ordinary)) as { violations: object[] }).violations;
    assert.deepEqual(Object.keys(first ?? {}), [
      ...['kind', 'commit', 'path', 'rule', 'severity', 'lines', 'message', 'fix'],
    ]);
    assert.match(
      jsonFormat(reported()),
      /^\{\n {2}"ok": true,\n {2}"commits": 7,\n {2}"violations": \[\]\n\}\n$/,
    );
  });

  it('keeps every value and writes nothing that is obeyed, whatever the texts', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = jsonFormat(report);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(report)));
        assert.doesNotMatch(text, unseen);
        assert.doesNotMatch(text, /##|^\s*::/m);
      }),
      { numRuns: 300 },
    );
    for (const hostile of hostileTexts) {
      const text = jsonFormat(reported(violated({ path: hostile })));
      assert.equal((JSON.parse(text) as typeof ordinary).violations[0]?.path, hostile);
    }
  });
});

describe('formatOf', () => {
  it('has a format for every name, and gives the text to the caller', () => {
    const text = (): string => 'text\n';
    const answers = reportFormatNames.map((name) => formatOf(name, text)(ordinary, { version: '1.2.3' }));
    assert.equal(new Set(answers).size, reportFormatNames.length);
    assert.equal(answers[0], 'text\n');
    for (const answer of answers) assert.ok(answer.endsWith('\n'));
  });

  it('knows names exactly', () => {
    assert.deepEqual(reportFormatNames.map(reportFormatName), reportFormatNames);
    for (const name of ['', 'JSON', 'xml', '__proto__', 'constructor'])
      assert.equal(reportFormatName(name), null);
  });
});
