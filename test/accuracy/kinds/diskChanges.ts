/**
 * Files that other programs write while they are open: what stayed keeps its author, the rest nobody saw.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Kind } from '../kind';
import { writeMixture } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

/** Another program rewrites a file, as the function says. */
function rewrite(stage: Stage, file: string, change: (text: string) => string): void {
  writeFileSync(stage.fileOf(file), change(readFileSync(stage.fileOf(file), 'utf8')));
}

export const diskChanges: readonly Kind[] = [
  {
    name: 'reload-appended',
    title: 'another program appends to the open file',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      appendFileSync(stage.fileOf('a.ts'), '\nconst logged = 1;\n');
      await stage.untilText('the appended line', (text) => text.includes('logged'));
    },
  },
  {
    name: 'reload-rewritten',
    title: 'another program rewrites parts of the open file',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      rewrite(stage, 'a.ts', (text) =>
        text.replace('const extra', 'enum Between {}\nconst extra').replace('base * rate', 'base - rate'),
      );
      await stage.untilText('the new text', (text) => text.includes('Between') && text.includes('base -'));
      await stage.press('Control+End');
      await stage.type('\nconst after = 8;');
      await stage.untilText('the typed line', (text) => text.endsWith('after = 8;'));
    },
  },
  {
    name: 'reload-closed',
    title: 'another program writes the file while it is closed, and it is opened again',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.command('workbench.action.closeAllEditors');
      rewrite(stage, 'a.ts', (text) => text.replace('const extra', 'const between = 7;\nconst extra'));
      // The editor keeps a document for minutes after its tab was closed, but not over this.
      await stage.reload();
      await stage.open('a.ts');
      await stage.untilText('the new text', (text) => text.includes('between'));
    },
  },
  {
    name: 'revert-dirty',
    title: 'another program writes the file while it is changed, then it is reverted',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.type('\nconst lost = 9;');
      await stage.untilText('the typed line', (text) => text.endsWith('lost = 9;'));
      appendFileSync(stage.fileOf('a.ts'), '\nconst logged = 1;\n');
      await stage.changingText('the revert', () => stage.command('workbench.action.files.revert'));
      await stage.untilText('the text of the disk', (text) => text.endsWith('logged = 1;\n'));
    },
  },
  {
    name: 'revert-file',
    title: 'the file is reverted to what was saved',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.moveTo(3, 1);
      await stage.changingText('a deletion', () => stage.press('Control+Shift+k'));
      await stage.changingText('a deletion', () => stage.press('Control+Shift+k'));
      await stage.changingText('the revert', () => stage.command('workbench.action.files.revert'));
      await stage.untilText('the saved text', (text) => text.includes('extra = 5'));
    },
  },
];
