import assert from 'node:assert/strict';
import { returnedVersions, unseenVersion, withBroughtLines } from '../../../src/core/checkpoint/broughtLines';
import { linesOf } from '../../../src/core/journal/originLines';
import type { FileVersion } from '../../../src/core/journal/replay';
import { settleFile } from '../../../src/core/journal/settleFile';
import { sharedLines } from '../../../src/core/journal/sharedLines';
import { Ledger } from '../../../src/core/ledger/ledger';
import type { Origin } from '../../../src/core/model';

const agent: Origin = { author: 'ai', tool: 'A', model: 'm', session: 's', evidence: 'hook', time: 9 };
const other: Origin = { ...agent, tool: 'B' };
const person: Origin = { author: 'human', evidence: 'hook', time: 9 };

type Lines = readonly (readonly [by: Origin | null, text: string])[];

function version(...lines: Lines): FileVersion {
  const ledger = Ledger.of('');
  for (const [by, text] of lines)
    ledger.apply(
      [{ offset: ledger.length, removed: 0, text: `${text}\n` }],
      by === null ? 0 : ledger.addOrigin(by),
    );
  return { tree: ledger.version, origins: ledger.knownOrigins, time: 9 };
}

/** Who wrote each line, in a word. */
function authors(known: FileVersion): string[] {
  return linesOf(known)
    .slice(0, -1)
    .map(
      ({ text, parts }) =>
        `${[...new Set(parts.map(({ origin }) => origin.author))].join('+') || '-'} ${text}`,
    );
}

describe('lines that git brought in', () => {
  const reported = version([null, 'old'], [agent, 'mine'], [agent, '}'], [agent, 'new'], [agent, '}']);

  it('have the authors that an earlier version knows, a brace below them too, and no other brace', () => {
    const source = version([null, 'old'], [person, 'mine'], [person, '}']);
    assert.deepEqual(authors(withBroughtLines(reported, agent, [source])), [
      '- old',
      'human mine',
      'human }',
      'ai new',
      'ai }',
    ]);
  });

  it('are nobody’s where a commit has them', () => {
    const source = unseenVersion('old\nmine\n', 1);
    assert.deepEqual(authors(withBroughtLines(reported, agent, [source])).slice(0, 3), [
      '- old',
      'unknown mine',
      'ai }',
    ]);
  });

  it('are only those that the reporter claims', () => {
    const known = version([other, 'mine'], [null, 'old']);
    assert.equal(withBroughtLines(known, agent, [version([person, 'mine'], [person, 'old'])]), known);
  });

  it('come from versions that are back as a whole, and were away', () => {
    const [back, partly, nothing] = [
      version([null, 'old'], [person, 'mine']),
      version([person, 'mine'], [person, 'gone']),
      version([null, 'old'], [person, '}']),
    ];
    const text = reported.tree.text();
    assert.deepEqual(returnedVersions([back, partly, nothing], version([null, 'old']), text), [back]);
    assert.deepEqual(returnedVersions([back], reported, text), []);
  });
});

describe('a version that was put aside', () => {
  const aside = version([null, 'old'], [person, 'mine']);
  const committed = version([null, 'old'], [agent, 'AI']);
  const file = { current: committed, saved: [aside] };

  it('stays in the journal after another one was committed, while it may come back', () => {
    const kept = settleFile(file, 'old\nAI\n', () => true);
    assert.deepEqual(kept?.saved.map(authors), [['- old', 'human mine']]);
    assert.equal(settleFile(file, 'old\nAI\n'), null);
  });

  it('does not stay when all of it was committed', () => {
    assert.equal(
      settleFile({ current: aside, saved: [aside] }, 'old\nmine\n', () => true),
      null,
    );
  });
});

describe('sharedLines', () => {
  it('is the share of lines that stood there, whatever their indentation, without blank ones', () => {
    assert.equal(sharedLines('a\nb\n', '  a\n\nc\n'), 0.5);
    assert.equal(sharedLines('a\n', ''), 0);
    assert.equal(sharedLines('a\r\nb\r\n', 'a\nb\n'), 1);
  });
});
