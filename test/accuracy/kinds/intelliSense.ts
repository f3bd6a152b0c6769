/**
 * The suggest widget, snippets and Emmet: a person asks for them and chooses, so what they insert is the person's.
 */
import type { Kind } from '../kind';
import { chooseItem } from '../languageTools';
import { writeLines, writeMixture } from '../mixture';

const world = 'fixture';

export const intelliSense: readonly Kind[] = [
  {
    name: 'suggest-item',
    title: 'IntelliSense item (Enter and Tab)',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.type('\nconst shown = total.toExp');
      await chooseItem(stage, 'toExponential');
      await stage.type('();\nconst other = extra.toPrec');
      await chooseItem(stage, 'toPrecision', 'Tab');
      await stage.type('(2);');
      await stage.untilText('the end', (text) => text.endsWith('(2);'));
    },
  },
  {
    name: 'suggest-commit-character',
    title: 'IntelliSense item, accepted by a commit character',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.type('\nconst shown = total.toExp');
      await chooseItem(stage, 'toExponential', '(');
      await stage.untilText('the bracket', (text) => text.includes('toExponential('));
    },
  },
  {
    name: 'suggest-in-ai-text',
    title: 'IntelliSense item that completes a word of the AI',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', 'const rate = 3;\n', [
        ['const shown = ', 'rate.toExp + rate.toFix;'],
      ]);
      await stage.moveTo(2, 'const shown = rate.toExp'.length + 1);
      await chooseItem(stage, 'toExponential');
    },
  },
  {
    name: 'suggest-auto-import',
    title: 'IntelliSense item with auto-import',
    world,
    async run(stage) {
      await stage.write('invoices.ts', 'export function totalOfInvoices(): number {\n  return 1;\n}\n');
      await stage.write('prices.ts', 'export const priceOfBread = 1;\n');
      await writeMixture(stage, 'a.ts', "import { priceOfBread } from './prices';\n", [
        ['const bread = ', 'priceOfBread + 1;'],
        ['const sum = totalOfInv'],
      ]);
      await stage.asking(async () => {
        await chooseItem(stage, 'totalOfInvoices');
        await stage.untilText('the import', (text) => text.includes("from './invoices';"));
      });
      await stage.type('();');
      await stage.untilText('the end', (text) => text.endsWith('();'));
    },
  },
  {
    name: 'snippet-placeholders',
    title: 'snippet with placeholders',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.type('\nforof');
      await chooseItem(stage, 'forof');
      await stage.type('item');
      await stage.press('Tab');
      await stage.type('total');
      await stage.press('Tab');
      await writeLines(stage, [['print(extra, ', 'item * total);']]);
    },
  },
  {
    name: 'snippet-mirrors',
    title: 'snippet with a placeholder in several places',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.type('\nrepeat');
      stage.ghost({ kind: 'intellisense', before: 'repeat', insert: 'repeatTimes', snippet: FOR_TIMES });
      await chooseItem(stage, 'repeatTimes');
      await stage.type('row');
      await stage.press('Tab');
      await stage.type('5');
      await stage.press('Tab');
      await writeLines(stage, [['print(', 'row + total);']]);
    },
  },
  {
    name: 'snippet-surround',
    title: 'snippet around lines of all authors',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.select([2, 1], [4, 17]);
      await stage.changingText('the snippet', () =>
        stage.command('editor.action.insertSnippet', {
          snippet: 'if (${1:ready}) {\n\t$TM_SELECTED_TEXT\n}$0',
        }),
      );
      await stage.type('rate > 0');
      await stage.press('Tab');
      await stage.untilText('the condition', (text) => text.includes('if (rate > 0) {'));
    },
  },
  {
    name: 'emmet-tab',
    title: 'Emmet abbreviation (Tab)',
    world,
    async run(stage) {
      await stage.setting('emmet.triggerExpansionOnTab', true);
      await stage.setting('html.autoClosingTags', false);
      await writeMixture(stage, 'a.html', '<h1>Prices</h1>\n', [
        ['<p>', 'What we sell.</p>'],
        ['ul.prices>li*2'],
      ]);
      await stage.changingText('the expansion', () => stage.press('Tab'));
      await stage.untilText('the list', (text) => text.includes('</ul>'));
      await stage.type('Bread');
      await stage.press('Tab');
      await writeLines(stage, [['Butter ', 'from the farm']]);
    },
  },
  {
    name: 'emmet-item',
    title: 'Emmet abbreviation (IntelliSense)',
    world,
    async run(stage) {
      await stage.setting('html.autoClosingTags', false);
      await writeMixture(stage, 'a.html', '<h1>Prices</h1>\n', [
        ['<p>', 'What we sell.</p>'],
        ['div.box>p*2'],
      ]);
      await chooseItem(stage, 'div.box>p*2');
      await stage.untilText('the box', (text) => text.includes('</div>'));
    },
  },
  {
    name: 'emmet-wrap',
    title: 'Emmet: wrap with abbreviation',
    world,
    async run(stage) {
      await stage.setting('html.autoClosingTags', false);
      await writeMixture(stage, 'a.html', '<h1>Prices</h1>\n', [
        ['<p>', 'Bread is cheap.</p>'],
        ['<p>No.</p>'],
      ]);
      await stage.select([2, 1], [3, 11]);
      // The command waits for its box: it is not awaited.
      await stage.session.inHost(
        (vscode) => void vscode.commands.executeCommand('editor.emmet.action.wrapWithAbbreviation'),
      );
      const box = stage.page.locator('.quick-input-widget input').filter({ visible: true });
      await box.waitFor();
      await box.pressSequentially('div.offer', { delay: 30 });
      await stage.press('Enter');
      await box.waitFor({ state: 'hidden' });
      await stage.untilText('the wrapper', (text) => text.includes('<div class="offer">'));
    },
  },
];

const FOR_TIMES = 'for (let ${1:i} = 0; ${1:i} < ${2:3}; ${1:i}++) {\n\t$0\n}';
