/**
 * What the chat does in a random session, in the world of the real Copilot.
 */
import { Chat } from '../../host/chat';
import type { Actor } from './actor';
import type { Operation } from './operations';

export const chatOperations: readonly Operation[] = [
  {
    name: 'agent-edit',
    weight: 6,
    async run(actor) {
      await actor.go('start');
      const line = await lineThatIsThereOnce(actor);
      if (line === null) return;
      const chat = new Chat(actor.stage.session);
      const written = actor.choose([
        `${line} // by the agent ${actor.index}`,
        `agent${actor.index}();\n${line}`,
        `const agent${actor.index} = { ${actor.word()}: ${actor.index} };`,
      ]);
      const call = chat.replace(actor.stage.path(actor.file), line, written);
      await actor.changing(() => chat.ask(`edit ${actor.index}`, { tools: [call] }));
      await actor.go('start');
    },
  },
  { name: 'agent-keep', weight: 1.5, run: (actor) => decide(actor, 'Keep') },
  { name: 'agent-undo', weight: 1.5, run: (actor) => decide(actor, 'Undo') },
];

/** Keeps or rejects all that is pending, if anything is. */
async function decide(actor: Actor, decision: 'Keep' | 'Undo'): Promise<void> {
  const chat = new Chat(actor.stage.session);
  if (!(await chat.hasPending())) return;
  await (decision === 'Keep' ? chat.keepAll() : chat.undoAll());
  await actor.go('start');
}

/** The agent can only replace what is in the file once. */
async function lineThatIsThereOnce(actor: Actor): Promise<string | null> {
  const text = await actor.stage.session.text();
  const lines = text.split('\n').filter((line) => line.trim().length > 6);
  const from = Math.floor(actor.step.where * lines.length);
  const turned = [...lines.slice(from), ...lines.slice(0, from)];
  return turned.find((line) => text.split(line).length === 2) ?? null;
}
