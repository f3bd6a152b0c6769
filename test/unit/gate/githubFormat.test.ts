// Workflow commands, read as the runner of GitHub Actions reads them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { githubFormat } from '../../../src/core/gate/format/githubFormat';
import { anyReport, hostileTexts, ordinary, reported, unseen, violated } from './sampleReports';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The runner's reading of one line: `::name key=value,key=value::data`, blanks before it allowed. */
function commandIn(line: string): Command | null {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end < 0) return null;
  const [name = '', ...rest] = text.slice(2, end).split(' ');
  const pairs = rest
    .join(' ')
    .split(',')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))] as const);
  return { name, properties: Object.fromEntries(pairs), data: unescaped(text.slice(end + 2)) };
}

function unescaped(text: string): string {
  const codes = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
  return Object.entries(codes).reduce((rest, [code, character]) => rest.replaceAll(code, character), text);
}

/** As the runner splits what a program prints. */
const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/).slice(0, -1);

describe('githubFormat', () => {
  it('writes a command for each violation, the most severe first, and ends with the sum', () => {
    assert.deepEqual(githubFormat(ordinary).split('\n'), [
      '::error file=src/payments/charge.ts,line=3,endLine=5,title=countersign%3A payments::4 AI lines in src/payments/charge.ts are not countersigned. Ask one of payments-seniors to run countersign sign 0123456789.',
      '::error title=countersign%3A tampered::4 AI lines in src/payments/charge.ts are not countersigned. Ask one of payments-seniors to run countersign sign 0123456789.',
      '::warning title=countersign%3A limits.aiLinesPerCommit::4 AI lines in src/payments/charge.ts are not countersigned. Ask one of payments-seniors to run countersign sign 0123456789.',
      '::warning file=deploy/a b#é?.tf,title=countersign%3A infra::4 AI lines in src/payments/charge.ts are not countersigned. Ask one of payments-seniors to run countersign sign 0123456789.',
      '::notice file=src/payments/charge.ts,line=3,endLine=5,title=countersign%3A coverage.ai::4 AI lines in src/payments/charge.ts are not countersigned. Ask one of payments-seniors to run countersign sign 0123456789.',
      'countersign: 5 violations in 7 commits.',
      '',
    ]);
    assert.equal(
      githubFormat({ ok: true, commits: 1, violations: [] }),
      'countersign: no violation in 1 commit.\n',
    );
  });

  it('says when GitHub shows less than there is', () => {
    const many = (count: number): string =>
      githubFormat(reported(...Array.from({ length: count }, () => violated())));
    assert.doesNotMatch(many(10), /first 10/);
    assert.match(many(11), /^countersign: 11 violations in 7 commits\. GitHub shows the first 10 /m);
    assert.equal(linesOf(many(11)).length, 12);
    const notices = Array.from({ length: 11 }, () => violated({ severity: 'information' }));
    assert.match(githubFormat(reported(...notices)), /first 10/);
  });

  it('escapes what separates properties, so that each reads as it was', () => {
    for (const path of ['a,line=9::b%0A.ts', 'a\r\nb\n', '100%, c:d', '%25%3A']) {
      const [line = ''] = linesOf(githubFormat(reported(violated({ path, rule: 'r,file=x::y%' }))));
      assert.deepEqual(commandIn(line)?.properties, {
        file: path,
        line: '3',
        endLine: '5',
        title: 'countersign: r,file=x::y%',
      });
    }
  });

  it('keeps a message to what GitHub shows of it, by whole characters', () => {
    const [line = ''] = linesOf(githubFormat(reported(violated({ message: '\u{1f600}'.repeat(9000) }))));
    const characters = [...(commandIn(line)?.data ?? '')];
    assert.ok(characters.length <= 4096);
    assert.equal(characters.at(-2), '\u{1f600}');
  });

  it('is one command for each violation, whatever the texts', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const text = githubFormat(report);
        const commands = linesOf(text).map(commandIn);
        assert.doesNotMatch(text, unseen);
        assert.equal(commands.length, report.violations.length + 1);
        assert.equal(commands.pop(), null);
        for (const command of commands) {
          assert.ok(['error', 'warning', 'notice'].includes(command?.name ?? ''), text);
          for (const key of Object.keys(command?.properties ?? {}))
            assert.ok(['file', 'line', 'endLine', 'title'].includes(key), text);
          assert.doesNotMatch(command?.data ?? '', /[\r\n]/);
        }
      }),
      { numRuns: 500 },
    );
    for (const hostile of hostileTexts) {
      const change = { path: hostile, rule: hostile, message: hostile, fix: hostile, commit: hostile };
      const lines = linesOf(githubFormat(reported(violated(change), violated({ ...change, path: null }))));
      assert.deepEqual(
        lines.map((line) => commandIn(line)?.name),
        ['error', 'error', undefined],
      );
    }
  });
});
