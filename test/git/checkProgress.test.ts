/**
 * What `countersign check` shows to somebody who waits at a terminal, and nobody else sees: with the built program, and
 * a git that takes its time.
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOnPath } from './isOnPath';
import { buildCommandLine, TestRepository, type Outcome } from './support';

const COMMITS = 40;
const ANSWER = `${COMMITS} commits: nothing to countersign.`;

describe('countersign check shows how far it is', () => {
  if (!isOnPath('script')) return;
  let repository: TestRepository;
  let built: string;
  let commandLine: string;
  let env: Readonly<Record<string, string>>;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
    commandLine = buildCommandLine(built);
    repository = new TestRepository();
    repository.startWithEightLines();
    repository.git('tag', 'base');
    for (let at = 0; at < COMMITS; at++)
      repository.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--allow-empty', '-m', `${at}`);
    const programs = repository.beside('programs');
    mkdirSync(programs);
    const real = repository.run('sh', ['-c', 'command -v git']).stdout.trim();
    const slow = `case " $* " in *' log '*) sleep 1;; esac\nexec '${real}' "$@"\n`;
    writeFileSync(join(programs, 'git'), `#!/bin/sh\n${slow}`);
    chmodSync(join(programs, 'git'), 0o755);
    env = { PATH: `${programs}:${process.env['PATH'] ?? ''}` };
  });

  after(() => {
    repository.dispose();
    rmSync(built, { recursive: true, force: true });
  });

  const atTerminal = (range: string): Outcome => {
    const command = `'${process.execPath}' '${commandLine}' check ${range}`;
    return repository.run('script', ['-q', '-e', '-c', command, '/dev/null'], { env });
  };

  it('as a bar on a terminal, which is gone before the answer', () => {
    const { code, stdout } = atTerminal('base..HEAD');
    assert.equal(code, 0, stdout);
    assert.match(stdout, new RegExp(`\\r\\u001b\\[K\\[#*-*\\] \\d+ % of ${COMMITS} commits`));
    assert.ok(stdout.trimEnd().endsWith(`\r\u001b[K${ANSWER}`), JSON.stringify(stdout));
  });

  it('and is gone before what is wrong, too', () => {
    const { code, stdout } = atTerminal('absent..HEAD');
    assert.equal(code, 2);
    assert.match(stdout, /^(?:\r\u001b\[K)*countersign: [^\n]*absent[^\n]*\n$/);
  });

  it('never where nobody sees it', () => {
    const { code, stdout, stderr } = repository.run(process.execPath, [commandLine, 'check', 'base..HEAD'], {
      env,
    });
    assert.deepEqual([code, stdout, stderr], [0, `${ANSWER}\n`, '']);
  });
});
