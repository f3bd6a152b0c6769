// What the surfaces say: the words that a person relies on are there, and names from elsewhere stay on their line.
import assert from 'node:assert/strict';
import { aiBlocks } from '../../../src/core/present/aiBlocks';
import { percent, shareOfAttribution, shareOfLines } from '../../../src/core/present/aiShare';
import { afterLineText, blockAnnouncement, diagnosticMessage } from '../../../src/core/present/blockText';
import type { SignalProblem } from '../../../src/core/detection/signalHealth';
import { signalText } from '../../../src/core/present/signalText';
import { healthFindings } from '../../../src/core/present/health';
import type { HookState } from '../../../src/core/present/health';
import { hoverText } from '../../../src/core/present/hoverText';
import { ruleDemand } from '../../../src/core/present/ruleText';
import { statusText } from '../../../src/core/present/statusText';
import { timeText } from '../../../src/core/present/timeText';
import { toolName } from '../../../src/core/present/toolName';
import { untranslated as t } from '../../../src/core/present/translate';
import type { LineAuthor } from '../../../src/core/ledger/lineAuthors';
import { ai, human, mostlyHuman, payments, unknown } from './lines';

function messageOf(lines: (LineAuthor | null)[], rule = payments): string {
  const [block] = aiBlocks(lines);
  assert.ok(block);
  return diagnosticMessage(block, rule, t);
}

describe('the problem message', () => {
  it('names rule, reason, tool, lines and what is asked', () => {
    assert.equal(
      messageOf([null, ai(), ai()]),
      'AI-written code in a critical file: payments (moves money). GitHub Copilot (gpt-5.1), lines 2–3. ' +
        'Needs a countersignature by @payments-seniors.',
    );
  });

  it('says so when it is mixed, inferred, or nobody has to sign', () => {
    const rule = { ...payments, reason: null, countersign: null };
    assert.equal(
      messageOf([ai({ evidence: 'shape', model: null }, true)], rule),
      'Code written with AI in a critical file: payments. GitHub Copilot, line 1 (inferred). Review it with care.',
    );
  });
});

describe('the demand of a rule', () => {
  it('names the people behind a group, a few of them', () => {
    const few = new Map([['payments-seniors', ['dana@example.com']]]);
    assert.match(ruleDemand(payments, t, few), /by @payments-seniors \(dana@example\.com\)\.$/);
    const many = new Map([['payments-seniors', ['a@b.c', 'd@b.c', 'e@b.c', 'f@b.c', 'g@b.c', 'h@b.c']]]);
    assert.match(ruleDemand(payments, t, many), /f@b\.c, g@b\.c, …\)\.$/);
    assert.match(ruleDemand(payments, t, new Map()), /by @payments-seniors\.$/);
  });

  const cases: [by: string[], count: number, RegExp][] = [
    [[], 1, /^Needs a countersignature by someone else\.$/],
    [[], 2, /^Needs countersignatures by 2 other people\.$/],
    [['@a', 'b@c.d'], 1, /by @a, b@c\.d\.$/],
    [['@a'], 2, /^Needs 2 countersignatures by @a\.$/],
  ];
  for (const [by, count, expected] of cases) {
    it(`of ${count} by ${by.join(' or ') || 'anyone'}`, () => {
      assert.match(ruleDemand({ ...payments, countersign: { by, count, when: 'ai' } }, t), expected);
    });
  }
});

describe('the texts beside a block', () => {
  it('are short and name the rule', () => {
    assert.equal(afterLineText(payments, t), '⚠ AI · payments · needs countersigning');
    assert.equal(afterLineText({ ...payments, countersign: null }, t), '⚠ AI · payments · review with care');
  });

  it('announce where the cursor is', () => {
    const [one, two] = aiBlocks([ai(), null, ai(), ai()]);
    assert.ok(one && two);
    assert.equal(blockAnnouncement(one, 1, 2, t), 'AI change 1 of 2: line 1, GitHub Copilot (gpt-5.1)');
    assert.equal(blockAnnouncement(two, 2, 2, t), 'AI change 2 of 2: lines 3 to 4, GitHub Copilot (gpt-5.1)');
  });
});

describe('the hover', () => {
  it('says who, when, how we know and what is asked', () => {
    const groups = new Map([['payments-seniors', ['dana@example.com']]]);
    assert.deepEqual(hoverText(ai(), payments, 121_000, t, groups), {
      title: 'Written by GitHub Copilot (gpt-5.1)',
      facts: ['2 minutes ago', 'Evidence: exact – the suggestion was accepted'],
      demand: {
        rule: 'Critical: payments (moves money)',
        text: 'Needs a countersignature by @payments-seniors (dana@example.com).',
      },
    });
  });

  it('tells mixed lines by who prevails', () => {
    const titles = [ai({}, true), mostlyHuman, { ...human, mixed: true }].map(
      (line) => hoverText(line, null, 0, t).title,
    );
    assert.deepEqual(titles, [
      'Written by GitHub Copilot (gpt-5.1), then changed by a person',
      'Written with GitHub Copilot (gpt-5.1), mostly by a person',
      'Written with AI, then changed by a person',
    ]);
  });

  it('asks nothing in an ordinary file', () => {
    assert.equal(hoverText(ai(), null, 0, t).demand, null);
  });
});

