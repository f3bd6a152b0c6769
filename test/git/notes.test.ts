/**
 * Notes that are shared, with real remotes: what arrives, who loses a race and what a refusal says.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNote } from '../../src/core/commit/parseNote';
import { buildCommandLine, TestRepository, type Outcome, type RunOptions } from './support';

const AI = 's_0000000000000a::t_1';
const OTHER_AI = 's_0000000000000b::t_1';
const PERSON = 'h_0000000000000c';

const RECORD = { agent_id: { tool: 'cursor', id: 'talk', model: 'm' }, human_author: null };

const session = (key: string): string => key.slice(0, key.indexOf('::'));

/** A note in which some lines of `a.ts` are attested. */
function note(key: string, ranges: string, more: object = {}): string {
  const metadata = {
    schema_version: 'authorship/3.0.0',
    git_ai_version: '1.6.24',
    base_commit_sha: '',
    prompts: {},
    humans: { [PERSON]: { author: 'Dana Lee <dana@example.com>' } },
    sessions: { [session(AI)]: RECORD, [session(OTHER_AI)]: RECORD },
    ...more,
  };
  return `a.ts\n  ${key} ${ranges}\n---\n${JSON.stringify(metadata, null, 2)}`;
}

describe('countersign notes', () => {
  let programs: string;
  let open: TestRepository[];

  before(() => {
    programs = mkdtempSync(join(tmpdir(), 'countersign-programs-'));
    buildCommandLine(programs);
  });

  after(() => rmSync(programs, { recursive: true }));

  beforeEach(() => (open = []));

  afterEach(() => open.forEach((repository) => repository.dispose()));

  function create(name: string, ...initArguments: string[]): TestRepository {
    const repository = new TestRepository({ name, initArguments });
    open.push(repository);
    return repository;
  }

  interface Team {
    readonly server: TestRepository;
    readonly dana: TestRepository;
    readonly kim: TestRepository;
  }

  /** A bare remote and two clones of the same commits; HEAD is the last one. */
  function team(remote = 'origin', ...initArguments: string[]): Team {
    const server = create('server.git', '--bare', ...initArguments);
    const [dana, kim] = [create('dana', ...initArguments), create('kim', ...initArguments)];
    for (const clone of [dana, kim]) clone.git('remote', 'add', remote, server.root);
    dana.startWithEightLines();
    dana.git('commit', '--quiet', '--allow-empty', '-m', 'second');
    dana.git('push', '--quiet', remote, 'main');
    kim.git('fetch', '--quiet', remote, 'main');
    kim.git('reset', '--quiet', '--hard', 'FETCH_HEAD');
    kim.git('config', 'user.name', 'Kim Ray');
    return { server, dana, kim };
  }

  function annotate(repository: TestRepository, text: string, commit = 'HEAD'): void {
    const blob = repository.run('git', ['hash-object', '-w', '--stdin'], { stdin: text }).stdout.trim();
    repository.git('notes', '--ref=ai', 'add', '-f', '-C', blob, commit);
  }

  /** Puts files into the tree of the notes, as `git fast-import` reads them. */
  function addFiles(repository: TestRepository, files: string): void {
    const head =
      'commit refs/notes/ai\ncommitter D <d@e> 1700000000 +0000\ndata 1\nx\nfrom refs/notes/ai^0\n';
    const stdin = `${head}${files}done\n`;
    repository.run('git', ['fast-import', '--quiet', '--done', '--date-format=raw'], { stdin });
  }

  const call = (repository: TestRepository, args: readonly string[], options: RunOptions = {}): Outcome =>
    repository.run(process.execPath, [join(programs, 'cli.js'), 'notes', ...args], options);

  /** A call that must succeed without complaint. */
  function words(repository: TestRepository, ...args: string[]): string {
    const { code, stdout, stderr } = call(repository, args);
    assert.deepEqual([code, stderr], [0, ''], args.join(' '));
    return stdout;
  }

  const json = (repository: TestRepository, ...args: string[]): unknown =>
    answer(words(repository, ...args, '--json'));

  /** An answer without the part about countersignatures, of which there are none here. */
  function answer(text: string): unknown {
    const { countersignatures, ...notes } = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual(countersignatures, { added: 0, merged: 0, pushed: false });
    return notes;
  }

  const claims = (text: string): unknown[] => {
    const parsed = parseNote(text);
    assert.ok(parsed.ok);
    return parsed.value.files.flatMap(({ entries }) => entries.map(({ key, ranges }) => [key, ranges]));
  };

  const tip = (repository: TestRepository): string => repository.git('rev-parse', 'refs/notes/ai').trim();

  it('shares notes from one clone to the other', () => {
    const { server, dana, kim } = team();
    const text = note(AI, '1-3');
    annotate(dana, text);
    assert.deepEqual(json(dana, 'push'), { remote: 'origin', added: 0, merged: 0, pushed: true });
    assert.equal(tip(server), tip(dana));
    assert.equal(dana.git('rev-parse', 'refs/notes/ai-remote/origin').trim(), tip(dana));
    assert.equal(words(dana, 'push'), 'Nothing to push to origin.\n');
    assert.deepEqual(json(kim, 'fetch'), { remote: 'origin', added: 1, merged: 0, pushed: false });
    assert.equal(kim.note(), text);
    assert.equal(words(kim, 'fetch', 'origin'), 'Nothing new from origin.\n');
  });

  it('says that there is nothing yet', () => {
    const { dana } = team();
    assert.equal(words(dana, 'fetch'), 'origin has no notes yet.\n');
    assert.equal(words(dana, 'push'), 'origin has no notes yet.\nNothing to push to origin.\n');
    assert.equal(dana.run('git', ['rev-parse', '--verify', '--quiet', 'refs/notes/ai']).code, 1);
    annotate(dana, note(AI, '1'));
    assert.equal(words(dana, 'push'), 'Your notes are on origin now.\n');
  });

  it('merges diverged notes, the same whoever merges, and leaves index and working tree alone', () => {
    const trees = [true, false].map((danaFirst) => {
      const { server, dana, kim } = team();
      annotate(dana, note(AI, '1-3'));
      annotate(dana, note(AI, '1'), 'HEAD~1');
      annotate(kim, note(PERSON, '3-5'));
      kim.write('a.ts', 'changed\n');
      kim.write('b.ts', 'staged\n');
      kim.git('add', 'b.ts');
      const [first, second] = danaFirst ? [dana, kim] : [kim, dana];
      words(first, 'push');
      const counts = { remote: 'origin', added: danaFirst ? 1 : 0, merged: 1, pushed: true };
      assert.deepEqual(json(second, 'push'), counts);
      words(first, 'fetch');
      assert.equal(tip(first), tip(second));
      assert.equal(tip(server), tip(second));
      assert.deepEqual(claims(dana.note()), [[PERSON, [[3, 5]]], [AI, [[1, 3]]]]); // prettier-ignore
      assert.equal(kim.git('status', '--porcelain'), ' M a.ts\nA  b.ts\n');
      const [parents, author, subject] = second
        .git('log', '-1', '--format=%P%n%an%n%s', 'refs/notes/ai')
        .split('\n');
      assert.equal(parents?.split(' ').length, 2);
      assert.equal(author, danaFirst ? 'Kim Ray' : 'Dana Lee');
      assert.equal(subject, 'Merge the notes of origin');
      return dana.git('ls-tree', '-r', 'refs/notes/ai').replace(/\t.*/g, '').split('\n').sort();
    });
    assert.deepEqual(trees[0], trees[1]);
  });

  it('takes over byte for byte what others wrote, whatever is in it', () => {
    const { dana, kim } = team();
    const foreign = `"b c.ts"\n  0123456789abcdef 7,1-2\n---\n${JSON.stringify({
      future: { b: 1, a: [2] },
      prompts: {},
      base_commit_sha: '',
      schema_version: 'authorship/3.0.0',
    })}\n\n`;
    annotate(dana, foreign);
    annotate(dana, 'no note of ours at all, \u0001 garbage', 'HEAD~1');
    words(dana, 'push');
    words(kim, 'fetch');
    const own = create('apart');
    own.git('remote', 'add', 'origin', dana.root);
    own.startWithEightLines();
    own.git('commit', '--quiet', '--allow-empty', '-m', 'unrelated');
    annotate(own, note(AI, '1'));
    words(own, 'fetch');
    for (const clone of [kim, own]) {
      const show = (revision: string): string => {
        const id = dana.git('rev-parse', revision).trim();
        return clone.git('cat-file', 'blob', `refs/notes/ai:${id}`);
      };
      assert.equal(show('HEAD'), foreign);
      assert.equal(show('HEAD~1'), 'no note of ours at all, \u0001 garbage');
    }
    assert.equal(own.note(), note(AI, '1'));
  });

  it('lets a note win over garbage, and keeps its own garbage with a word', () => {
    const { dana, kim } = team();
    annotate(dana, note(AI, '1'));
    annotate(dana, 'garbage of Dana', 'HEAD~1');
    annotate(kim, 'garbage');
    annotate(kim, 'garbage of Kim', 'HEAD~1');
    words(dana, 'push');
    const { code, stdout, stderr } = call(kim, ['fetch', '--json']);
    assert.deepEqual([code, answer(stdout)], [0, { remote: 'origin', added: 0, merged: 2, pushed: false }]);
    assert.match(
      stderr,
      /^countersign: Neither note of [0-9a-f]{10} can be read; yours was kept, that of origin is left out\.\n$/,
    );
    assert.equal(kim.note(), note(AI, '1'));
    assert.equal(kim.note('HEAD~1'), 'garbage of Kim');
  });

  it('keeps what else lies among the notes', () => {
    const { dana, kim } = team();
    const plant = (repository: TestRepository, path: string, content: string): void =>
      addFiles(repository, `M 100755 inline ${path}\ndata ${content.length}\n${content}\n`);
    annotate(dana, note(AI, '1'));
    annotate(kim, note(PERSON, '1'));
    plant(dana, '"odd \\"name\\"\\n"', 'dana');
    plant(dana, 'both', 'dana');
    plant(kim, 'both', 'kim');
    words(dana, 'push');
    words(kim, 'fetch');
    assert.equal(kim.git('show', 'refs/notes/ai:odd "name"\n'), 'dana');
    assert.equal(kim.git('show', 'refs/notes/ai:both'), 'kim');
    assert.match(kim.git('ls-tree', 'refs/notes/ai', 'both'), /^100755/);
    assert.equal(claims(kim.note()).length, 2);
  });

  for (const format of ['sha1', 'sha256']) {
    it(`merges thousands of notes, flat and fanned out (${format})`, () => {
      const { dana, kim } = team('origin', `--object-format=${format}`);
      const length = dana.git('rev-parse', 'HEAD').trim().length;
      const id = (index: number): string => index.toString(16).padStart(8, '0').padEnd(length, '7');
      const fill = (
        repository: TestRepository,
        text: string,
        from: number,
        to: number,
        depth: number,
      ): void => {
        const names = Array.from({ length: to - from }, (_, index) => id(from + index));
        const paths = names.map((name) => (depth === 0 ? name : `${name.slice(0, 2)}/${name.slice(2)}`));
        addFiles(
          repository,
          paths.map((path) => `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`).join(''),
        );
      };
      annotate(dana, note(AI, '1'));
      annotate(kim, note(PERSON, '2'));
      fill(dana, note(AI, '1'), 0, 3000, 1);
      fill(kim, note(PERSON, '2'), 2000, 4000, 0);
      words(dana, 'push');
      assert.deepEqual(json(kim, 'push'), { remote: 'origin', added: 2000, merged: 1001, pushed: true });
      words(dana, 'fetch');
      for (const clone of [dana, kim]) {
        const names = clone.git('ls-tree', '-r', '--name-only', 'refs/notes/ai').trim().split('\n');
        assert.equal(names.length, 4001);
        assert.ok(names.every((name) => /^[0-9a-f]{2}\/[0-9a-f]+$/.test(name)));
        assert.deepEqual(claims(clone.note()), [[PERSON, [[2, 2]]], [AI, [[1, 1]]]]); // prettier-ignore
        assert.equal(clone.git('notes', '--ref=ai', 'list').trim().split('\n').length, 4001);
      }
    });
  }

  it('loses nothing when many push at once', async () => {
    const { server, dana, kim } = team();
    annotate(dana, note(AI, '1'));
    annotate(kim, note(PERSON, '2'));
    annotate(kim, note(OTHER_AI, '1'), 'HEAD~1');
    const pushes = [dana, kim].map((clone) => {
      const child = spawn(process.execPath, [join(programs, 'cli.js'), 'notes', 'push'], {
        cwd: clone.root,
        env: clone.environment(),
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      return new Promise((resolve) => child.on('close', resolve));
    });
    assert.deepEqual(await Promise.all(pushes), [0, 0]);
    const shown = (revision: string): string =>
      server.git('notes', '--ref=ai', 'show', dana.git('rev-parse', revision).trim());
    assert.deepEqual(claims(shown('HEAD')), [[PERSON, [[2, 2]]], [AI, [[1, 1]]]]); // prettier-ignore
    assert.deepEqual(claims(shown('HEAD~1')), [[OTHER_AI, [[1, 1]]]]);
  });

  /** Has somebody else move the server's notes in the middle of a push. */
  const rival = (server: TestRepository, script: string): void =>
    server.write(
      'hooks/pre-receive',
      `#!/bin/sh\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n${script}\n`,
      0o755,
    );

  it('merges and tries again when somebody was faster', () => {
    const { server, dana, kim } = team();
    annotate(kim, note(PERSON, '2'));
    kim.git('push', '--quiet', 'origin', 'refs/notes/ai:refs/rivals/one');
    annotate(dana, note(AI, '1'));
    rival(server, '[ -e raced ] || git update-ref refs/notes/ai refs/rivals/one; touch raced');
    assert.deepEqual(json(dana, 'push'), { remote: 'origin', added: 0, merged: 1, pushed: true });
    assert.equal(tip(server), tip(dana));
    assert.equal(claims(dana.note()).length, 2);
  });

  it('gives up when others are faster again and again', () => {
    const { server, dana, kim } = team();
    annotate(kim, note(PERSON, '2'));
    words(kim, 'push');
    annotate(dana, note(AI, '1'));
    rival(
      server,
      'echo x >>tries; git -c user.name=R -c user.email=r@e update-ref refs/notes/ai ' +
        "$(git -c user.name=R -c user.email=r@e commit-tree -p refs/notes/ai -m x 'refs/notes/ai^{tree}')",
    );
    const { code, stdout, stderr } = call(dana, ['push', '--json']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /^countersign: The notes could not be pushed to origin \(\[remote rejected\][^\n]*\): others push at the same time, try again\.\n$/,
    );
    assert.equal(server.read('tries'), 'x\n'.repeat(4));
  });

  it('says why the server refused, with nothing in it that a terminal obeys', () => {
    const { server, dana } = team();
    annotate(dana, note(AI, '1'));
    server.write(
      'hooks/pre-receive',
      '#!/bin/sh\nprintf "notes are \\033[31mprotected\\n" >&2\nexit 1\n',
      0o755,
    );
    const { code, stdout, stderr } = call(dana, ['push']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(
      stderr,
      'countersign: The notes could not be pushed to origin ([remote rejected] (pre-receive hook declined); ' +
        'notes are [31mprotected): ask whoever runs it to let you push refs/notes/ai.\n',
    );
    assert.equal(server.git('for-each-ref', 'refs/notes'), '');
  });

  it('says that a remote cannot be reached, or does not exist', () => {
    const { dana } = team();
    dana.git('remote', 'add', 'gone', '/does/not/exist');
    for (const action of ['push', 'fetch']) {
      const gone = call(dana, [action, 'gone']);
      assert.deepEqual([gone.code, gone.stdout], [2, '']);
      assert.match(
        gone.stderr,
        /^countersign: The notes of gone could not be fetched \(fatal: '\/does\/not\/exist' does not [^\n]*\): check the remote with git fetch gone\.\n$/,
      );
      const nowhere = call(dana, [action, 'nowhere']);
      assert.equal(nowhere.stderr, 'countersign: There is no remote named nowhere; there is gone, origin.\n');
      assert.equal(nowhere.code, 2);
    }
  });

  it('chooses the remote as git push does', () => {
    const { dana } = team('only');
    const remote = (): string => (json(dana, 'fetch') as { remote: string }).remote;
    const refused = (): string => call(dana, ['fetch']).stderr;
    assert.equal(remote(), 'only');
    dana.git('remote', 'add', 'fork', dana.git('remote', 'get-url', 'only').trim());
    assert.match(refused(), /Nothing says which remote the notes are shared with; there is fork, only\.\n$/);
    dana.git('config', 'branch.main.remote', '.');
    assert.match(refused(), /Nothing says which remote/);
    dana.git('config', 'branch.main.remote', 'only');
    assert.equal(remote(), 'only');
    dana.git('config', 'remote.pushDefault', 'fork');
    assert.equal(remote(), 'fork');
    dana.git('config', 'branch.main.pushRemote', 'only');
    assert.equal(remote(), 'only');
    dana.git('config', 'branch.main.pushRemote', 'https://example.com/elsewhere');
    assert.match(refused(), /There is no remote named https:/);
    dana.git('config', '--unset', 'branch.main.pushRemote');
    dana.git('checkout', '--quiet', '--detach');
    assert.equal(remote(), 'fork');
    dana.git('config', '--unset', 'remote.pushDefault');
    dana.git('remote', 'rename', 'fork', 'origin');
    assert.equal(remote(), 'origin');
    for (const name of ['only', 'origin']) dana.git('remote', 'remove', name);
    assert.match(refused(), /there is none: add one with git remote add\.\n$/);
  });

  it('works with a remote of an odd name', () => {
    const { dana, kim } = team('team/ünit.1');
    annotate(dana, note(AI, '1'));
    words(dana, 'push');
    assert.deepEqual(json(kim, 'fetch', 'team/ünit.1'), {
      remote: 'team/ünit.1',
      added: 1,
      merged: 0,
      pushed: false,
    });
    assert.match(kim.git('for-each-ref', 'refs/notes'), /refs\/notes\/ai-remote\/team__nit_1\n/);
  });

  it('is not misled by settings, and runs no hook of the user', () => {
    const { dana, kim } = team();
    annotate(dana, note(AI, '1'));
    words(dana, 'push');
    annotate(kim, note(PERSON, '2'));
    kim.git('config', '--add', 'remote.origin.fetch', '+refs/notes/*:refs/notes/*');
    for (const [key, value] of [
      ['fetch.prune', 'true'],
      ['push.followTags', 'true'],
      ['push.recurseSubmodules', 'on-demand'],
      ['fetch.recurseSubmodules', 'true'],
      ['core.notesRef', 'refs/notes/elsewhere'],
      ['color.ui', 'always'],
      ['notes.ai.mergeStrategy', 'theirs'],
    ])
      kim.git('config', key ?? '', value ?? '');
    kim.git('tag', '-a', '-m', 'private', 'private');
    for (const hook of ['pre-push', 'reference-transaction', 'post-merge', 'pre-auto-gc'])
      kim.write(
        `.git/hooks/${hook}`,
        `#!/bin/sh\necho ${hook} >>"$(git rev-parse --git-dir)/ran"\nexit 1\n`,
        0o755,
      );
    const fetchHead = kim.read('.git/FETCH_HEAD');
    assert.deepEqual(json(kim, 'push'), { remote: 'origin', added: 0, merged: 1, pushed: true });
    assert.equal(kim.has('.git/ran'), false);
    assert.equal(kim.read('.git/FETCH_HEAD'), fetchHead);
    assert.equal(claims(dana.git('--git-dir', kim.git('remote', 'get-url', 'origin').trim(), 'notes', '--ref=ai', 'show', kim.git('rev-parse', 'HEAD').trim())).length, 2); // prettier-ignore
    assert.equal(dana.git('ls-remote', '--tags', 'origin'), '');
  });

  it('lets git reach the remote as the terminal says', () => {
    const { dana, kim, server } = team();
    annotate(dana, note(AI, '1'));
    words(dana, 'push');
    kim.write('.git/ssh', '#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n', 0o755);
    kim.git('remote', 'set-url', 'origin', `ssh://host${server.root}`);
    const env = { GIT_SSH: join(kim.root, '.git/ssh'), GIT_SSH_VARIANT: 'simple' };
    const { code, stderr } = call(kim, ['fetch'], { env });
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(kim.note(), note(AI, '1'));
  });

  it('works from a folder inside and in a linked working tree', () => {
    const { dana, kim } = team();
    annotate(dana, note(AI, '1'));
    dana.write('deep/er/file', '');
    assert.equal(call(dana, ['push'], { in: 'deep/er' }).code, 0);
    kim.git('worktree', 'add', '--quiet', '--detach', kim.beside('side'));
    assert.equal(call(kim, ['fetch'], { in: '../side' }).code, 0);
    assert.equal(kim.note(), note(AI, '1'));
  });

  it('wants to know who merges, and merges nothing before', () => {
    const { dana, kim } = team();
    annotate(dana, note(AI, '1'));
    words(dana, 'push');
    annotate(kim, note(PERSON, '2'));
    const before = tip(kim);
    for (const name of ['user.name', 'user.email']) kim.git('config', '--unset', name);
    kim.git('config', 'user.useConfigOnly', 'true');
    const { stderr } = call(kim, ['push']);
    assert.match(
      stderr,
      /^countersign: Git does not know who merges the notes: set user\.name and [^\n]+\n$/,
    );
    assert.equal(tip(kim), before);
  });

  it('brings a deleted note back only when the notes have gone separate ways', () => {
    const { dana, kim } = team();
    annotate(dana, note(AI, '1'));
    words(dana, 'push');
    words(kim, 'fetch');
    kim.git('notes', '--ref=ai', 'remove', 'HEAD');
    words(kim, 'fetch');
    assert.equal(kim.run('git', ['notes', '--ref=ai', 'show', 'HEAD']).code, 1);
    annotate(dana, note(AI, '1'), 'HEAD~1');
    words(dana, 'push');
    words(kim, 'fetch');
    assert.equal(kim.note(), note(AI, '1'));
  });

  it('says what is wrong with a call', () => {
    const { dana } = team();
    for (const args of [[], ['send'], ['push', 'origin', 'more'], ['fetch', '--force']]) {
      const { code, stdout, stderr } = call(dana, args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(
        stderr,
        /use: countersign notes push\|fetch \[<remote>\] \| carry <former> \[<new>\] \[--json\]\n$/,
      );
    }
    dana.git('push', '--quiet', 'origin', 'main^{tree}:refs/notes/ai');
    assert.match(
      call(dana, ['fetch']).stderr,
      /^countersign: refs\/notes\/ai of origin is not a commit: repair it there, nothing was merged\.\n$/,
    );
  });
});
