/**
 * What git stores is not what the working tree has, or git is told to show it otherwise.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a commit of lines', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  const LINES = ['ai: AI', 'human: mine'];
  function assertBoth(path = 'b.txt'): void {
    assert.deepEqual(work.added(path), LINES);
    assert.equal(work.counted(), 'added=2 ai=1 mixed=0 unknown=0');
  }

  for (const value of ['true', 'input']) {
    it(`whose ends core.autocrlf=${value} converts`, () => {
      work.git('config', 'core.autocrlf', value);
      work.git('config', 'core.safecrlf', 'false');
      const crlf = (...lines: string[]): string => lines.map((line) => `${line}\r\n`).join('');
      work.person('a.ts', crlf('mine', ...COMMON));
      work.agent('a.ts', crlf('AI', 'mine', ...COMMON));
      work.git('commit', '--quiet', '-a', '-m', 'work');
      assert.doesNotMatch(work.git('cat-file', 'blob', 'HEAD:a.ts'), /\r/);
      assertBoth('a.ts');
      work.agent('a.ts', crlf('AI', 'mine', ...COMMON, 'AI end'));
      work.git('commit', '--quiet', '-a', '-m', 'next');
      assert.deepEqual(work.added('a.ts'), ['ai: AI end']);
    });
  }

  it('whose ends are changed for the whole file in the same commit', () => {
    work.person('a.ts', text('mine', ...COMMON));
    work.agent('a.ts', text('AI', 'mine', ...COMMON).replaceAll('\n', '\r\n'));
    work.git('-c', 'core.autocrlf=false', 'commit', '--quiet', '-a', '-m', 'work');
    const lines = work.added('a.ts').map((line) => line.trim());
    assert.deepEqual(lines.slice(0, 2), LINES);
    assert.equal(
      lines.slice(2).some((line) => line.startsWith('ai')),
      false,
    );
  });

  it('that a clean filter rewrites and a smudge filter brings back', () => {
    work.git('config', 'filter.indent.clean', "sed -e 's/^    /\\t/'");
    work.git('config', 'filter.indent.smudge', "sed -e 's/^\\t/    /'");
    work.write('.gitattributes', '*.txt filter=indent\n');
    work.commit('attributes');
    work.person('b.txt', text('top', '    mine'));
    work.agent('b.txt', text('top', '    AI', '    mine'));
    work.commit();
    assert.equal(work.git('cat-file', 'blob', 'HEAD:b.txt'), 'top\n\tAI\n\tmine\n');
    assert.deepEqual(work.added('b.txt'), ['human: top', 'ai: \tAI', 'human: \tmine']);
    work.agent('b.txt', text('top', '    AI', '    mine', '    AI end'));
    work.commit('next');
    assert.deepEqual(work.added('b.txt'), ['ai: \tAI end']);
  });

  it('of which a clean filter changes some entirely', () => {
    work.git('config', 'filter.secret.clean', "sed -e 's/secret=.*/secret=***/'");
    work.write('.gitattributes', '*.txt filter=secret\n');
    work.commit('attributes');
    work.person('b.txt', text('secret=mine', 'mine'));
    work.agent('b.txt', text('secret=mine', 'AI', 'mine', 'secret=AI'));
    work.commit();
    // Nobody wrote what the filter put there.
    assert.deepEqual(work.added('b.txt'), [
      'unknown: secret=***',
      'ai: AI',
      'human: mine',
      'unknown: secret=***',
    ]);
    work.agent('b.txt', text('secret=mine', 'AI', 'mine', 'secret=AI', 'AI end'));
    work.commit('next');
    assert.deepEqual(work.added('b.txt'), ['ai: AI end']);
  });

  it('with $Id$ that git expands', () => {
    work.write('.gitattributes', '*.txt ident\n');
    work.write('b.txt', text('$Id$', 'old'));
    work.commit('attributes');
    work.repository.remove('b.txt');
    work.git('checkout', '--quiet', '--', 'b.txt');
    assert.match(work.read('b.txt'), /\$Id: /);
    const [id = ''] = work.read('b.txt').split('\n');
    work.person('b.txt', text(id, 'old', 'mine'));
    work.agent('b.txt', text(id, 'AI', 'old', 'mine'));
    work.commit();
    assert.deepEqual(work.added('b.txt'), ['ai: AI', 'human: mine']);
  });

  it('in a file with a working-tree-encoding', () => {
    work.write('.gitattributes', '*.txt text working-tree-encoding=UTF-16LE\n');
    work.commit('attributes');
    const utf16 = (...lines: string[]): Buffer => Buffer.from(text(...lines), 'utf16le');
    work.write('b.txt', utf16('old'));
    work.write('c.txt', utf16('größer'));
    work.commit('old');
    const stated = (path: string, content: string, preset: string, payload: object): void => {
      work.write(path, Buffer.from(content, 'utf16le'));
      work.report(preset, { ...payload, edited_filepaths: [path], dirty_files: { [path]: content } });
    };
    stated('b.txt', text('old', 'größer'), 'known-human', { editor: 'vim' });
    stated('b.txt', text('AI', 'old', 'größer'), 'agent-v1', { type: 'ai_agent', agent_name: 'Some Agent' });
    work.commit();
    assert.equal(work.git('cat-file', 'blob', 'HEAD:b.txt'), text('AI', 'old', 'größer'));
    assert.deepEqual(work.added('b.txt'), ['ai: AI', 'human: größer']);
  });

  it('in a file with a working-tree-encoding, as it is on disk', () => {
    work.write('.gitattributes', '*.txt text working-tree-encoding=ISO-8859-1\n');
    work.commit('attributes');
    const latin = (...lines: string[]): Buffer => Buffer.from(text(...lines), 'latin1');
    work.write('b.txt', latin('größer'));
    work.commit('old');
    work.person('b.txt', latin('größer', 'schöner'));
    work.agent('b.txt', latin('größer', 'KI spricht übel', 'schöner'));
    work.commit();
    assert.deepEqual(work.added('b.txt'), ['ai: KI spricht übel', 'human: schöner']);
  });

  it('in a file that is not UTF-8', () => {
    const latin = (...lines: string[]): Buffer => Buffer.from(text(...lines), 'latin1');
    work.write('b.txt', latin('größer', 'weißer'));
    work.commit('old');
    work.person('b.txt', latin('größer', 'schöner', 'weißer'));
    work.agent('b.txt', latin('größer', 'schöner', 'weißer', 'übler'));
    work.commit();
    assert.deepEqual(work.added('b.txt'), ['human: sch\ufffdner', 'ai: \ufffdbler']);
  });

  it('in a file with a byte order mark', () => {
    work.write('b.txt', '\ufeffold\n');
    work.commit('old');
    work.person('b.txt', '\ufeffold\nmine\n');
    work.agent('b.txt', '\ufeffAI\nold\nmine\n');
    work.commit();
    // The mark has gone from `old` to the AI's line: git sees both as new, and nobody is known to have written `old`.
    assert.deepEqual(work.added('b.txt'), ['ai: \ufeffAI', 'unknown: old', 'human: mine']);
  });

  it('whatever diff drivers are set for the files', () => {
    work.git('config', 'diff.odd.command', 'false');
    work.git('config', 'diff.odd.textconv', 'tr a-z A-Z <');
    work.git('config', 'diff.external', 'false');
    work.write('.gitattributes', '*.txt diff=odd\n*.dat -diff\n*.bin binary\n');
    for (const name of ['b.txt', 'b.dat', 'b.bin']) work.write(name, text('old'));
    work.commit('attributes');
    for (const name of ['b.txt', 'b.dat', 'b.bin']) {
      work.person(name, text('old', 'mine'));
      work.agent(name, text('AI', 'old', 'mine'));
    }
    work.commit();
    assert.deepEqual(work.added('b.txt'), LINES);
  });

  it('below a last line without an end, which stays whose it is', () => {
    work.write('b.txt', 'old\nlast');
    work.commit('old');
    work.agent('b.txt', 'old\nlast\nAI\n');
    work.commit();
    assert.deepEqual(
      work.added('b.txt').filter((line) => line.startsWith('ai')),
      ['ai: AI'],
    );
    assert.equal(work.counted()?.includes('ai=1'), true);
  });

  it('below a person’s last line without an end', () => {
    work.person('b.txt', 'mine\nlast');
    work.agent('b.txt', 'mine\nlast\nAI');
    work.commit();
    assert.deepEqual(work.added('b.txt'), ['human: mine', 'human: last', 'ai: AI']);
    work.person('b.txt', 'mine\nlast\nAI\nmine too');
    work.agent('c.txt', 'AI c');
    work.commit('next');
    assert.deepEqual(
      work.added('b.txt').filter((line) => line !== 'unknown: AI'),
      ['human: mine too'],
    );
    assert.deepEqual(work.added('c.txt'), ['ai: AI c']);
  });

  it('that are all alike: a brace that a person wrote stays theirs', () => {
    const mine = ['function mine() {', '  call();', '}'];
    const ai = ['function ai() {', '  call();', '}'];
    work.person('b.txt', text(...mine));
    work.agent('b.txt', text(...mine, '', ...ai));
    work.commit();
    assert.deepEqual(work.added('b.txt'), [
      ...mine.map((line) => `human: ${line}`),
      'ai: ',
      ...ai.map((line) => `ai: ${line}`),
    ]);
  });

  it('that are all alike, with the AI’s in front of, between and behind those of a person', () => {
    const block = (name: string): string[] => [`${name} {`, '}', ''];
    work.write('b.txt', text(...block('old 1'), ...block('old 2')));
    work.commit('old');
    work.person('b.txt', text(...block('old 1'), ...block('mine'), ...block('old 2')));
    work.agent(
      'b.txt',
      text(
        ...block('AI 1'),
        ...block('old 1'),
        ...block('AI 2'),
        ...block('mine'),
        ...block('old 2'),
        ...block('AI 3'),
      ),
    );
    work.commit();
    const by = (author: string, name: string): string[] => block(name).map((line) => `${author}: ${line}`);
    assert.deepEqual(work.added('b.txt'), [
      ...by('ai', 'AI 1'),
      ...by('ai', 'AI 2'),
      ...by('human', 'mine'),
      ...by('ai', 'AI 3'),
    ]);
  });
});
