/**
 * A person, or something else, edits a file while the agent edits it or while its edits wait for Keep or Undo.
 */
import { ChatStage } from '../chatStage';
import type { Kind } from '../kind';
import type { Stage } from '../stage';

const world = 'copilot';

/** The agent has rewritten the second line and added two behind it. */
async function pending(stage: Stage): Promise<ChatStage> {
  const chat = await ChatStage.begin(stage);
  await stage.open('a.ts');
  await chat.edit(['beta = 1;', 'beta = one();\nexport const added = beta;\nexport const third = added;']);
  await stage.open('a.ts');
  return chat;
}

export const chatBeside: readonly Kind[] = [
  {
    name: 'chat-typing-outside',
    title: 'typing beside the agent’s edits, between two of them',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      const typing = (): Promise<void> => chat.typeAt('a.ts', 4, -1, ' // typed\nexport const typed = 1;');
      await chat.ask(
        'edit',
        { tools: [chat.replace('a.ts', 'beta = 1', 'beta = one()')] },
        { before: typing, tools: [chat.replace('a.ts', 'zeta = 5', 'zeta = five()')] },
      );
    },
  },
  {
    name: 'chat-typing-at-once',
    title: 'typing in the file at the moment the agent edits it',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.open('a.ts');
      let typing = Promise.resolve();
      const begin = async (): Promise<void> => {
        await stage.open('a.ts');
        await stage.moveTo(6, -1);
        typing = stage.type(' // typed on and on, whatever else happens in this file at the same time');
      };
      await chat.ask(
        'edit',
        { before: begin, tools: [chat.replace('a.ts', 'beta = 1', 'beta = one()')] },
        { tools: [chat.replace('a.ts', 'gamma = 2', 'gamma = two()')] },
      );
      await typing;
    },
  },
  {
    name: 'chat-typing-inside',
    title: 'typing inside and at the borders of the agent’s edits',
    world,
    async run(stage) {
      const chat = await pending(stage);
      await chat.typeAt('a.ts', 2, 22, 'x');
      await chat.typeAt('a.ts', 3, -1, ' // typed');
      await chat.typeAt('a.ts', 3, 14, 'longer');
      await chat.typeAt('a.ts', 4, 1, 'export const typed = 1;\n');
      await chat.typeAt('a.ts', 5, 16, 'word ');
      await stage.press('Backspace');
      await chat.chat.keepAll();
    },
  },
  {
    name: 'chat-typing-inside-undone',
    title: 'typing inside the agent’s edits, then Undo',
    world,
    async run(stage) {
      const chat = await pending(stage);
      await chat.typeAt('a.ts', 3, 14, 'longer');
      await chat.typeAt('a.ts', 7, -1, ' // typed outside');
      await chat.chat.undoAll();
    },
  },
  {
    name: 'chat-typing-undo-keys',
    title: 'typing inside and outside the agent’s edits, undone and done again by keys',
    world,
    async run(stage) {
      const chat = await pending(stage);
      await chat.typeAt('a.ts', 3, 14, 'x');
      await chat.typeAt('a.ts', 7, -1, 'y');
      for (let i = 0; i < 2; i++) await chat.press('a.ts', 'Control+z');
      for (let i = 0; i < 2; i++) await chat.press('a.ts', 'Control+Shift+z');
    },
  },
  {
    name: 'chat-paste-beside',
    title: 'paste outside and inside the agent’s edits',
    world,
    async run(stage) {
      const chat = await pending(stage);
      await stage.copyOutside('pasted');
      await stage.moveTo(7, -1);
      await stage.paste();
      await stage.moveTo(3, 14);
      await stage.paste();
      await chat.chat.keepAll();
    },
  },
  {
    name: 'chat-format-pending',
    title: 'formatting while the agent’s edits wait, across them and a person’s lines',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      // The formatter writes what a person left out, in the same change in which it touches the agent's text.
      await stage.setting('typescript.format.semicolons', 'insert');
      await chat.typeAt('a.ts', 4, -1, '\nexport const  typed={a:1,b:[1,2]}');
      await chat.edit(['export const beta = 1;', 'export const  beta={one:1,two:2}']);
      await stage.open('a.ts');
      await stage.changingText('the format', () => stage.command('editor.action.formatDocument'));
    },
  },
  {
    name: 'chat-rename-pending',
    title: 'rename of a symbol while the agent’s edits wait, across them and a person’s lines',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await chat.typeAt('a.ts', 4, -1, '\nexport const typed = alpha + alpha;');
      await chat.edit(['beta = 1', 'beta = alpha * 2']);
      await stage.open('a.ts');
      await stage.moveTo(1, 16);
      await stage.press('F2');
      await stage.page.locator('.rename-box input:focus').waitFor();
      await stage.press('Control+a');
      await stage.type('renamedAlpha');
      await stage.changingText('the new name', () => stage.press('Enter'));
      await stage.untilText('the rename', (text) => text.includes('= renamedAlpha * 2'));
    },
  },
  {
    name: 'chat-commands-pending',
    title: 'comments, moves and copies of lines inside the agent’s edits',
    world,
    async run(stage) {
      await pending(stage);
      await stage.moveTo(3, 1);
      await stage.changingText('the comment', () => stage.press('Control+/'));
      await stage.changingText('the move', () => stage.press('Alt+ArrowDown'));
      await stage.changingText('the copy', () => stage.press('Control+Shift+Alt+ArrowDown'));
    },
  },
  {
    name: 'chat-suggestion-pending',
    title: 'an IntelliSense item inside the agent’s edits',
    world,
    async run(stage) {
      await pending(stage);
      await stage.moveTo(3, -2);
      await stage.changingText('the typed text', () => stage.type(' + eps'));
      await stage.press('Control+Space');
      await stage.page.locator('.suggest-widget.visible .monaco-list-row.focused').waitFor();
      await stage.changingText('the item', () => stage.press('Enter'));
      await stage.untilText('the item', (text) => text.includes('+ epsilon'));
    },
  },
  {
    name: 'chat-ghost-pending',
    title: 'ghost text inside the agent’s edits',
    world,
    async run(stage) {
      stage.ghost({ before: 'const ghost = ', insert: 'alpha + beta + gamma;' });
      await pending(stage);
      await stage.moveTo(3, -1);
      await stage.type('\nconst ghost = ');
      await stage.acceptGhost('alpha');
    },
  },
  {
    name: 'chat-ghost-one-character-pending',
    title: 'ghost text of one character while the agent’s edits wait, right after a comment command',
    world,
    async run(stage) {
      stage.ghost({ before: 'await send', insert: '(message, receiver);' });
      await pending(stage);
      await stage.moveTo(1, 1);
      await stage.changingText('the comment mark', () => stage.command('editor.action.commentLine'));
      await stage.moveTo(3, -1);
      await stage.type('\nawait send');
      await stage.acceptGhost('(message', 'word');
    },
  },
  {
    name: 'chat-extension-pending',
    title: 'another extension edits inside and outside the agent’s edits',
    world,
    async run(stage) {
      await pending(stage);
      for (const [line, column] of [
        [6, 0],
        [2, 13],
      ] as const) {
        await stage.changingText('the edit', () =>
          stage.session.inHost(
            async (vscode, [file, ...at]) => {
              const edit = new vscode.WorkspaceEdit();
              edit.insert(vscode.Uri.file(file), new vscode.Position(...at), 'foreign');
              await vscode.workspace.applyEdit(edit);
            },
            [stage.fileOf('a.ts'), line, column] as const,
          ),
        );
      }
    },
  },
  {
    name: 'chat-disk-pending',
    title: 'another program writes the file while the agent’s edits wait',
    world,
    async run(stage) {
      const saved = await (await pending(stage)).saved('a.ts');
      await stage.changingText('the reload', () =>
        stage.write('a.ts', saved.replace('theta = 7', 'theta = outside()').replace('one()', 'one(other)')),
      );
    },
  },
  {
    name: 'chat-checkout-pending',
    title: 'git brings another text while the agent’s edits wait',
    world,
    async run(stage) {
      await (await pending(stage)).saved('a.ts');
      await stage.changingText('the checkout', async () => {
        await stage.git('checkout', '--', stage.path('a.ts'));
      });
    },
  },
  {
    name: 'chat-reload-pending',
    title: 'window reload while the agent’s edits wait, then typing and Undo of a hunk',
    world,
    async run(stage) {
      const chat = await pending(stage);
      await chat.typeAt('a.ts', 3, 14, 'inside');
      await stage.save();
      // Left, the conversation is stored; what a reload stores is lost now and then.
      await chat.chat.startOver();
      await chat.stored('a.ts');
      await stage.reload();
      await chat.chat.reopenNewest();
      await chat.typeAt('a.ts', 8, -1, ' // typed after');
      await chat.chat.undoFile(stage.path('a.ts'));
    },
  },
];
