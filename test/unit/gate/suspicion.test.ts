// What contradicts itself is looked into; whatever may be an honest copy is not.
import assert from 'node:assert/strict';
import { suspicionOf } from '../../../src/core/gate/suspicion';
import type { LoggedCommit } from '../../../src/core/history/loggedCommit';
import { provenanceOf } from '../../../src/core/history/provenanceOf';
import { logged, note, trailers } from './gateSamples';

function kind(changes: Partial<LoggedCommit>): string | null {
  const commit = logged(changes);
  return suspicionOf(commit, provenanceOf(commit))?.kind ?? null;
}

describe('suspicion', () => {
  const ours = note('src/pay.ts\n  s_1 1-2\n');

  it('falls on removed trailers, missing notes and impossible numbers', () => {
    assert.equal(kind({ note: ours }), 'trailers-removed');
    assert.equal(kind({ message: trailers({}) }), 'note-missing');
    assert.equal(kind({ message: trailers({ added: 6 }), note: ours }), 'counts');
    assert.equal(kind({ message: trailers({ added: 3, ai: 4 }), note: ours }), 'counts');
  });

  it('falls on fewer AI lines in the message than in the note, unless mixed ones make up for them', () => {
    const said = (changes: string): string => `Pay\n\nAI-Provenance: added=5 ${changes}\n`;
    assert.equal(kind({ message: said('ai=1 deleted-by-ai=1'), note: ours }), 'understated');
    assert.equal(kind({ message: said('ai=0'), note: ours }), 'understated');
    assert.equal(kind({ message: said('ai=1 mixed=1'), note: ours }), null);
    assert.equal(kind({ message: said('ai=1'), note: note('src/pay.ts\n  s_1 1-2\n', '1.6.24') }), null);
  });

  it('does not fall on what agrees', () => {
    assert.equal(kind({}), null);
    assert.equal(kind({ message: trailers({}), note: ours }), null);
    assert.equal(kind({ message: trailers({ added: 4 }), note: ours }), null);
    assert.equal(kind({ message: 'Pay\n\nAssisted-by: Cursor\n' }), null);
    assert.equal(kind({ message: trailers({ ai: 0, deleted: 2 }) }), null);
  });

  it('does not fall on the notes of other programs, nor on broken ones', () => {
    assert.equal(kind({ note: note('src/pay.ts\n  s_1 1-2\n', '1.6.24') }), null);
    assert.equal(kind({ note: 'nonsense' }), null);
    assert.equal(kind({ note: note('src/pay.ts\n  h_1 1-2\n') }), null);
  });

  it('does not fall on copies, squashes and merges', () => {
    const two = ['Dana <dana@example.com>', 'GitHub <noreply@github.com>'];
    const picked = '\n(cherry picked from commit 0123456789)\n';
    const body = trailers({ added: 60 }).replace('Pay\n\n', 'Pay\n\n* One\n\n  ');
    for (const changes of [
      { parents: 2 },
      { identities: two },
      { message: `${trailers({ added: 60 })}${picked}` },
      { message: `${body}\nOther text\n` },
      { message: `${trailers({ added: 60 })}AI-Provenance: added=1 ai=1\n` },
    ])
      assert.equal(kind({ message: trailers({ added: 60 }), ...changes }), null, JSON.stringify(changes));
  });

  it('does not fall on numbers where git counts no lines', () => {
    const files = [
      { path: 'src/pay.ts', added: 5, deleted: 0 },
      { path: 'image.png', added: 0, deleted: 0 },
    ];
    assert.equal(kind({ message: trailers({ added: 60 }), note: ours, files }), null);
  });
});
