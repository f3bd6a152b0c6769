/**
 * `countersign sign` and `countersign verify`, with real keys in real repositories.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvelope } from '../../src/core/signing/parseEnvelope';
import { parseStatement } from '../../src/core/signing/parseStatement';
import { StatementSignoffs } from '../../src/adapters/git/statementSignoffs';
import { SpawnGit } from '../../src/adapters/node/spawnGit';
import { isOnPath } from './isOnPath';
import { PATH, POLICY, SENIOR, SignTeam, type Key } from './signSupport';
import { buildHookProgram, type By } from './support';

type Lines = readonly (readonly [by: By, text: string])[];

const RATE: Lines = [
  ['ai', 'const rate = 2;'],
  ['human', 'mine'],
];

describe('countersign sign and verify', () => {
  if (!isOnPath('ssh-keygen')) return;
  let built: string;
  let program: string;
  let team: SignTeam;
  let key: Key;
  let base: string;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(() => start());

  afterEach(() => team.dispose());

  async function start(options: { initArguments?: readonly string[]; policy?: object } = {}): Promise<void> {
    team = await SignTeam.create(program, options);
    key = team.key('sam');
    base = team.base(`${SENIOR} ${key.publicKey}\n`, options.policy);
  }

  async function restart(options: Parameters<typeof start>[0]): Promise<void> {
    team.dispose();
    await start(options);
  }

  const range = (): string => `${base}..HEAD`;

  const fingerprint = (of: Key): string =>
    team.repository.run('ssh-keygen', ['-lf', `${of.file}.pub`]).stdout.split(' ')[1] ?? '';

  describe('signs', () => {
    it('what was shown, and verify says who signed with which key', async () => {
      const commit = team.work(RATE);
      const told = await team.sign(SENIOR, key);
      assert.match(told.out, /src\/pay\.ts {2}\(payments; 1 line by AI\)\n +1 {2}const rate = 2;\n/);
      assert.ok(!told.out.includes('mine'));
      assert.deepEqual(told.err, []);
      const { code, ok, listed } = await team.verify(range());
      assert.deepEqual([code, ok, listed.length], [0, true, 1]);
      const [one] = listed;
      assert.deepEqual(
        [one?.commit, one?.email, one?.key, one?.kind, one?.paths, one?.reason, one?.detail],
        [commit, SENIOR, fingerprint(key), 'signature', [PATH], null, null],
      );
    });

    it('an in-toto statement about the reviewed blobs', async () => {
      const commit = team.work(RATE);
      team.be(SENIOR, key);
      await team.run(['sign', 'HEAD', '--yes', '--comment', 'Looks right']);
      const envelope = parseEnvelope(team.envelopes()[0] ?? '');
      assert.ok(envelope.ok);
      assert.equal(envelope.value.keyId, fingerprint(key));
      const { _type, subject, predicateType, predicate } = JSON.parse(
        new TextDecoder().decode(envelope.value.payload),
      ) as Record<string, unknown> & { predicate: Record<string, unknown> };
      const blob = team.id(`HEAD:${PATH}`);
      assert.deepEqual(
        [_type, predicateType, subject],
        [
          'https://in-toto.io/Statement/v1',
          'urn:countersign:review:v1',
          [{ name: PATH, digest: { gitBlob: blob } }],
        ],
      );
      assert.deepEqual(predicate['reviewer'], { email: SENIOR, name: 'Sam Ray' });
      assert.equal(predicate['comment'], 'Looks right');
      assert.equal(predicate['commit'], commit);
      assert.match(String(predicate['reviewedAt']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.deepEqual(predicate['paths'], [{ path: PATH, rule: 'payments', lines: [[1, 1]] }]);
      const patch = team.repository.git('diff-tree', '-p', '--full-index', 'HEAD^', 'HEAD');
      const stable = team.repository.run('git', ['patch-id', '--stable'], { stdin: patch }).stdout;
      assert.equal(predicate['patchId'], stable.split(' ')[0]);
      const { policyDigest } = predicate as { policyDigest: { sha256: string } };
      const sum = team.repository.run('sha256sum', ['.countersign.json']).stdout.slice(0, 64);
      assert.deepEqual(policyDigest, { sha256: sum });
      assert.ok(parseStatement(envelope.value.payload).ok);
    });

    it('nothing when nothing critical is in the commit, and says so', async () => {
      team.work(RATE, 'src/other.ts');
      team.be(SENIOR, null);
      const { code, out, err } = await team.run(['sign', 'HEAD']);
      assert.deepEqual([code, err], [0, []]);
      assert.match(out, /^Nothing in \w{10} needs a countersignature: no AI line is in a critical file\.\n$/);
    });

    it('only after an answer on the terminal', async () => {
      team.work(RATE);
      team.be(SENIOR, key);
      const asked: string[] = [];
      const answering = (answer: string) => (question: string) => {
        asked.push(question);
        return Promise.resolve(answer);
      };
      assert.equal((await team.run(['sign', 'HEAD'], answering('n'))).code, 1);
      assert.deepEqual((await team.verify(range())).listed, []);
      assert.equal((await team.run(['sign', 'HEAD'], answering('y'))).code, 0);
      assert.deepEqual(asked, ['Countersign this change? [y/N] ', 'Countersign this change? [y/N] ']);
      assert.equal(await team.verdict(range()), 'good');
    });

    it('nothing without a terminal and without --yes', async () => {
      team.work(RATE);
      team.be(SENIOR, key);
      const { code, err } = await team.run(['sign', 'HEAD'], () => Promise.resolve(null));
      assert.equal(code, 2);
      assert.match(err.join('\n'), /add --yes to sign it/);
      assert.deepEqual((await team.verify(range())).listed, []);
    });

    it('several commits at once, each with a statement of its own, and answers in JSON', async () => {
      const one = team.work(RATE);
      const two = team.work([['ai', 'two']], 'deploy/run.sh');
      const three = team.work([['ai', 'three']], 'other.ts');
      team.be(SENIOR, key);
      const { code, out } = await team.run(['sign', one, two, three, one, '--yes', '--json']);
      assert.equal(code, 0);
      const answer = JSON.parse(out) as { signed: { commit: string; paths: object[] }[]; nothing: string[] };
      assert.deepEqual(
        answer.signed.map(({ commit }) => commit),
        [one, two],
      );
      assert.deepEqual(answer.nothing, [three]);
      assert.deepEqual(answer.signed[0]?.paths, [
        { path: PATH, rule: 'payments', blob: team.id(`${one}:${PATH}`), lines: [[1, 1]] },
      ]);
      assert.equal(await team.verdict(range()), 'good good');
    });

    it('beside those who signed before, in one note, sorted', async () => {
      const other = team.key('kim');
      base = team.base(`${SENIOR} ${key.publicKey}\nkim@example.com ${other.publicKey}\n`);
      team.work(RATE);
      await team.sign(SENIOR, key);
      await team.sign('kim@example.com', other);
      assert.equal(await team.verdict(range()), 'good good');
      assert.deepEqual(team.envelopes(), team.envelopes().sort());
    });

    it('with text in a file that tries to hide from the terminal shown as what it is', async () => {
      team.work([['ai', 'if (admin) \u001b[2K\u202e // safe']]);
      const { out } = await team.sign(SENIOR, key);
      assert.ok(out.includes('if (admin) \\u{1b}[2K\\u{202e} // safe'));
    });

    it('all added lines when the message names the file and no note says which are an AI’s', async () => {
      team.work(RATE);
      team.repository.git('notes', '--ref=ai', 'remove', 'HEAD');
      const { out } = await team.sign(SENIOR, key);
      assert.match(out, /2 lines added, all of them shown\)\n +1 {2}const rate = 2;\n +2 {2}mine\n/);
    });

    it('by the policy of the main branch, whatever the branch made of it before', async () => {
      team.repository.git('checkout', '-q', '-b', 'topic');
      team.repository.write('.countersign.json', '{ "critical": [] }');
      team.commit('Nothing is critical');
      team.work(RATE);
      const said = /src\/pay\.ts {2}\(payments; 1 line by AI\)/;
      assert.match((await team.sign(SENIOR, key)).out, said);
      assert.equal(await team.verdict('main..HEAD'), 'good');
      assert.equal((await team.run(['check', 'main..HEAD'])).code, 0);
      const before = team.id('HEAD');
      team.repository.git('checkout', '-q', 'main');
      assert.match((await team.sign(SENIOR, key, before)).out, said, 'seen from the main branch');
      team.repository.git('merge', '-q', '--ff-only', 'topic');
      const { out } = await team.sign(SENIOR, key, before);
      assert.match(out, /^Nothing in/, 'in the main branch, the commit before decides');
    });

    it('whatever changed where a rule says always, deletions included', async () => {
      const [payments] = POLICY.critical;
      const critical = [{ ...payments, countersign: { by: [SENIOR], when: 'always' } }];
      await restart({ policy: { ...POLICY, groups: {}, critical } });
      team.work([['human', 'mine']]);
      team.repository.git('rm', '-q', PATH);
      team.commit('Drop it');
      await team.sign(SENIOR, key, 'HEAD~', 'HEAD');
      assert.equal(await team.verdict(range()), 'good good');
    });

    it('in repositories with SHA-256', async () => {
      await restart({ initArguments: ['--object-format=sha256'] });
      team.work(RATE);
      await team.sign(SENIOR, key);
      assert.equal(await team.verdict(range()), 'good');
    });
  });

  describe('counts', () => {
    it('for the same content after a rebase, and not for content that differs by one byte', async () => {
      team.work(RATE);
      await team.sign(SENIOR, key);
      const signed = team.id('HEAD');
      team.repository.git('checkout', '-q', '-b', 'other', base);
      const onto = team.work([['human', 'else']], 'else.ts', 'Else');
      team.repository.git('checkout', '-q', 'main');
      team.repository.git('rebase', '-q', onto);
      assert.notEqual(team.id('HEAD'), signed);
      assert.equal(await team.verdict(range()), 'good');
      team.repository.write(PATH, 'const rate = 3;\nmine\n');
      team.repository.git('commit', '-q', '-a', '--amend', '--no-edit');
      assert.equal(await team.verdict(range()), 'content-changed');
      assert.equal((await team.verify(range())).code, 1);
    });

    it('for the commit into which signed ones are squashed, path by path', async () => {
      team.repository.git('checkout', '-q', '-b', 'topic');
      team.work(RATE);
      team.work([['ai', 'two']], 'deploy/run.sh');
      await team.sign(SENIOR, key, 'HEAD~', 'HEAD');
      team.repository.git('checkout', '-q', 'main');
      team.repository.git('merge', '-q', '--squash', 'topic');
      team.commit('Both');
      const { listed } = await team.verify('HEAD');
      assert.deepEqual(listed.map(({ valid, paths }) => [valid, ...paths].join(' ')).sort(), [
        'true deploy/run.sh',
        `true ${PATH}`,
      ]);
    });

    it('for a commit that was signed again after it changed', async () => {
      team.work(RATE);
      await team.sign(SENIOR, key);
      team.work([['ai', 'const rate = 4;']]);
      team.repository.git('reset', '-q', '--soft', 'HEAD~2');
      team.commit('Pay');
      await team.sign(SENIOR, key);
      assert.equal(await team.verdict(range()), 'good');
    });

    it('for what a merge itself adds', async () => {
      team.work([['human', 'one']]);
      team.repository.git('checkout', '-q', '-b', 'topic', base);
      team.work([['human', 'two']]);
      team.repository.git('merge', '-q', '-s', 'ours', '--no-commit', 'main');
      const lines: Lines = [
        ['human', 'two'],
        ['ai', 'both'],
      ];
      team.work(lines, PATH, 'Merge');
      await team.sign(SENIOR, key);
      assert.equal(await team.verdict('HEAD'), 'good');
    });

    it('not for the content of another path', async () => {
      team.work(RATE);
      await team.sign(SENIOR, key);
      team.repository.write('src/pay2.ts', team.repository.read(PATH));
      team.commit('Copy');
      assert.deepEqual((await team.verify('HEAD')).listed, []);
    });

    it('by what the base says, whatever the change says itself', async () => {
      const own = team.key('own');
      team.repository.write('.github/allowed_signers', `${SENIOR} ${own.publicKey}\n`);
      team.commit('Trust me');
      team.work(RATE);
      await team.sign(SENIOR, own);
      assert.equal(await team.verdict(range()), 'wrong-key');
      assert.equal(await team.verdict('HEAD'), 'good');
    });

    it('for the gate as sign-offs of paths, with the same verdicts', async () => {
      team.work(RATE);
      await team.sign(SENIOR, key);
      const source = new StatementSignoffs(new SpawnGit({ directory: team.repository.root }));
      assert.deepEqual(await source.signoffs(base), [
        {
          email: SENIOR,
          key: fingerprint(key),
          kind: 'signature',
          path: PATH,
          blob: team.id(`HEAD:${PATH}`),
          verdict: { valid: true },
        },
      ]);
      const [first = ''] = team.repository.git('rev-list', '--max-parents=0', 'HEAD').split('\n');
      await assert.rejects(source.signoffs(`${first}^`), /There is no commit named/);
    });

    it('in what show says of a commit', async () => {
      team.work(RATE);
      await team.sign(SENIOR, key);
      const { out } = await team.run(['show', '--json']);
      const { countersignatures } = JSON.parse(out) as {
        countersignatures: { email: string; valid: boolean }[];
      };
      assert.deepEqual(
        countersignatures.map(({ email, valid }) => [email, valid]),
        [[SENIOR, true]],
      );
    });
  });

  it('are told by blame, line by line', async () => {
    team.work(RATE);
    await team.sign(SENIOR, key);
    team.work([...RATE, ['ai', 'later']], PATH, 'Later');
    const { out, err } = await team.run(['blame', PATH, '--json']);
    const { lines } = JSON.parse(out) as { lines: { countersigned: boolean }[] };
    assert.deepEqual([err, lines.map(({ countersigned }) => countersigned)], [[], [true, true, false]]);
  });

  describe('--trailer', () => {
    const trailers = { ...POLICY, countersign: { require: 'trailer' } };

    beforeEach(() => restart({ policy: trailers }));

    async function trailer(...args: readonly string[]): ReturnType<SignTeam['run']> {
      team.be(SENIOR, null);
      const told = await team.run(['sign', 'HEAD', '--trailer', '--yes', ...args]);
      team.be('dana@example.com', null);
      return told;
    }

    it('writes a line into the last commit and keeps tree, author, note and what is staged', async () => {
      team.work(RATE);
      const facts = (): string => team.repository.git('log', '-1', '--format=%T %an %ae %ad');
      const [before, note] = [facts(), team.repository.note()];
      const message = team.repository.message();
      team.repository.write('staged.txt', 'later\n');
      team.repository.git('add', 'staged.txt');
      const former = team.id('HEAD');
      assert.deepEqual((await trailer()).err, []);
      assert.equal(facts(), before);
      assert.equal(team.repository.message(), `${message}Countersigned-by: Sam Ray <${SENIOR}>\n`);
      assert.equal(team.repository.note().replace(team.id('HEAD'), former), note);
      assert.equal(team.repository.git('status', '--porcelain'), 'A  staged.txt\n');
      assert.equal(await team.verdict(range()), 'good');
    });

    it('writes it once', async () => {
      team.work(RATE);
      await trailer();
      const once = team.id('HEAD');
      assert.match((await trailer()).out, /is countersigned by sam@example\.com already/);
      assert.equal(team.id('HEAD'), once);
    });

    it('survives when the author amends with our hooks', async () => {
      team.work(RATE);
      await trailer();
      team.repository.git('commit', '-q', '--amend', '--no-edit');
      assert.equal(await team.verdict(range()), 'good');
    });

    it('refuses commits that are pushed, and others than the last', async () => {
      team.work(RATE);
      const first = team.id('HEAD');
      team.repository.git('update-ref', 'refs/remotes/origin/main', first);
      assert.match((await trailer()).err.join('\n'), /is pushed already \(origin\/main\)/);
      team.work([...RATE, ['ai', 'more']]);
      team.be(SENIOR, null);
      const { code, err } = await team.run(['sign', first, '--trailer', '--yes']);
      assert.equal(code, 2);
      assert.match(err.join('\n'), /Only the last commit can get a trailer/);
    });

    it('leaves a commit alone that came while somebody was asked', async () => {
      team.work(RATE);
      team.be(SENIOR, null);
      const { code, err } = await team.run(['sign', 'HEAD', '--trailer'], async () => {
        team.repository.write('other.txt', 'theirs\n');
        team.commit('Another');
        return 'y';
      });
      assert.equal(code, 2);
      assert.match(err.join('\n'), /Only the last commit can get a trailer, .*"allowedSigners"/);
      assert.equal(team.repository.message(), 'Another\n');
    });

    it('refuses where the policy accepts signatures only, and such lines do not count there', async () => {
      await restart({});
      team.work(RATE);
      assert.match((await trailer()).err.join('\n'), /accepts signatures only/);
      team.repository.git('commit', '-q', '--amend', '-m', `Pay\n\nCountersigned-by: Sam Ray <${SENIOR}>`);
      assert.equal(await team.verdict(range()), 'not-signed');
    });
  });

  describe('says what to do', () => {
    async function refusal(args: readonly string[] = ['sign', 'HEAD', '--yes']): Promise<string> {
      const { code, out, err } = await team.run(args);
      assert.equal(code, 2, out);
      assert.equal(err.length, 1);
      return err.join('\n');
    }

    it('when git has no key to sign with', async () => {
      team.work(RATE);
      team.repository.git('config', 'user.email', SENIOR);
      assert.match(await refusal(), /Git has no key to sign with: run git config --global gpg\.format ssh/);
      team.repository.git('config', 'user.signingKey', key.file);
      assert.match(await refusal(), /run git config gpg\.format ssh\.$/);
    });

    it('when the key cannot be read', async () => {
      team.work(RATE);
      team.be(SENIOR, team.repository.beside('gone'));
      assert.match(
        await refusal(),
        /The signing key .*gone cannot be read: check git config user\.signingKey/,
      );
    });

    it('when there is no policy', async () => {
      team.repository.git('rm', '-q', '.countersign.json');
      team.commit('No policy');
      team.work(RATE);
      assert.match(await refusal(), /There is no \.countersign\.json in \w{10}.*: add a policy first/);
    });

    it('when the policy of the base is broken, or names a file that is not there', async () => {
      team.repository.git('rm', '-q', '.github/allowed_signers');
      base = team.commit('Nobody');
      team.work(RATE);
      assert.match(await refusal(['verify', range()]), /names \.github\/allowed_signers, which is not in/);
      team.repository.write('.countersign.json', '{');
      team.repository.git('commit', '-q', '-a', '-m', 'Break it');
      base = team.id('HEAD');
      team.repository.git('checkout', '-q', 'HEAD~', '--', '.countersign.json');
      team.work([['ai', 'again']]);
      assert.match(await refusal(['verify', range()]), /is broken \(line 1: A closing brace } is missing\)/);
    });

    it('when a revision does not exist', async () => {
      assert.match(await refusal(['sign', 'nowhere', '--yes']), /no commit named nowhere/);
      assert.match(await refusal(['verify', 'nowhere..HEAD']), /no commit named nowhere/);
    });

    it('when the comment is more than a line', async () => {
      team.work(RATE);
      assert.match(await refusal(['sign', 'HEAD', '--comment', 'a\nb']), /A comment is one line/);
    });
  });
});
