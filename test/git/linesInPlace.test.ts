/**
 * Lines that whoever reports only moved within their file, or beside which only blank lines went.
 */
import assert from 'node:assert/strict';
import { COMMON, eachWithReportedWork, text, type ReportedWork } from './reportedWork';

describe('a commit of lines that were moved', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  const BLOCK = ['function one() {', '  return null;', '}'];

  it('has a person’s lines as theirs when an AI moved them', () => {
    work.person('a.ts', text(...BLOCK, ...COMMON));
    work.agent('a.ts', text(...COMMON, ...BLOCK, 'AI'));
    work.commit();
    assert.deepEqual(work.added('a.ts'), [...BLOCK.map((line) => `human: ${line}`), 'ai: AI']);
  });

  it('has an AI’s lines as the AI’s when a person moved them', () => {
    work.agent('a.ts', text(...BLOCK, ...COMMON));
    work.person('a.ts', text(...COMMON, 'mine', ...BLOCK));
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['human: mine', ...BLOCK.map((line) => `ai: ${line}`)]);
  });

  it('has committed lines as the AI’s that moved them', () => {
    work.write('b.ts', text(...BLOCK, 'one', 'two', 'three', 'four', 'five'));
    work.commit();
    work.agent('b.ts', text('one', 'two', 'three', 'four', 'five', ...BLOCK, 'AI'));
    work.commit();
    assert.deepEqual(
      work.added('b.ts'),
      [...BLOCK, 'AI'].map((line) => `ai: ${line}`),
    );
  });

  it('has as the AI’s what it wrote, though a line like it is gone elsewhere', () => {
    work.person('a.ts', text('  return null;', ...COMMON));
    work.agent('a.ts', text(...COMMON, 'AI', '  return null;', 'AI too'));
    work.commit();
    assert.deepEqual(work.added('a.ts'), ['ai: AI', 'ai:   return null;', 'ai: AI too']);
  });
});

describe('a commit of a person’s line', () => {
  let work: ReportedWork;
  eachWithReportedWork((made) => (work = made));

  it('has no AI in it where one only removed a blank line beside it', () => {
    work.write('a.ts', text('one', '', 'two', ...COMMON));
    work.commit();
    work.agent('a.ts', text('one', 'two', ...COMMON));
    work.person('a.ts', text('one', 'words of a person', ...COMMON));
    work.commit('by hand');
    assert.equal(work.message(), 'by hand');
    assert.equal(work.note(), null);
  });
});
