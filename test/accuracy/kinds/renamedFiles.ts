/**
 * Files that get another name or another folder while they are open: their text stays whose it was.
 */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { until } from '../../host/until';
import type { Kind } from '../kind';
import { writeLines, writeMixture } from '../mixture';
import type { Stage } from '../stage';

const world = 'fixture';

/** Writes one more line into the file under its new name. */
async function goOn(stage: Stage, file: string): Promise<void> {
  await until(`${file} on disk`, () => existsSync(stage.fileOf(file)));
  await stage.open(file);
  await stage.press('Control+End');
  await stage.changingText('a new line', () => stage.press('Enter'));
  await writeLines(stage, [['const pear = ', 'apple * 2;']]);
}

async function uriOf(stage: Stage, file: string): Promise<string> {
  return stage.session.inHost((vscode, name) => vscode.Uri.file(name).toString(), stage.fileOf(file));
}

export const renamedFiles: readonly Kind[] = [
  {
    name: 'rename-in-explorer',
    title: 'a file renamed in the explorer, with changes that are not saved',
    world,
    async run(stage) {
      await stage.setting('typescript.updateImportsOnFileMove.enabled', 'never');
      await writeMixture(stage, 'a.ts');
      await stage.command('workbench.files.action.showActiveFileInExplorer');
      await stage.page
        .locator('.explorer-folders-view .monaco-list-row.focused', { hasText: 'a.ts' })
        .waitFor();
      await stage.press('F2');
      await stage.page.locator('.explorer-folders-view .monaco-inputbox input').waitFor();
      await stage.press('Control+a');
      await stage.type('b.ts');
      await stage.press('Enter');
      await goOn(stage, 'b.ts');
    },
  },
  {
    name: 'rename-by-workspace-edit',
    title: 'a file renamed by an extension (WorkspaceEdit)',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.session.inHost(
        async (vscode, [from, to]) => {
          const edit = new vscode.WorkspaceEdit();
          edit.renameFile(vscode.Uri.file(from), vscode.Uri.file(to));
          await vscode.workspace.applyEdit(edit);
        },
        [stage.fileOf('a.ts'), stage.fileOf('b.ts')] as const,
      );
      await goOn(stage, 'b.ts');
    },
  },
  {
    name: 'move-folder',
    title: 'a folder moved, its files open',
    world,
    async run(stage) {
      await stage.setting('typescript.updateImportsOnFileMove.enabled', 'never');
      await writeMixture(stage, 'old/a.ts');
      await stage.save();
      await stage.session.inHost(
        async (vscode, [from, to]) => {
          const edit = new vscode.WorkspaceEdit();
          edit.renameFile(vscode.Uri.file(from), vscode.Uri.file(to));
          await vscode.workspace.applyEdit(edit);
        },
        [stage.fileOf('old'), stage.fileOf('new')] as const,
      );
      // The editor tells of the folder only.
      await stage.tell({
        type: 'moved',
        from: await uriOf(stage, 'old/a.ts'),
        to: await uriOf(stage, 'new/a.ts'),
      });
      await goOn(stage, 'new/a.ts');
    },
  },
  {
    name: 'rename-by-file-system',
    title: 'a file renamed by an extension (workspace.fs)',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await stage.session.inHost(
        async (vscode, [from, to]) => {
          await vscode.workspace.fs.rename(vscode.Uri.file(from), vscode.Uri.file(to));
        },
        [stage.fileOf('a.ts'), stage.fileOf('b.ts')] as const,
      );
      // The editor tells nobody.
      await stage.tell({ type: 'moved', from: await uriOf(stage, 'a.ts'), to: await uriOf(stage, 'b.ts') });
      await goOn(stage, 'b.ts');
    },
  },
  {
    name: 'rename-in-terminal',
    title: 'a file moved in a terminal (mv)',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      mkdirSync(stage.fileOf('sub'), { recursive: true });
      renameSync(stage.fileOf('a.ts'), stage.fileOf('sub/b.ts'));
      await stage.tell({
        type: 'moved',
        from: await uriOf(stage, 'a.ts'),
        to: await uriOf(stage, 'sub/b.ts'),
      });
      await goOn(stage, 'sub/b.ts');
    },
  },
];
