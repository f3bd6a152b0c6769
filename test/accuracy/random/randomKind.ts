/**
 * A list of steps as a kind of edit of its own, judged at its end and again after a reload of the window.
 */
import type { Kind } from '../kind';
import { Actor } from './actor';
import { GHOSTS, operations } from './operations';
import type { Step } from './step';

export function kindOfSteps(name: string, title: string, steps: readonly Step[]): Kind {
  return {
    name,
    title,
    world: 'fixture',
    reloads: true,
    async run(stage) {
      for (const rule of GHOSTS) stage.ghost(rule);
      await Actor.prepare(stage);
      for (const [index, step] of steps.entries()) {
        const operation = operations.find(({ name: known }) => known === step.operation);
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
