/**
 * The DSSE envelope of a statement (https://github.com/secure-systems-lab/dsse): the signed bytes, what they are, and one
 * signature. Never the bare JSON is signed, but its pre-authentication encoding, which also says the type.
 */
import { encodeUtf8 } from '../commit/utf8';
import { encodeBase64 } from './base64';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

export interface Envelope {
  /** The exact bytes that were signed. */
  readonly payload: Uint8Array;
  /** A hint which key signed: `SHA256:…` of SSH, a fingerprint of GPG. Nothing vouches for it. */
  readonly keyId: string;
  /** The bytes of an SSHSIG or of a detached OpenPGP signature. */
  readonly signature: Uint8Array;
}

/** What is signed: the type and the payload, each with its length. */
export function preAuthEncoding(payload: Uint8Array): Uint8Array {
  const head = encodeUtf8(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `);
  const all = new Uint8Array(head.length + payload.length);
  all.set(head);
  all.set(payload, head.length);
  return all;
}

/** The envelope as one line of JSON; the same envelope is the same text. */
export function renderEnvelope({ payload, keyId, signature }: Envelope): string {
  return JSON.stringify({
    payload: encodeBase64(payload),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid: keyId, sig: encodeBase64(signature) }],
  });
}
