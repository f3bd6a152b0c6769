/**
 * A command whose work is loaded when somebody calls it.
 */
import type { CommandId } from '../commandIds';
import type { Command } from './command';

export class LaterCommand implements Command {
  constructor(
    readonly id: CommandId,
    private readonly load: () => Promise<Command>,
  ) {}

  async run(...args: readonly unknown[]): Promise<void> {
    await (await this.load()).run(...args);
  }
}
