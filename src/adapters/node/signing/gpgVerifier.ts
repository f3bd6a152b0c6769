/**
 * Judges signatures of GPG with the keys of the base alone, in a home directory that is made for it: neither the user's
 * keyring nor their trust in keys counts.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printable } from '../../../core/commit/sanitise';
import { CountersignError } from '../../../core/errors';
import { preAuthEncoding, type Envelope } from '../../../core/signing/envelope';
import { gpgKeys } from '../../../core/signing/gpgKeys';
import { gpgVerdict } from '../../../core/signing/gpgStatus';
import { problem } from '../../../core/signing/problem';
import { runProgram, type ProgramOutput } from '../runProgram';
import type { SignatureVerdict } from './sshVerifier';

export class GpgVerifier {
  private readonly home: string;
  private keys: Promise<ReadonlyMap<string, readonly string[]>> | null = null;
  private files = 0;

  /**
   * @param directory where files may be written
   * @param keyring null: no GPG key is trusted
   */
  constructor(
    private readonly directory: string,
    private readonly keyring: Uint8Array | null,
  ) {
    this.home = join(directory, 'gnupg');
  }

  /** @param email whom the statement names */
  async verify({ payload, signature }: Envelope, email: string): Promise<SignatureVerdict> {
    if (this.keyring === null) {
      const found = problem('unknown-signer', 'The policy of the base names no "gpgKeyring": add one.');
      return { email, key: null, problem: found };
    }
    const keys = await (this.keys ??= this.import(this.keyring));
    const name = join(this.directory, `gpg-${this.files++}`);
    await Promise.all([
      writeFile(`${name}.sig`, signature),
      writeFile(`${name}.data`, preAuthEncoding(payload)),
    ]);
    const { stdout } = await this.gpg(['--status-fd', '1', '--verify', `${name}.sig`, `${name}.data`]);
    const verdict = gpgVerdict(Buffer.from(stdout).toString());
    if ('problem' in verdict) return { email, key: verdict.fingerprint, problem: verdict.problem };
    const { fingerprint } = verdict;
    if (keys.get(fingerprint)?.includes(email.toLowerCase()) === true)
      return { email, key: fingerprint, problem: null };
    const found = problem('wrong-key', `The key does not name ${printable(email)}.`);
    return { email, key: fingerprint, problem: found };
  }

  private async import(keyring: Uint8Array): Promise<ReadonlyMap<string, readonly string[]>> {
    await mkdir(this.home, { mode: 0o700 });
    await this.gpg(['--import'], keyring);
    const { stdout } = await this.gpg(['--with-colons', '--list-keys']);
    return gpgKeys(Buffer.from(stdout).toString());
  }

  private async gpg(args: readonly string[], stdin?: Uint8Array): Promise<ProgramOutput> {
    const flags = ['--homedir', this.home, '--batch', '--no-tty', '--no-options', '--no-autostart'];
    const trust = ['--no-auto-check-trustdb', '--no-auto-key-retrieve', '--trust-model', 'always'];
    const done = await runProgram('gpg', [...flags, ...trust, ...args], stdin === undefined ? {} : { stdin });
    if (done !== null) return done;
    throw new CountersignError(
      'signing-failed',
      'gpg could not be started, so signatures of GPG cannot be verified: install GnuPG.',
    );
  }
}
