import assert from 'node:assert/strict';
import { reportedVersion, withReport } from '../../../src/core/checkpoint/reportedVersion';
import { attributedText } from '../../../src/core/ledger/attributedText';
import { Ledger } from '../../../src/core/ledger/ledger';
import type { FileVersion } from '../../../src/core/journal/replay';
import type { AttributedText, Origin } from '../../../src/core/model';

const agent: Origin = { author: 'ai', tool: 'A', model: 'm', session: 's', evidence: 'hook', time: 9 };
const person: Origin = { author: 'human', evidence: 'hook', time: 9 };
const nobody: Origin = { author: 'unknown', reason: 'offline', time: 9 };
const letters: Readonly<Record<string, Origin>> = {
  a: agent,
  h: { author: 'human', evidence: 'keystroke', time: 1 },
  d: { author: 'unknown', reason: 'disk', time: 1 },
  e: { author: 'unknown', reason: 'edit', time: 1 },
  o: { author: 'unknown', reason: 'offline', time: 1 },
};

/** Each line with the letter of its author, `-` for nobody. */
type Lines = readonly (readonly [by: string, text: string])[];

function version(lines: Lines, time = 1): FileVersion {
  const ledger = Ledger.of(lines.map(([, text]) => `${text}\n`).join(''));
  let start = 0;
  const spans = lines.flatMap(([by, text]) => {
    const [from, origin] = [start, letters[by]];
    start += text.length + 1;
    return origin === undefined ? [] : [{ start: from, end: start, origin }];
  });
  ledger.adopt({ text: ledger.text(), spans, deletions: [] });
  return { tree: ledger.version, origins: ledger.knownOrigins, time };
}

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const stateOf = ({ tree, origins }: FileVersion): AttributedText => attributedText(tree, origins);

/** The author of each line: of its characters, joined where there are several. */
function authors({ text: all, spans }: AttributedText): string[] {
  let at = 0;
  return all
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [start, end] = [at, at + line.length];
      at = end + 1;
      const here = spans.filter((span) => span.start < end && span.end > start);
      const covered = here.reduce(
        (sum, span) => sum + Math.min(end, span.end) - Math.max(start, span.start),
        0,
      );
      const names = here.map(({ origin }) => origin.author as string);
      return [...new Set(covered < line.length ? [...names, '-'] : names)].join('+');
    });
}

describe('a report', () => {
  const committed = text('one', 'two', 'three');

  it('gives what differs from the commit to its author, where nothing was known', () => {
    const known = { reported: null, committed, seen: [] };
    const now = text('one', 'new', 'two', 'three');
    assert.deepEqual(authors(stateOf(reportedVersion(known, now, agent))), ['-', 'ai', '-', '-']);
    assert.deepEqual(authors(stateOf(reportedVersion(known, now, person))), ['-', 'human', '-', '-']);
    assert.deepEqual(authors(stateOf(reportedVersion(known, now, nobody))), ['-', 'unknown', '-', '-']);
    assert.equal(reportedVersion(known, now, agent).time, agent.time);
  });

  it('leaves what was reported before to its author', () => {
    const reported = version([
      ['h', 'mine'],
      ['-', 'one'],
      ['o', 'somebody'],
    ]);
    const now = text('mine', 'one', 'somebody', 'new');
    const state = stateOf(reportedVersion({ reported, committed, seen: [] }, now, agent));
    assert.deepEqual(authors(state), ['human', '-', 'unknown', 'ai']);
  });

  it('takes words, not lines', () => {
    const reported = version([['h', 'const total = first + second;']]);
    const now = text('const total = first + third;');
    const state = stateOf(reportedVersion({ reported, committed, seen: [] }, now, agent));
    assert.deepEqual(authors(state), ['human+ai']);
  });

  it('marks what an agent deleted', () => {
    const state = stateOf(
      reportedVersion({ reported: null, committed, seen: [] }, text('one', 'three'), agent),
    );
    assert.deepEqual(
      state.deletions.map(({ origin, lines }) => [origin.author, lines.length]),
      [['ai', 1]],
    );
    assert.deepEqual(
      stateOf(reportedVersion({ reported: null, committed, seen: [] }, '', person)).deletions,
      [],
    );
  });

  it('fills in what an editor did not see, and nothing else', () => {
    const reported = version([['-', 'one']], 1);
    const seen = [
      version(
        [
          ['h', 'typed meanwhile'],
          ['-', 'one'],
          ['d', 'from disk'],
          ['e', 'by an extension'],
        ],
        2,
      ),
    ];
    const now = text('typed meanwhile', 'one', 'from disk', 'by an extension', 'and more');
    const state = stateOf(reportedVersion({ reported, committed, seen }, now, agent));
    assert.deepEqual(authors(state), ['human', '-', 'ai', 'unknown', 'ai']);
  });

  it('does not take what was there before its first report, though an editor saw it come from disk', () => {
    const reported = version([
      ['-', 'one'],
      ['o', 'by another program'],
    ]);
    const seen = [
      version([
        ['-', 'one'],
        ['d', 'by another program'],
        ['d', 'by the agent'],
      ]),
    ];
    const now = text('one', 'by another program', 'by the agent');
    const state = stateOf(reportedVersion({ reported, committed, seen }, now, agent));
    assert.deepEqual(authors(state), ['-', 'unknown', 'ai']);
  });

  it('does not take what was committed meanwhile', () => {
    const reported = version([['-', 'one']]);
    // The editor settled it: no span is left.
    const seen = [
      version([
        ['-', 'one'],
        ['-', 'typed and committed'],
      ]),
    ];
    const now = text('one', 'typed and committed', 'new');
    const state = stateOf(reportedVersion({ reported, committed: now, seen }, now, agent));
    assert.deepEqual(authors(state), ['-', '-', 'ai']);
  });
});

describe('what was reported, in the editor', () => {
  const reported = version([
    ['-', 'one'],
    ['a', 'by the agent'],
    ['o', 'somebody'],
  ]);

  it('tells who wrote what came from disk', () => {
    const here = stateOf(
      version([
        ['-', 'one'],
        ['d', 'by the agent'],
        ['d', 'somebody'],
      ]),
    );
    assert.deepEqual(authors(withReport(here, reported) ?? here), ['-', 'ai', 'unknown']);
  });

  it('tells it also where somebody has typed since', () => {
    const here = stateOf(
      version([
        ['h', 'typed'],
        ['-', 'one'],
        ['d', 'by the agent'],
        ['d', 'somebody'],
        ['d', 'later, from disk'],
      ]),
    );
    assert.deepEqual(authors(withReport(here, reported) ?? here), ['human', '-', 'ai', 'unknown', 'unknown']);
  });

  it('tells it where nothing at all was known of the same text', () => {
    const here = stateOf(
      version([
        ['-', 'one'],
        ['-', 'by the agent'],
        ['-', 'somebody'],
      ]),
    );
    assert.deepEqual(authors(withReport(here, reported) ?? here), ['-', 'ai', '-']);
  });

  it('says nothing of other text of which nothing is known', () => {
    const here = stateOf(
      version([
        ['-', 'one'],
        ['-', 'by the agent'],
      ]),
    );
    assert.equal(withReport(here, reported), null);
  });

  it('says nothing against what was seen', () => {
    const here = stateOf(
      version([
        ['h', 'one'],
        ['h', 'by the agent'],
        ['e', 'somebody'],
      ]),
    );
    assert.equal(withReport(here, reported), null);
  });
});
