// Base64 as Node writes it, and nothing that would be a second text for the same bytes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeBase64, encodeBase64 } from '../../../src/core/signing/base64';

describe('base64', () => {
  it('writes what Node writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = encodeBase64(bytes);
        assert.equal(text, Buffer.from(bytes).toString('base64'));
        assert.deepEqual(decodeBase64(text), bytes);
      }),
    );
  });

  it('reads only what it writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw+/=-_ \n'), maxLength: 12 }), (text) => {
        const bytes = decodeBase64(text);
        assert.ok(bytes === null || encodeBase64(bytes) === text);
      }),
    );
    for (const text of ['A', 'AA', 'AA=', 'AB==', 'AAB=', 'AAAA=', 'AA==AAAA', 'AA\n==', '_w==', '====', 'é'])
      assert.equal(decodeBase64(text), null, text);
  });
});
