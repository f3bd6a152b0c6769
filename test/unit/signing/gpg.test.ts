// What gpg tells about a signature and a keyring.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gpgKeys } from '../../../src/core/signing/gpgKeys';
import { gpgVerdict } from '../../../src/core/signing/gpgStatus';

const [PRIMARY, SUBKEY] = ['A'.repeat(40), 'B'.repeat(40)];
const valid = `[GNUPG:] VALIDSIG ${SUBKEY} 2026-01-02 1767312000 0 4 0 22 8 00 ${PRIMARY}`;
const good = ['[GNUPG:] NEWSIG', '[GNUPG:] GOODSIG BBBB Sam <sam@example.com>', valid];

function verdict(...lines: readonly string[]): string {
  const answer = gpgVerdict(lines.join('\n'));
  return 'problem' in answer ? answer.problem.kind : answer.fingerprint;
}

describe('the status of gpg', () => {
  it('names the primary key of one good signature', () => assert.equal(verdict(...good), PRIMARY));

  it('is bad news when any line is, whatever else it says', () => {
    assert.equal(verdict(...good, '[GNUPG:] EXPKEYSIG BBBB Sam'), 'expired');
    assert.equal(verdict(...good, '[GNUPG:] EXPSIG BBBB Sam'), 'expired');
    assert.equal(verdict(...good, '[GNUPG:] REVKEYSIG BBBB Sam'), 'revoked');
    assert.equal(verdict('[GNUPG:] BADSIG BBBB Sam', valid), 'bad-signature');
    assert.equal(verdict('[GNUPG:] ERRSIG BBBB 22 8 00 1 9', '[GNUPG:] NO_PUBKEY BBBB'), 'unknown-signer');
  });

  it('is bad news when there is no signature, or more than one', () => {
    assert.equal(verdict(''), 'bad-signature');
    assert.equal(verdict(...good, ...good), 'bad-signature');
    assert.equal(verdict(valid), 'bad-signature');
    assert.equal(verdict('gpg: Good signature', ...good.map((line) => ` ${line}`)), 'bad-signature');
    assert.equal(verdict(...good.slice(0, 2), '[GNUPG:] VALIDSIG no-fingerprint'), 'bad-signature');
    fc.assert(fc.property(fc.string(), (text) => assert.ok('problem' in gpgVerdict(text))));
  });
});

describe('a keyring of gpg', () => {
  it('names people by the primary keys, without names that are revoked', () => {
    const listing = [
      'tru::1:1:0:3:1:5',
      'pub:-:255:22:AAAA:1:::-:::scSC:::::ed25519:::0:',
      `fpr:::::::::${PRIMARY}:`,
      'uid:-::::1::H::Sam Ray <Sam@example.com>::::::::::0:',
      'uid:r::::1::H::Sam Ray <old@example.com>::::::::::0:',
      'uid:-::::1::H::bare@example.com::::::::::0:',
      'sub:-:255:22:BBBB:1::::::s:::::ed25519::',
      `fpr:::::::::${SUBKEY}:`,
    ];
    assert.deepEqual([...gpgKeys(listing.join('\n'))], [[PRIMARY, ['sam@example.com', 'bare@example.com']]]);
    fc.assert(fc.property(fc.string(), (text) => void gpgKeys(text)));
  });
});
