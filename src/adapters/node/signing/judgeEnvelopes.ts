/**
 * Judges envelopes by what the base vouches for: each distinct one once, a few at a time.
 */
import { printable } from '../../../core/commit/sanitise';
import type { JudgedStatement } from '../../../core/signing/judgedStatement';
import { parseEnvelope } from '../../../core/signing/parseEnvelope';
import { parseStatement } from '../../../core/signing/parseStatement';
import { problem } from '../../../core/signing/problem';
import { isSshSignature } from '../../../core/signing/sshSignature';
import { inParallel } from '../inParallel';
import { withScratch } from '../withScratch';
import { GpgVerifier } from './gpgVerifier';
import { SshVerifier } from './sshVerifier';
import type { Trust } from './trust';

/** Each is a process; more of them than processors would only wait. */
const AT_ONCE = 4;

/**
 * @param envelopes one line each → full ids of the commits in whose notes it is
 * @param now seconds since the epoch
 * @throws CountersignError `signing-failed` when the programs that verify are not there
 */
export function judgeEnvelopes(
  envelopes: ReadonlyMap<string, readonly string[]>,
  trust: Trust,
  now: number,
): Promise<JudgedStatement[]> {
  return withScratch(async (directory) => {
    const ssh = new SshVerifier(directory, trust, now);
    const gpg = new GpgVerifier(directory, trust.gpgKeyring);
    return inParallel([...envelopes], AT_ONCE, async ([envelope, notedOn]): Promise<JudgedStatement> => {
      const parsed = parseEnvelope(envelope);
      if (!parsed.ok) return malformed(envelope, notedOn, parsed.error);
      const statement = parseStatement(parsed.value.payload);
      if (!statement.ok) return malformed(envelope, notedOn, statement.error);
      const { email } = statement.value.reviewer;
      const verifier = isSshSignature(parsed.value.signature) ? ssh : gpg;
      const verdict = await verifier.verify(parsed.value, email);
      return { envelope, notedOn, statement: statement.value, ...verdict };
    });
  });
}

function malformed(envelope: string, notedOn: readonly string[], reason: string): JudgedStatement {
  const found = problem('malformed', `It cannot be read (${printable(reason)}): remove it, and sign again.`);
  return { envelope, notedOn, statement: null, email: '', key: null, problem: found };
}
