/**
 * What the TypeScript language server changes when a person asks: imports, names, quick fixes, refactorings.
 */
import { readFileSync } from 'node:fs';
import { until } from '../../host/until';
import type { Kind } from '../kind';
import { chooseAction, nameSymbol, renameSymbol } from '../languageTools';
import { writeMixture } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

async function onDisk(stage: Stage, file: string, part: string): Promise<void> {
  await until(`${part} in ${file}`, () => readFileSync(stage.fileOf(file), 'utf8').includes(part));
}

export const refactoring: readonly Kind[] = [
  {
    name: 'organise-imports',
    title: 'organise imports',
    world,
    async run(stage) {
      for (const name of ['alpha', 'beta', 'gamma', 'delta']) {
        await stage.write(`${name}.ts`, `export const ${name} = 1;\nexport const ${name}Two = 2;\n`);
      }
      await stage.setting('editor.autoClosingBrackets', 'never');
      await stage.setting('editor.autoClosingQuotes', 'never');
      await writeMixture(stage, 'a.ts', "import { gamma } from './gamma';\n", [
        // Of the lines that stay each has one author: which of two equal words was moved nobody can tell.
        ["import { delta } from './delta", "';\nimport { alpha } from './alpha';"],
        ["import { beta } from './beta';"],
        ['export const sum = alpha + ', 'beta + gamma;'],
      ]);
      await until('the imports in order', async () => {
        await stage.press('Shift+Alt+o');
        const text = await stage.session.text();
        return text.startsWith('import { alpha');
      });
    },
  },
  {
    name: 'rename-symbol',
    title: 'rename symbol, in files open and not open',
    world,
    async run(stage) {
      await stage.write('closed.ts', "import { rateOf } from './a';\nexport const c = rateOf(1);\n", {
        committed: true,
      });
      await writeMixture(stage, 'written.ts', "import { rateOf } from './a';\n", [
        ['export const w = ', 'rateOf(2) + rateOf(3);'],
      ]);
      await stage.save();
      await stage.press('Control+F4');
      await writeMixture(stage, 'open.ts', "import { rateOf } from './a';\n", [
        ['export const b = ', 'rateOf(4) * 2;'],
        ['export const d = rateOf(5);'],
      ]);
      await stage.save();
      await writeMixture(stage, 'a.ts', 'export const one = 1;\n', [
        ['export const rateOf = ', '(n: number): number => n + one;'],
        ['export const two = rateOf(2);'],
      ]);
      await stage.save();
      await stage.moveTo(3, 'export const two = ra'.length);
      await stage.asking(async () => {
        await renameSymbol(stage, 'factorFor');
        await onDisk(stage, 'closed.ts', 'factorFor(1)');
        await onDisk(stage, 'written.ts', 'factorFor(2) + factorFor(3)');
        await onDisk(stage, 'open.ts', 'factorFor(4)');
      });
    },
  },
  {
    name: 'rename-local',
    title: 'rename symbol within a file',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.moveTo(3, 'const to'.length);
      await renameSymbol(stage, 'sum');
    },
  },
  {
    name: 'quick-fix-import',
    title: 'quick fix: add a missing import',
    world,
    async run(stage) {
      await stage.write('invoices.ts', 'export function allInvoices(): number {\n  return 1;\n}\n');
      await writeMixture(stage, 'a.ts', 'const rate = 3;\n', [
        ['export const sum = ', 'allInvoices() + rate;'],
      ]);
      await stage.moveTo(2, 'export const sum = al'.length);
      await chooseAction(stage, 'Add import from');
    },
  },
  {
    name: 'quick-fix-declare',
    title: 'quick fix: declare what is missing',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', 'const rate = 3;\n', [
        ['export const sum = ', 'priceOf(rate) + 1;'],
        ['export const more = 2;'],
      ]);
      await stage.moveTo(2, 'export const sum = pr'.length);
      await chooseAction(stage, 'Add missing function declaration');
    },
  },
  {
    name: 'quick-fix-unused',
    title: 'quick fix: remove what is unused',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts', 'export const rate = 3;\n', [
        ['export function twice(n: number, ', 'unused: number): number {'],
        ['  const idle = 5;'],
        ['  return ', 'n * 2;'],
        ['}'],
      ]);
      await stage.moveTo(3, '  const id'.length);
      await chooseAction(stage, 'Remove unused declaration');
    },
  },
  {
    name: 'extract-constant',
    title: 'extract to a constant, with the AI’s expression',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.select([3, 'const total = '.length + 1], [3, 'const total = base * rate'.length + 1]);
      await chooseAction(stage, 'Extract to constant in enclosing scope', 'Control+Shift+r');
      await nameSymbol(stage, 'product');
      await stage.untilText('the new name', (text) => /const total = product\b/.test(text));
    },
  },
];
