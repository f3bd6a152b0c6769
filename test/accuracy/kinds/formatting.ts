/**
 * Formatters: what they move and rewrite keeps its author, blanks do not count, and what they add was asked for.
 */
import type { Kind } from '../kind';
import { writeLines, writeMixture } from '../mixture';
import type { MixedLine } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

const messyBaseline = "const  rate=3\nconst names=[ 'Ada','Grace' ]\n";
const messyLines: readonly MixedLine[] = [
  ['const   total=', 'names.length*rate  +1'],
  ['const first =[ rate,total]'],
  ['const  all=', "[ ...names,'Edsger', 'Barbara' ,'Donald',  'Radia' ]"],
];
const FORMAT = 'Control+Shift+i';

/** The editor's own TypeScript formatter, which writes semicolons too. */
async function useTypeScriptFormatter(stage: Stage): Promise<void> {
  await stage.setting('editor.defaultFormatter', 'vscode.typescript-language-features', 'typescript');
  await stage.setting('typescript.format.semicolons', 'insert');
}

async function useFixtureFormatter(stage: Stage): Promise<void> {
  await stage.setting('editor.defaultFormatter', 'countersign-fixtures.formatter', 'typescript');
}

export const formatting: readonly Kind[] = [
  {
    name: 'format-document',
    title: 'format document (TypeScript)',
    world,
    async run(stage) {
      await useTypeScriptFormatter(stage);
      await writeMixture(stage, 'a.ts', messyBaseline, messyLines);
      await stage.changingText('the formatting', () => stage.press(FORMAT));
      await stage.untilText('all of it', (text) => text.includes('names.length * rate + 1;'));
    },
  },
  {
    name: 'format-selection',
    title: 'format selection (TypeScript)',
    world,
    async run(stage) {
      await useTypeScriptFormatter(stage);
      await writeMixture(stage, 'a.ts', messyBaseline, messyLines);
      await stage.select([3, 1], [4, 5]);
      await stage.changingText('the formatting', async () => {
        await stage.press('Control+k');
        await stage.press('Control+f');
      });
    },
  },
  {
    name: 'format-on-save',
    title: 'format on save (TypeScript)',
    world,
    async run(stage) {
      await useTypeScriptFormatter(stage);
      await stage.setting('editor.formatOnSave', true);
      await writeMixture(stage, 'a.ts', messyBaseline, messyLines);
      await stage.changingText('the formatting', () => stage.press('Control+s'));
      await stage.save();
    },
  },
  {
    name: 'format-on-paste',
    title: 'format on paste (TypeScript)',
    world,
    async run(stage) {
      await useTypeScriptFormatter(stage);
      await stage.setting('editor.formatOnPaste', true);
      await writeMixture(stage, 'a.ts', 'if (true) {\n}\n', [['const   one=', '1+  2;']]);
      await stage.select([3, 1], [3, 30]);
      await stage.copy();
      await stage.moveTo(1, -1);
      await stage.changingText('a new line', () => stage.press('Enter'));
      await stage.paste();
      await stage.untilText('the formatted paste', (text) => /^ +const one = 1 \+ 2;$/m.test(text));
    },
  },
  {
    name: 'format-on-type',
    title: 'format on type (TypeScript)',
    world,
    async run(stage) {
      await useTypeScriptFormatter(stage);
      await stage.setting('editor.formatOnType', true);
      await stage.setting('editor.autoClosingBrackets', 'never');
      await writeMixture(stage, 'a.ts', 'const rate = 3;\n', [
        ['if (rate) {'],
        ['const   one=', 'rate+  2'],
        ['const   two=one'],
      ]);
      await stage.changingText('a new line', () => stage.press('Enter'));
      await stage.type('}');
      await stage.untilText('the formatted block', (text) => text.includes('const one = rate + 2'));
    },
  },
  {
    name: 'format-json',
    title: 'format document (JSON)',
    world,
    async run(stage) {
      await stage.setting('editor.autoClosingQuotes', 'never');
      await stage.setting('editor.autoClosingBrackets', 'never');
      await writeMixture(stage, 'a.json', '{"rate":3\n', [
        [',"total":', '{"net":[1,2],"gross":{"all":7}}'],
        [',"first":[true,   null]}'],
      ]);
      await stage.changingText('the formatting', () => stage.press(FORMAT));
    },
  },
  {
    name: 'format-whole-document',
    title: 'a formatter that replaces the whole document',
    world,
    async run(stage) {
      await useFixtureFormatter(stage);
      await writeMixture(stage, 'a.whole.ts', messyBaseline, messyLines);
      await stage.changingText('the formatting', () => stage.press(FORMAT));
      await stage.untilText('the broken list', (text) => text.includes('\n  "Barbara",\n'));
    },
  },
  {
    name: 'format-whole-on-save',
    title: 'a formatter that replaces the whole document, on save, and typing goes on',
    world,
    async run(stage) {
      await useFixtureFormatter(stage);
      await stage.setting('editor.formatOnSave', true);
      await writeMixture(stage, 'a.whole.ts', messyBaseline, messyLines);
      await stage.changingText('the formatting', () => stage.press('Control+s'));
      await stage.save();
      await stage.press('Control+End');
      await writeLines(stage, [["const last = 'Ken'"], ['const more = ', "'Alan' + last"]]);
      await stage.changingText('the formatting', () => stage.press('Control+s'));
      await stage.save();
    },
  },
];
