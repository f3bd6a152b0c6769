/**
 * What is written into commit messages, and what is read from them.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isOnlyOurTrailers, placeTrailers, repairTrailers } from '../../../src/core/commit/message';
import type { MessageOptions } from '../../../src/core/commit/message';
import { parseProvenanceTrailers } from '../../../src/core/commit/parseTrailers';
import { renderTrailers } from '../../../src/core/commit/trailers';
import type { Attribution, FileAttribution } from '../../../src/core/model';

const NOTHING: Attribution = {
  added: 0,
  ai: 0,
  mixed: 0,
  human: 0,
  unknown: 0,
  deletedByAi: 0,
  evidence: null,
  tools: [],
  files: [],
};
const file = (path: string, over: Partial<FileAttribution> = {}): FileAttribution => ({
  path,
  ai: [[1, 12]],
  human: [],
  unknown: [],
  mixed: [],
  critical: null,
  ...over,
});
const COPILOT = { tool: 'GitHub Copilot', model: 'gpt-5.1', lines: 42 };
const TYPICAL: Attribution = {
  ...NOTHING,
  added: 120,
  ai: 42,
  mixed: 3,
  human: 73,
  unknown: 5,
  deletedByAi: 7,
  evidence: 'exact',
  tools: [COPILOT],
  files: [
    file('src/payments/charge.ts', { critical: 'payments' }),
    file('a.ts'),
    file('b.ts'),
    file('c.ts', { ai: [] }),
  ],
};

describe('renderTrailers', () => {
  it('writes what the design shows', () => {
    assert.deepEqual(renderTrailers(TYPICAL, 'assisted-by'), [
      'Assisted-by: GitHub Copilot:gpt-5.1',
      'AI-Provenance: added=120 ai=42 mixed=3 unknown=5 deleted-by-ai=7 files=3 evidence=exact',
      'AI-Critical: payments src/payments/charge.ts 12',
    ]);
  });

  it('writes nothing when no AI had a part', () => {
    assert.deepEqual(renderTrailers({ ...NOTHING, added: 9, human: 5, unknown: 4 }, 'assisted-by'), []);
  });

  it('writes of lines that an AI only deleted', () => {
    assert.deepEqual(renderTrailers({ ...NOTHING, deletedByAi: 2 }, 'assisted-by'), [
      'AI-Provenance: added=0 ai=0 mixed=0 unknown=0 deleted-by-ai=2 files=0',
    ]);
  });

  const tools = [
    COPILOT,
    { tool: 'Claude Code', model: null, lines: 3 },
    { tool: 'Homegrown', model: 'm', lines: 1 },
  ];
  const styles: readonly [style: 'co-authored-by' | 'generated-by' | 'none', expected: string[]][] = [
    [
      'co-authored-by',
      [
        'Co-authored-by: Copilot <copilot@github.com>',
        'Co-authored-by: Claude <noreply@anthropic.com>',
        'Assisted-by: Homegrown:m',
      ],
    ],
    [
      'generated-by',
      ['Generated-by: GitHub Copilot:gpt-5.1', 'Generated-by: Claude Code', 'Generated-by: Homegrown:m'],
    ],
    ['none', []],
  ];
  for (const [style, expected] of styles) {
    it(`style ${style}`, () =>
      assert.deepEqual(renderTrailers({ ...TYPICAL, tools }, style).slice(0, -2), expected));
  }

  it('names a co-author once, whatever its models', () => {
    const both = [COPILOT, { ...COPILOT, model: 'other' }];
    assert.equal(renderTrailers({ ...TYPICAL, tools: both }, 'co-authored-by').length, 3);
  });

  it('counts a critical line once that is both AI and mixed, and skips files without any', () => {
    const files = [
      file('a b.ts', { critical: 'my rule', mixed: [[10, 14]] }),
      file('none.ts', { critical: 'x', ai: [], human: [[1, 2]] }),
    ];
    assert.deepEqual(renderTrailers({ ...TYPICAL, files }, 'none').slice(1), [
      'AI-Critical: my-rule "a b.ts" 14',
    ]);
  });

  it('shortens a path that is too long from its front', () => {
    const path = `${'folder/'.repeat(60)}file.ts`;
    const trailer = renderTrailers({ ...TYPICAL, files: [file(path, { critical: 'r' })] }, 'none')[1] ?? '';
    assert.match(trailer, /^AI-Critical: r \.\.\.\/folder\/.*\/file\.ts 12$/);
    assert.ok(trailer.length <= 'AI-Critical: '.length + 200);
  });

  it('lets no name forge a trailer, run over or become unprintable', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(
        'x\nCountersigned-by: Eve <e@x>',
        'a\r\nSigned-off-by: E',
        'x\u2028y',
        '\u202egnp',
        'A:B <c@d>',
        '',
        '::',
      ),
    );
    fc.assert(
      fc.property(hostile, fc.option(hostile), hostile, hostile, (tool, model, path, rule) => {
        const attribution: Attribution = {
          ...TYPICAL,
          tools: [{ tool, model, lines: 1 }],
          files: [file(path || 'x', { critical: rule })],
        };
        for (const style of ['assisted-by', 'generated-by', 'co-authored-by'] as const) {
          const lines = renderTrailers(attribution, style);
          assert.equal(lines.length, 3);
          const keys = lines.map((line) => line.slice(0, line.indexOf(': ')));
          assert.deepEqual(keys.slice(1), ['AI-Provenance', 'AI-Critical']);
          assert.match(keys[0] ?? '', /^(Assisted-by|Generated-by|Co-authored-by)$/);
          for (const line of lines) {
            const value = line.slice(line.indexOf(': ') + 2);
            assert.ok([...value].length <= 200 && value !== '' && value === value.trim());
            assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
          }
          const read = parseProvenanceTrailers(`Subject\n\n${lines.join('\n')}\n`);
          assert.equal(read.provenance.length, 1);
          assert.equal(read.critical.length, 1);
          assert.equal(read.countersigned.length, 0);
        }
      }),
    );
  });
});

describe('parseProvenanceTrailers', () => {
  it('reads back what was rendered', () => {
    const files = [file('src/my "file".ts', { critical: 'payments' })];
    const message = `Subject\n\nBody.\n\n${renderTrailers({ ...TYPICAL, files }, 'assisted-by').join('\n')}\n`;
    assert.deepEqual(parseProvenanceTrailers(message), {
      provenance: [
        {
          added: 120,
          ai: 42,
          mixed: 3,
          unknown: 5,
          deletedByAi: 7,
          files: 1,
          evidence: 'exact',
          body: false,
        },
      ],
      tools: [{ tool: 'GitHub Copilot', model: 'gpt-5.1', body: false }],
      critical: [{ rule: 'payments', path: 'src/my "file".ts', lines: 12, body: false }],
      countersigned: [],
    });
  });

  it('marks what stands in the body, indented or not, and reads CRLF', () => {
    const message =
      'S\r\n\r\nAI-Provenance: added=1 ai=1\r\n\r\n    AI-Provenance: added=2 ai=2\r\n\r\nSigned-off-by: A <a@b>\r\n' +
      'AI-Provenance: added=3 ai=3\r\n';
    assert.deepEqual(
      parseProvenanceTrailers(message).provenance.map(({ added, body }) => [added, body]),
      [
        [1, true],
        [2, true],
        [3, false],
      ],
    );
  });

  const ignored: readonly [title: string, line: string][] = [
    ["another product's AI-Provenance", 'AI-Provenance: archive 1234'],
    ['an AI-Provenance without a number', 'AI-Provenance: added=many'],
    ['a countersignature without an email', 'Countersigned-by: sec-lead (done: 2026-04-22)'],
    ['a critical line of another form', 'AI-Critical: please look'],
  ];
  for (const [title, line] of ignored) {
    it(`ignores ${title}`, () => {
      const { provenance, countersigned, critical } = parseProvenanceTrailers(`S\n\n${line}\n`);
      assert.deepEqual([provenance, countersigned, critical], [[], [], []]);
    });
  }

  it('reads countersigners in any case', () => {
    assert.deepEqual(
      parseProvenanceTrailers('S\n\ncountersigned-By : Dana Lee <Dana@Example.com>').countersigned,
      [{ name: 'Dana Lee', email: 'dana@example.com', body: false }],
    );
  });

  it('reads tools as other projects write them', () => {
    const message = 'S\n\nAssisted-by: Claude Opus 4.8 <noreply@anthropic.com>\nGenerated-by: X:y [z]\n';
    assert.deepEqual(
      parseProvenanceTrailers(message).tools.map(({ tool, model }) => [tool, model]),
      [
        ['Claude Opus 4.8', null],
        ['X', 'y [z]'],
      ],
    );
  });

  it('never takes the subject for a trailer, and never throws', () => {
    assert.deepEqual(parseProvenanceTrailers('AI-Provenance: added=1 ai=1').provenance, []);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseProvenanceTrailers(text)));
  });
});

describe('isOnlyOurTrailers and repairTrailers', () => {
  const options: MessageOptions = { commentPrefix: '#', cleanup: 'default', editor: true };
  const ours = renderTrailers(TYPICAL, 'assisted-by');
  const help = '\n# Please enter\n';

  it('tells a message that nobody wrote', () => {
    assert.equal(isOnlyOurTrailers(placeTrailers(help, ours, options), options), true);
    assert.equal(
      isOnlyOurTrailers(placeTrailers(`\n\nSigned-off-by: A <a@b>\n${help}`, ours, options), options),
      true,
    );
    assert.equal(isOnlyOurTrailers(placeTrailers(`S${help}`, ours, options), options), false);
    assert.equal(isOnlyOurTrailers(help, options), false);
  });

  it('tells a template that nobody edited', () => {
    const template = 'Subject\n\nWhy:\n# advice\n';
    const message = placeTrailers(template + help, ours, options);
    assert.equal(isOnlyOurTrailers(message, options, template), true);
    assert.equal(isOnlyOurTrailers(message.replace('Subject', 'Fix'), options, template), false);
  });

  it('puts ours back below prose that was typed above them', () => {
    const broken = `S\n\nIssue: 12\nBecause.\n${ours.join('\n')}\n`;
    assert.equal(repairTrailers(broken, options), `S\n\nIssue: 12\nBecause.\n\n${ours.join('\n')}\n`);
    assert.equal(repairTrailers('S\n', options), 'S\n');
  });
});

describe('placeTrailers: whose line is it', () => {
  const options: MessageOptions = { commentPrefix: '#', cleanup: 'default', editor: false };
  const old = [
    'Assisted-by: GitHub Copilot:gpt-4',
    'AI-Provenance: added=1 ai=1 mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact',
  ];
  const now = renderTrailers(TYPICAL, 'assisted-by');

  it('replaces ours as a set', () => {
    const before = `S\n\n${old.join('\n')}\nAI-Critical: r x.ts 3\n`;
    assert.equal(placeTrailers(before, now, options), `S\n\n${now.join('\n')}\n`);
  });

  it('replaces ours of another style', () => {
    const tools = [COPILOT, { tool: 'Homegrown', model: null, lines: 1 }];
    for (const style of ['co-authored-by', 'generated-by', 'none'] as const) {
      const before = placeTrailers('S\n\nWhy.\n', renderTrailers({ ...TYPICAL, tools }, style), options);
      assert.equal(placeTrailers(before, now, options), `S\n\nWhy.\n\n${now.join('\n')}\n`);
    }
  });

  it('lifts ours from a paragraph in the middle', () => {
    const before = `S\n\n${old.join('\n')}\n\nCo-authored-by: B <b@c>\n`;
    assert.equal(placeTrailers(before, now, options), `S\n\nCo-authored-by: B <b@c>\n${now.join('\n')}\n`);
  });

  it('keeps the lines of people', () => {
    const people = 'Assisted-by: a person <p@q>\nCo-authored-by: B <b@c>\nAssisted-by: Claude:opus\n';
    const first = placeTrailers(`S\n\n${people}`, old, options);
    const second = placeTrailers(first, now, options);
    assert.equal(placeTrailers(second, [], options), `S\n\n${people}`);
  });

  it("keeps another product's AI-Provenance and a person's AI-Critical", () => {
    const message = 'S\n\nAI-Provenance: archive 12\nAI-Critical: please\n';
    assert.equal(placeTrailers(placeTrailers(message, now, options), [], options), message);
  });

  it('does not name a co-author twice', () => {
    const message = 'S\n\nCo-authored-by: GitHub Copilot <Copilot@github.com>\n';
    const placed = placeTrailers(message, renderTrailers(TYPICAL, 'co-authored-by'), options);
    assert.equal(placed.match(/co-authored-by/gi)?.length, 1);
    assert.ok(placed.includes('Co-authored-by: GitHub Copilot <Copilot@github.com>'));
  });
});
