// Allowed-signers files: who is named, by which lines, and lines that count for nobody.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAllowedSigners } from '../../../src/core/signing/allowedSigners';
import { findSigner } from '../../../src/core/signing/findSigner';
import { sshTime } from '../../../src/core/signing/sshTime';

const NOW = Date.UTC(2026, 0, 1) / 1000;

/** A public key of the wire format; ours is never asked whether it is on a curve. */
function keyOf(seed: string): string {
  const part = (text: string): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    return Buffer.concat([length, Buffer.from(text)]);
  };
  return Buffer.concat([part('ssh-ed25519'), part(seed.padEnd(32, '.'))]).toString('base64');
}

const [SAM, KIM] = [keyOf('sam'), keyOf('kim')];

function found(file: string, email = 'sam@example.com', key = SAM, now = NOW): string {
  const answer = findSigner(parseAllowedSigners(file), key, email, now);
  return 'problem' in answer ? answer.problem.kind : `${answer.principal} ${answer.signer.line}`;
}

describe('allowed signers', () => {
  it('are read with options, quotes, several names, comments and CRLF', () => {
    const file = [
      '# people',
      `sam@example.com,s@example.com namespaces="git,countersign",valid-after="20200101Z" ssh-ed25519 ${SAM} Sam`,
      `"kim@example.com"  ssh-ed25519   ${KIM}`,
      '',
    ].join('\r\n');
    const { signers, malformed } = parseAllowedSigners(file);
    assert.deepEqual(malformed, []);
    assert.deepEqual(
      signers.map(({ line, principals, namespaces, validAfter, validBefore, key }) => [
        ...[line, principals, namespaces, validAfter, validBefore, key],
      ]),
      [
        [2, ['sam@example.com', 's@example.com'], 'git,countersign', Date.UTC(2020, 0, 1) / 1000, null, SAM],
        [3, ['kim@example.com'], null, null, null, KIM],
      ],
    );
  });

  const verdicts: readonly (readonly [what: string, line: string, verdict: string])[] = [
    ['a literal name', `sam@example.com ssh-ed25519 ${SAM}`, 'sam@example.com 1'],
    ['a name in other letters, as it is listed', `Sam@Example.com ssh-ed25519 ${SAM}`, 'Sam@Example.com 1'],
    ['a pattern', `*@example.com ssh-ed25519 ${SAM}`, 'wildcard'],
    ['a pattern of one letter', `sa?@example.com ssh-ed25519 ${SAM}`, 'wildcard'],
    ['an exception', `!kim@example.com,sam@example.com ssh-ed25519 ${SAM}`, 'wildcard'],
    ['a name beside a pattern', `sam@example.com,*@x ssh-ed25519 ${SAM}`, 'wildcard'],
    ['an authority', `sam@example.com cert-authority ssh-ed25519 ${SAM}`, 'unknown-signer'],
    ['another key', `sam@example.com ssh-ed25519 ${KIM}`, 'wrong-key'],
    ['another name', `kim@example.com ssh-ed25519 ${SAM}`, 'wrong-key'],
    ['all namespaces', `sam@example.com namespaces="*" ssh-ed25519 ${SAM}`, 'sam@example.com 1'],
    ['a namespace by a pattern', `sam@example.com namespaces="git,count*" ssh-ed25519 ${SAM}`, 'sam@example.com 1'],
    ['another namespace', `sam@example.com namespaces="git" ssh-ed25519 ${SAM}`, 'namespace'],
    ['an excepted namespace', `sam@example.com namespaces="*,!countersign" ssh-ed25519 ${SAM}`, 'namespace'],
    ['an option in capitals', `sam@example.com NAMESPACES="git" ssh-ed25519 ${SAM}`, 'namespace'],
    ['a time that is over', `sam@example.com valid-before="20251231" ssh-ed25519 ${SAM}`, 'expired'],
    ['a time to come', `sam@example.com valid-after="20270101" ssh-ed25519 ${SAM}`, 'not-yet-valid'],
    ['an unknown option', `sam@example.com no-touch ssh-ed25519 ${SAM}`, 'unknown-signer'],
    ['an option twice', `sam@example.com namespaces="git",namespaces="countersign" ssh-ed25519 ${SAM}`, 'unknown-signer'],
    ['an option without quotes', `sam@example.com namespaces=countersign ssh-ed25519 ${SAM}`, 'unknown-signer'],
    ['a time that does not exist', `sam@example.com valid-before="20261399" ssh-ed25519 ${SAM}`, 'unknown-signer'],
    ['a type that is not the key’s', `sam@example.com ssh-rsa ${SAM}`, 'unknown-signer'],
    ['no name', `ssh-ed25519 ${SAM}`, 'unknown-signer'],
    ['an empty name', `,sam@example.com ssh-ed25519 ${SAM}`, 'unknown-signer'],
    ['a comment', `#sam@example.com ssh-ed25519 ${SAM}`, 'unknown-signer'],
  ]; // prettier-ignore
  for (const [what, line, verdict] of verdicts)
    it(`with ${what}: ${verdict.split(' ')[0]}`, () => assert.equal(found(`${line}\n`), verdict));

  it('name nobody by a pattern, not even who calls himself like the pattern', () => {
    const file = `*@example.com ssh-ed25519 ${SAM}\n`;
    assert.equal(found(file, '*@example.com'), 'wildcard');
  });

  it('count by any line that is good, wherever it stands', () => {
    const expired = `sam@example.com valid-before="20200101" ssh-ed25519 ${SAM}`;
    assert.equal(
      found(`*@example.com ssh-ed25519 ${SAM}\n${expired}\nsam@example.com ssh-ed25519 ${SAM}`),
      'sam@example.com 3',
    );
    assert.equal(found(`${expired}\n*@example.com ssh-ed25519 ${SAM}`), 'expired');
  });

  it('are read or left out, but never fail and never take long, whatever the text', () => {
    const parts = fc.constantFrom(
      'sam@x',
      ' ',
      '"',
      ',',
      '=',
      '\\',
      'namespaces="',
      '*',
      '\n',
      SAM,
      'ssh-ed25519 ',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (texts) => void parseAllowedSigners(texts.join(''))),
    );
    fc.assert(fc.property(fc.string(), (text) => void parseAllowedSigners(text)));
    const patterns = `sam@example.com namespaces="${'*'.repeat(5000)}x" ssh-ed25519 ${SAM}`;
    assert.equal(found(patterns), 'namespace');
    assert.deepEqual(parseAllowedSigners('x'.repeat(2_000_001)).signers, []);
  });
});

describe('times of OpenSSH', () => {
  it('are in UTC with Z and otherwise local', () => {
    assert.equal(sshTime('20260102Z'), Date.UTC(2026, 0, 2) / 1000);
    assert.equal(sshTime('202601020304Z'), Date.UTC(2026, 0, 2, 3, 4) / 1000);
    assert.equal(sshTime('20260102030405z'), Date.UTC(2026, 0, 2, 3, 4, 5) / 1000);
    assert.equal(sshTime('20260102'), new Date(2026, 0, 2).getTime() / 1000);
  });

  it('are none when they do not exist', () => {
    for (const text of ['', '2026', '20260230', '20261301', '2026010225', '202601022500', '20260102030', 'x'])
      assert.equal(sshTime(text), null, text);
  });
});
