/**
 * Our pure edit of commit messages, judged by git itself: its own trailer parser, and real commits through real hooks.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { placeTrailers, repairTrailers } from '../../src/core/commit/message';
import type { MessageOptions } from '../../src/core/commit/message';
import { parseProvenanceTrailers } from '../../src/core/commit/parseTrailers';

const OURS = [
  'Assisted-by: GitHub Copilot:gpt-5.1',
  'AI-Provenance: added=120 ai=42 mixed=3 unknown=5 deleted-by-ai=7 files=3 evidence=exact',
  'AI-Critical: payments "src/my payments/charge.ts" 12',
];
const PLAIN: MessageOptions = { commentPrefix: '#', cleanup: 'default', editor: false };
const EDITED: MessageOptions = { ...PLAIN, editor: true };
const HELP = '\n# Please enter the commit message for your changes.\n#\n# On branch main\n';
const SCISSORS = '# ------------------------ >8 ------------------------\n';

const ISOLATED: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_DIR: '/nonexistent',
  LC_ALL: 'C',
};

/** What git reads as trailers in a message file. */
function gitTrailers(message: string, prefix = '#'): string[] {
  const args = ['-c', `core.commentChar=${prefix}`, 'interpret-trailers', '--parse', '--no-divider'];
  const output = execFileSync('git', args, { env: ISOLATED, input: message, encoding: 'utf8' });
  return output.split('\n').filter((line) => line !== '');
}

/** What git reads as trailers in a message file once it has taken out the comments, where it will. */
function committedTrailers(file: string, options: MessageOptions): string[] {
  const { commentPrefix, cleanup, editor } = options;
  if (cleanup !== 'strip' && !(cleanup === 'default' && editor)) return gitTrailers(file, commentPrefix);
  const [above] = file.split(SCISSORS) as [string];
  const lines = above.split('\n').filter((line) => !line.startsWith(commentPrefix));
  return gitTrailers(lines.join('\n'), commentPrefix);
}

/** Asserts what must hold of any message. */
function check(message: string, options: MessageOptions, trailers: readonly string[] = OURS): string {
  const placed = placeTrailers(message, trailers, options);
  const listed = committedTrailers(placed, options);
  const lower = new Set(listed.map((line) => line.toLowerCase()));
  for (const trailer of trailers)
    assert.ok(lower.has(trailer.toLowerCase()), `git lists ${trailer} in\n${placed}`);
  for (const trailer of committedTrailers(message, options)) {
    assert.ok(listed.includes(trailer), `git still lists ${trailer} in\n${placed}`);
  }
  assert.equal(placeTrailers(placed, trailers, options), placed, 'placing again changes nothing');
  assert.equal(repairTrailers(placed, options), placed, 'there is nothing to repair');
  const restored = placeTrailers(placed, [], options);
  const ends = ['', '\n', '\r\n'].filter((end) => end === '' || !message.endsWith('\n'));
  assert.ok(
    ends.some((end) => restored === message + end),
    `without ours every byte is as it was: ${restored}`,
  );
  return placed;
}

