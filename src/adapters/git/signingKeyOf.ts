/**
 * Which key a person signs with, by git's own settings: `gpg.format`, `user.signingKey` and what belongs to them.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CountersignError } from '../../core/errors';
import type { Git } from '../../core/ports';
import { runProgram } from '../node/runProgram';
import type { SigningKey } from '../node/signing/signingKey';
import { textOf } from './gitText';
import { splitCommand } from './splitCommand';

const NONE =
  'Git has no key to sign with: run git config --global gpg.format ssh and ' +
  'git config --global user.signingKey ~/.ssh/id_ed25519.pub (docs/signing.md has all of it).';

/**
 * @param root where relative paths start
 * @param identity `Name <email>`; the key of GPG when nothing else names one
 * @throws CountersignError `signing-failed`
 */
export async function signingKeyOf(git: Git, root: string, identity: string): Promise<SigningKey> {
  const format = await setting(git, 'gpg.format');
  const named = (await setting(git, 'user.signingKey')) ?? '';
  if (format === 'x509')
    throw failed(
      'Countersigning works with keys of SSH and GPG, not with gpg.format x509: run git config gpg.format ssh.',
    );
  if (format === 'ssh') return sshKey(git, root, named === '' ? await defaultKey(git, root) : named);
  if (format === null && named === '') throw failed(NONE);
  if (isLiteral(named) || (await isSshFile(resolve(root, named))))
    throw failed('user.signingKey is a key of SSH, but git signs with GPG: run git config gpg.format ssh.');
  const program = (await setting(git, 'gpg.openpgp.program')) ?? (await setting(git, 'gpg.program')) ?? 'gpg';
  return { kind: 'gpg', program, user: named === '' ? identity : named };
}

async function sshKey(git: Git, root: string, named: string): Promise<SigningKey> {
  if (named === '') throw failed(NONE);
  const program = (await setting(git, 'gpg.ssh.program', true)) ?? 'ssh-keygen';
  if (isLiteral(named)) return { kind: 'ssh', program, key: { literal: named.replace(/^key::/, '') } };
  const file = resolve(root, (await setting(git, 'user.signingKey', true)) ?? named);
  return { kind: 'ssh', program, key: { file } };
}

/** The first key that the command lists, as git takes it. */
async function defaultKey(git: Git, root: string): Promise<string> {
  const command = await setting(git, 'gpg.ssh.defaultKeyCommand');
  if (command === null) return '';
  const [program = '', ...args] = splitCommand(command);
  const done = program === '' ? null : await runProgram(program, args, { directory: root });
  const [first = ''] = done === null ? [] : textOf(done.stdout).split('\n');
  if (done?.code === 0 && isLiteral(first.trim())) return first.trim();
  throw failed('gpg.ssh.defaultKeyCommand gave no key: run it yourself, or set user.signingKey.');
}

function isLiteral(key: string): boolean {
  return key.startsWith('key::') || key.startsWith('ssh-');
}

async function isSshFile(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.startsWith('-----BEGIN OPENSSH PRIVATE KEY-----') || /^(?:ssh|ecdsa|sk)-\S+ /.test(text);
}

/** @param isPath expand `~` as git does */
async function setting(git: Git, name: string, isPath = false): Promise<string | null> {
  const { code, stdout } = await git.run(['config', ...(isPath ? ['--type=path'] : []), '--get', name]);
  const value = textOf(stdout).trim();
  return code !== 0 || value === '' ? null : value;
}

function failed(sentence: string): CountersignError {
  return new CountersignError('signing-failed', sentence);
}
