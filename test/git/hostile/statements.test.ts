/**
 * Envelopes and statements as anybody who may push notes can craft them, some with the right signature.
 */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { preAuthEncoding, renderEnvelope } from '../../../src/core/signing/envelope';
import { fromArmour } from '../../../src/core/signing/sshSignature';
import { PREDICATE_TYPE, STATEMENT_TYPE } from '../../../src/core/signing/statement';
import { isOnPath } from '../isOnPath';
import type { Listed } from '../signSupport';
import { envelopeOf, HostileScene, POLICY, TRICK } from './scene';

const PATH = 'src/pay.ts';

describe('a hostile countersignature', () => {
  if (!isOnPath('ssh-keygen')) return;
  let scene: HostileScene;
  let base: string;
  let key: string;

  before(() => {
    scene = new HostileScene();
    const { repository } = scene;
    key = repository.beside('repository/.git/key');
    repository.run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
    repository.write('signers', `sam@example.com ${readFileSync(`${key}.pub`, 'utf8')}`);
    const countersign = { require: 'signature', allowedSigners: 'signers' };
    repository.write('.countersign.json', JSON.stringify({ ...POLICY, countersign }));
    base = scene.commit();
    repository.write(PATH, 'a\n');
    scene.commit(
      'Pay\n\nAI-Provenance: added=1 ai=1 mixed=0 unknown=0 deleted-by-ai=0 files=1 evidence=exact\n',
    );
  });

  after(() => scene.dispose());

  /** A statement that would do. */
  function statement(subject = [PATH], changes: object = {}): Record<string, unknown> {
    const gitBlob = scene.id(`HEAD:${PATH}`);
    return {
      _type: STATEMENT_TYPE,
      subject: subject.map((name) => ({ name, digest: { gitBlob } })),
      predicateType: PREDICATE_TYPE,
      predicate: {
        reviewer: { name: 'Sam Ray', email: 'sam@example.com' },
        reviewedAt: '2026-01-02T03:04:05Z',
        commit: scene.id('HEAD'),
        authorEmail: 'dana@example.com',
        authoredAt: '2026-01-02T03:04:05Z',
        policyDigest: { sha256: '0'.repeat(64) },
        paths: subject.map((path) => ({ path, rule: 'payments', lines: [[1, 1]] })),
        ...changes,
      },
    };
  }

  /** With Sam's own signature. */
  function signed(content: unknown): string {
    const payload = new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
    writeFileSync(`${key}.data`, preAuthEncoding(payload));
    rmSync(`${key}.data.sig`, { force: true });
    scene.repository.run('ssh-keygen', ['-q', '-Y', 'sign', '-n', 'countersign', '-f', key, `${key}.data`]);
    const signature = fromArmour(readFileSync(`${key}.data.sig`, 'utf8'));
    assert.ok(signature !== null);
    return renderEnvelope({ payload, signature, keyId: '' });
  }

  /** None of them counts, and each of them is told of. */
  function countsNot(envelopes: readonly string[], reasons: readonly string[]): void {
    scene.note('countersign', envelopes.map((line) => `${line}\n`).join(''));
    const { code, stdout, stderr } = scene.run(['verify', `${base}..HEAD`, '--json']);
    const { countersignatures } = JSON.parse(stdout) as { countersignatures: Listed[] };
    assert.deepEqual([code, stderr, countersignatures.length], [1, '', envelopes.length]);
    for (const { reason, detail } of countersignatures)
      assert.ok(reasons.includes(reason ?? ''), `${reason} ${detail}`);
    scene.stops(['check', `${base}..HEAD`], /src\/pay\.ts.* wants 1 countersignature, and there is none/);
  }

  it('of paths that lead elsewhere, with the right signature', () => {
    const elsewhere = [
      '../src/pay.ts',
      '/src/pay.ts',
      './src/pay.ts',
      'src/../src/pay.ts',
      'src//pay.ts',
      'src/pay.ts/',
    ];
    const odd = ['.git/config', 'src/.GIT/pay.ts', 'src/pay.ts\0', 'src/pay.ts\n', '', 'x'.repeat(5000)];
    countsNot(
      [...elsewhere, ...odd].map((path) => signed(statement([path]))),
      ['malformed'],
    );
  });

  it('of paths with backslashes, or of another system, with the right signature', () => {
    const paths = ['src\\pay.ts', '..\\src\\pay.ts', 'C:\\src\\pay.ts', 'SRC/PAY.TS', 'src/pay.ts '];
    countsNot(
      paths.map((path) => signed(statement([path]))),
      ['malformed', 'content-changed'],
    );
  });

  it('that is no statement of ours, with the right signature', () => {
    const text = JSON.stringify(statement());
    const lines = (of: unknown): object => ({ paths: [{ path: PATH, rule: 'payments', lines: of }] });
    const others = [
      text.replace('"predicate":', '"predicate":{},"predicate":'),
      text.replace('"_type"', '"__proto__":{},"_typ"'),
      text.slice(0, -1),
      `${text}\0`,
      '['.repeat(100_000),
      `"${'\\"'.repeat(200_000)}`,
      JSON.stringify({ ...statement(), subject: [] }),
      JSON.stringify(statement([PATH, PATH])),
      ...[
        -1,
        [[1, 0]],
        [[0, 1]],
        [[1e300, 1e308]],
        [
          [2, 2],
          [1, 1],
        ],
        [[1, 2, 3]],
        '1-1',
      ].map((of) => JSON.stringify(statement([PATH], lines(of)))),
      JSON.stringify(statement([PATH], { reviewer: { name: TRICK, email: 'sam@example.com' } })),
      JSON.stringify(statement([PATH], { comment: TRICK })),
      JSON.stringify(statement([PATH], { reviewedAt: '9999-99-99T99:99:99Z' })),
    ];
    countsNot(others.map(signed), ['malformed']);
  });

  it('in an envelope that is none', () => {
    const good = JSON.parse(signed(statement())) as { payload: string; signatures: object[] };
    const envelopes = [
      { ...good, signatures: [] },
      { ...good, signatures: [...good.signatures, ...good.signatures] },
      { ...good, signatures: { 0: good.signatures[0] } },
      { ...good, payloadType: 'application/json' },
      { ...good, payload: `${good.payload}!` },
      { ...good, payload: 'QUJD'.repeat(200_000) },
      { ...good, payload: 'QUJD'.repeat(400_000) },
      { ...good, signatures: [{ sig: 'QUJD'.repeat(200_000) }] },
      { ...good, signatures: [{ sig: '' }] },
      { ...good, signatures: [null] },
      [good],
    ].map((one) => JSON.stringify(one));
    const text = JSON.stringify(good);
    const broken = [
      text.replace('{"payload', '{"payload":"e30=","payload'),
      text.replace('{"payload', '{"p\\u0061yload":"e30=","payload'),
      text.slice(0, -1),
      `${text}${text}`,
      `"${'\\"'.repeat(400_000)}`,
      `{"a":`.repeat(100_000),
      TRICK.replace(/\s/g, ' '),
      'null',
    ];
    countsNot([...envelopes, ...broken], ['malformed', 'unknown-signer']);
  });

  it('with a signature that is made up', () => {
    const armour = (text: string): Uint8Array => new TextEncoder().encode(text);
    const signatures = [
      new Uint8Array(64),
      armour('SSHSIG'),
      Uint8Array.from([...armour('SSHSIG'), 0, 0, 0, 1, 255, 255, 255, 255]),
      armour('-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n'),
      new Uint8Array(100_000).fill(0x41),
    ];
    countsNot(
      signatures.map((signature) => envelopeOf(statement(), signature)),
      ['malformed', 'unknown-signer', 'bad-signature'],
    );
  });

  it('in bytes that are no text, while a good one beside them counts', () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0, 10]),
      Buffer.from(`${signed(statement())}\n\0\n`),
    ]);
    scene.note('countersign', bytes);
    const { code, stderr } = scene.run(['check', `${base}..HEAD`]);
    assert.deepEqual([code, stderr.replace(/^.*no notes about AI lines.*\n/, '')], [0, '']);
  });
});
