/**
 * What people and tools get wrong about signatures, each with real keys: none of it may pass for a countersignature.
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preAuthEncoding, renderEnvelope } from '../../src/core/signing/envelope';
import { parseEnvelope } from '../../src/core/signing/parseEnvelope';
import { toArmour } from '../../src/core/signing/sshSignature';
import { isOnPath } from './isOnPath';
import { PATH, POLICY, SENIOR, SignTeam, type Key } from './signSupport';
import { buildHookProgram } from './support';

describe('a countersignature does not count', () => {
  if (!isOnPath('ssh-keygen')) return;
  let built: string;
  let program: string;
  let team: SignTeam;
  let key: Key;
  let works: number;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-hook-'));
    program = buildHookProgram(built);
  });

  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    team = await SignTeam.create(program);
    works = 0;
    key = team.key('sam');
  });

  afterEach(() => team.dispose());

  /** The verdict on a signature of a new commit, judged by a base with these allowed signers. */
  async function verdictWith(signers: string, policy: object = POLICY, more = {}): Promise<string> {
    const base = team.base(signers, policy, more);
    team.work([['ai', `const rate = ${++works};`]]);
    await team.sign(SENIOR, key);
    return team.verdict(`${base}..HEAD`);
  }

  /** The same of an envelope that somebody put together. */
  async function verdictOn(forge: () => string, signers = `${SENIOR} ${key.publicKey}\n`): Promise<string> {
    const base = team.base(signers);
    team.work([['ai', `const rate = ${++works};`]]);
    team.setNote([forge()]);
    return team.verdict(`${base}..HEAD`);
  }

  async function detail(): Promise<string> {
    return (await team.verify('HEAD')).listed[0]?.detail ?? '';
  }

  describe('by its namespace', () => {
    it('when it was made for commits of git', async () => {
      assert.equal(await verdictOn(() => team.forge(key, {}, 'git')), 'namespace');
    });

    it('and passes for no commit signature itself', async () => {
      assert.equal(await verdictWith(`${SENIOR} ${key.publicKey}\n`), 'good');
      const envelope = parseEnvelope(team.envelopes()[0] ?? '');
      assert.ok(envelope.ok);
      const { repository } = team;
      writeFileSync(repository.beside('sig'), toArmour(envelope.value.signature));
      const verified = (namespace: string): number =>
        repository.run(
          'ssh-keygen',
          ['-Y', 'verify', '-f', '.github/allowed_signers', '-I', SENIOR, '-n', namespace].concat([
            '-s',
            repository.beside('sig'),
          ]),
          { stdin: new TextDecoder().decode(preAuthEncoding(envelope.value.payload)) },
        ).code;
      assert.deepEqual([verified('countersign'), verified('git')], [0, 255]);
    });

    it('when the allowed signers permit the key for git alone, and the line to write is named', async () => {
      assert.equal(await verdictWith(`${SENIOR} namespaces="git" ${key.publicKey}\n`), 'namespace');
      assert.match(await detail(), /Line 1 .*: write namespaces="git,countersign"\.$/);
      assert.equal(await verdictWith(`${SENIOR} namespaces="git,countersign" ${key.publicKey}\n`), 'good');
    });
  });

  describe('by who signed', () => {
    it('when only a pattern covers the signer', async () => {
      assert.equal(await verdictWith(`*@example.com ${key.publicKey}\n`), 'wildcard');
      assert.match(
        await detail(),
        /Line 1 .* has a pattern, which names nobody: list sam@example\.com literally/,
      );
    });

    it('when the key is that of somebody else, or somebody else claims the name', async () => {
      assert.equal(await verdictWith(`kim@example.com ${key.publicKey}\n`), 'wrong-key');
      const other = team.key('other');
      assert.equal(await verdictWith(`${SENIOR} ${other.publicKey}\n`), 'wrong-key');
    });

    it('when nobody knows the key', async () => {
      assert.equal(await verdictWith('# nobody yet\n'), 'unknown-signer');
    });

    it('when the key is only an authority for other keys', async () => {
      assert.equal(await verdictWith(`${SENIOR} cert-authority ${key.publicKey}\n`), 'unknown-signer');
    });

    it('twice when one key signs under two names', async () => {
      const base = team.base(`${SENIOR},kim@example.com ${key.publicKey}\n`);
      team.work([['ai', 'const rate = 2;']]);
      await team.sign(SENIOR, key);
      await team.sign('kim@example.com', key);
      assert.equal(await team.verdict(`${base}..HEAD`), 'good same-key');
    });

    it('when the author signs, unless the policy allows it', async () => {
      const base = team.base(`dana@example.com ${key.publicKey}\n`);
      team.work([['ai', 'const rate = 2;']]);
      await team.sign('dana@example.com', key);
      assert.equal(await team.verdict(`${base}..HEAD`), 'self-signed');
      const countersign = { ...POLICY.countersign, selfAllowed: true };
      const lenient = team.base(`dana@example.com ${key.publicKey}\n`, { ...POLICY, countersign });
      team.work([['ai', 'const rate = 3;']]);
      await team.sign('dana@example.com', key);
      assert.equal(await team.verdict(`${lenient}..HEAD`), 'good');
    });

    it('when only the user or the working tree trusts the key', async () => {
      const signers = team.repository.beside('trusting');
      writeFileSync(signers, `${SENIOR} ${key.publicKey}\n`);
      team.repository.git('config', 'gpg.ssh.allowedSignersFile', signers);
      const base = team.base('# nobody\n');
      team.work([['ai', 'const rate = 2;']]);
      await team.sign(SENIOR, key);
      team.repository.write('.github/allowed_signers', `${SENIOR} ${key.publicKey}\n`);
      assert.equal(await team.verdict(`${base}..HEAD`), 'unknown-signer');
    });
  });

  describe('by when', () => {
    it('after the key has expired, however the statement is dated', async () => {
      const signers = `${SENIOR} valid-before="20200101Z" ${key.publicKey}\n`;
      assert.equal(await verdictWith(signers), 'expired');
      assert.match(await detail(), /valid until 2020-01-01 00:00 UTC/);
      const dated = (): string => team.forge(key, { reviewedAt: '2019-06-01T00:00:00Z' });
      assert.equal(await verdictOn(dated, signers), 'expired');
    });

    it('before the key is valid', async () => {
      assert.equal(await verdictWith(`${SENIOR} valid-after="29990101" ${key.publicKey}\n`), 'not-yet-valid');
    });

    it('once the key is revoked, in a list of keys or a revocation list of SSH', async () => {
      const policy = {
        ...POLICY,
        countersign: { ...POLICY.countersign, revokedSigners: '.github/revoked' },
      };
      const other = team.key('other');
      const signers = `${SENIOR} ${key.publicKey}\n`;
      const revoked = (text: string | Uint8Array): Promise<string> => {
        team.repository.write('.github/revoked', text);
        return verdictWith(signers, policy);
      };
      assert.equal(await revoked(`${other.publicKey}\n`), 'good');
      assert.equal(await revoked(`${key.publicKey}\n`), 'revoked');
      const list = team.repository.beside('list.krl');
      team.repository.run('ssh-keygen', ['-q', '-k', '-f', list, `${key.file}.pub`]);
      assert.equal(await revoked(readFileSync(list)), 'revoked');
    });

    it('when the policy has put the file under another rule since', async () => {
      team.base(`${SENIOR} ${key.publicKey}\n`);
      team.work([['ai', 'const rate = 2;']]);
      await team.sign(SENIOR, key);
      const signed = team.id('HEAD');
      team.repository.git('checkout', '-q', '-b', 'later', 'HEAD~');
      const [payments, infra] = POLICY.critical;
      const base = team.base(`${SENIOR} ${key.publicKey}\n`, {
        ...POLICY,
        critical: [{ ...payments, name: 'secrets' }, infra],
      });
      team.repository.git('cherry-pick', signed);
      assert.equal(await team.verdict(`${base}..HEAD`), 'policy-changed');
    });
  });

  describe('by what was signed', () => {
    it('when one byte of the statement differs', async () => {
      const forged = (): string => {
        const envelope = parseEnvelope(team.forge(key));
        assert.ok(envelope.ok);
        const text = new TextDecoder().decode(envelope.value.payload);
        const payload = new TextEncoder().encode(text.replace('03:04:05Z', '03:04:06Z'));
        return renderEnvelope({ ...envelope.value, payload });
      };
      assert.equal(await verdictOn(forged), 'bad-signature');
    });

    it('when the bare JSON was signed, not its encoding', async () => {
      const forged = (): string => {
        const envelope = parseEnvelope(team.forge(key));
        assert.ok(envelope.ok);
        const shifted = preAuthEncoding(envelope.value.payload);
        return renderEnvelope({ ...envelope.value, payload: shifted });
      };
      assert.equal(await verdictOn(forged), 'malformed');
    });

    it('when the note was copied from another commit', async () => {
      const base = team.base(`${SENIOR} ${key.publicKey}\n`);
      team.work([['ai', 'const rate = 2;']]);
      await team.sign(SENIOR, key);
      const signed = team.envelopes();
      team.work([['ai', 'const rate = 9;']]);
      team.setNote(signed);
      const { listed } = await team.verify(`${base}..HEAD`);
      assert.deepEqual(
        listed.map(({ commit, reason }) => [commit, reason]),
        [
          [team.id('HEAD'), 'content-changed'],
          [team.id('HEAD~'), null],
        ],
      );
    });

    it('when it cannot be read, and then those beside it still do', async () => {
      const base = team.base(`${SENIOR} ${key.publicKey}\n`);
      team.work([['ai', 'const rate = 2;']]);
      await team.sign(SENIOR, key);
      const escape = { path: '../outside', blob: team.id(`HEAD:${PATH}`), rule: 'payments', lines: [] };
      team.setNote(['{"payload":', ...team.envelopes(), team.forge(key, { paths: [escape] })]);
      const { code, listed } = await team.verify(`${base}..HEAD`);
      assert.deepEqual([code, listed.map(({ reason }) => reason)], [1, [null, 'malformed', 'malformed']]);
    });
  });

  it('but lines that cannot be read do not spoil the allowed signers', async () => {
    const signers = `${SENIOR} ssh-ed25519 rubbish\n\n# Sam\n${SENIOR} unheard="of" ${key.publicKey}\n`;
    assert.equal(await verdictWith(`${signers}"${SENIOR}" ${key.publicKey} comment\r\n`), 'good');
    assert.equal(await verdictWith(signers), 'unknown-signer');
  });

  it('and each envelope is verified once, in however many notes it is', async () => {
    const base = team.base(`${SENIOR} ${key.publicKey}\n`);
    team.work([['ai', 'const rate = 2;']]);
    await team.sign(SENIOR, key);
    const [first = ''] = team.envelopes();
    for (const text of ['one', 'two', 'three']) {
      team.work([['human', text]], 'other.ts', text);
      team.setNote([first, first]);
    }
    const bin = team.repository.beside('bin');
    const count = team.repository.beside('count');
    const real = team.repository.run('sh', ['-c', 'command -v ssh-keygen']).stdout.trim();
    team.repository.run('mkdir', [bin]);
    writeFileSync(join(bin, 'ssh-keygen'), `#!/bin/sh\necho run >> '${count}'\nexec '${real}' "$@"\n`);
    chmodSync(join(bin, 'ssh-keygen'), 0o755);
    const path = process.env['PATH'] ?? '';
    process.env['PATH'] = `${bin}:${path}`;
    try {
      assert.match(await team.verdict(`${base}..HEAD`), /good/);
    } finally {
      process.env['PATH'] = path;
    }
    assert.equal(readFileSync(count, 'utf8'), 'run\n');
  });
});
