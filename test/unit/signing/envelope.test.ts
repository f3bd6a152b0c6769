// DSSE envelopes: what is signed, and lines that are none.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { preAuthEncoding, renderEnvelope } from '../../../src/core/signing/envelope';
import { LONGEST_ENVELOPE, parseEnvelope } from '../../../src/core/signing/parseEnvelope';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const good = {
  payload: 'e30=',
  payloadType: 'application/vnd.in-toto+json',
  signatures: [{ keyid: 'SHA256:x', sig: 'U1NI' }],
};

describe('an envelope', () => {
  it('signs type and payload with their lengths in bytes', () => {
    assert.equal(
      new TextDecoder().decode(preAuthEncoding(bytes('{"ä":1}'))),
      'DSSEv1 28 application/vnd.in-toto+json 8 {"ä":1}',
    );
  });

  it('reads what it writes, whatever the bytes', () => {
    const some = fc.uint8Array({ minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(some, some, fc.string({ maxLength: 50 }), (payload, signature, keyId) => {
        const line = renderEnvelope({ payload, signature, keyId });
        assert.ok(!line.includes('\n'));
        assert.deepEqual(parseEnvelope(line), { ok: true, value: { payload, signature, keyId } });
      }),
    );
  });

  it('ignores fields that it does not know, and a hint that is none', () => {
    const parsed = parseEnvelope(
      JSON.stringify({ ...good, more: 1, signatures: [{ sig: 'U1NI', keyid: 7 }] }),
    );
    assert.ok(parsed.ok && parsed.value.keyId === '');
  });

  const hostile: readonly (readonly [what: string, line: string, reason: RegExp])[] = [
    ['not JSON', 'garbage', /not JSON/],
    ['nothing', '', /not JSON/],
    ['a number', '7', /not an object/],
    ['a list', '[]', /not an object/],
    ['null', 'null', /not an object/],
    ['another type', JSON.stringify({ ...good, payloadType: 'text/plain' }), /payloadType/],
    ['no signature', JSON.stringify({ ...good, signatures: [] }), /exactly one signature/],
    ['two signatures', JSON.stringify({ ...good, signatures: [{}, {}] }), /exactly one signature/],
    ['signatures that are no list', JSON.stringify({ ...good, signatures: 'x' }), /exactly one signature/],
    ['a signature that is no object', JSON.stringify({ ...good, signatures: [null] }), /signature is not/],
    ['no payload', JSON.stringify({ ...good, payload: undefined }), /payload is not base64/],
    ['an empty payload', JSON.stringify({ ...good, payload: '' }), /payload is not base64/],
    ['base64 for the web', JSON.stringify({ ...good, payload: '_-A=' }), /payload is not base64/],
    ['bits behind the end', JSON.stringify({ ...good, payload: 'e31=' }), /payload is not base64/],
    ['a field twice', `{"payload":"e30=",${JSON.stringify(good).slice(1)}`, /"payload" is there twice/],
    ['a field twice, escaped', `{"pay\\u006coad":"e30=",${JSON.stringify(good).slice(1)}`, /there twice/],
    ['deep nesting', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /nested deeper than 32/],
    ['too much', JSON.stringify({ ...good, more: 'x'.repeat(LONGEST_ENVELOPE) }), /is longer than/],
  ];
  for (const [what, line, reason] of hostile)
    it(`is not read from ${what}`, () => {
      const parsed = parseEnvelope(line);
      assert.ok(!parsed.ok);
      assert.match(parsed.error, reason);
    });

  it('is read or refused, but never fails, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseEnvelope(text)));
    fc.assert(fc.property(fc.json(), (text) => void parseEnvelope(text)));
  });
});
