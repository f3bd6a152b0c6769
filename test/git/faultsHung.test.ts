/**
 * What our program needs hangs: the commit waits for that once, and for less than a second; what is only slow has more.
 */
import assert from 'node:assert/strict';
import { commitAsWithoutHooks, makePipe, otherGit, withWaitingLines, type Trailers } from './brokenCommit';
import type { TestRepository } from './support';

const LOST = 'so this commit does not say who wrote its lines';
const NO_NOTE = 'so this commit has no note of who wrote its lines';
const UNJUDGED = 'so nobody looked whether this commit has to be countersigned';
const HANGS = 'exec sleep 600';

describe('a commit when something hangs', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  /** One line says what did not answer. Where the tests' machine is too busy to find out, that the time was over. */
  function commitAfterWaiting(lost: string, trailers: Trailers, env: Record<string, string> = {}): void {
    const reasons = `(git or a file did not answer|recording took longer than 3000 ms|Node.js took too long and was stopped)`;
    commitAsWithoutHooks(repository, new RegExp(`^countersign: ${reasons}, ${lost}; [^\n]+\n$`), trailers, {
      env,
    });
  }

  const before: [what: string, question: string][] = [
    ['the git that tells the settings', 'config -z --get-regexp'],
    ['the git that tells what is staged', 'diff-index'],
    ['the git that tells the last commit', 'cat-file'],
    ['every git that is asked for settings, also by the shell', 'config '],
  ];
  for (const [what, question] of before) {
    it(`goes on without ${what}, and does not try again after it`, () => {
      repository.git('config', '--unset', 'countersign.hookTimeout');
      const asked = repository.beside('asked');
      const env = otherGit(repository, question, `echo "$@" >>'${asked}'`, HANGS);
      commitAfterWaiting(LOST, 'none', env);
      const { stdout } = repository.run('grep', ['-cv', '--', '--get countersign.hookTimeout', asked]);
      assert.equal(stdout, '1\n');
    });
  }

  const after: [what: string, question: string][] = [
    ['the git that tells what was committed', 'diff-tree'],
    ['the git that writes the note', 'fast-import'],
  ];
  for (const [what, question] of after) {
    it(`ends without ${what}`, () => {
      // The hook before it must have enough time, however busy the machine is.
      const hook = '.git/hooks/post-commit.before-countersign';
      repository.write(hook, '#!/bin/sh\ngit config --unset countersign.hookTimeout\n', 0o755);
      commitAfterWaiting(NO_NOTE, 'all', otherGit(repository, question, HANGS));
    });
  }

  it('goes on when a program of the hooks is a pipe', () => {
    repository.git('config', '--unset', 'countersign.hookTimeout');
    repository.write('.countersign.json', '{ "critical": [{ "name": "payments", "files": ["a.ts"] }] }');
    makePipe(repository, '.git/countersign/hookPolicy.cjs');
    commitAfterWaiting(LOST, 'none');
  });

  it('goes on when what judges it hangs, and does not try for the note', () => {
    repository.write('.countersign.json', '{ "enforce": "commit", "critical": [] }');
    makePipe(repository, '.git/countersign/cli.cjs');
    const hook = '.git/hooks/commit-msg.before-countersign';
    repository.write(hook, '#!/bin/sh\ngit config --unset countersign.hookTimeout\n', 0o755);
    const reason = '(git or a file did not answer|Node.js took too long and was stopped)';
    const then = `countersign: the hook before this one was stopped, ${NO_NOTE}; run: countersign doctor\n`;
    commitAsWithoutHooks(
      repository,
      new RegExp(`^countersign: ${reason}, ${UNJUDGED}; [^\n]+\n${then}$`),
      'all',
    );
  });

  it('does not judge after a hook that was stopped', () => {
    repository.git('config', '--unset', 'countersign.hookTimeout');
    repository.write('.countersign.json', '{ "enforce": "commit", "critical": [] }');
    const node = repository.beside('node');
    const started = repository.beside('started');
    repository.write('../node', `#!/bin/sh\necho started >>'${started}'\n${HANGS}\n`, 0o755);
    repository.write('.git/countersign/node', `${node}\n`);
    const first = `Node.js did not start and was stopped, ${LOST}; run: countersign doctor`;
    const then = `countersign: the hook before this one was stopped, ${UNJUDGED}; run: countersign doctor`;
    commitAsWithoutHooks(repository, `${first}\n${then}`, 'none');
    assert.equal(repository.read('../started'), 'started\n');
  });

  it('waits for what seems to hang where more time is configured', () => {
    commitAsWithoutHooks(repository, '', 'all', { env: otherGit(repository, 'diff-index', 'sleep 2') });
  });
});
