/**
 * What can happen in a random session. Each operation is quick, and leaves no dialog and no widget open.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Actor } from './actor';

export interface Operation {
  readonly name: string;
  /** How often it comes, relative to the others. */
  readonly weight: number;
  run(actor: Actor): Promise<void>;
}

/** What the completion source suggests while a session runs. */
export const GHOSTS = [
  { before: 'const ghost = ', insert: 'first + second * third;' },
  { before: 'const list = ', insert: '[\n  one(),\n  two(),\n];' },
  { before: 'await send', insert: '(message, receiver);' },
] as const;

export const operations: readonly Operation[] = [
  {
    name: 'type',
    weight: 14,
    async run(actor) {
      await actor.go('end');
      await actor.type(` ${actor.word()} = ${actor.word()}`);
    },
  },
  {
    name: 'type-line',
    weight: 12,
    async run(actor) {
      await actor.go('end');
      await actor.type(`\nlet ${actor.word()}${actor.index} = ${actor.word()}(${actor.index});`);
    },
  },
  {
    name: 'type-inside',
    weight: 6,
    async run(actor) {
      await actor.go('anywhere');
      await actor.type(actor.word().slice(0, actor.upTo(4)));
    },
  },
  {
    name: 'delete',
    weight: 8,
    async run(actor) {
      await actor.go('anywhere');
      const key = actor.choose(['Backspace', 'Delete', 'Control+Backspace', 'Control+Delete']);
      await actor.keys(...Array.from({ length: actor.upTo(4) }, () => key));
    },
  },
  {
    name: 'delete-selected',
    weight: 3,
    async run(actor) {
      await actor.go('start', { lines: actor.upTo(3) });
      await actor.keys('Delete');
    },
  },
  {
    name: 'type-over',
    weight: 4,
    async run(actor) {
      await actor.go('anywhere', { word: true });
      await actor.type(actor.word());
    },
  },
  {
    name: 'several-cursors',
    weight: 3,
    async run(actor) {
      await actor.go('end');
      await actor.command('editor.action.insertCursorBelow');
      await actor.type(` // ${actor.word()}`);
      await actor.keys('Escape');
    },
  },
  { name: 'accept', weight: 10, run: (actor) => accept(actor, 'Tab') },
  { name: 'accept-word', weight: 5, run: (actor) => accept(actor, 'Control+ArrowRight') },
  {
    name: 'accept-and-type',
    weight: 4,
    async run(actor) {
      await accept(actor, 'Tab');
      await actor.type(` // ${actor.word()}`);
    },
  },
  { name: 'undo', weight: 9, run: (actor) => travel(actor, 'Control+z') },
  { name: 'redo', weight: 5, run: (actor) => travel(actor, 'Control+Shift+z') },
  {
    name: 'cut-and-paste',
    weight: 4,
    async run(actor) {
      await actor.go('start', { lines: actor.upTo(3) });
      if (!(await actor.changing(() => actor.keys('Control+x')))) return;
      await actor.go(actor.choose(['start', 'end']), { file: actor.choose([actor.file, actor.otherFile]) });
      await actor.changing(() => actor.keys('Control+v'));
    },
  },
  {
    name: 'copy-and-paste',
    weight: 5,
    async run(actor) {
      await actor.go('start', { lines: actor.upTo(4) });
      await actor.stage.copy();
      await actor.go(actor.choose(['start', 'end']), { file: actor.choose([actor.otherFile, actor.file]) });
      await actor.keys('ArrowDown', 'End');
      await actor.changing(() => actor.keys('Control+v'));
    },
  },
  {
    name: 'paste-from-outside',
    weight: 3,
    async run(actor) {
      await actor.stage.copyOutside(`// from the web ${actor.index}\n${actor.word()}Pasted${actor.index}();`);
      await actor.go('end');
      await actor.changing(() => actor.keys('Control+v'));
    },
  },
  {
    name: 'lines',
    weight: 6,
    async run(actor) {
      await actor.go('start', { lines: actor.upTo(3) });
      const command = actor.choose([
        ...['moveLinesUpAction', 'moveLinesDownAction', 'copyLinesUpAction', 'copyLinesDownAction'],
        ...['sortLinesAscending', 'indentLines', 'outdentLines', 'commentLine', 'commentLine'],
      ]);
      await actor.command(`editor.action.${command}`);
    },
  },
  {
    name: 'join-lines',
    weight: 2,
    async run(actor) {
      await actor.go('end');
      await actor.command('editor.action.joinLines');
    },
  },
  {
    name: 'change-case',
    weight: 2,
    async run(actor) {
      await actor.go('anywhere', { word: true });
      await actor.command(
        actor.choose(['editor.action.transformToUppercase', 'editor.action.transformToLowercase']),
      );
    },
  },
  {
    name: 'replace-all',
    weight: 2,
    async run(actor) {
      await actor.go('anywhere', { word: true });
      const replaceString = `${actor.word()}${actor.index}`;
      await actor.command('editor.actions.findWithArgs', {
        ...{ searchString: actor.word(), replaceString },
        ...{ isRegex: false, matchWholeWord: true, findInSelection: false },
      });
      await actor.command('editor.action.replaceAll');
      await actor.command('closeFindWidget');
    },
  },
  {
    name: 'rename',
    weight: 1,
    async run(actor) {
      await actor.go('anywhere', { word: true });
      await actor.keys('F2');
      const box = actor.stage.page.locator('.rename-box .rename-input');
      // What has no name cannot be renamed.
      const isThere = await box.waitFor({ timeout: 1_500 }).then(
        () => true,
        () => false,
      );
      if (!isThere) return actor.keys('Escape');
      await actor.keys('Control+a');
      await actor.type(`${actor.word()}${actor.index}`);
      await actor.changing(() => actor.keys('Enter'));
      await actor.keys('Escape');
    },
  },
  {
    name: 'delete-lines',
    weight: 2,
    async run(actor) {
      await actor.go('start', { lines: actor.upTo(2) });
      await actor.command('editor.action.deleteLines');
    },
  },
  {
    name: 'format',
    weight: 2,
    async run(actor) {
      await actor.go('start');
      await actor.command('editor.action.formatDocument');
    },
  },
  { name: 'save', weight: 4, run: (actor) => actor.save() },
  {
    name: 'disk-write',
    weight: 3,
    async run(actor) {
      await actor.go('start');
      await actor.save();
      const file = actor.stage.fileOf(actor.file);
      const lines = readFileSync(file, 'utf8').split('\n');
      lines.splice(
        Math.floor(actor.step.where * lines.length),
        actor.upTo(2) - 1,
        `// written elsewhere ${actor.index}`,
      );
      writeFileSync(file, lines.join('\n'));
      await actor.untilRead(actor.file);
    },
  },
  {
    name: 'stash',
    weight: 1,
    async run(actor) {
      await actor.go('start');
      await actor.save();
      const path = actor.stage.path(actor.file);
      if ((await actor.stage.git('status', '--porcelain', '--', path)) === '') return;
      await actor.stage.git('stash', 'push', '--quiet', '--', path);
      await actor.untilRead(actor.file);
      await actor.stage.git('stash', 'pop', '--quiet');
      await actor.untilRead(actor.file);
    },
  },
  {
    name: 'checkout',
    weight: 0.5,
    async run(actor) {
      await actor.go('start');
      await actor.save();
      await actor.stage.git('checkout', '--quiet', '--', actor.stage.path(actor.file));
      await actor.untilRead(actor.file);
    },
  },
  {
    name: 'workspace-edit',
    weight: 4,
    async run(actor) {
      await actor.go('start');
      await actor.stage.session.inHost(
        async (vscode, ask) => {
          const document = vscode.window.activeTextEditor?.document;
          if (!document) throw new Error('no active editor');
          const edit = new vscode.WorkspaceEdit();
          edit.insert(
            document.uri,
            new vscode.Position(Math.floor(ask.where * document.lineCount), 0),
            ask.text,
          );
          await vscode.workspace.applyEdit(edit);
        },
        { where: actor.step.choice, text: `// by an extension ${actor.index}\n` },
      );
      await actor.settle();
    },
  },
];

/** Begins a line of code that something is suggested for, and accepts it. No suggestion is fine, too. */
async function accept(actor: Actor, key: 'Tab' | 'Control+ArrowRight'): Promise<void> {
  const { before, insert } = actor.choose(GHOSTS);
  await actor.go('end');
  await actor.type(`\n${before}`);
  const { session } = actor.stage;
  await session.waitForGhostText(insert.slice(0, 1));
  await actor.changing(() => actor.keys(key));
}

async function travel(actor: Actor, key: string): Promise<void> {
  await actor.go('start');
  for (let i = 0; i < actor.upTo(4); i++) {
    if (!(await actor.changing(() => actor.keys(key)))) return;
  }
}
