/**
 * Commits that are signed with GPG: the signature is over our trailers too, and is still good after all hooks have run. With
 * the real program where there is one; everywhere with a stand-in that signs by a digest and speaks to git as GPG does.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOnPath } from './isOnPath';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

const STAND_IN = `#!${process.execPath}
const { createHash } = require('node:crypto');
const { readFileSync, writeSync } = require('node:fs');
const args = process.argv.slice(2);
const told = Number(/^--status-fd=(\\d)$/m.exec(args.join('\\n'))[1]);
const status = (line) => writeSync(told, '[GNUPG:] ' + line + '\\n');
const armoured = '-----BEGIN PGP SIGNATURE-----\\n\\n' +
  createHash('sha256').update('the secret').update(readFileSync(0)).digest('base64') +
  '\\n-----END PGP SIGNATURE-----\\n';
const print = '0123456789ABCDEF'.repeat(3).slice(0, 40);
if (!args.includes('--verify')) {
  status('SIG_CREATED D 22 10 00 1700000000 ' + print);
  writeSync(1, armoured);
} else {
  const isGood = readFileSync(args[args.indexOf('--verify') + 1], 'utf8') === armoured;
  status('NEWSIG');
  status((isGood ? 'GOODSIG ' : 'BADSIG ') + print.slice(-16) + ' Dana Lee <dana@example.com>');
  if (isGood) status('VALIDSIG ' + print + ' 2026-01-01 1700000000 0 4 0 22 10 00 ' + print);
  if (isGood) status('TRUST_ULTIMATE 0 pgp');
  process.exitCode = isGood ? 0 : 1;
}
`;

for (const program of ['a stand-in', ...(isOnPath('gpg') ? ['gpg'] : [])]) {
  describe(`a commit that is signed with GPG: ${program}`, () => {
    let work: ReportedWork;
    /** Its sockets need a short path. */
    let home: string;
    eachWithReportedWork((made) => (work = made));

    before(() => {
      home = mkdtempSync(join(tmpdir(), 'cs-gpg-'));
    });

    after(() => {
      if (program === 'gpg') execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
      rmSync(home, { recursive: true, force: true });
    });

    beforeEach(() => {
      const own = work.repository.beside('own-gpg');
      const real = `#!/bin/sh\nexec gpg --homedir '${home}' --batch --pinentry-mode loopback --passphrase '' "$@"\n`;
      writeFileSync(own, program === 'gpg' ? real : STAND_IN, { mode: 0o755 });
      if (program === 'gpg' && !work.repository.run(own, ['--list-secret-keys', 'dana@example.com']).stdout) {
        const person = 'Dana Lee <dana@example.com>';
        const { code, stderr } = work.repository.run(own, [
          '--quick-generate-key',
          person,
          'ed25519',
          'sign',
        ]);
        assert.equal(code, 0, stderr);
      }
      work.git('config', 'gpg.program', own);
      work.git('config', 'user.signingKey', 'dana@example.com');
      work.person('a.ts', text('mine', ...COMMON));
      work.agent('a.ts', text('AI', 'mine', ...COMMON));
      work.git('add', '.');
    });

    /** Signature, trailers and note are of one and the same commit. */
    function assertSigned(subject: string): void {
      const { code, stderr } = work.try(['verify-commit', 'HEAD']);
      assert.equal(code, 0, stderr);
      assert.equal(work.git('log', '-1', '--format=%G? %GS').trim(), 'G Dana Lee <dana@example.com>');
      assert.match(work.git('cat-file', 'commit', 'HEAD'), /^gpgsig -----BEGIN PGP SIGNATURE-----$/m);
      assert.equal(work.message().split('\n')[0], subject);
      assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
      assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine']);
      assert.ok(work.note()?.includes(`"base_commit_sha": "${work.git('rev-parse', 'HEAD').trim()}"`));
    }

    it('has a good signature over its trailers', () => {
      work.git('commit', '--quiet', '-S', '-m', 'signed');
      assertSigned('signed');
      const changed = work.git('cat-file', 'commit', 'HEAD').replace(/ ai=1 /, ' ai=0 ');
      const id = work.gitWith({ stdin: changed }, 'hash-object', '-t', 'commit', '-w', '--stdin').trim();
      assert.notEqual(work.try(['verify-commit', id]).code, 0);
    });

    it('has one when all commits are signed: amended, picked, rebased, taken back and made again', () => {
      work.git('config', 'commit.gpgSign', 'true');
      work.git('commit', '--quiet', '-m', 'signed');
      assertSigned('signed');
      work.git('commit', '--quiet', '--amend', '-m', 'amended');
      assertSigned('amended');
      work.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
      work.write('b.ts', 'b\n');
      work.commit('b');
      work.git('cherry-pick', 'main');
      assertSigned('amended');
      work.git('checkout', '--quiet', '-b', 'other', 'main');
      work.git('rebase', '--quiet', 'side~1');
      assertSigned('amended');
      work.git('reset', '--quiet', '--soft', 'HEAD~1');
      work.git('commit', '--quiet', '-m', 'again');
      assertSigned('again');
    });

    it('has one when git shows signatures wherever it can', () => {
      work.git('config', 'log.showSignature', 'true');
      work.git('config', 'commit.gpgSign', 'true');
      work.git('commit', '--quiet', '-m', 'signed');
      work.git('commit', '--quiet', '--amend', '--no-edit', '--date=2001-02-03T04:05:06Z');
      work.git('config', '--unset', 'log.showSignature');
      assertSigned('signed');
    });

    it('is not made when it cannot be signed, and loses nothing', () => {
      const own = work.git('config', 'gpg.program').trim();
      work.git('config', 'gpg.program', 'false');
      const { code, stderr } = work.try(['commit', '--quiet', '-S', '-m', 'refused']);
      assert.notEqual(code, 0);
      assert.doesNotMatch(stderr, /countersign/);
      work.git('config', 'gpg.program', own);
      work.git('commit', '--quiet', '-S', '-m', 'signed');
      assertSigned('signed');
    });
  });
}
