/**
 * A disk that is full or must not be written to, and surroundings that nobody thinks of.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_TRAILERS, commitAsWithoutHooks, nextCommitIsFine, withWaitingLines } from './brokenCommit';
import { trailersOf, typeFile, type TestRepository } from './support';

/** How to run something on file systems of its own, where the system lets us. */
const OWN_MOUNTS = [['--mount'], ['--user', '--map-root-user', '--mount']].find(
  (options) => spawnSync('unshare', [...options, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0,
);

const NEARLY_FULL =
  /^countersign: the disk is nearly full, so the message does not say who wrote the lines: make room\.$/m;

const UNWRITABLE =
  'countersign: Countersign cannot write to <root>/.git/countersign; make that folder writable, or edits will be recorded as unknown.\n';

function unmarked(reason: string): string {
  const what = `${reason}, mkdir '<root>/.git/countersign/annotated'`;
  return `countersign: recording failed (${what}), so something of who wrote these lines is missing; run: countersign doctor\n`;
}

describe('a commit on a disk that cannot be written', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  if (OWN_MOUNTS !== undefined) {
    const unshare = OWN_MOUNTS;

    /** Runs a shell script that sees file systems of its own, and tells what it printed. */
    function withMounts(script: string): { code: number | null; stderr: string } {
      const { status, stderr } = spawnSync('unshare', [...unshare, 'sh', '-euc', script], {
        cwd: repository.root,
        env: repository.environment(),
        encoding: 'utf8',
      });
      return { code: status, stderr: stderr.replaceAll(repository.root, '<root>') };
    }

    it('goes through when the disk of our own files is full', () => {
      const { code, stderr } = withMounts(`
        cp -a .git/countersign .git/kept
        mount -t tmpfs -o size=1m,nr_inodes=40 none .git/countersign
        cp -a .git/kept/. .git/countersign
        # The hooks take files away, and what they write next would fit into their place.
        mkdir -p .git/countersign/annotated
        mount -t tmpfs -o nr_inodes=1 none .git/countersign/annotated
        cat /dev/zero >.git/countersign/filler 2>/dev/null || true
        (n=0; while mkdir .git/countersign/filler$((n = n + 1)); do :; done) 2>/dev/null || true
        git commit --quiet --all --message='Go on'`);
      assert.equal(code, 0, stderr);
      assert.match(
        stderr,
        /^countersign: recording failed \(ENOSPC: no space left on device, \w+ '<root>\/\.git\/countersign\/[^\n]*; run: countersign doctor\n$/,
      );
      assert.equal(repository.message(), `Go on\n\n${ALL_TRAILERS}\n`);
      assert.match(repository.note(), /^a\.ts\n/);
      nextCommitIsFine(repository);
    });

    it('goes through when the disk of our own files is read-only', () => {
      const { code, stderr } = withMounts(`
        mount --bind .git/countersign .git/countersign
        mount -o remount,bind,ro .git/countersign
        git commit --quiet --all --message='Go on'`);
      assert.equal(code, 0, stderr);
      assert.equal(stderr, UNWRITABLE);
      assert.equal(repository.message(), `Go on\n\n${ALL_TRAILERS}\n`);
      assert.match(repository.note(), /^a\.ts\n/);
      nextCommitIsFine(repository);
    });

    it('is made or refused as without us, however little room the whole disk has', () => {
      // From no room at all to enough, each time with the same repository.
      const results = withMounts(`
        mkdir ../disk
        mount -t tmpfs -o size=4m none ../disk
        for room in 0 1 2 3 4 5 6 8 10 12 16 20 24 32 64; do
          for hooks in /dev/null .git/hooks; do
            cp -a . ../disk/repository
            cd ../disk/repository
            git add a.ts
            cat /dev/zero >../filler 2>/dev/null || true
            truncate -s -$((room * 4096)) ../filler
            code=0
            git -c core.hooksPath=$hooks -c gc.auto=0 commit --quiet --message='Go on' 2>../../said || code=$?
            echo "$room $code" >>../../codes$(basename $hooks)
            rm ../filler
            # What was made must be whole, and what was refused can be made when there is room again.
            [ $code = 0 ] || { rm -f .git/index.lock; git commit --quiet --message='Go on'; }
            git fsck --strict --no-dangling 2>&1 | grep -v '^notice' >&2 || true
            git log -1 --format=%s >&2
            grep -v '^countersign: [^ ].*\\(run: countersign doctor\\|unknown\\.\\|make room\\.\\)$\\|^error\\|^fatal\\|^warning\\|^hint' ../../said >&2 || true
            cd ../../repository
            rm -rf ../disk/repository
          done
        done`);
      assert.equal(results.code, 0, results.stderr);
      const lines = results.stderr.trim().split('\n');
      assert.deepEqual([...new Set(lines)], ['Go on'], results.stderr);
      const codes = repository.read('../codesnull');
      assert.match(codes, /^0 128\n[^]*\n64 0\n$/);
      assert.equal(repository.read('../codeshooks'), codes);
      assert.match(repository.read('../said'), NEARLY_FULL);
    });
  }

  it('goes through as somebody who may not write into .git/countersign', () => {
    const directory = join(repository.root, '.git/countersign');
    const ordinary = process.getuid?.() === 0 ? ordinaryUser(repository) : (): void => undefined;
    chmodSync(directory, 0o555);
    try {
      const { status, stderr } = spawnSync('git', ['commit', '--quiet', '--all', '--message=Go on'], {
        cwd: repository.root,
        env: repository.environment(),
        encoding: 'utf8',
        ...(process.getuid?.() === 0 ? { uid: ORDINARY, gid: ORDINARY } : {}),
      });
      assert.equal(status, 0, stderr);
      assert.equal(stderr.replaceAll(repository.root, '<root>'), unmarked('EACCES: permission denied'));
    } finally {
      chmodSync(directory, 0o755);
      ordinary();
    }
    assert.equal(repository.message(), `Go on\n\n${ALL_TRAILERS}\n`);
    assert.match(repository.note(), /^a\.ts\n/);
  });
});

describe('a commit in odd surroundings', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  it('needs no home directory', () => {
    const env = [
      '-u',
      'HOME',
      '-u',
      'XDG_CONFIG_HOME',
      'git',
      'commit',
      '--quiet',
      '--all',
      '--message=Go on',
    ];
    assert.deepEqual(repository.run('env', env), { code: 0, stdout: '', stderr: '' });
    assert.equal(repository.message(), `Go on\n\n${ALL_TRAILERS}\n`);
    assert.match(repository.note(), /^a\.ts\n/);
  });

  for (const umask of ['000', '027', '077']) {
    it(`keeps to the umask ${umask}`, () => {
      const commit = `umask ${umask}; rm .git/COMMIT_EDITMSG; git commit --quiet --all --message='Go on'`;
      assert.deepEqual(repository.run('sh', ['-c', commit]), { code: 0, stdout: '', stderr: '' });
      assert.equal(repository.message(), `Go on\n\n${ALL_TRAILERS}\n`);
      assert.match(repository.note(), /^a\.ts\n/);
      const mode = statSync(join(repository.root, '.git/COMMIT_EDITMSG')).mode & 0o777;
      assert.equal(mode, 0o666 & ~Number.parseInt(umask, 8));
      nextCommitIsFine(repository);
    });
  }

  it('holds a file of 20 MB', () => {
    repository.write('large.txt', 'x'.repeat(99).concat('\n').repeat(200_000));
    repository.git('add', '.');
    commitAsWithoutHooks(repository, '', 'all');
  });

  it('holds 5,000 files', () => {
    for (let number = 0; number < 5000; number++) repository.write(`many/${number}.ts`, `plain ${number}\n`);
    typeFile(repository, 'many/7.ts', [['ai', 'generated']], { writer: 'other' });
    repository.git('add', '.');
    commitAsWithoutHooks(repository, '', [
      trailersOf(5003, 3).replace('unknown=0', 'unknown=4999').replace('files=1', 'files=2'),
    ]);
  });
});

/** Somebody without rights, where the tests run as root. */
const ORDINARY = 65534;

/** Gives the repository to that user; the answer takes it back. */
function ordinaryUser(repository: TestRepository): () => void {
  const base = join(repository.root, '..');
  const give = (owner: number): void => {
    const { code, stderr } = repository.run('chown', ['-R', `${owner}:${owner}`, base]);
    assert.equal(code, 0, stderr);
  };
  give(ORDINARY);
  writeFileSync(join(repository.home, '.gitconfig'), '[safe]\n  directory = *\n');
  return () => give(0);
}
