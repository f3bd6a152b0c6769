/**
 * The keys that people have: files, agents, other programs, passphrases and GPG. The program runs as a process without a
 * terminal, as in a script.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { isOnPath } from './isOnPath';
import { POLICY, SENIOR, SignTeam, type Key } from './signSupport';
import { buildCommandLine, buildHookProgram } from './support';

describe('countersign sign', () => {
  if (!isOnPath('ssh-keygen')) return;
  let programs: string;
  let program: string;
  let commandLine: string;
  let team: SignTeam;
  let key: Key;
  let base: string;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    program = buildHookProgram(programs);
    commandLine = buildCommandLine(programs);
  });

  after(() => rmSync(programs, { recursive: true, force: true }));

  beforeEach(async () => {
    team = await SignTeam.create(program);
    key = team.key('sam');
    base = team.base(`${SENIOR} ${key.publicKey}\n`);
    team.work([['ai', 'const rate = 2;']]);
  });

  afterEach(() => team.dispose());

  /** Without a terminal: in a session of its own, programs cannot open that of whoever runs the tests. */
  async function sign(env: Readonly<Record<string, string>> = {}): Promise<string> {
    const child = spawn(process.execPath, [commandLine, 'sign', 'HEAD', '--yes'], {
      cwd: team.repository.root,
      env: team.repository.environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return err === '' ? out : err;
  }

  async function assertSigned(env: Readonly<Record<string, string>> = {}): Promise<void> {
    assert.match(await sign(env), /\nCountersigned \w{10} as sam@example\.com with the key SHA256:/);
    assert.match(await team.verdict(`${base}..HEAD`), /^good( good)*$/);
  }

  async function withAgent(work: (env: Readonly<Record<string, string>>) => Promise<void>): Promise<void> {
    const socket = team.repository.beside('agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      await new Promise((resolve) => agent.stdout.once('data', resolve));
      await work({ SSH_AUTH_SOCK: socket });
    } finally {
      agent.kill();
    }
  }

  const script = (name: string, lines: string): string => {
    const file = team.repository.beside(name);
    writeFileSync(file, `#!/bin/sh\n${lines}\n`);
    chmodSync(file, 0o755);
    return file;
  };

  it('takes the public key whose private one lies beside it', async () => {
    team.be(SENIOR, `${key.file}.pub`);
    await assertSigned();
  });

  it('finds a key in the home directory', async () => {
    writeFileSync(join(team.repository.home, 'mine'), readFileSync(key.file), { mode: 0o600 });
    team.be(SENIOR, '~/mine');
    await assertSigned();
  });

  it('takes a key from the agent, by its file or given literally', async () => {
    await withAgent(async (env) => {
      team.repository.run('ssh-add', ['-q', key.file], { env });
      rmSync(key.file);
      team.be(SENIOR, `${key.file}.pub`);
      await assertSigned(env);
      team.be(SENIOR, `key::${key.publicKey}`);
      await assertSigned(env);
    });
  });

  it('says what to do when there is no private key, with or without an agent', async () => {
    rmSync(key.file);
    for (const named of [`${key.file}.pub`, `key::${key.publicKey}`]) {
      team.be(SENIOR, named);
      assert.match(await sign(), /^countersign: There is no private key .*ssh-add.*\n$/);
      await withAgent(async (env) => assert.match(await sign(env), /There is no private key .*ssh-add/));
    }
  });

  it('says what to do when a passphrase cannot be asked for', async () => {
    const locked = team.key('locked', 'secret passphrase');
    team.be(SENIOR, locked);
    assert.match(
      await sign(),
      /^countersign: The signing key .*locked has a passphrase that nobody could be asked for: run this in a terminal, or add the key to your agent with ssh-add\.\n$/,
    );
  });

  it('signs with the program that git is told to use', async () => {
    const log = team.repository.beside('log');
    const own = script('own-ssh', `echo "$@" >> '${log}'\nexec ssh-keygen "$@"`);
    team.be(SENIOR, key);
    team.repository.git('config', 'gpg.ssh.program', own);
    await assertSigned();
    assert.match(readFileSync(log, 'utf8'), /^-Y sign -n countersign -f \S+\/sam /);
    team.repository.git('config', 'gpg.ssh.program', team.repository.beside('gone'));
    assert.match(await sign(), /gone could not be started: install OpenSSH, or correct gpg\.ssh\.program/);
  });

  it('asks the command for the key that git would ask', async () => {
    await withAgent(async (env) => {
      team.repository.run('ssh-add', ['-q', key.file], { env });
      team.be(SENIOR, null);
      const lister = script('list keys', `echo 'key::${key.publicKey}'`);
      team.repository.git('config', 'gpg.ssh.defaultKeyCommand', `'${lister}' -L`);
      await assertSigned(env);
      team.repository.git('config', 'gpg.ssh.defaultKeyCommand', 'false');
      assert.match(await sign(env), /gpg\.ssh\.defaultKeyCommand gave no key/);
    });
  });

  it('tells a signer whose key nobody lists', async () => {
    team.be('kim@example.com', key);
    assert.match(await sign(), /Signed, but it does not count yet\. The key is that of sam@example\.com/);
  });

  if (!isOnPath('gpg')) return;

  describe('with GPG', () => {
    const policy = { ...POLICY, countersign: { require: 'signature', gpgKeyring: '.github/signers.gpg' } };
    let home: string;

    beforeEach(() => {
      home = team.repository.beside('g');
      mkdirSync(home, { mode: 0o700 });
    });

    afterEach(() => {
      team.repository.run('gpgconf', ['--homedir', home, '--kill', 'all']);
    });

    const gpg = (args: readonly string[], faked: readonly string[] = []): string => {
      const all = ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...faked, ...args];
      const { code, stdout, stderr } = team.repository.run('gpg', all);
      if (code !== 0) throw new Error(stderr);
      return stdout;
    };

    const makeKey = (person: string, expires = '0', faked: readonly string[] = []): void =>
      void gpg(['--quick-generate-key', person, 'ed25519', 'sign', expires], faked);

    const keyring = (of: string): Uint8Array => {
      gpg(['--yes', '--output', join(home, 'exported'), '--export', of]);
      return readFileSync(join(home, 'exported'));
    };

    /** Signs with the key of a person; the base trusts a keyring. */
    async function verdictOf(user: string, ring: Uint8Array, faked = ''): Promise<string> {
      team.repository.write('.github/signers.gpg', ring);
      const from = team.base('', policy);
      team.work([['ai', `const rate = ${from.slice(0, 8)};`]]);
      team.be(SENIOR, user);
      team.repository.git('config', 'gpg.format', 'openpgp');
      const own = script('own-gpg', `exec gpg --homedir '${home}' --batch ${faked} "$@"`);
      team.repository.git('config', 'gpg.program', own);
      await sign();
      team.be('dana@example.com', null);
      return team.verdict(`${from}..HEAD`);
    }

    it('counts by the keyring of the base alone', async () => {
      makeKey(`Sam Ray <${SENIOR}>`);
      makeKey('Kim Roy <kim@example.com>');
      assert.equal(await verdictOf(SENIOR, keyring(SENIOR)), 'good');
      const [listed] = (await team.verify('HEAD')).listed;
      assert.match(listed?.key ?? '', /^[0-9A-F]{40}$/);
      assert.equal(await verdictOf(SENIOR, keyring('kim@example.com')), 'unknown-signer');
      assert.equal(await verdictOf('kim@example.com', keyring('kim@example.com')), 'wrong-key');
    });

    it('does not count after the key has expired or was revoked', async () => {
      const then = ['--faked-system-time', '20200101T000000!'];
      makeKey(`Sam Ray <${SENIOR}>`, '2020-06-01', then);
      assert.equal(await verdictOf(SENIOR, keyring(SENIOR), then.join(' ')), 'expired');
      makeKey('Kim Roy <kim@example.com>');
      await verdictOf('kim@example.com', keyring('kim@example.com'));
      const print = /^fpr:+([0-9A-F]+):/m.exec(gpg(['--with-colons', '--list-keys', 'kim@example.com']))?.[1];
      const certificate = join(home, 'openpgp-revocs.d', `${print}.rev`);
      writeFileSync(certificate, readFileSync(certificate, 'utf8').replace(':-----BEGIN', '-----BEGIN'));
      const unrevoked = keyring('kim@example.com');
      assert.equal(await verdictOf('kim@example.com', unrevoked), 'wrong-key');
      const envelopes = team.envelopes();
      gpg(['--import', certificate]);
      team.repository.write('.github/signers.gpg', keyring('kim@example.com'));
      const from = team.base('', policy);
      team.work([['ai', 'const rate = 5;']]);
      team.setNote(envelopes);
      assert.equal(await team.verdict(`${from}..HEAD`), 'revoked');
    });

    it('says what to do when GPG has no such key', async () => {
      team.be(SENIOR, 'sam@example.com');
      team.repository.git('config', 'gpg.format', 'openpgp');
      const own = script('own-gpg', `exec gpg --homedir '${home}' --batch "$@"`);
      team.repository.git('config', 'gpg.program', own);
      assert.match(
        await sign(),
        /GPG has no secret key for sam@example\.com: check git config user\.signingKey/,
      );
    });
  });
});
