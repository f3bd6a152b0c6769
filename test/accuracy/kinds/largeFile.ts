/**
 * Very much text. In plain text: it is the editor and Countersign that are measured, not a language server.
 */
import type { Kind } from '../kind';
import { writeLines, writeMixture } from '../mixture';

const world = 'fixture';

/** Some 5 MB, in lines of usual length. */
const LARGE = 'const someValue = computeSomething(alpha, beta, gamma);\n'.repeat(93_000);

export const largeFile: readonly Kind[] = [
  {
    name: 'large-file',
    title: 'typing and ghost text in a file of 5 MB',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.txt', LARGE, [['const total = ', 'alpha + 1;'], ['let x = 5;']]);
      await stage.moveTo(46_500, 1);
      await stage.changingText('a new line', () => stage.press('Control+Shift+Enter'));
      await writeLines(stage, [['let middle = ', 'beta + 2;']]);
    },
  },
];
