// What of the commits of a range has to be signed off, by what each of them says of its lines.
import assert from 'node:assert/strict';
import type { CriticalChange, OwnedLines } from '../../../src/core/gate/criticalChange';
import type { Demand } from '../../../src/core/gate/demand';
import { GateJudge } from '../../../src/core/gate/gateJudge';
import type { LoggedCommit } from '../../../src/core/history/loggedCommit';
import type { CountersignOccasion, Policy } from '../../../src/core/policy/policy';
import { change, HEAD, logged, note, policy, rule, terms, trailers } from './gateSamples';

const PATH = 'src/pay.ts';

interface Given {
  readonly when?: CountersignOccasion;
  readonly change?: Partial<CriticalChange>;
  readonly owned?: readonly Partial<OwnedLines>[];
  readonly beneath?: readonly Partial<OwnedLines>[];
  readonly policy?: Partial<Policy>;
}

function judged(commits: readonly Partial<LoggedCommit>[], given: Given = {}): readonly Demand[] {
  const asked = change({ rule: rule(terms({ when: given.when ?? 'ai' })), ...given.change });
  const all = { commit: HEAD, path: PATH, line: 1, headLine: 1, count: 5 };
  const owned = (given.owned ?? [{}]).map((lines) => ({ ...all, ...lines }));
  const beneath = (given.beneath ?? owned).map((lines) => ({ ...all, ...lines }));
  const judge = new GateJudge([{ change: asked, owned, beneath }], policy({}, given.policy), HEAD);
  for (const commit of commits) judge.take(logged(commit));
  assert.equal(judge.commits, commits.length);
  return judge.finish();
}

/** `reason lines` of each demand. */
function told(commits: readonly Partial<LoggedCommit>[], given?: Given): string[] {
  return judged(commits, given).map(({ reason, lines }) => `${reason} ${JSON.stringify(lines)}`);
}

const NOTED = note(`${PATH}\n  h_1 1\n  s_1 2-3\n`);

