/**
 * Reports for the tests of the formats: an ordinary one, and texts that try to break out of each format.
 */
import fc from 'fast-check';
import type { GateReport, Violation } from '../../../src/core/gate/gateReport';

const violation: Violation = {
  kind: 'critical',
  commit: '0123456789abcdef0123456789abcdef01234567',
  path: 'src/payments/charge.ts',
  rule: 'payments',
  severity: 'error',
  lines: [
    [3, 5],
    [9, 9],
  ],
  message: '4 AI lines in src/payments/charge.ts are not countersigned.',
  fix: 'Ask one of payments-seniors to run countersign sign 0123456789.',
};

/** A violation that differs from an ordinary one as given. */
export function violated(change: Partial<Violation> = {}): Violation {
  return { ...violation, ...change };
}

/** A report of these violations, by the rule of `ok`. */
export function reported(...violations: readonly Violation[]): GateReport {
  return { ok: violations.every(({ severity }) => severity === 'information'), commits: 7, violations };
}

/** One of each kind and severity, with and without path and lines. */
export const ordinary = reported(
  violated({ kind: 'limit', rule: 'limits.aiLinesPerCommit', path: null, lines: [], severity: 'warning' }),
  violated(),
  violated({ kind: 'destructive', lines: [], path: 'deploy/a b#é?.tf', rule: 'infra', severity: 'warning' }),
  violated({ kind: 'coverage', rule: 'coverage.ai', severity: 'information' }),
  violated({ kind: 'tampered', rule: 'tampered', path: null, lines: [] }),
);

/** What somebody might name a file or a rule to be heard by a build server, an XML parser or a terminal. */
export const hostileTexts: readonly string[] = [
  'a\n::error::forged',
  'a\r::set-output name=x::y',
  'a\r\n##[add-mask]x',
  '::stop-commands::token',
  ',line=1,title=x::y',
  '%0A::error::forged%25',
  '##[group]x ##vso[task.complete result=Succeeded] ##teamcity[x]',
  ']]></failure><x a="',
  '<!-- & &amp; \'"> --> <![CDATA[',
  '\u0000\u0007\u001b[2J\u009b31m\u007f\ufffe\uffff',
  'half \ud800 a character \udc00',
  '\u202egnp.exe\u2066\u200b\u2028\u2029\ufeff',
  '[click](https://example.com) {0} {{1}}',
  '__proto__',
  '',
];

const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...hostileTexts, '#', ':', '%', '\n', ']'), { maxLength: 4 })
    .map((parts) => parts.join('')),
  // Halves of characters too, which the generator above never makes.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
);

/** Reports with anything in their texts. */
export const anyReport: fc.Arbitrary<GateReport> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('critical', 'destructive', 'limit', 'tampered', 'coverage'),
      commit: fc.oneof(fc.constant(violation.commit), hostileText),
      path: fc.option(hostileText),
      rule: hostileText,
      severity: fc.constantFrom('error', 'warning', 'information'),
      lines: fc.constantFrom<Violation['lines']>([], [[1, 1]], violation.lines),
      message: hostileText,
      fix: hostileText,
    } satisfies Record<keyof Violation, unknown>),
    { maxLength: 5 },
  )
  .map((violations) => reported(...violations));

/** Characters that a terminal obeys, that hide, or that reorder text; line feeds and tabs are none. */
export const unseen = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/u;
