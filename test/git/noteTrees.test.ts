/**
 * Notes of commits among many others: in trees that are flat or fanned out, whoever made them, they are read, replaced and
 * added to, and no byte of the others changes.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

const OTHERS = 600;

for (const format of ['sha1', 'sha256'])
  describe(`a note among ${OTHERS} others (${format})`, () => {
    let work: ReportedWork;
    eachWithReportedWork((made) => (work = made), [`--object-format=${format}`]);

    const blob = (content: string): string =>
      work.gitWith({ stdin: content }, 'hash-object', '-w', '--stdin').trim();
    const list = (): string[] => work.git('notes', '--ref=ai', 'list').trim().split('\n').sort();

    /** Puts notes of commits that are not here beside those that are, with ids in so many parts. */
    function putOthers(depth: number): void {
      const content = blob('somebody else\n\twrote "this", without a line feed');
      const entries = Array.from({ length: OTHERS }, (_, index) => {
        const id = createHash(format).update(String(index)).digest('hex');
        return { id, content };
      });
      const ours = list().map((line) => line.split(' '));
      for (const [note = '', commit = ''] of ours) entries.push({ id: commit, content: note });
      const index = entries.map(({ id, content: note }) => {
        const heads = Array.from({ length: depth }, (_, part) => id.slice(2 * part, 2 * part + 2));
        return `100644 ${note}\t${[...heads, id.slice(2 * depth)].join('/')}\n`;
      });
      const env = { GIT_INDEX_FILE: work.repository.beside('notes-index') };
      work.gitWith({ env, stdin: index.join('') }, 'update-index', '--index-info');
      const tree = work.gitWith({ env }, 'write-tree').trim();
      const tip = work.git('commit-tree', '-p', 'refs/notes/ai', '-m', 'many', tree).trim();
      work.git('update-ref', 'refs/notes/ai', tip);
      work.repository.remove('../notes-index');
    }

    for (const depth of [0, 1, 2])
      it(`is written, carried on and read in a tree with ${depth} levels of directories`, () => {
        work.person('a.ts', text('mine', ...COMMON));
        work.agent('a.ts', text('AI', 'mine', ...COMMON));
        work.commit('first words');
        putOthers(depth);
        const before = list();
        assert.equal(before.length, OTHERS + 1);
        assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine']);
        work.git('commit', '--quiet', '--amend', '-m', 'other words');
        assert.deepEqual(work.added('a.ts'), ['ai: AI', 'human: mine']);
        work.agent('b.ts', text('AI b'));
        work.commit('next');
        assert.deepEqual(work.added('b.ts'), ['ai: AI b']);
        const after = list();
        assert.deepEqual(
          before.filter((line) => !after.includes(line)),
          [],
        );
        assert.equal(after.length, before.length + 2);
        // No commit has two notes, in directories of different depth.
        assert.equal(new Set(after.map((line) => line.split(' ')[1])).size, after.length);
        assert.equal(
          work.git('log', '-1', '--format=%an <%ae>', 'refs/notes/ai').trim(),
          'Dana Lee <dana@example.com>',
        );
        work.git('fsck', '--strict', '--no-dangling');
      });

    it('has the same bytes when it is written again, and its files in order', () => {
      for (const path of ['z.ts', 'a b.ts', 'é.ts', 'A.ts', 'dir/c.ts']) {
        work.person(path, text('mine'));
        work.agent(path, text('AI', 'mine'));
      }
      work.commit('all');
      const first = work.git('cat-file', 'blob', `${list()[0]?.split(' ')[0]}`);
      const files =
        first
          .split('\n---\n')[0]
          ?.split('\n')
          .filter((line) => !line.startsWith(' ')) ?? [];
      assert.deepEqual(files, ['A.ts', '"a b.ts"', 'dir/c.ts', 'z.ts', 'é.ts']);
      const id = work.git('rev-parse', 'HEAD').trim();
      work.git('commit', '--quiet', '--amend', '--no-edit');
      const again = work.git('rev-parse', 'HEAD').trim();
      const note = work.git('notes', '--ref=ai', 'list', again).trim();
      assert.equal(work.git('cat-file', 'blob', note).replace(again, id), first);
    });
  });
