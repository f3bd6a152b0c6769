/**
 * Inline chat, and code that a person takes over from an answer of the chat.
 */
import { ChatStage } from '../chatStage';
import type { Kind } from '../kind';
import type { Stage } from '../stage';

const world = 'copilot';

async function inline(stage: Stage): Promise<ChatStage> {
  const chat = await ChatStage.begin(stage);
  await chat.typeAt('a.ts', 2, -1, '\nexport const typed = 10;');
  await stage.moveTo(3, 1);
  const edit = chat.replace('a.ts', 'typed = 10;', 'typed = ten();\nexport const more = typed;');
  await chat.chat.inline('improve', { tools: [edit] });
  return chat;
}

export const chatInline: readonly Kind[] = [
  {
    name: 'chat-inline-kept',
    title: 'inline chat, kept, with typing inside it',
    world,
    async run(stage) {
      const chat = await inline(stage);
      await chat.typeAt('a.ts', 4, 14, 'any');
      await chat.typeAt('a.ts', 7, -1, ' // typed');
      await chat.chat.keepInline();
    },
  },
  {
    name: 'chat-inline-closed',
    title: 'inline chat, closed without keeping',
    world,
    async run(stage) {
      const chat = await inline(stage);
      await chat.typeAt('a.ts', 7, -1, ' // typed');
      await chat.chat.closeInline();
    },
  },
  {
    name: 'chat-insert-at-cursor',
    title: 'Insert at Cursor, from an answer of the chat',
    world,
    async run(stage) {
      const chat = await ChatStage.begin(stage);
      await stage.open('a.ts');
      await stage.moveTo(9, 1);
      await chat.ask('show', { text: 'So:\n\n```ts\nexport const shown = 1;\n```\n' });
      await chat.chat.insertAtCursor();
      await stage.untilText('the inserted code', (text) => text.includes('shown = 1;'));
    },
  },
];
