/**
 * Judges signatures of SSH: our reading of the allowed signers says which line may vouch, and `ssh-keygen` has to agree,
 * seeing that line alone.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CountersignError } from '../../../core/errors';
import { parseAllowedSigners, type AllowedSigners } from '../../../core/signing/allowedSigners';
import { encodeBase64 } from '../../../core/signing/base64';
import { preAuthEncoding, type Envelope } from '../../../core/signing/envelope';
import { findSigner } from '../../../core/signing/findSigner';
import { problem, type Problem } from '../../../core/signing/problem';
import { NAMESPACE, parseSshSignature, toArmour } from '../../../core/signing/sshSignature';
import { runProgram } from '../runProgram';
import { sshFingerprint } from './sshFingerprint';
import type { Trust } from './trust';

export interface SignatureVerdict {
  /** As listed, or as claimed. */
  readonly email: string;
  readonly key: string | null;
  readonly problem: Problem | null;
}

export class SshVerifier {
  private readonly allowed: AllowedSigners;
  private files = 0;

  /**
   * @param directory where files may be written
   * @param now seconds since the epoch
   */
  constructor(
    private readonly directory: string,
    private readonly trust: Trust,
    private readonly now: number,
  ) {
    this.allowed = parseAllowedSigners(trust.allowedSigners);
  }

  /** @param email whom the statement names */
  async verify({ payload, signature }: Envelope, email: string): Promise<SignatureVerdict> {
    const parsed = parseSshSignature(signature);
    if (!parsed.ok) return { email, key: null, problem: problem('malformed', sentence(parsed.error)) };
    const { publicKey, namespace } = parsed.value;
    const key = sshFingerprint(publicKey);
    if (namespace !== NAMESPACE) {
      const found = problem('namespace', 'It was made for something else than countersigning: sign again.');
      return { email, key, problem: found };
    }
    const found = findSigner(this.allowed, encodeBase64(publicKey), email, this.now);
    if ('problem' in found) return { email: found.principal ?? email, key, problem: found.problem };
    const { principal, signer } = found;
    const problemOfBytes = await this.ask(
      toArmour(signature),
      preAuthEncoding(payload),
      principal,
      signer.text,
    );
    return { email: principal, key, problem: problemOfBytes };
  }

  private async ask(
    armour: string,
    data: Uint8Array,
    principal: string,
    line: string,
  ): Promise<Problem | null> {
    const name = join(this.directory, `ssh-${this.files++}`);
    const [signature, signers, revoked] = [`${name}.sig`, `${name}.signers`, `${name}.revoked`];
    const { revokedSigners } = this.trust;
    await Promise.all([
      writeFile(signature, armour),
      writeFile(signers, `${line}\n`),
      ...(revokedSigners === null ? [] : [writeFile(revoked, revokedSigners)]),
    ]);
    const args = ['-Y', 'verify', '-f', signers, '-I', principal, '-n', NAMESPACE, '-s', signature];
    const isGood = async (more: readonly string[]): Promise<boolean> => {
      const done = await runProgram('ssh-keygen', [...args, ...more], { stdin: data });
      if (done !== null) return done.code === 0;
      throw new CountersignError(
        'signing-failed',
        'ssh-keygen could not be started, so no signature can be verified: install OpenSSH.',
      );
    };
    if (await isGood(revokedSigners === null ? [] : ['-r', revoked])) return null;
    // Of a revoked key `ssh-keygen` says no more than of a wrong signature.
    if (revokedSigners !== null && (await isGood([])))
      return problem('revoked', 'The key is revoked: sign again with another key.');
    return problem('bad-signature', 'The signature is not right: the statement was changed or damaged.');
  }
}

function sentence(reason: string): string {
  return `It cannot be read: ${reason}.`;
}