describe('trailers in a commit message, read by git', () => {
  const ours = OURS.map((line) => `${line}\n`).join('');
  const table: readonly [title: string, message: string, options: MessageOptions, expected: string][] = [
    ['a subject', 'Subject\n', PLAIN, `Subject\n\n${ours}`],
    ['a subject without newline', 'Subject', PLAIN, `Subject\n\n${ours}`],
    ['a subject that looks like a trailer', 'fix: it\n', PLAIN, `fix: it\n\n${ours}`],
    ['a body', 'Subject\n\nWhy.\n', PLAIN, `Subject\n\nWhy.\n\n${ours}`],
    ['sign-off', 'S\n\nSigned-off-by: A <a@b>\n', PLAIN, `S\n\nSigned-off-by: A <a@b>\n${ours}`],
    ['change id', 'S\n\nWhy.\n\nChange-Id: I12345678\n', PLAIN, `S\n\nWhy.\n\nChange-Id: I12345678\n${ours}`],
    ['a co-author', 'S\n\nCo-authored-by: B <b@c>\n', PLAIN, `S\n\nCo-authored-by: B <b@c>\n${ours}`],
    [
      'cherry picked',
      'S\n\n(cherry picked from commit 123)\n',
      PLAIN,
      `S\n\n(cherry picked from commit 123)\n${ours}`,
    ],
    ['prose with a sign-off', 'S\n\na\nb\nSigned-off-by: A\n', PLAIN, `S\n\na\nb\nSigned-off-by: A\n${ours}`],
    ['prose above a trailer', 'S\n\nWords.\nFoo: bar\n', PLAIN, `S\n\nWords.\nFoo: bar\n\n${ours}`],
    ['a continued value', 'S\n\nFoo: a\n b\n', PLAIN, `S\n\nFoo: a\n b\n${ours}`],
    ['a divider', 'S\n\nbefore\n---\nafter\n', PLAIN, `S\n\nbefore\n---\nafter\n\n${ours}`],
    ['trailing blank lines', 'S\n\n\n', PLAIN, `S\n\n${ours}\n\n`],
    ['help of the editor', `S\n${HELP}`, EDITED, `S\n\n${ours}${HELP}`],
    [
      'scissors and a diff',
      `S\n${SCISSORS}# x\n+Foo: bar\n`,
      EDITED,
      `S\n\n${ours}${SCISSORS}# x\n+Foo: bar\n`,
    ],
    ['comments that stay', 'S\n\na\n#12 b\n', PLAIN, `S\n\na\n#12 b\n\n${ours}`],
    ['comments that go', 'S\n\na\n#12 b\n', EDITED, `S\n\na\n\n${ours}#12 b\n`],
    ['a value that goes on below a comment', 'S\n\nA: b\n# c\n  d\n', EDITED, `S\n\nA: b\n# c\n  d\n${ours}`],
    ['an issue number as subject', '#12 S\n\nFoo: bar\n', PLAIN, `#12 S\n\nFoo: bar\n${ours}`],
    ['an empty file before the editor', HELP, EDITED, `\n\n${ours}${HELP}`],
    [
      'only sign-off before the editor',
      `\n\nSigned-off-by: A\n${HELP}`,
      EDITED,
      `\n\nSigned-off-by: A\n${ours}${HELP}`,
    ],
    [
      'CRLF',
      'S\r\n\r\nSigned-off-by: A <a@b>\r\n',
      PLAIN,
      `S\r\n\r\nSigned-off-by: A <a@b>\r\n${ours.replaceAll('\n', '\r\n')}`,
    ],
    [
      'a merge with conflicts',
      "Merge branch 'x'\n\n# Conflicts:\n#\tfile\n",
      EDITED,
      `Merge branch 'x'\n\n${ours}\n# Conflicts:\n#\tfile\n`,
    ],
    [
      "another person's line that names a tool",
      'S\n\nSigned-off-by: A <a@b>\nAssisted-by: Claude:opus\n',
      PLAIN,
      `S\n\nSigned-off-by: A <a@b>\n${ours}Assisted-by: Claude:opus\n`,
    ],
  ];
  for (const [title, message, options, expected] of table) {
    it(title, () => assert.equal(check(message, options), expected));
  }

  it('never opens a paragraph below a Change-Id, which review servers only read in the last one', () => {
    const message = 'S\n\nBREAKING CHANGE: all\nChange-Id: I0123456789abcdef\n';
    const placed = placeTrailers(message, OURS, PLAIN);
    assert.equal(placed, message + ours);
    assert.equal(parseProvenanceTrailers(placed).provenance[0]?.ai, 42);
    assert.equal(placeTrailers(placed, [], PLAIN), message);
  });

  it('holds for any message', () => {
    const line = fc.constantFrom(
      'Subject',
      'fix: thing',
      '',
      '',
      '  ',
      'prose of the body',
      '    indented',
      '---',
      '#12 is it',
      '# comment',
      'Signed-off-by: A B <a@b.c>',
      'Reviewed-on: https://review.example.com/1',
      'Co-authored-by: Bob <bob@example.com>',
      'Co-authored-by: Copilot <copilot@github.com>',
      'Assisted-by: Claude:opus',
      'AI-Critical: something else',
      'Foo : bar',
      'BREAKING CHANGE: all of it',
      '(cherry picked from commit 0123)',
      'https://example.com/x',
    );
    const messages = fc.array(line, { minLength: 1, maxLength: 9 });
    const options = fc.record({
      commentPrefix: fc.constantFrom('#', ';'),
      cleanup: fc.constantFrom('default' as const, 'strip' as const, 'whitespace' as const),
      editor: fc.boolean(),
    });
    fc.assert(
      fc.property(
        messages,
        options,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (lines, option, eol, ended) => {
          fc.pre(/^(Subject|fix)/.test(lines[0] ?? ''));
          check(lines.join(eol) + (ended ? eol : ''), option);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('trailers in what git makes of a message file', () => {
  const line = fc.constantFrom(
    'Subject',
    'fix: thing',
    '',
    '',
    '  ',
    'prose of the body',
    '    indented',
    '---',
    '#12 is it',
    '# comment',
    'Signed-off-by: A B <a@b.c>',
    'Co-authored-by: Bob <bob@example.com>',
    'Foo : bar',
    'BREAKING CHANGE: all of it',
    '(cherry picked from commit 0123)',
  );
  it('are read by git, with every trailer of a person, below the same subject', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.boolean(), (lines, editor) => {
        const file = lines.map((text) => `${text}\n`).join('');
        const cleaned = (text: string): string => {
          const args = editor ? ['stripspace', '-s'] : ['stripspace'];
          return execFileSync('git', args, { env: ISOLATED, input: text, encoding: 'utf8' });
        };
        const before = cleaned(file);
        // That is no message to git: it aborts.
        fc.pre(!/^(Signed-off-by: .*\n|\n)*$/.test(before));
        const after = cleaned(placeTrailers(file, OURS, { ...PLAIN, editor }));
        const listed = gitTrailers(after);
        for (const trailer of [...OURS, ...gitTrailers(before)]) assert.ok(listed.includes(trailer), after);
        assert.equal(after.split('\n')[0], before.split('\n')[0]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('trailers in real commits', () => {
  let scratch: string;
  let hook: string;
  let repository: string;

  before(() => {
    scratch = mkdtempSync(join(tmpdir(), 'countersign-trailers-'));
    hook = join(scratch, 'hook.cjs');
    const source = `
      import { readFileSync, writeFileSync } from 'node:fs';
      import { execFileSync } from 'node:child_process';
      import { isOnlyOurTrailers, placeTrailers, repairTrailers } from './src/core/commit/message';
      const [name, file] = process.argv.slice(2);
      const config = (key: string, otherwise: string) => {
        try { return execFileSync('git', ['config', key], { encoding: 'utf8' }).trim(); } catch { return otherwise; }
      };
      const options = {
        commentPrefix: config('core.commentChar', '#'),
        cleanup: config('commit.cleanup', 'default') as 'default',
        editor: process.env['GIT_EDITOR'] !== ':',
      };
      const message = readFileSync(file as string, 'utf8');
      const template = config('commit.template', '');
      if (name === 'prepare-commit-msg') writeFileSync(file as string, placeTrailers(message, ${JSON.stringify(OURS)}, options));
      else if (isOnlyOurTrailers(message, options, template && readFileSync(template, 'utf8'))) writeFileSync(file as string, '');
      else writeFileSync(file as string, repairTrailers(message, options));
    `;
    buildSync({
      stdin: { contents: source, resolveDir: resolve('.'), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: hook,
    });
  });
  after(() => rmSync(scratch, { recursive: true, force: true }));

  beforeEach(() => {
    repository = mkdtempSync(join(scratch, 'repository '));
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Ann Author');
    git('config', 'user.email', 'ann@example.com');
    git('commit', '-q', '--allow-empty', '-m', 'root');
    for (const name of ['prepare-commit-msg', 'commit-msg']) {
      const file = join(repository, '.git', 'hooks', name);
      writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${hook}' ${name} "$@"\n`);
      chmodSync(file, 0o755);
    }
    change('first\n');
  });

  function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const isolated = {
      PATH: ISOLATED['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      LC_ALL: 'C',
    };
    return spawnSync('git', args, {
      cwd: repository,
      env: { ...isolated, GIT_EDITOR: 'true', ...env },
      encoding: 'utf8',
    });
  }

  function git(...args: string[]): string {
    const result = run(args);
    assert.equal(result.status, 0, result.stderr);
    return result.stdout;
  }

  function change(content: string): void {
    writeFileSync(join(repository, 'file.txt'), content);
    git('add', '.');
  }

  function file(name: string, content: string): string {
    writeFileSync(join(scratch, name), content);
    return join(scratch, name);
  }

  /** An editor that runs a sed script on the message. */
  const sed = (script: string): NodeJS.ProcessEnv => ({ GIT_EDITOR: `sed -i -e '${script}'` });

  function commit(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
    const result = run(['commit', ...args], env);
    assert.equal(result.status, 0, result.stderr);
    return git('log', '-1', '--format=%B').replace(/\n+$/, '\n');
  }

  /** The commit has the subject, and all of ours as trailers that git itself reads. */
  function assertCommitted(message: string, subject: string, others: readonly string[] = []): void {
    assert.equal(message.split('\n')[0], subject);
    assert.deepEqual(gitTrailers(message).sort(), [...OURS, ...others].sort(), message);
    const read = parseProvenanceTrailers(message);
    assert.deepEqual(
      read.provenance.map(({ ai, body }) => [ai, body]),
      [[42, false]],
    );
  }

  it('-m', () => assertCommitted(commit(['-m', 'Subject']), 'Subject'));
  it('-m twice and --signoff', () => {
    assertCommitted(commit(['-s', '-m', 'Subject', '-m', 'Body']), 'Subject', [
      'Signed-off-by: Ann Author <ann@example.com>',
    ]);
  });
  it('--trailer', () => {
    assertCommitted(commit(['-m', 'Subject', '--trailer', 'Issue: 12']), 'Subject', ['Issue: 12']);
  });
  it('-F, verbatim, without a final newline', () => {
    assertCommitted(commit(['--cleanup=verbatim', '-F', file('m', 'Subject\n\nBody')]), 'Subject');
  });
  it('-F with CRLF', () => assertCommitted(commit(['-F', file('m', 'Subject\r\n\r\nBody\r\n')]), 'Subject'));
  it('-F with a line of dashes', () => {
    assertCommitted(commit(['-F', file('m', 'Subject\n\na\n---\nb\n')]), 'Subject');
  });
  it('an editor in which a subject is typed on the first line', () => {
    assertCommitted(commit([], sed('1s/^/Subject/')), 'Subject');
  });
  it('an editor, with sign-off', () => {
    assertCommitted(commit(['-s'], sed('1s/^/Subject/')), 'Subject', [
      'Signed-off-by: Ann Author <ann@example.com>',
    ]);
  });
  it('an editor in which a subject and a body are typed', () => {
    assertCommitted(commit([], sed('1s/^/Subject\\n\\nBody/')), 'Subject');
  });
  for (const args of [[], ['-s'], ['-v']]) {
    it(`an editor in which nothing is typed aborts ${args.join(' ')}`, () => {
      const result = run(['commit', ...args]);
      assert.notEqual(result.status, 0);
      assert.match(result.stderr, /empty commit message/);
    });
  }
  it('an empty -m with sign-off aborts', () => {
    assert.match(run(['commit', '-s', '-m', '']).stderr, /empty commit message/);
  });
  it('an empty -m aborts', () => assert.match(run(['commit', '-m', '']).stderr, /empty commit message/));
  it('-v', () => assertCommitted(commit(['-v'], sed('1s/^/Subject/')), 'Subject'));
  for (const cleanup of ['strip', 'whitespace', 'verbatim', 'scissors']) {
    it(`commit.cleanup=${cleanup} with an editor`, () => {
      git('config', 'commit.cleanup', cleanup);
      assertCommitted(commit([], sed('1s/^/Subject/')), 'Subject');
    });
    it(`commit.cleanup=${cleanup} with -m`, () => {
      git('config', 'commit.cleanup', cleanup);
      assertCommitted(commit(['-m', 'Subject']), 'Subject');
    });
  }
  for (const character of [';', 'auto', '@']) {
    it(`core.commentChar=${character}`, () => {
      git('config', 'core.commentChar', character);
      assertCommitted(commit(['-v'], sed('1s/^/Subject/')), 'Subject');
      change('again\n');
      assertCommitted(commit(['-e', '-m', '#12 Subject']), '#12 Subject');
    });
  }
  it('a letter as comment character', () => {
    git('config', 'core.commentChar', 'A');
    const message = commit([], sed('1s/^/Subject/'));
    assert.deepEqual(parseProvenanceTrailers(message).provenance[0]?.ai, 42, message);
  });

  it('a template that is edited', () => {
    git('config', 'commit.template', file('template', 'Subject here\n\nWhy:\n# advice\n'));
    assertCommitted(commit([], sed('1s/.*/Subject/')), 'Subject');
  });
  it('a template in which prose is typed below a heading', () => {
    git('config', 'commit.template', file('template', 'Subject\n\nWhy:\n'));
    assertCommitted(commit([], sed('s/^Why:/&\\nBecause./')), 'Subject');
  });
  it('a body that is typed right above them', () => {
    git('config', 'commit.template', file('template', 'Subject\n\nIssue: 12\n'));
    assertCommitted(commit([], sed('s/^Issue: 12/&\\nBecause./')), 'Subject');
  });
  it('a template that is left as it was aborts', () => {
    git('config', 'commit.template', file('template', 'Subject here\n\nWhy:\n# advice\n'));
    assert.notEqual(run(['commit']).status, 0);
  });

  it('a merge', () => {
    git('commit', '-q', '--no-verify', '-m', 'one');
    git('checkout', '-q', '-b', 'side', 'HEAD~1');
    git('commit', '-q', '--allow-empty', '-m', 'two');
    git('merge', '-q', '--no-edit', 'main');
    assertCommitted(git('log', '-1', '--format=%B').trimEnd() + '\n', "Merge branch 'main' into side");
  });
  it('a squash merge, in which the old trailers are quotations', () => {
    git('checkout', '-q', '-b', 'side');
    git('commit', '-q', '-m', 'one');
    git('checkout', '-q', 'main');
    git('merge', '-q', '--squash', 'side');
    const message = commit(['--no-edit']);
    assert.equal(message.split('\n')[0], 'Squashed commit of the following:');
    assert.deepEqual(gitTrailers(message).sort(), [...OURS].sort());
    assert.deepEqual(
      parseProvenanceTrailers(message).provenance.map(({ body }) => body),
      [true, false],
    );
  });
  for (const args of [
    ['--amend', '--no-edit'],
    ['--amend'],
    ['--amend', '-m', 'one'],
    ['-C', 'HEAD', '--amend'],
  ]) {
    it(`${args.join(' ')} does not double them`, () => {
      git('commit', '-q', '-s', '-m', 'one');
      const trailers = args.includes('-m') ? [] : ['Signed-off-by: Ann Author <ann@example.com>'];
      assertCommitted(commit(args), 'one', trailers);
    });
  }
  for (const args of [['--amend', '--no-edit'], ['--amend']]) {
    it(`${args.join(' ')} with sign-off does not double that either`, () => {
      git('commit', '-q', '-s', '-m', 'one');
      assertCommitted(commit([...args, '-s']), 'one', ['Signed-off-by: Ann Author <ann@example.com>']);
    });
    it(`${args.join(' ')} with a trailer that is there does not double that either`, () => {
      git('commit', '-q', '-m', 'one', '--trailer', 'Fixes: 12');
      assertCommitted(commit([...args, '--trailer', 'Fixes: 12']), 'one', ['Fixes: 12']);
    });
  }
  it('fixup and autosquash', () => {
    git('commit', '-q', '-m', 'one');
    change('second\n');
    git('commit', '-q', '--fixup', 'HEAD');
    const result = run(['rebase', '-q', '-i', '--autosquash', 'HEAD~2'], { GIT_SEQUENCE_EDITOR: 'true' });
    assert.equal(result.status, 0, result.stderr);
    assertCommitted(git('log', '-1', '--format=%B').trimEnd() + '\n', 'one');
  });
  it('two commits squashed in a rebase', () => {
    git('commit', '-q', '-m', 'one', '-m', 'Signed-off-by: Ann Author <ann@example.com>');
    change('second\n');
    git('commit', '-q', '-m', 'two');
    const sequence = { GIT_SEQUENCE_EDITOR: 'sed -i -e "2s/^pick/squash/"' };
    const result = run(['rebase', '-q', '-i', 'HEAD~2'], sequence);
    assert.equal(result.status, 0, result.stderr);
    const message = git('log', '-1', '--format=%B').trimEnd() + '\n';
    assertCommitted(message, 'one');
    assert.match(message, /^two$/m);
    assert.match(message, /^Signed-off-by: Ann/m);
  });
  it('a revert and a cherry-pick', () => {
    git('commit', '-q', '-m', 'one');
    git('revert', '--no-edit', 'HEAD');
    assertCommitted(git('log', '-1', '--format=%B').trimEnd() + '\n', 'Revert "one"');
    git('checkout', '-q', 'HEAD~2');
    git('cherry-pick', '-x', 'main~1');
    const message = git('log', '-1', '--format=%B').trimEnd() + '\n';
    assert.deepEqual(
      gitTrailers(message).filter((line) => OURS.includes(line)),
      OURS,
    );
    assert.equal(parseProvenanceTrailers(message).provenance.length, 1);
  });
  it('leaves the file that git edits otherwise alone', () => {
    commit(['-v'], { GIT_EDITOR: `sh -c 'cp "$1" "${join(scratch, 'seen')}"; sed -i "1s/^/S/" "$1"' x` });
    const seen = readFileSync(join(scratch, 'seen'), 'utf8');
    assert.ok(seen.startsWith(`\n\n${OURS.join('\n')}\n\n# Please enter`), seen);
    assert.match(seen, /\+first\n$/);
  });
});