describe('the gate asks for', () => {
  it('AI lines of a note, at their numbers of now', () => {
    assert.deepEqual(told([{ note: NOTED }]), ['ai [[2,3]]']);
    assert.deepEqual(told([{ note: NOTED }], { owned: [{ line: 3, headLine: 10, count: 3 }] }), [
      'ai [[10,10]]',
    ]);
    assert.deepEqual(told([{ note: NOTED }], { owned: [{ line: 4, count: 2 }] }), []);
  });

  it('mixed lines as those of the AI', () => {
    const mixed = note(`${PATH}\n  s_1 1\n  h_1 1-5\n`);
    assert.deepEqual(told([{ note: mixed }]), ['ai [[1,1]]']);
    assert.deepEqual(told([{ note: note(`${PATH}\n  s_1 1\n  h_1 1-5\n`, 'other') }]), []);
  });

  it('other lines by what the rule and the policy say', () => {
    const cases: [when: CountersignOccasion, unknown: Policy['unknown'], expected: string][] = [
      ['ai', 'allow', 'ai [[2,3]]'],
      ['ai', 'treat-as-ai', 'ai [[2,5]]'],
      ['unproven', 'allow', 'ai [[2,5]]'],
      ['always', 'allow', 'ai [[2,3]]'],
    ];
    for (const [when, unknown, expected] of cases)
      assert.deepEqual(told([{ note: NOTED }], { when, policy: { unknown } }), [expected], when);
    const human = note(`${PATH}\n  h_1 1-5\n`);
    assert.deepEqual(told([{ note: human }], { when: 'unproven' }), []);
    assert.deepEqual(told([{ note: human }], { when: 'always' }), ['any [[1,5]]']);
    assert.deepEqual(told([{}], { when: 'unproven' }), ['unknown [[1,5]]']);
    assert.deepEqual(told([{}]), []);
  });

  it('lines that nobody attests, where the message names a tool that the note does not know', () => {
    const by = (more: string): string => `Pay\n\nAI-Provenance: added=5 ai=2${more}`;
    const claude = '\nCo-authored-by: Claude <noreply@anthropic.com>\n';
    assert.deepEqual(told([{ note: NOTED, message: by(claude) }]), ['ai [[2,5]]']);
    assert.deepEqual(told([{ note: NOTED, message: by('\nAssisted-by: GitHub Copilot\n') }]), ['ai [[2,3]]']);
    // It is named for what it deleted.
    assert.deepEqual(told([{ note: NOTED, message: by(` deleted-by-ai=1${claude}`) }]), ['ai [[2,3]]']);
    const human = note(`${PATH}\n  h_1 1-4\n`);
    assert.deepEqual(told([{ note: human, message: `Pay\n${claude}` }]), ['ai [[5,5]]']);
  });

  it('AI lines of which a later commit changed white space only, and does not say who wrote them', () => {
    const earlier = 'e'.repeat(40);
    const commits = (own: string): Partial<LoggedCommit>[] => [{ note: own }, { id: earlier, note: NOTED }];
    const given: Given = { beneath: [{ commit: earlier, line: 1, headLine: 11, count: 3 }, {}] };
    const moved: Given = { ...given, owned: [{ headLine: 11, count: 5 }] };
    assert.deepEqual(told(commits(note(`${PATH}\n  h_1 1\n`)), moved), ['ai [[12,13]]']);
    assert.deepEqual(told(commits(note(`${PATH}\n  h_1 1-2\n`)), moved), ['ai [[13,13]]']);
    assert.deepEqual(told(commits(note(`${PATH}\n  h_1 1-5\n`)), moved), []);
    assert.deepEqual(told(commits(note(`${PATH}\n  s_1 2-3\n`)), moved), ['ai [[12,13]]']);
    const [demand] = judged(commits(note(`${PATH}\n  h_1 1\n`)), moved);
    assert.deepEqual([demand?.commit, demand?.alone, demand?.placed], [earlier, false, true]);
  });

  it('all lines of a commit that only names a tool', () => {
    const [demand] = judged([{ message: 'Pay\n\nAssisted-by: Cursor\n' }]);
    assert.deepEqual([demand?.lines, demand?.placed], [[[1, 5]], false]);
    assert.deepEqual(told([{ message: 'Pay\n\nCo-authored-by: Sam <sam@example.com>\n' }]), []);
  });

  it('all lines of trailers, where they name the file or none at all', () => {
    const named = (path: string): string => `AI-Critical: payments ${path} 2\n`;
    assert.deepEqual(told([{ message: trailers({}) }]), ['ai [[1,5]]']);
    assert.deepEqual(told([{ message: trailers({ ai: 0, mixed: 1 }) }]), ['ai [[1,5]]']);
    assert.deepEqual(told([{ message: trailers({ ai: 0 }) }]), []);
    assert.deepEqual(told([{ message: trailers({}, named(PATH)) }]), ['ai [[1,5]]']);
    assert.deepEqual(told([{ message: trailers({}, named('.../pay.ts')) }]), ['ai [[1,5]]']);
    assert.deepEqual(told([{ message: trailers({}, named('src/else.ts')) }]), []);
  });

  it('nothing of a rule that wants no countersignature', () => {
    assert.deepEqual(told([{ note: NOTED }], { change: { rule: rule(null) } }), []);
  });

  it('deletions by an AI, as far as they can only be here', () => {
    const commit = (deleted: number, elsewhere: number): Partial<LoggedCommit> => ({
      message: trailers({ added: 0, ai: 0, deleted: 3 }),
      files: [
        { path: PATH, added: 0, deleted },
        { path: 'other.ts', added: 0, deleted: elsewhere },
      ],
    });
    assert.deepEqual(told([commit(2, 2)], { owned: [] }), ['ai []']);
    assert.deepEqual(told([commit(2, 3)], { owned: [] }), []);
    assert.deepEqual(told([commit(0, 2)], { owned: [] }), []);
    assert.deepEqual(told([commit(2, 3)], { owned: [], change: { deleted: true } }), ['ai []']);
  });

  it('deletions and binary files of a commit in which an AI had a part, or of which nobody knows', () => {
    const gone = { files: [{ path: PATH, added: 0, deleted: 2 }] };
    const binary = { files: [{ path: PATH, added: 0, deleted: 0 }] };
    const assisted = { message: 'Pay\n\nAssisted-by: Cursor\n' };
    for (const commit of [gone, binary]) {
      assert.deepEqual(told([{ ...commit, ...assisted }], { owned: [] }), ['ai []']);
      assert.deepEqual(told([commit], { owned: [] }), []);
      assert.deepEqual(told([commit], { owned: [], when: 'unproven' }), ['unknown []']);
      assert.deepEqual(told([commit], { owned: [], when: 'always' }), ['any []']);
    }
    assert.deepEqual(told([{ ...gone, note: NOTED }], { owned: [], when: 'unproven' }), []);
  });

  it('what came in a way that no commit tells, at the head', () => {
    const elsewhere = { id: 'e'.repeat(40), files: [] };
    const [demand] = judged([elsewhere], { owned: [], when: 'always' });
    assert.deepEqual([demand?.commit, demand?.reason], [HEAD, 'any']);
    assert.deepEqual(told([elsewhere], { owned: [] }), []);
  });

  it('nothing that a merge only takes over', () => {
    const merge = {
      parents: 2,
      files: [{ path: PATH, added: 0, deleted: 9 }],
      message: 'M\n\nAssisted-by: Cursor\n',
    };
    assert.deepEqual(told([merge], { owned: [] }), []);
    assert.deepEqual(told([merge]), ['ai [[1,5]]']);
  });

  it('each commit apart, with its author and its countersigners, and knows whether it is alone', () => {
    const other = 'e'.repeat(40);
    const commits: Partial<LoggedCommit>[] = [
      { note: NOTED, message: 'Pay\n\nCountersigned-by: Sam <Sam@example.com>\n' },
      { id: other, note: NOTED, author: 'Mapped <m@example.com>', identities: ['Kim <Kim@example.com>'] },
    ];
    const demands = judged(commits, { owned: [{ count: 2 }, { commit: other, headLine: 3, count: 3 }] });
    assert.deepEqual(
      demands.map(({ commit, author, lines, countersigned, alone }) => ({
        commit,
        author,
        lines,
        countersigned,
        alone,
      })),
      [
        {
          commit: HEAD,
          author: 'dana@example.com',
          lines: [[2, 2]],
          countersigned: ['sam@example.com'],
          alone: false,
        },
        { commit: other, author: 'kim@example.com', lines: [[4, 5]], countersigned: [], alone: false },
      ],
    );
    assert.equal(judged([{ note: NOTED }])[0]?.alone, true);
  });

  it('and keeps nothing of commits that do not matter', () => {
    const judge = new GateJudge([{ change: change(), owned: [], beneath: [] }], policy(), HEAD);
    const plain = logged({
      id: 'e'.repeat(40),
      files: [{ path: 'other.ts', added: 1, deleted: 0 }],
      note: note('other.ts\n  s_1 1\n'),
      message: trailers({ added: 1, ai: 1 }),
    });
    for (let count = 0; count < 1000; count++) judge.take(plain);
    assert.deepEqual([judge.commits, judge.finish(), judge.limits, judge.suspicions], [1000, [], [], []]);
    assert.ok(
      JSON.stringify(judge, (_, value: unknown) =>
        value instanceof Map ? [...value] : value instanceof Set ? [...value] : value,
      ).length < 5000,
    );
  });
});
