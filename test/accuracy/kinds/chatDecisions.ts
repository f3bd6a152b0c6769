/**
 * What a person decides on the agent's edits: Keep, Undo, checkpoints, and the keys of undo and redo.
 */
import { existsSync } from 'node:fs';
import { until } from '../../host/until';
import { ChatStage } from '../chatStage';
import type { Kind } from '../kind';
import type { Stage } from '../stage';

const world = 'copilot';

/** A person types a line, then the agent edits two places, one of them in that line. */
async function edited(stage: Stage): Promise<ChatStage> {
  const chat = await ChatStage.begin(stage);
  await chat.typeAt('a.ts', 1, -1, '\nexport const typed = 10;');
  await chat.edit(['typed = 10', 'typed = ten()'], ['zeta = 5', 'zeta = five("long")']);
  return chat;
}

export const chatDecisions: readonly Kind[] = [
  {
    name: 'chat-keep-all',
    title: 'agent edits, Keep',
    world,
    async run(stage) {
      const { chat } = await edited(stage);
      await chat.keepAll();
    },
  },
  {
    name: 'chat-undo-all',
    title: 'agent edits, Undo',
    world,
    async run(stage) {
      const { chat } = await edited(stage);
      await chat.undoAll();
    },
  },
  {
    name: 'chat-one-file',
    title: 'agent edits two files, one kept and one undone',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      const pieces = ['a.ts', 'b.ts'].map((file) => [stage.path(file), 'beta = 1', 'beta = one()'] as const);
      await chat.ask('edit both', { tools: [chat.chat.replaceMany(...pieces)] });
      await chat.chat.keepFile(stage.path('a.ts'));
      await chat.chat.undoFile(stage.path('b.ts'));
    },
  },
  {
    name: 'chat-one-hunk',
    title: 'agent edits two places, one kept and one undone',
    world,
    async run(stage) {
      const { chat } = await edited(stage);
      await chat.undoHunk(stage.path('a.ts'), 'ten()');
      await chat.keepHunk(stage.path('a.ts'), 'five(');
    },
  },
  {
    name: 'chat-created-undone',
    title: 'agent creates two files, one undone',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      const files = ['one.ts', 'two.ts'].map((file) => chat.create(file, 'export const made = 1;\n'));
      await chat.ask('create', { tools: files });
      await chat.chat.keepFile(stage.path('one.ts'));
      await chat.chat.undoAll();
    },
  },
  {
    name: 'chat-deleted-undone',
    title: 'agent deletes a file that a person edited, Undo',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await chat.typeAt('a.ts', 2, -1, '\nexport const typed = 1;');
      await stage.save();
      const step = { tools: [chat.chat.patch(`*** Delete File: ${stage.fileOf('a.ts')}`)] };
      await chat.chat.askModel('patching', 'delete', step);
      await until('the file to be gone', () => !existsSync(stage.fileOf('a.ts')));
      await chat.chat.undoAll();
      await until('the file', () => existsSync(stage.fileOf('a.ts')));
      await chat.typeAt('a.ts', 1, -1, ' // typed after');
    },
  },
  {
    name: 'chat-keep-then-undo-keys',
    title: 'agent edits, Keep, then Ctrl+Z and redo',
    world,
    async run(stage) {
      const chat = await edited(stage);
      await chat.chat.keepAll();
      await chat.press('a.ts', 'Control+z');
      await chat.press('a.ts', 'Control+Shift+z');
    },
  },
  {
    name: 'chat-undo-then-undo-keys',
    title: 'agent edits, Undo, then Ctrl+Z',
    world,
    async run(stage) {
      const chat = await edited(stage);
      await chat.chat.undoAll();
      await chat.press('a.ts', 'Control+z');
    },
  },
  {
    name: 'chat-undo-keys',
    title: 'agent edits, Ctrl+Z past them, redo',
    world,
    async run(stage) {
      const chat = await edited(stage);
      for (let i = 0; i < 2; i++) await chat.press('a.ts', 'Control+z');
      for (let i = 0; i < 2; i++) await chat.press('a.ts', 'Control+Shift+z');
      await chat.typeAt('a.ts', 9, -1, ' // last');
    },
  },
  {
    name: 'chat-checkpoint',
    title: 'Restore Checkpoint, with typing in between',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await chat.ask('first', { tools: [chat.replace('a.ts', 'beta = 1', 'beta = one()')] });
      await chat.typeAt('a.ts', 3, -1, ' // typed before');
      await chat.ask('second', { tools: [chat.replace('a.ts', 'zeta = 5', 'zeta = five()')] });
      await chat.typeAt('a.ts', 4, -1, ' // typed after');
      await chat.chat.restoreCheckpoint('second');
      await stage.untilText('the checkpoint', (text) => !text.includes('five()'));
    },
  },
  {
    name: 'chat-checkpoint-undo-keys',
    title: 'Restore Checkpoint, then Ctrl+Z and redo',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await chat.ask('first', { tools: [chat.replace('a.ts', 'beta = 1', 'beta = one()')] });
      await chat.typeAt('a.ts', 3, -1, ' // typed');
      await chat.ask('second', { tools: [chat.replace('a.ts', 'zeta = 5', 'zeta = five()')] });
      await chat.chat.restoreCheckpoint('second');
      await stage.open('a.ts');
      await stage.untilText('the checkpoint', (text) => !text.includes('five()'));
      await chat.press('a.ts', 'Control+z');
      await stage.untilText('the text again', (text) => text.includes('five()'));
      await chat.press('a.ts', 'Control+Shift+z');
    },
  },
  {
    name: 'chat-checkpoint-redo',
    title: 'Restore Checkpoint, and Redo of it, with typing inside the edits',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await chat.ask('zeroth', { text: 'Nothing to do.' });
      await chat.ask('first', { tools: [chat.replace('a.ts', 'beta = 1', 'beta = one() + more')] });
      await chat.typeAt('a.ts', 2, 26, 'typedInside');
      await chat.typeAt('a.ts', 4, -1, ' // typed outside');
      await chat.ask('second', { tools: [chat.replace('a.ts', 'zeta = 5', 'zeta = five()')] });
      await chat.chat.restoreCheckpoint('first');
      await stage.open('a.ts');
      await stage.untilText('the checkpoint', (text) => !text.includes('one()'));
      await chat.chat.redoCheckpoint();
      await stage.untilText('the text again', (text) => text.includes('five()'));
    },
  },
  {
    name: 'chat-format-at-keep',
    title: 'agent edits, Keep formats on save',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.setting('editor.formatOnSave', true);
      await stage.open('a.ts');
      await chat.edit(['export const beta = 1;', 'export   const beta=  {one:1,two:2};']);
      await chat.chat.keepAll();
      await stage.open('a.ts');
      await stage.untilText('the format', (text) => text.includes('beta = { one: 1, two: 2 };'));
    },
  },
];