describe('the name of a tool', () => {
  it('is one printable line of bounded length', () => {
    assert.equal(toolName('Evil\r\nTool\u202e', 'm\u0000 1'), 'Evil Tool (m 1)');
    assert.equal([...toolName('😀'.repeat(300), null)].length, 100);
    assert.equal(toolName('Copilot', ''), 'Copilot');
  });
});

describe('the age of a change', () => {
  const cases: [ms: number, string][] = [
    [-5, 'just now'],
    [Number.NaN, 'just now'],
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [59 * 60_000, '59 minutes ago'],
    [3_600_000, '1 hour ago'],
    [23 * 3_600_000, '23 hours ago'],
    [24 * 3_600_000, '1 day ago'],
    [72 * 3_600_000, '3 days ago'],
  ];
  for (const [age, expected] of cases)
    it(`${age} ms: ${expected}`, () => {
      assert.equal(timeText(1_000_000 - age, 1_000_000, t), expected);
    });
});

describe('the status bar', () => {
  const installed: HookState = { kind: 'installed' };
  const well = { hooks: installed, policyProblems: 0, journalProblem: null, signalProblems: [] };

  it('shows the share of the file, and everything in the tooltip', () => {
    const file = shareOfLines([null, ai(), human, unknown, mostlyHuman]);
    assert.deepEqual(file, { ai: 2, unknown: 1, changed: 4 });
    const status = statusText({ file, staged: { ai: 1, unknown: 0, changed: 1 }, health: well }, t);
    assert.equal(status.text, '$(sparkle) AI 50 %');
    assert.deepEqual(status.tooltip, [
      'This file: AI wrote 2 of 4 changed lines, 1 of unknown origin',
      'Staged: AI wrote 1 of 1 changed lines',
      'Git hooks are installed: commits carry provenance.',
    ]);
    assert.ok(status.label.startsWith('Countersign: AI 50 %. This file'));
    assert.doesNotMatch(status.label, /\$\(/);
  });

  it('falls back to what is staged, then to nothing', () => {
    const none = { ai: 0, unknown: 0, changed: 0 };
    const staged = { ai: 1, unknown: 0, changed: 2 };
    assert.equal(statusText({ file: none, staged, health: null }, t).text, '$(sparkle) AI 50 %');
    assert.equal(statusText({ file: none, staged: null, health: null }, t).text, '$(sparkle) AI –');
  });

  it('warns when provenance does not reach commits, and says what to do', () => {
    const states: HookState[] = [
      { kind: 'missing' },
      { kind: 'outdated' },
      { kind: 'unusable', detail: 'the folder is read-only' },
    ];
    for (const hooks of states) {
      const status = statusText({ file: null, staged: null, health: { ...well, hooks } }, t);
      assert.match(status.text, /^\$\(warning\)/);
      assert.match(status.tooltip.join(), /Install Git Hooks|read-only/);
    }
  });

  it('counts what is staged as it counts a file: a line with AI in it is not unknown, whoever prevails', () => {
    const file = { path: 'a.ts', ai: [[1, 2]], human: [[3, 4]], unknown: [[5, 6]], critical: null } as const;
    const files = [
      {
        ...file,
        mixed: [
          [2, 3],
          [6, 6],
        ] as const,
      },
      { ...file, path: 'b.ts', mixed: [] },
    ];
    const counts = { added: 12, ai: 4, mixed: 3, human: 4, unknown: 4, deletedByAi: 0 };
    const share = shareOfAttribution({ ...counts, evidence: 'exact', tools: [], files });
    assert.deepEqual(share, { ai: 6, unknown: 3, changed: 12 });
  });

  it('counts 0 % and 100 % only when they are exact', () => {
    const shares = [
      [0, 0],
      [0, 900],
      [1, 900],
      [899, 900],
      [900, 900],
    ].map(([some = 0, changed = 0]) => percent({ ai: some, changed, unknown: 0 }));
    assert.deepEqual(shares, [0, 0, 1, 99, 100]);
  });

  it('says of each source of evidence that is missing what it costs and what helps', () => {
    const problems: SignalProblem[] = [
      { kind: 'commands', missing: ['editor.some.command'] },
      { kind: 'keys' },
      { kind: 'completions' },
      { kind: 'intelliSense' },
      { kind: 'paste', why: 'missing' },
      { kind: 'paste', why: 'off' },
      { kind: 'paste', why: 'unasked' },
      { kind: 'keyboard' },
      { kind: 'chat' },
    ];
    for (const problem of problems) {
      const status = statusText(
        { file: null, staged: null, health: { ...well, signalProblems: [problem] } },
        t,
      );
      assert.match(status.text, /^\$\(warning\)/);
      assert.match(status.tooltip.join(), /unknown|inferred|do not travel/, problem.kind);
      assert.match(status.tooltip.join(), /Bind your|newer version|Switch on/, problem.kind);
    }
    assert.match(signalText(problems[0] as SignalProblem, t).problem, /editor\.some\.command/);
  });

  it('finds everything that is wrong', () => {
    const findings = healthFindings(
      {
        hooks: installed,
        policyProblems: 2,
        journalProblem: 'disk full',
        signalProblems: [{ kind: 'keys' }],
      },
      t,
    );
    assert.deepEqual(
      findings.map(({ part, ok }) => [part, ok]),
      [
        ['hooks', true],
        ['policy', false],
        ['journal', false],
        ['signals', false],
      ],
    );
  });
});
