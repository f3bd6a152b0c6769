/**
 * A list of steps as a kind of edit of its own, judged at its end and again after a reload of the window.
 */
import { Chat } from '../../host/chat';
import type { Kind, WorldName } from '../kind';
import { Actor } from './actor';
import { chatOperations } from './chatOperations';
import { GHOSTS, operations } from './operations';
import type { Operation } from './operations';
import type { Step } from './step';

/** What can happen in a world: only the one of the real Copilot has a chat. */
export function operationsOf(world: WorldName): readonly Operation[] {
  return world === 'copilot' ? [...operations, ...chatOperations] : operations;
}

export function kindOfSteps(
  { name, title, world }: Pick<Kind, 'name' | 'title' | 'world'>,
  steps: readonly Step[],
): Kind {
  return {
    ...{ name, title, world },
    reloads: true,
    async run(stage) {
      if (world === 'copilot') await new Chat(stage.session).startOver();
      for (const rule of GHOSTS) stage.ghost(rule);
      await Actor.prepare(stage);
      for (const [index, step] of steps.entries()) {
        const operation = operationsOf(world).find(({ name: known }) => known === step.operation);
        if (operation === undefined) throw new Error(`There is no operation ${step.operation}.`);
        try {
          await operation.run(new Actor(stage, step, index));
        } catch (error) {
          throw new Error(`Step ${index} (${step.operation}) failed: ${String(error)}`, { cause: error });
        }
      }
      await stage.session.inHost((vscode) => vscode.workspace.saveAll(false));
    },
  };
}
