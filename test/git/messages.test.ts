/**
 * Commits that are signed, or whose messages come about in unusual ways: their lines are recorded as in any other.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { isOnPath } from './isOnPath';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a commit', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => {
    work = made;
  });

  const LINES = ['ai: AI', 'human: mine'];
  const TRAILERS =
    /\n\nAssisted-by: Some Agent:model-1\nAI-Provenance: added=2 ai=1 mixed=0 unknown=0 [^\n]*$/;

  beforeEach(() => {
    work.person('a.ts', text('mine', ...COMMON));
    work.agent('a.ts', text('AI', 'mine', ...COMMON));
    work.git('add', '.');
  });

  function assertRecorded(subject: string): void {
    assert.deepEqual(work.added('a.ts'), LINES);
    assert.match(work.message(), TRAILERS);
    assert.equal(work.message().split('\n')[0], subject);
  }

  const editor = (script: string): { env: Record<string, string> } => ({
    env: { GIT_EDITOR: `sed -i -e '${script}'` },
  });

  describe('that is signed with an SSH key', () => {
    if (!isOnPath('ssh-keygen')) return;
    beforeEach(() => {
      const key = work.repository.beside('key');
      const made = work.repository.run('ssh-keygen', [
        '-q',
        '-t',
        'ed25519',
        '-N',
        '',
        '-C',
        'dana',
        '-f',
        key,
      ]);
      assert.equal(made.code, 0, made.stderr);
      const [type, value] = work.read('../key.pub').split(' ');
      writeFileSync(work.repository.beside('signers'), `dana@example.com ${type} ${value}\n`);
      work.git('config', 'gpg.format', 'ssh');
      work.git('config', 'user.signingKey', key);
      work.git('config', 'gpg.ssh.allowedSignersFile', work.repository.beside('signers'));
    });

    /** The signature is good, so nothing was changed after it was made; the note is that of the signed commit. */
    function assertSigned(): void {
      const { code, stderr } = work.try(['verify-commit', 'HEAD']);
      assert.equal(code, 0, stderr);
      assert.match(stderr, /Good "git" signature for dana@example\.com/);
      assert.match(work.git('cat-file', 'commit', 'HEAD'), /^gpgsig(-sha256)? /m);
      const id = work.git('rev-parse', 'HEAD').trim();
      assert.ok(work.note()?.includes(`"base_commit_sha": "${id}"`));
      assert.ok(work.git('notes', '--ref=ai', 'list').includes(id));
    }

    it('has a good signature over its trailers', () => {
      work.git('commit', '--quiet', '-S', '-m', 'signed');
      assertSigned();
      assertRecorded('signed');
    });

    it('has one when all commits are signed, also amended, picked and rebased', () => {
      work.git('config', 'commit.gpgSign', 'true');
      work.git('commit', '--quiet', '-m', 'signed');
      work.git('commit', '--quiet', '--amend', '-m', 'signed again');
      assertSigned();
      assertRecorded('signed again');
      work.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
      work.write('b.ts', 'b\n');
      work.commit('b');
      work.git('cherry-pick', 'main');
      assertSigned();
      assertRecorded('signed again');
      work.git('checkout', '--quiet', '-b', 'other', 'main');
      work.git('rebase', '--quiet', 'side~1');
      assertSigned();
      assertRecorded('signed again');
    });
  });

  for (const comment of ['auto', ';', '/'])
    it(`with core.commentChar=${comment}`, () => {
      work.git('config', 'core.commentChar', comment);
      // With `auto` git chooses by the message that is there.
      const message = comment === 'auto' ? ['-e', '-m', '# no comment'] : ['-v'];
      const typed = comment === 'auto' ? { env: { GIT_EDITOR: 'true' } } : editor('1s/^/# no comment/');
      work.gitWith(typed, 'commit', '--quiet', ...message);
      assertRecorded('# no comment');
    });

  for (const mode of ['default', 'strip', 'whitespace', 'verbatim', 'scissors'])
    for (const how of ['config', 'option'])
      it(`with commit.cleanup=${mode} as ${how}`, () => {
        if (how === 'config') work.git('config', 'commit.cleanup', mode);
        const option = how === 'option' ? [`--cleanup=${mode}`] : [];
        work.git('commit', '--quiet', ...option, '-m', 'subject', '-m', 'body');
        assertRecorded('subject');
        assert.match(work.message(), /^subject\n\nbody\n\n/);
      });

  it('with commit.verbose, without the patch in its message', () => {
    work.git('config', 'commit.verbose', '2');
    work.gitWith(editor('1s/^/subject/'), 'commit', '--quiet');
    assertRecorded('subject');
  });

  it('with a template', () => {
    writeFileSync(work.repository.beside('template'), 'subject here\n\nWhy:\n# advice\n');
    work.git('config', 'commit.template', work.repository.beside('template'));
    work.gitWith(editor('1s/.*/subject/'), 'commit', '--quiet');
    assertRecorded('subject');
    assert.match(work.message(), /^subject\n\nWhy:\n\n/);
  });

  for (const encoding of ['ISO-8859-1', 'SHIFT_JIS'])
    it(`with i18n.commitEncoding=${encoding}`, () => {
      work.git('config', 'i18n.commitEncoding', encoding);
      const subject =
        encoding === 'SHIFT_JIS'
          ? Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67])
          : Buffer.from('größer', 'latin1');
      writeFileSync(work.repository.beside('message'), Buffer.concat([subject, Buffer.from('\n')]));
      work.git('commit', '--quiet', '-F', '../message');
      work.git('config', 'i18n.logOutputEncoding', 'UTF-8');
      assertRecorded(encoding === 'SHIFT_JIS' ? 'テスト' : 'größer');
    });

  it('whatever is configured for diffs and colours', () => {
    const settings = [
      'diff.algorithm=histogram',
      'diff.autoRefreshIndex=false',
      'diff.colorMoved=dimmed-zebra',
      'diff.colorMovedWS=allow-indentation-change',
      'diff.context=0',
      'diff.dirstat=files',
      'diff.dstPrefix=there/',
      'diff.external=false',
      'diff.ignoreSubmodules=all',
      'diff.indentHeuristic=false',
      'diff.interHunkContext=9',
      'diff.mnemonicPrefix=true',
      'diff.noPrefix=true',
      'diff.orderFile=/dev/null',
      'diff.relative=true',
      'diff.renameLimit=1',
      'diff.renames=copies',
      'diff.srcPrefix=here/',
      'diff.statGraphWidth=3',
      'diff.submodule=diff',
      'diff.suppressBlankEmpty=true',
      'diff.tool=false',
      'diff.trustExitCode=true',
      'diff.wordRegex=.',
      'diff.wsErrorHighlight=all',
      'color.ui=always',
      'color.branch=always',
      'color.diff=always',
      'color.diff.meta=red bold',
      'color.diff.new=blink',
      'color.grep=always',
      'color.interactive=always',
      'color.pager=true',
      'color.status=always',
      'color.advice=always',
      'color.push=always',
      'color.transport=always',
      'color.decorate.branch=red',
      'core.quotePath=false',
      'core.abbrev=4',
      'core.whitespace=cr-at-eol,tab-in-indent',
      'core.bigFileThreshold=1',
      'log.showSignature=true',
      'status.short=true',
      'status.showUntrackedFiles=no',
      'status.relativePaths=true',
      'status.renames=false',
    ];
    for (const setting of settings)
      work.git('config', ...(setting.split(/=(.*)/s).slice(0, 2) as [string, string]));
    work.agent('dir/new.ts', text('AI new'));
    work.git('add', '.');
    work.git('commit', '--quiet', '-m', 'subject');
    assert.deepEqual(work.added('a.ts'), LINES);
    assert.deepEqual(work.added('dir/new.ts'), ['ai: AI new']);
    assert.equal(work.counted(), 'added=3 ai=2 mixed=0 unknown=0');
    work.agent('b.ts', text('AI b'));
    work.report('agent-v1', { type: 'ai_agent', agent_name: 'Some Agent' });
    work.commit('all that changed');
    assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
  });
});
