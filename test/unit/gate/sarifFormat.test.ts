// SARIF, held to the schema of the standard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import type { GateReport } from '../../../src/core/gate/gateReport';
import { sarifFormat } from '../../../src/core/gate/format/sarifFormat';
import { anyReport, hostileTexts, ordinary, reported, unseen, violated } from './sampleReports';

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region?: { readonly startLine: number; readonly endLine: number };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Run {
  readonly tool: {
    readonly driver: {
      readonly semanticVersion: string;
      readonly rules: readonly {
        readonly id: string;
        readonly defaultConfiguration: { readonly level: string };
      }[];
    };
  };
  readonly originalUriBaseIds: object;
  readonly results: readonly Result[];
}

const uriReference =
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*(?:#.*)?$/;

function standard(): ValidateFunction {
  const file = join(import.meta.dirname, '../../fixtures/sarif/sarif-schema-2.1.0.json');
  // One pattern of the schema is none for a Unicode expression.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat('uri', /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/);
  ajv.addFormat('uri-reference', uriReference);
  ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
}

describe('sarifFormat', () => {
  const validate = standard();

  function runOf(report: GateReport): Run {
    const text = sarifFormat(report, { version: '1.2.3' });
    assert.doesNotMatch(text, unseen);
    assert.doesNotMatch(text, /##|^\s*::/m);
    const log = JSON.parse(text) as { readonly runs: readonly [Run] };
    assert.ok(validate(log), JSON.stringify(validate.errors));
    return log.runs[0];
  }

  const uriOf = (path: string): string =>
    runOf(reported(violated({ path }))).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri ?? '';

  it('is held to a schema that refuses what is wrong', () => {
    const log = JSON.parse(sarifFormat(ordinary, { version: '1.2.3' })) as { runs: { results: object[] }[] };
    assert.ok(validate(log));
    assert.ok(!validate({ ...log, version: '2.0.0' }));
    assert.ok(
      !validate({
        ...log,
        runs: [{ ...log.runs[0], results: [{ ...log.runs[0]?.results[0], level: 'fatal' }] }],
      }),
    );
    assert.ok(!validate({ ...log, runs: [{ ...log.runs[0], tool: {} }] }));
  });

  it('has a rule for each that is violated, and a result for each violation, the most severe first', () => {
    const run = runOf(ordinary);
    const { rules, semanticVersion } = run.tool.driver;
    assert.equal(semanticVersion, '1.2.3');
    assert.deepEqual(
      rules.map(({ id, defaultConfiguration }) => [id, defaultConfiguration.level]),
      [
        ['critical/payments', 'error'],
        ['tampered', 'error'],
        ['limit/limits.aiLinesPerCommit', 'warning'],
        ['destructive/infra', 'warning'],
        ['coverage/coverage.ai', 'note'],
      ],
    );
    for (const { ruleId, ruleIndex } of run.results) assert.equal(rules[ruleIndex]?.id, ruleId);
    assert.deepEqual(
      run.results.map(({ level }) => level),
      ['error', 'error', 'warning', 'warning', 'note'],
    );
    assert.deepEqual(runOf(reported()).results, []);
  });

  it('marks every range of lines, relative to the root of the source', () => {
    const run = runOf(ordinary);
    assert.deepEqual(
      run.results[0]?.locations.map(({ physicalLocation }) => physicalLocation),
      [
        [3, 5],
        [9, 9],
      ].map(([startLine, endLine]) => ({
        artifactLocation: { uri: 'src/payments/charge.ts', uriBaseId: '%SRCROOT%' },
        region: { startLine, endLine },
      })),
    );
    assert.deepEqual(Object.keys(run.originalUriBaseIds), ['%SRCROOT%']);
  });

  it('gives what is about a commit a place too', () => {
    const [location] = runOf(ordinary).results[1]?.locations ?? [];
    assert.equal(location?.physicalLocation.artifactLocation.uri, '.countersign.json');
    assert.equal(location?.logicalLocations?.[0]?.fullyQualifiedName, violated().commit);
  });

  it('encodes paths as URIs', () => {
    assert.equal(uriOf('deploy/a b#é?.tf'), 'deploy/a%20b%23%C3%A9%3F.tf');
    assert.equal(uriOf('c:/100%/[id].ts'), 'c%3A/100%25/%5Bid%5D.ts');
    assert.equal(uriOf('a\\b\n\u202e\u{1f600}'), 'a%5Cb%0A%E2%80%AE%F0%9F%98%80');
    assert.equal(uriOf('half\ud800'), 'half%EF%BF%BD');
  });

  it('never lets a path become a link or a placeholder', () => {
    const [result] = runOf(
      reported(violated({ message: '[x](https://example.com) {0}', fix: '{{' })),
    ).results;
    assert.equal(result?.message.text, '[x] (https://example.com) {{0}} {{{{');
  });

  it('has fingerprints that outlive a rebase and moved lines, and tell violations apart', () => {
    const prints = (report: GateReport): string[] =>
      runOf(report).results.flatMap(({ partialFingerprints }) => Object.values(partialFingerprints));
    const before = reported(violated(), violated({ commit: 'b'.repeat(40) }), violated({ path: 'other' }));
    const rebased = before.violations.map((one) => ({
      ...one,
      commit: `${one.commit}0`,
      lines: [[70, 80]] as const,
    }));
    assert.equal(new Set(prints(before)).size, 3);
    assert.deepEqual(prints(reported(...rebased)), prints(before));
    assert.deepEqual(prints(before), prints(before));
    const commits = reported(violated({ path: null }), violated({ path: null, commit: 'c'.repeat(40) }));
    assert.equal(new Set(prints(commits)).size, 2);
    const kinds = reported(
      violated({ kind: 'tampered', rule: 'x' }),
      violated({ kind: 'critical', rule: 'x' }),
    );
    assert.equal(new Set(prints(kinds)).size, 2);
  });

  it('has no more places in a result than GitHub takes', () => {
    const lines = Array.from({ length: 2000 }, (_, index) => [2 * index + 1, 2 * index + 1] as const);
    assert.equal(runOf(reported(violated({ lines }))).results[0]?.locations.length, 1000);
  });

  it('is valid whatever the texts', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const { results } = runOf(report);
        assert.equal(results.length, report.violations.length);
      }),
      { numRuns: 200 },
    );
    for (const hostile of hostileTexts)
      runOf(
        reported(violated({ path: hostile, rule: hostile, message: hostile, fix: hostile, commit: hostile })),
      );
  });
});
