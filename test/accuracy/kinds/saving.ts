/**
 * What the editor changes while it saves, and how a file is saved: none of it makes anybody the author of a character.
 */
import { readFileSync } from 'node:fs';
import { until } from '../../host/until';
import type { Kind } from '../kind';
import { writeMixture } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

/** Chooses, with keys, in the lists that a command opens one after the other. */
async function choose(stage: Stage, command: string, ...answers: readonly string[]): Promise<void> {
  // The command waits for the answers: it is not awaited.
  await stage.session.inHost((vscode, id) => void vscode.commands.executeCommand(id), command);
  for (const answer of answers) {
    const input = stage.page.locator('.quick-input-widget input[type="text"]').filter({ visible: true });
    await input.waitFor();
    await input.fill(answer);
    await stage.page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: answer })
      .first()
      .waitFor();
    await stage.press('Enter');
  }
}

async function untilBytes(stage: Stage, file: string, what: string, test: (bytes: Buffer) => boolean) {
  await until(what, () => test(readFileSync(stage.fileOf(file))));
}

export const saving: readonly Kind[] = [
  {
    name: 'save-trims-blanks',
    title: 'trailing blanks trimmed on save',
    world,
    async run(stage) {
      await stage.setting('files.trimTrailingWhitespace', true);
      await writeMixture(stage, 'a.ts', 'const rate = 3;  \n', [
        ['const total = ', 'rate + 1;   '],
        ['const extra = 5;  '],
        ['const apple = ', 'total + extra;  '],
      ]);
      await stage.moveTo(1, 1);
      await stage.changingText('the trimming', () => stage.press('Control+s'));
      await stage.save();
    },
  },
  {
    name: 'save-adds-final-newline',
    title: 'final newline added on save',
    world,
    async run(stage) {
      await stage.setting('files.insertFinalNewline', true);
      await writeMixture(stage, 'a.ts');
      await stage.changingText('the newline', () => stage.press('Control+s'));
      await stage.save();
    },
  },
  {
    name: 'save-trims-final-newlines',
    title: 'final newlines trimmed on save',
    world,
    async run(stage) {
      await stage.setting('files.trimFinalNewlines', true);
      await writeMixture(stage, 'a.ts');
      await stage.type('\n\n\n');
      await stage.untilText('empty lines', (text) => text.endsWith('\n\n\n'));
      await stage.moveTo(1, 1);
      await stage.changingText('the trimming', () => stage.press('Control+s'));
      await stage.save();
    },
  },
  {
    name: 'save-with-crlf',
    title: 'other line ends, then saved',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await choose(stage, 'workbench.action.editor.changeEOL', 'CRLF');
      await stage.untilText('the line ends', (text) => text.includes('\r\n'));
      await stage.save();
    },
  },
  {
    name: 'save-with-encoding',
    title: 'saved with another encoding',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', '// 10 €\n', [
        ['const price = ', "'20 €';"],
        ["const more = '30 €';"],
      ]);
      await stage.save();
      await choose(stage, 'workbench.action.editor.changeEncoding', 'Save with Encoding', 'UTF-16 LE');
      await untilBytes(stage, 'a.ts', 'UTF-16', (bytes) => bytes[0] === 0xff && bytes[1] === 0xfe);
    },
  },
  {
    name: 'reopen-with-encoding',
    title: 'reopened with another encoding',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', '// 10 EUR\n', [
        ['const price = ', "'20 €';"],
        ["const more = '30 €';"],
      ]);
      await stage.save();
      await choose(
        stage,
        'workbench.action.editor.changeEncoding',
        'Reopen with Encoding',
        'Western (Windows 1252)',
      );
      await stage.untilText('the other letters', (text) => text.includes('â‚¬'));
      await choose(stage, 'workbench.action.editor.changeEncoding', 'Reopen with Encoding', 'UTF-8');
      await stage.untilText('the letters again', (text) => text.includes("'30 €'"));
    },
  },
];
