// AI lines that tests do not run, judged by what the policy asks for.
import assert from 'node:assert/strict';
import { coverageAsk } from '../../../src/core/gate/coverage/coverageAsk';
import { outsideText } from '../../../src/core/gate/coverage/coverageText';
import type { LineCoverage } from '../../../src/core/gate/coverage/lineCoverage';
import { uncoveredAiLines, type AiLinesOfFile } from '../../../src/core/gate/coverage/uncoveredAiLines';

const head = 'f'.repeat(40);

function covered(files: Record<string, Record<number, number>>): LineCoverage {
  const counts = Object.entries(files).map(
    ([path, lines]) =>
      [path, new Map(Object.entries(lines).map(([line, hits]) => [Number(line), hits]))] as const,
  );
  return { files: new Map(counts), outside: 0, malformed: 0 };
}

const file = (path: string, ...lines: AiLinesOfFile['lines']): AiLinesOfFile => ({
  path,
  severity: 'error',
  lines,
});

describe('uncoveredAiLines', () => {
  // Lines 1-5 are the AI's; 3 cannot run; 1 and 2 ran; 9 is a person's and did not run.
  const coverage = covered({ a: { 1: 1, 2: 7, 4: 0, 5: 0, 9: 0 } });
  const ofAi = [file('a', [1, 5])];

  it('tells which AI lines do not run, and how much of them does', () => {
    assert.deepEqual(uncoveredAiLines(ofAi, coverage, { minimum: 0.8, head }), [
      {
        ...{ kind: 'coverage', commit: head, path: 'a', rule: 'coverage.ai', severity: 'error' },
        lines: [[4, 5]],
        message:
          "Tests run 50 % of the AI's lines in a (2 of 4), and the policy asks for 80 %; they do not run lines 4-5.",
        fix: 'Add tests that run these lines, measure the coverage again, and pass the new file with --coverage.',
      },
    ]);
  });

  it('lets pass what is enough, to the line', () => {
    assert.deepEqual(uncoveredAiLines(ofAi, coverage, { minimum: 0.5, head }), []);
    assert.deepEqual(uncoveredAiLines(ofAi, coverage, { minimum: 0, head }), []);
    assert.equal(uncoveredAiLines(ofAi, coverage, { minimum: 0.51, head }).length, 1);
    for (let count = 0; count <= 100; count++) {
      const lines = Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [index + 1, index < count ? 1 : 0]),
      );
      const judge = (minimum: number): number =>
        uncoveredAiLines([file('b', [1, 100])], covered({ b: lines }), { minimum, head }).length;
      assert.equal(judge(Number((count / 100).toFixed(2))), 0, `${count} of 100`);
      assert.equal(
        judge(Number(((count + 1) / 100).toFixed(2))),
        count < 100 ? 1 : 0,
        `${count} of 100, one more asked`,
      );
    }
  });

  it('never shows a share as what was asked for when it is less', () => {
    const lines = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [index + 1, index < 7999 ? 1 : 0]),
    );
    const [violation] = uncoveredAiLines([file('b', [1, 10_000])], covered({ b: lines }), {
      minimum: 0.8,
      head,
    });
    assert.match(
      violation?.message ?? '',
      /^Tests run 79\.9 % .* asks for 80 %; they do not run lines 8000-10000\.$/,
    );
    const [odd] = uncoveredAiLines(ofAi, coverage, { minimum: 0.58, head });
    assert.match(odd?.message ?? '', /asks for 58 %/);
  });

  it('judges each file by itself, with the severity of its rule', () => {
    const files = [
      file('a', [1, 5]),
      { ...file('b', [1, 1]), severity: 'warning' as const },
      file('c', [1, 9]),
    ];
    const all = covered({ a: { 1: 1 }, b: { 1: 0 }, c: { 1: 1, 2: 1, 3: 1 } });
    assert.deepEqual(
      uncoveredAiLines(files, all, { minimum: 0.1, head }).map(({ path, severity }) => [path, severity]),
      [['b', 'warning']],
    );
  });

  it('counts lines by ranges in any order, overlapping ones once', () => {
    const files = [file('a', [5, 5], [1, 2], [2, 2], [4, 5], [1, 1_000_000_000_000])];
    const [violation] = uncoveredAiLines(files, coverage, { minimum: 1, head });
    assert.match(violation?.message ?? '', /\(2 of 5\)/);
    assert.deepEqual(violation?.lines, [
      [4, 5],
      [9, 9],
    ]);
  });

  it('has nothing to say where no AI line can run', () => {
    assert.deepEqual(uncoveredAiLines([file('a', [3, 3]), file('z')], coverage, { minimum: 1, head }), []);
  });

  it('points a file out that the coverage does not list, and stops nothing for it', () => {
    const [violation, ...more] = uncoveredAiLines([file('b\u202e.sql', [1, 2])], coverage, {
      minimum: 1,
      head,
    });
    assert.deepEqual(more, []);
    assert.equal(violation?.severity, 'information');
    assert.deepEqual(violation?.lines, [[1, 2]]);
    assert.match(violation?.message ?? '', /does not list b\\u\{202e\}\.sql, /);
  });

  it('takes a program that the coverage does not list for one that no test runs', () => {
    const text = '// Fees\n\nexport const fee = 2;\n}\nexport const tax = 19;\n';
    const texts = new Map([['src/b.ts', text]]);
    const files = [file('src/b.ts', [1, 4])];
    assert.deepEqual(uncoveredAiLines(files, coverage, { minimum: 0.8, head }, texts), [
      {
        ...{ kind: 'coverage', commit: head, path: 'src/b.ts', rule: 'coverage.ai', severity: 'error' },
        lines: [[3, 3]],
        message:
          "src/b.ts is missing from the coverage file, so no test runs the AI's line 3 in it; the policy asks for 80 %.",
        fix: 'Add tests that run it, have them measure every source file (--all and the like), with paths that start at the root of the repository, and pass the new file with --coverage.',
      },
    ]);
    const [whole] = uncoveredAiLines(files, coverage, { minimum: 0.8, head });
    assert.deepEqual(whole?.lines, [[1, 4]], 'nothing is known of its content');
    assert.deepEqual(
      uncoveredAiLines([file('src/b.ts', [1, 2], [4, 4])], coverage, { minimum: 1, head }, texts),
      [],
      'a comment, nothing, and a bracket',
    );
  });

  it('knows what coverage tools measure', () => {
    const severities = (path: string, among: LineCoverage, minimum: number | null = 0.8): string[] =>
      uncoveredAiLines([file(path, [1, 2])], among, { minimum, head }).map(({ severity }) => severity);
    for (const path of ['a.py', 'a/b.go', 'a.TSX', 'testament.rb'])
      assert.deepEqual(severities(path, coverage), ['error'], path);
    for (const path of ['a.md', 'a.json', 'a.yaml', 'a.sql', 'Makefile', 'a.test.ts', 'tests/a.py', 'a.d.ts'])
      assert.deepEqual(severities(path, coverage), ['information'], path);
    assert.deepEqual(severities('a.sql', covered({ 'b.sql': { 1: 1 } })), ['error'], 'others are measured');
    assert.deepEqual(severities('a.ts', coverage, 0), ['information'], 'nothing is asked for');
    assert.deepEqual(severities('a.ts', coverage, null), ['information'], 'nothing is asked for');
  });

  it('points lines out when the policy asks for no share', () => {
    const [violation] = uncoveredAiLines(ofAi, coverage, { minimum: null, head });
    assert.equal(violation?.severity, 'information');
    assert.match(
      violation?.message ?? '',
      /^Tests run 50 % of the AI's lines in a \(2 of 4\); they do not run lines 4-5\.$/,
    );
  });
});

describe('coverageAsk', () => {
  it('judges what is given, and wants what the policy asks for', () => {
    assert.deepEqual(coverageAsk({ ai: null }, false), { kind: 'none' });
    assert.deepEqual(coverageAsk({ ai: null }, true), { kind: 'judge', minimum: null });
    assert.deepEqual(coverageAsk({ ai: 0 }, true), { kind: 'judge', minimum: 0 });
    const missing = coverageAsk({ ai: 0.8 }, false);
    assert.ok(missing.kind === 'missing');
    assert.match(missing.sentence, /--coverage/);
  });

  it('says how many files are left out', () => {
    assert.match(outsideText(1), /names 1 file outside/);
    assert.match(outsideText(3), /names 3 files outside/);
  });
});
