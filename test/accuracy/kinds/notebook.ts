/**
 * Cells of a notebook: documents of their own, which are saved as strings in one file.
 */
import { readFileSync } from 'node:fs';
import { until } from '../../host/until';
import type { Kind } from '../kind';
import { writeLines } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

/** The notebook before: a cell of two lines, and one of one. */
const cells = [['rate = 3\n', 'base = 10'], ['print(rate)']];

export const notebook: readonly Kind[] = [
  {
    name: 'notebook-cells',
    title: 'notebook cells: typing, ghost text, paste, undo, a new cell',
    world,
    async run(stage) {
      await stage.write('a.ipynb', fileOf(cells), { committed: true });
      await show(stage, 'a.ipynb');
      await enterCell(stage, 0);
      await stage.press('Control+End');
      await stage.changingText('a new line', () => stage.press('Enter'));
      await writeLines(stage, [
        ['total = ', 'base * rate + 1'],
        ['extra = "5\\t"'],
        ['apple = ', 'total + 1'],
      ]);
      await stage.changingText('the undo', () => stage.press('Control+z'));
      await stage.changingText('the redo', () => stage.press('Control+Shift+z'));
      await save(stage);
      await enterCell(stage, 1);
      await stage.press('Control+End');
      await stage.changingText('a new line', () => stage.press('Enter'));
      await stage.copyOutside('print("from elsewhere")');
      await stage.paste();
      await stage.command('notebook.cell.insertCodeCellBelow');
      await until('a new cell', async () => (await cellUris(stage)).length === 3);
      await enterCell(stage, 2);
      await writeLines(stage, [['names = ', '["Ada",\n  "Grace"]'], ['print(names)']]);
      await save(stage);
      await tellFile(stage, 'a.ipynb');
    },
  },
];

function fileOf(sources: readonly (readonly string[])[]): string {
  const saved = sources.map((source, index) => ({
    cell_type: 'code',
    ...{ execution_count: null, id: `cell${index}`, metadata: {}, outputs: [], source },
  }));
  const metadata = { language_info: { name: 'python' } };
  return `${JSON.stringify({ cells: saved, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

async function show(stage: Stage, file: string): Promise<void> {
  await stage.session.inHost(async (vscode, name) => {
    await vscode.window.showNotebookDocument(
      await vscode.workspace.openNotebookDocument(vscode.Uri.file(name)),
    );
  }, stage.fileOf(file));
}

/** Puts the cursor into a cell, with the mouse. */
async function enterCell(stage: Stage, index: number): Promise<void> {
  await stage.page.locator('.notebookOverlay .cell-list-container .monaco-editor').nth(index).click();
  const [uri] = (await cellUris(stage)).slice(index);
  await until('the cell to have the cursor', () =>
    stage.session.inHost((vscode, cell) => {
      return vscode.window.activeTextEditor?.document.uri.toString() === cell;
    }, uri ?? ''),
  );
}

async function cellUris(stage: Stage): Promise<string[]> {
  return stage.session.inHost((vscode) => {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    return (notebook?.getCells() ?? []).map(({ document }) => document.uri.toString());
  });
}

async function save(stage: Stage): Promise<void> {
  await stage.press('Control+s');
  await until('the saved notebook', () =>
    stage.session.inHost((vscode) => vscode.window.activeNotebookEditor?.notebook.isDirty === false),
  );
}

/** The truth of the file is that of its cells: each line of a cell is one string in the file. */
async function tellFile(stage: Stage, file: string): Promise<void> {
  await stage.world.drain();
  const text = readFileSync(stage.fileOf(file), 'utf8');
  let authors = '-'.repeat(text.length);
  let at = text.indexOf('"cells"');
  for (const uri of await cellUris(stage)) {
    const cell = stage.world.truth.of(uri);
    if (cell === null) throw new Error(`${uri} was never open.`);
    at = text.indexOf('"source"', at);
    let from = 0;
    for (const line of cell.text.split(/(?<=\n)/)) {
      const written = JSON.stringify(line).slice(1, -1);
      at = text.indexOf(`"${written}"`, at) + 1;
      if (at === 0) throw new Error(`${line} is not in the file.`);
      // What a line is written with besides its letters, such as the escaped line end, is nobody's.
      for (const [index, letter] of [...line].entries()) {
        const width = JSON.stringify(letter).length - 2;
        const author = /\s/.test(letter) ? '-' : (cell.authors[from + index] ?? '-');
        authors = authors.slice(0, at) + author.repeat(width) + authors.slice(at + width);
        at += width;
      }
      from += line.length;
    }
  }
  await stage.tellAuthors(file, { text, authors });
}
