// The patterns that we write into policies, and the paths that we call critical, are what git itself makes of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CriticalFiles } from '../../src/core/policy/criticalFiles';
import { patternOf } from '../../src/core/policy/filePattern';
import { defaultPolicy } from '../../src/core/policy/policy';

const paths = [
  'a.ts',
  'src/a.ts',
  'src/deep/a.ts',
  'SRC/a.ts',
  '#a',
  '#dir/a',
  '!a',
  '!dir/a',
  'a b.ts',
  'trailing ',
  'trailing  ',
  'dir /a',
  ' leading',
  'star*.ts',
  'starx.ts',
  'what?.ts',
  'whatx.ts',
  '[ab].ts',
  'b.ts',
  'brace{a,b}.ts',
  'back\\slash.ts',
  'tilde~.ts',
  'ü 😀.ts',
  'src/payments/charge.ts',
  'src/payments/charge.test.ts',
  'deploy/main.tf',
];

const teamPatterns = [
  ['src/payments/**'],
  ['src/payments'],
  ['payments/'],
  ['*.ts', '!*.test.ts'],
  ['src/**', '!src/deep/'],
  ['**/*.tf', 'deploy/**'],
  ['/a.ts'],
  ['**/a.ts'],
  ['[!a].ts'],
  ['src/*'],
  ['**'],
  ['s**/a.ts'],
  ['src/**/a.ts'],
  ['**/deep/**'],
  ['star\\*.ts', 'what\\?.ts'],
  ['[[:alpha:]].ts', '[^[:lower:]]*'],
  ['[]a]*', '[a-', 'x['],
  ['*r*.t?', '!*x*'],
  ['deploy/', '!deploy/main.tf'],
  ['trailing\\ ', 'a b.ts  '],
  ['b\\ack\\\\slash*'],
];

describe('patterns as git reads them', () => {
  let repository: string;

  before(() => {
    repository = mkdtempSync(join(tmpdir(), 'countersign-patterns-'));
    git('init', '--quiet');
    git('config', 'core.ignorecase', 'false');
  });

  after(() => rmSync(repository, { recursive: true }));

  function git(...args: string[]): string {
    return gitWith('', ...args);
  }

  function gitWith(input: string, ...args: string[]): string {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };
    const { stdout, stderr, status } = spawnSync('git', args, {
      cwd: repository,
      env,
      input,
      encoding: 'utf8',
    });
    assert.ok(status === 0 || status === 1, stderr);
    return stdout;
  }

  /** The paths that git would ignore under these patterns. */
  function ignoredByGit(patterns: readonly string[]): string[] {
    writeFileSync(join(repository, '.git', 'info', 'exclude'), `${patterns.join('\n')}\n`);
    const listed = gitWith(paths.join('\0'), 'check-ignore', '--no-index', '--stdin', '-z');
    return listed.split('\0').filter(Boolean).sort();
  }

  function critical(files: readonly string[]): string[] {
    const rule = { name: 'r', files, severity: 'error', reason: null, countersign: null } as const;
    const matcher = new CriticalFiles({ ...defaultPolicy, critical: [rule] });
    return paths.filter((path) => matcher.ruleOf(path) !== null).sort();
  }

  for (const patterns of teamPatterns) {
    it(`agree on ${patterns.join(' ')}`, () => {
      assert.deepEqual(critical(patterns), ignoredByGit(patterns));
    });
  }

  for (const path of paths) {
    it(`cover exactly ${JSON.stringify(path)}`, () => {
      assert.deepEqual(ignoredByGit([patternOf(path, 'file')]), [path]);
    });
  }

  it('cover a whole folder', () => {
    for (const folder of ['src', '#dir', '!dir', 'dir ', 'src/payments']) {
      const inside = paths.filter((path) => path.startsWith(`${folder}/`)).sort();
      assert.deepEqual(ignoredByGit([patternOf(folder, 'folder')]), inside, folder);
    }
  });
});
