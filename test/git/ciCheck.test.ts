// The script for build servers, run by a real shell in a real clone: what it calls, and when it must not let pass.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestRepository, type Outcome } from './support';

const script = join(import.meta.dirname, '../../docs/ci/check.sh');

/** Stands in for the program: writes down how it was called, and ends as the variables say. */
const standIn = `
const [command, ...rest] = process.argv.slice(2);
require('node:fs').appendFileSync(process.env.CALLS, JSON.stringify([command, ...rest]) + '\\n');
process.stdout.write(command === 'check' ? 'the answer as ' + rest[rest.indexOf('--format') + 1] + '\\n' : 'fetched\\n');
process.exitCode = Number(process.env[command === 'check' ? 'CHECK_ENDS' : 'FETCH_ENDS'] ?? 0);
`;

describe('docs/ci/check.sh', () => {
  let repository: TestRepository;
  let program: string;
  let calls: string;
  let base: string;
  let head: string;

  beforeEach(() => {
    repository = new TestRepository({ name: 'a repository' });
    repository.startWithEightLines();
    base = repository.git('rev-parse', 'HEAD').trim();
    repository.git('commit', '--quiet', '--allow-empty', '-m', 'second');
    head = repository.git('rev-parse', 'HEAD').trim();
    program = repository.beside('stand in.cjs');
    calls = repository.beside('calls');
    writeFileSync(program, standIn);
  });

  afterEach(() => repository.dispose());

  function check(variables: Readonly<Record<string, string>> = {}): Outcome {
    const env = {
      COUNTERSIGN_BASE: base,
      COUNTERSIGN_HEAD: head,
      COUNTERSIGN_PROGRAM: program,
      CALLS: calls,
      ...variables,
    };
    return repository.run('sh', [script], { env });
  }

  const called = (): unknown[] =>
    existsSync(calls)
      ? readFileSync(calls, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown)
      : [];

  it('fetches the notes and checks the range', () => {
    const { code, stdout } = check();
    assert.deepEqual([code, stdout], [0, 'the answer as text\n']);
    assert.deepEqual(called(), [
      ['notes', 'fetch', '--', 'origin'],
      ['check', '--format', 'text', `${base}..${head}`],
    ]);
  });

  it('hands over format, coverage and remote, and writes the answer where it is wanted', () => {
    const output = repository.beside('the answer.xml');
    const sarif = repository.beside('the answer.sarif');
    const { code, stdout } = check({
      COUNTERSIGN_FORMAT: 'junit',
      COUNTERSIGN_OUTPUT: output,
      COUNTERSIGN_SARIF: sarif,
      COUNTERSIGN_COVERAGE: 'my coverage/lcov.info',
      COUNTERSIGN_REMOTE: 'up; stream',
    });
    assert.deepEqual([code, stdout], [0, '']);
    assert.equal(readFileSync(output, 'utf8'), 'the answer as junit\n');
    assert.equal(readFileSync(sarif, 'utf8'), 'the answer as sarif\n');
    const rest = ['--coverage', 'my coverage/lcov.info', `${base}..${head}`];
    assert.deepEqual(called(), [
      ['notes', 'fetch', '--', 'up; stream'],
      ['check', '--format', 'sarif', ...rest],
      ['check', '--format', 'junit', ...rest],
    ]);
  });

  it('ends as the check does, and never with less than what went wrong', () => {
    const sarif = repository.beside('answer.sarif');
    for (const [ends, code] of [
      ['0', 0],
      ['1', 1],
      ['2', 2],
      ['3', 2],
      ['137', 2],
    ] as const) {
      assert.equal(check({ CHECK_ENDS: ends }).code, code);
      assert.equal(check({ CHECK_ENDS: ends, COUNTERSIGN_SARIF: sarif }).code, code);
      assert.equal(existsSync(sarif), code < 2);
    }
    assert.equal(check({ COUNTERSIGN_PROGRAM: repository.beside('missing.js') }).code, 2);
  });

  it('judges nothing when the notes cannot be fetched', () => {
    const { code, stderr } = check({ FETCH_ENDS: '2' });
    assert.equal(code, 2);
    assert.match(stderr, /notes cannot be fetched/);
    assert.equal(called().length, 1);
  });

  it('refuses what is no commit, above all what could be an option or a command', () => {
    for (const wrong of [
      '',
      '-x',
      '--coverage=x',
      'a b',
      '$(touch x)',
      'a;b',
      'a..b',
      'a\nb',
      '0'.repeat(40),
    ]) {
      assert.equal(check({ COUNTERSIGN_BASE: wrong }).code, 2, wrong);
      assert.equal(check({ COUNTERSIGN_HEAD: wrong }).code, 2, wrong);
    }
    assert.deepEqual(called(), []);
  });

  it('takes any name of a commit', () => {
    repository.git('tag', '-a', '-m', 'annotated', 'from', 'HEAD~1');
    assert.equal(check({ COUNTERSIGN_BASE: 'from', COUNTERSIGN_HEAD: 'refs/heads/main' }).code, 0);
    assert.deepEqual(called().at(-1), ['check', '--format', 'text', `${base}..${head}`]);
  });

  it('judges by the branch of the remote as it is now, not as the change knew it', () => {
    const clone = repository.beside('clone');
    repository.git('clone', '--quiet', `file://${repository.root}`, clone);
    repository.git('commit', '--quiet', '--allow-empty', '-m', 'meanwhile');
    const now = repository.git('rev-parse', 'HEAD').trim();
    const inClone = { in: '../clone' };
    repository.run('git', ['fetch', '--quiet'], inClone);
    const env = { COUNTERSIGN_PROGRAM: program, CALLS: calls, COUNTERSIGN_HEAD: head };
    const base = { COUNTERSIGN_BASE: 'refs/remotes/origin/main' };
    assert.equal(repository.run('sh', [script], { env: { ...env, ...base }, ...inClone }).code, 0);
    assert.deepEqual(called().at(-1), ['check', '--format', 'text', `${now}..${head}`]);
  });

  it('refuses a clone without history, and a directory that is no clone', () => {
    const shallow = repository.beside('shallow');
    repository.git('clone', '--quiet', '--depth=1', `file://${repository.root}`, shallow);
    const outside = repository.beside('outside');
    mkdirSync(outside);
    const env = {
      COUNTERSIGN_BASE: base,
      COUNTERSIGN_HEAD: head,
      COUNTERSIGN_PROGRAM: program,
      CALLS: calls,
    };
    for (const [directory, reason] of [
      [shallow, /no history/],
      [outside, /in a clone/],
    ] as const) {
      const { code, stderr } = repository.run('sh', [script], {
        env,
        in: `../${directory.split('/').at(-1)}`,
      });
      assert.equal(code, 2);
      assert.match(stderr, reason);
    }
    assert.deepEqual(called(), []);
  });

  it('runs the package that it was told, not one that the change brings along', () => {
    const package_ = repository.beside('package');
    mkdirSync(join(package_, 'dist'), { recursive: true });
    const about = { name: 'countersign', version: '9.9.9', bin: { countersign: 'dist/cli.js' } };
    writeFileSync(join(package_, 'package.json'), JSON.stringify(about));
    writeFileSync(join(package_, 'dist', 'cli.js'), standIn);
    const packed = repository.run('npm', ['pack', '--silent', '--pack-destination', '..'], {
      in: '../package',
    });
    assert.equal(packed.code, 0, packed.stderr);
    repository.write('node_modules/countersign/dist/cli.js', 'process.exitCode = 0;');
    repository.write('node_modules/countersign/package.json', JSON.stringify(about));
    repository.write('.npmrc', 'registry=http://127.0.0.1:9/\nscript-shell=false\nprefix=/nowhere\n');
    const { code, stdout, stderr } = check({
      COUNTERSIGN_PROGRAM: '',
      COUNTERSIGN_PACKAGE: repository.beside('countersign-9.9.9.tgz'),
      CHECK_ENDS: '1',
    });
    assert.deepEqual([code, stdout], [1, 'the answer as text\n'], stderr);
    assert.equal(called().length, 2);
  });

  it('judges nothing when the package cannot be installed', () => {
    const { code, stderr } = check({
      COUNTERSIGN_PROGRAM: '',
      COUNTERSIGN_PACKAGE: repository.beside('missing.tgz'),
    });
    assert.equal(code, 2);
    assert.match(stderr, /package cannot be installed/);
  });
});
