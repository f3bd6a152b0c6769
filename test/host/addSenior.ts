/**
 * Gives a sample repository a senior whose SSH key its policy lists, and a branch to be reviewed.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { gitIn } from './gitIn';

export interface Senior {
  readonly name: string;
  readonly email: string;
  /** Makes him who commits and signs from now on. */
  takesOver(root: string): Promise<void>;
}

/** Has to be among the people of the group that the sample's policy names. */
export const senior: Senior = {
  name: 'Dana Lee',
  email: 'dana@example.com',
  async takesOver(root) {
    await become(root, senior.name, senior.email);
    await git(root, 'config', 'gpg.format', 'ssh');
    await git(root, 'config', 'user.signingKey', keyFile(root));
  },
};

/** @param branch is made and checked out, behind the commit that says who may sign */
export async function addSenior(root: string, branch: string): Promise<void> {
  const key = keyFile(root);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
  const file = path.join(root, '.countersign.json');
  const terms = '"countersign": { "require": "signature", "allowedSigners": ".github/allowed_signers" },';
  writeFileSync(file, readFileSync(file, 'utf8').replace('"groups"', `${terms}\n  "groups"`));
  mkdirSync(path.join(root, '.github'));
  writeFileSync(
    path.join(root, '.github', 'allowed_signers'),
    `${senior.email} ${readFileSync(`${key}.pub`, 'utf8')}`,
  );
  await git(root, 'add', '--all');
  const robin = ['-c', 'user.name=Robin Vale', '-c', 'user.email=robin@example.com'];
  await git(root, ...robin, 'commit', '--quiet', '-m', 'Say who may sign');
  await git(root, 'checkout', '--quiet', '-b', branch);
}

/** Makes the junior who commits from now on. */
export function becomeJunior(root: string): Promise<void> {
  return become(root, 'Robin Vale', 'robin@example.com');
}

async function become(root: string, name: string, email: string): Promise<void> {
  await git(root, 'config', 'user.name', name);
  await git(root, 'config', 'user.email', email);
}

function keyFile(root: string): string {
  return path.join(path.dirname(root), 'dana');
}

function git(root: string, ...args: string[]): Promise<string> {
  return gitIn(root, process.env as Record<string, string>, ...args);
}
