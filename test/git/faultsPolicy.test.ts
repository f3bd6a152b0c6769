/**
 * A policy that is broken, or something else in its place: the lines count as ever, and the user is told.
 */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_TRAILERS, commitAsWithoutHooks, makePipe, withWaitingLines } from './brokenCommit';
import type { TestRepository } from './support';

const POLICY = '.countersign.json';
const RULES = '{ "critical": [{ "name": "payments", "files": ["a.ts"] }] }';
const UNREADABLE = '.countersign.json cannot be read, so no file counts as critical: make it readable.';

function broken(reason: string): string {
  return `.countersign.json is broken (line 1: ${reason}), so only the rules that can be read count: correct it.`;
}

describe('a commit when the policy is broken', () => {
  let repository: TestRepository;
  withWaitingLines((made) => (repository = made));

  it('tells where, and goes on with the rules that can be read', () => {
    repository.write(POLICY, RULES.replace(/\}$/, ', "limitz": {} }'));
    commitAsWithoutHooks(repository, broken('The policy has no field "limitz". Did you mean "limits"?'), [
      `${ALL_TRAILERS}\nAI-Critical: payments a.ts 2`,
    ]);
  });

  it('tells of one that is not finished', () => {
    repository.write(POLICY, '{ "critical": [ { "name": ');
    commitAsWithoutHooks(repository, broken('A rule needs a "name"'), 'all');
  });

  it('tells of one that is binary', () => {
    repository.write(POLICY, Buffer.from([0, 255, 10, 200, 0, 10]));
    commitAsWithoutHooks(repository, broken('The policy is empty. Write at least { "critical": [] }'), 'all');
  });

  it('tells of a directory in its place', () => {
    repository.write(`${POLICY}/file`, '');
    commitAsWithoutHooks(repository, UNREADABLE, 'all');
  });

  it('does not wait for a pipe in its place', () => {
    makePipe(repository, POLICY);
    commitAsWithoutHooks(repository, UNREADABLE, 'all');
  });

  it('does not read a device without an end', () => {
    symlinkSync('/dev/zero', join(repository.root, POLICY));
    commitAsWithoutHooks(repository, UNREADABLE, 'all');
  });

  it('tells of a link to nowhere', () => {
    symlinkSync('nowhere', join(repository.root, POLICY));
    commitAsWithoutHooks(repository, UNREADABLE, 'all');
  });

  it('reads a policy that a link outside of the repository names', () => {
    writeFileSync(repository.beside('shared.json'), RULES);
    symlinkSync(repository.beside('shared.json'), join(repository.root, POLICY));
    commitAsWithoutHooks(repository, '', [`${ALL_TRAILERS}\nAI-Critical: payments a.ts 2`]);
  });

  it('tells when the program that reads it is gone', () => {
    repository.write(POLICY, RULES);
    repository.remove('.git/countersign/hookPolicy.cjs');
    mkdirSync(join(repository.root, '.git/countersign/hookPolicy.cjs'));
    commitAsWithoutHooks(
      repository,
      'a program of the hooks is missing, so no file counts as critical; run: countersign hooks install',
      'all',
    );
  });
});
