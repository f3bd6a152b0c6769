/**
 * Tools over text of all authors, undone and done again: undo brings authors back as it brings text back.
 */
import type { Kind } from '../kind';
import { renameSymbol } from '../languageTools';
import { writeMixture } from '../mixture';
import type { MixedLine } from '../mixture';
import type { Stage } from '../stage';

/** Each works on a file of its own, on the lines below. */
interface Tool {
  readonly file: string;
  readonly run: (stage: Stage) => Promise<void>;
}

const lines: readonly MixedLine[] = [['const  total = ', 'base*rate + 1;'], ['let  extra = 5;']];

async function changing(stage: Stage, what: string, action: () => Promise<void>): Promise<void> {
  await stage.changingText(what, action);
}

const lineTools: readonly Tool[] = [
  {
    file: 'move.ts',
    run: async (stage) => {
      await stage.moveTo(4, 1);
      await changing(stage, 'the move', () => stage.press('Alt+ArrowUp'));
    },
  },
  {
    file: 'sort.ts',
    run: async (stage) => {
      await stage.press('Control+a');
      await changing(stage, 'the sort', () => stage.command('editor.action.sortLinesDescending'));
    },
  },
  {
    file: 'case.ts',
    run: async (stage) => {
      await stage.select([3, 1], [4, 16]);
      await changing(stage, 'the case', () => stage.command('editor.action.transformToUppercase'));
    },
  },
  {
    file: 'comment.ts',
    run: async (stage) => {
      await stage.select([2, 1], [4, 5]);
      await changing(stage, 'the comment', () => stage.press('Control+/'));
    },
  },
  {
    file: 'delete.ts',
    run: async (stage) => {
      await stage.moveTo(3, 1);
      await changing(stage, 'the deletion', () => stage.press('Control+Shift+k'));
    },
  },
];

const rewritingTools: readonly Tool[] = [
  {
    file: 'format.ts',
    run: (stage) => changing(stage, 'the formatting', () => stage.press('Control+Shift+i')),
  },
  {
    file: 'format.whole.ts',
    run: async (stage) => {
      await stage.setting('editor.defaultFormatter', 'countersign-fixtures.formatter', 'typescript');
      await changing(stage, 'the formatting', () => stage.press('Control+Shift+i'));
    },
  },
  {
    file: 'rename.ts',
    run: async (stage) => {
      await stage.moveTo(3, 'const  to'.length);
      await renameSymbol(stage, 'sum');
    },
  },
  {
    file: 'extension.ts',
    run: (stage) =>
      changing(stage, 'the edit of an extension', () =>
        stage.session.inHost(async (vscode) => {
          const document = vscode.window.activeTextEditor?.document;
          if (!document) throw new Error('no active editor');
          const edit = new vscode.WorkspaceEdit();
          edit.replace(document.uri, new vscode.Range(2, 7, 2, 19), 'product = of(1, 2)');
          await vscode.workspace.applyEdit(edit);
        }),
      ),
  },
];

function undone(name: string, title: string, tools: readonly Tool[], redoes: boolean): Kind {
  return {
    name,
    title,
    world: 'fixture',
    async run(stage) {
      for (const tool of tools) {
        await writeMixture(stage, tool.file, undefined, lines);
        await tool.run(stage);
        await changing(stage, `the undo in ${tool.file}`, () => stage.press('Control+z'));
        if (redoes) await changing(stage, `the redo in ${tool.file}`, () => stage.press('Control+Shift+z'));
      }
    },
  };
}

export const toolUndo: readonly Kind[] = [
  undone('undo-line-commands', 'undo of commands on lines', lineTools, false),
  undone('redo-line-commands', 'undo and redo of commands on lines', lineTools, true),
  undone('undo-rewriting', 'undo of formatters, renames and edits of extensions', rewritingTools, false),
  undone(
    'redo-rewriting',
    'undo and redo of formatters, renames and edits of extensions',
    rewritingTools,
    true,
  ),
  {
    name: 'undo-past-tools',
    title: 'undo past a tool and past the AI, then redo of both',
    world: 'fixture',
    async run(stage) {
      await writeMixture(stage, 'a.ts', undefined, [['const  total = ', 'base*rate + 1;']]);
      const written = await stage.session.text();
      await changing(stage, 'the formatting', () => stage.press('Control+Shift+i'));
      const formatted = await stage.session.text();
      for (let text = ''; text !== 'const rate = 3;\nconst base = 10;\n';) {
        text = await stage.changingText('an undo', () => stage.press('Control+z'));
      }
      for (let text = ''; text !== formatted;) {
        text = await stage.changingText('a redo', () => stage.press('Control+Shift+z'));
      }
      await changing(stage, 'the undo', () => stage.press('Control+z'));
      await stage.untilText('the text as it was written', (text) => text === written);
    },
  },
];
