/**
 * Signs bytes with the user's own key, by the programs that git itself uses.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printable } from '../../../core/commit/sanitise';
import { CountersignError } from '../../../core/errors';
import { fromArmour, NAMESPACE, parseSshSignature } from '../../../core/signing/sshSignature';
import { runProgram } from '../runProgram';
import { withScratch } from '../withScratch';
import { sshFingerprint } from './sshFingerprint';
import type { SigningKey } from './signingKey';

export interface MadeSignature {
  readonly signature: Uint8Array;
  /** Fingerprint of the key. */
  readonly keyId: string;
}

/**
 * @throws CountersignError `signing-failed`, with a sentence that says what to do
 */
export function signBytes(key: SigningKey, bytes: Uint8Array): Promise<MadeSignature> {
  return key.kind === 'ssh' ? signWithSsh(key, bytes) : signWithGpg(key, bytes);
}

/** As git does it: through files, which programs that stand in for `ssh-keygen` rely on. */
function signWithSsh(
  { program, key }: Extract<SigningKey, { kind: 'ssh' }>,
  bytes: Uint8Array,
): Promise<MadeSignature> {
  return withScratch(async (directory) => {
    const [data, publicKey] = [join(directory, 'statement'), join(directory, 'key.pub')];
    await writeFile(data, bytes);
    if ('literal' in key) await writeFile(publicKey, `${key.literal}\n`);
    const file = 'file' in key ? key.file : publicKey;
    // -U: a key that was given literally can only be in the agent.
    const flags = ['-Y', 'sign', '-n', NAMESPACE, '-f', file, ...('literal' in key ? ['-U'] : [])];
    const done = await runProgram(program, [...flags, data]);
    if (done === null)
      throw failed(`${program} could not be started: install OpenSSH, or correct gpg.ssh.program.`);
    const signature = fromArmour(await readFile(`${data}.sig`, 'utf8').catch(() => ''));
    const parsed = signature === null ? null : parseSshSignature(signature);
    if (done.code !== 0 || signature === null || parsed?.ok !== true)
      throw failed(sshSentence(done.stderr, 'file' in key ? key.file : 'given in user.signingKey'));
    return { signature, keyId: sshFingerprint(parsed.value.publicKey) };
  });
}

function sshSentence(stderr: string, key: string): string {
  const name = printable(key);
  if (/passphrase/i.test(stderr))
    return `The signing key ${name} has a passphrase that nobody could be asked for: run this in a terminal, or add the key to your agent with ssh-add.`;
  if (
    /No private key|agent refused|not found in agent|find key in agent|get agent socket|communicate with agent/i.test(
      stderr,
    )
  )
    return `There is no private key for the signing key ${name}: add it to your agent with ssh-add, or set user.signingKey to a private key.`;
  if (/No such file|load|invalid format|permission/i.test(stderr))
    return `The signing key ${name} cannot be read: check git config user.signingKey (${reason(stderr)}).`;
  return `Signing with the key ${name} failed (${reason(stderr)}): try ssh-keygen -Y sign with it.`;
}

async function signWithGpg(
  { program, user }: Extract<SigningKey, { kind: 'gpg' }>,
  bytes: Uint8Array,
): Promise<MadeSignature> {
  const args = ['--status-fd=2', '--detach-sign', '--local-user', user, '--output', '-'];
  const done = await runProgram(program, args, { stdin: bytes });
  if (done === null) throw failed(`${program} could not be started: install GnuPG, or correct gpg.program.`);
  const keyId = /^\[GNUPG:\] SIG_CREATED (?:\S+ ){5}([0-9A-F]{40,64})/m.exec(done.stderr)?.[1];
  if (done.code === 0 && keyId !== undefined) return { signature: done.stdout, keyId };
  const said = done.stderr.replace(/^\[GNUPG:\].*$/gm, '');
  if (/No secret key|secret key not available/i.test(said))
    throw failed(`GPG has no secret key for ${printable(user)}: check git config user.signingKey.`);
  if (/pinentry|ioctl|passphrase/i.test(said))
    throw failed(
      'GPG could not ask for the passphrase of your key: run this in a terminal, with GPG_TTY set.',
    );
  throw failed(`GPG could not sign (${reason(said)}): try gpg --detach-sign with that key.`);
}

function reason(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return printable(lines.at(-1) ?? '').replace(/\.$/, '') || 'it gave no reason';
}

function failed(sentence: string): CountersignError {
  return new CountersignError('signing-failed', sentence);
}
