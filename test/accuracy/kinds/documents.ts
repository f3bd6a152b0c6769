/**
 * Documents that come, go and get other names: who wrote them goes along.
 */
import { nameFile } from '../../host/nameFile';
import { until } from '../../host/until';
import type { Kind } from '../kind';
import { writeLines, writeMixture, mixedLines } from '../mixture';
import { SecondWindow } from '../secondWindow';
import type { Stage } from '../stage';

const world = 'fixture';

export const documents: readonly Kind[] = [
  {
    name: 'document-untitled-saved',
    title: 'untitled, then saved',
    world,
    async run(stage) {
      await stage.command('workbench.action.files.newUntitledFile');
      await stage.page.waitForSelector('.editor-group-container.active .monaco-editor.focused');
      const draft = await activeUri(stage);
      await writeLines(stage, mixedLines);
      await stage.press('Control+s');
      await nameFile(stage.session, stage.fileOf('a.ts'));
      const saved = await until('the file', async () => {
        const uri = await activeUri(stage);
        return uri.startsWith('file:') && uri.endsWith('/a.ts') ? uri : null;
      });
      await stage.tell({ type: 'moved', from: draft, to: saved });
      await stage.press('Control+End');
      await stage.changingText('a line behind it', () => stage.type('\n// mine'));
      await stage.untilText('the typed line', (text) => text.endsWith('mine'));
      await stage.save();
    },
  },
  {
    name: 'document-renamed',
    title: 'rename and move of files',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      await rename(stage, 'a.ts', 'b.ts');
      await rename(stage, 'b.ts', 'deeper/c.ts');
      await stage.open('deeper/c.ts');
      await stage.press('Control+End');
      await stage.type(' // mine');
      await stage.untilText('the typed text', (text) => text.endsWith('mine'));
      await stage.save();
    },
  },
  {
    name: 'document-two-windows',
    title: 'two windows on one repository',
    world,
    async run(stage) {
      await writeMixture(stage, 'a.ts');
      await stage.save();
      const second = await SecondWindow.open(stage);
      try {
        await second.open('b.ts');
        await second.session.type('// in the other window\nconst more = 1;');
        await second.session.untilText('the typed text', (text) => text.endsWith('more = 1;'));
        await second.finish();
      } finally {
        await second.close();
      }
      await stage.type(' // and here');
      await stage.untilText('the typed text', (text) => text.endsWith('and here'));
      await stage.save();
    },
  },
];

async function activeUri(stage: Stage): Promise<string> {
  return stage.session.inHost((vscode) => vscode.window.activeTextEditor?.document.uri.toString() ?? '');
}

/** As the explorer does. */
async function rename(stage: Stage, from: string, to: string): Promise<void> {
  const moved = await stage.session.inHost(
    async (vscode, [before, after]) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(vscode.Uri.file(before), vscode.Uri.file(after));
      await vscode.workspace.applyEdit(edit);
      return { from: vscode.Uri.file(before).toString(), to: vscode.Uri.file(after).toString() };
    },
    [stage.fileOf(from), stage.fileOf(to)] as const,
  );
  await stage.tell({ type: 'moved', ...moved });
}
