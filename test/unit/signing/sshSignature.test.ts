// SSHSIG, as the real program writes it and as nobody should.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fromArmour,
  isSshSignature,
  parseSshSignature,
  toArmour,
} from '../../../src/core/signing/sshSignature';

function string(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
}

const head = Buffer.from('SSHSIG\0\0\0\u0001');
const whole = Buffer.concat([head, ...['key', 'countersign', '', 'sha512', 'sig'].map(string)]);

describe('an SSH signature', () => {
  it('names its key and namespace', () => {
    const parsed = parseSshSignature(whole);
    assert.ok(parsed.ok);
    assert.equal(Buffer.from(parsed.value.publicKey).toString(), 'key');
    assert.equal(parsed.value.namespace, 'countersign');
  });

  it('is armoured and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) =>
        assert.deepEqual(fromArmour(toArmour(bytes)), bytes),
      ),
    );
    assert.equal(fromArmour('nothing'), null);
    assert.equal(fromArmour('-----END SSH SIGNATURE----------BEGIN SSH SIGNATURE-----'), null);
  });

  it('is refused when it is cut off, goes on, or has another version', () => {
    for (let length = 0; length < whole.length; length++)
      assert.equal(parseSshSignature(whole.subarray(0, length)).ok, false, String(length));
    assert.equal(parseSshSignature(Buffer.concat([whole, Buffer.from([0])])).ok, false);
    const later = Buffer.from(whole);
    later[9] = 2;
    assert.equal(parseSshSignature(later).ok, false);
    const endless = Buffer.from(whole);
    endless.fill(0xff, 10, 14);
    assert.equal(parseSshSignature(endless).ok, false);
  });

  it('is told from others, whatever the bytes', () => {
    assert.equal(isSshSignature(whole), true);
    fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.equal(parseSshSignature(bytes).ok, false)));
  });
});
