/**
 * Hooks of any kind that were there before ours: scripts in whatever language and programs, with their arguments, what
 * they read and how they end.
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOnPath } from './isOnPath';
import { ourHooks } from './managers/ourHooks';
import { snapshot } from './managers/snapshot';
import { buildHookProgram, TestRepository, typeFile } from './support';

const OURS = ['prepare-commit-msg', 'commit-msg', 'post-commit', 'post-rewrite'];

/** Each writes down its name, its arguments and what it reads, and ends with the code that it is told to. */
const KINDS: Readonly<Record<string, string>> = {
  'shell script': `#!/bin/sh
{ echo "args=$*"; cat; } >> "$CALLS"
exit "\${ENDS:-0}"
`,
  'script for Node': `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2).join(' ');
appendFileSync(process.env.CALLS, 'args=' + args + '\\n' + readFileSync(0, 'utf8'));
process.exit(Number(process.env.ENDS ?? 0));
`,
  'Perl script': `#!/usr/bin/env perl
open(my $calls, '>>', $ENV{CALLS});
print $calls "args=@ARGV\\n", <STDIN>;
exit($ENV{ENDS} // 0);
`,
  'Python script': `#!/usr/bin/env python3
import os, sys
with open(os.environ["CALLS"], "a") as calls:
    calls.write("args=" + " ".join(sys.argv[1:]) + "\\n" + sys.stdin.read())
sys.exit(int(os.environ.get("ENDS", "0")))
`,
};

describe('hooks that were there before', () => {
  let programs: string;
  let repository: TestRepository;

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    buildHookProgram(programs);
  });

  beforeEach(() => {
    repository = new TestRepository();
    repository.startWithEightLines();
  });

  afterEach(() => repository.dispose());

  after(() => rmSync(programs, { recursive: true }));

  const states = (): readonly (readonly string[])[] =>
    ['.git/hooks', '.git/config'].map((path) => snapshot(join(repository.root, path)));

  function run(args: readonly string[], ends = '0'): { code: number; stderr: string; told: string } {
    const calls = repository.beside('calls');
    rmSync(calls, { force: true });
    const done = repository.run('git', args, { env: { CALLS: calls, ENDS: ends } });
    return { ...done, told: repository.run('cat', [calls]).stdout };
  }

  function changeByAi(): void {
    typeFile(repository, 'a.ts', [['ai', `const time = ${process.hrtime.bigint()};`]]);
    repository.git('add', '.');
  }

  for (const [kind, text] of Object.entries(KINDS)) {
    // Not every machine has every language; the shell and Node are everywhere.
    const [, interpreter = 'sh'] = /^#!\/usr\/bin\/env (\S+)/.exec(text) ?? [];
    if (!isOnPath(interpreter)) continue;
    it(`a ${kind} runs as before: arguments, input, exit code, and is back in the end`, async () => {
      for (const name of OURS) repository.write(`.git/hooks/${name}`, text, 0o751);
      const before = states();
      const plain = commitAndAmend();
      const hooks = await ourHooks(repository.root, { programs });
      await hooks.install();
      assert.equal(commitAndAmend(), plain);
      assert.match(plain, /^args=amend\nhash hash$/m);
      changeByAi();
      assert.equal(run(['commit', '--quiet', '-m', 'Refused'], '7').code, 1);
      assert.equal(run(['commit', '--quiet', '-m', 'Say hello']).code, 0);
      assertRecorded();
      await hooks.uninstall();
      assert.deepEqual(states(), before);
    });
  }

  it('a program that is no script decides as before', async () => {
    const place = (name: string): void => {
      repository.run('cp', [pathOf(name), '.git/hooks/commit-msg']);
      chmodSync(join(repository.root, '.git/hooks/commit-msg'), 0o755);
    };
    place('false');
    const refusing = states();
    const hooks = await ourHooks(repository.root, { programs });
    await hooks.install();
    changeByAi();
    assert.equal(run(['commit', '--quiet', '-m', 'Refused']).code, 1);
    await hooks.uninstall();
    assert.deepEqual(states(), refusing);
    place('true');
    await hooks.install();
    assert.equal(run(['commit', '--quiet', '-m', 'Say hello']).code, 0);
    assertRecorded();
  });

  it('a directory of hooks that was not there is gone again', async () => {
    repository.remove('.git/hooks');
    const hooks = await ourHooks(repository.root, { programs });
    await hooks.install();
    await hooks.install();
    await hooks.uninstall();
    assert.equal(repository.has('.git/hooks'), false);
  });

  function commitAndAmend(): string {
    const { told } = run(['commit', '--quiet', '--allow-empty', '-m', 'x']);
    const amended = run(['commit', '--amend', '--quiet', '--allow-empty', '-m', 'y']).told;
    return (told + amended).replaceAll(/[0-9a-f]{40}/g, 'hash');
  }

  function assertRecorded(): void {
    assert.match(repository.message(), /^AI-Provenance: added=1 ai=1 /m);
    assert.match(repository.note(), /^a\.ts$/m);
  }

  function pathOf(program: string): string {
    return repository.run('which', [program]).stdout.trim();
  }
});
