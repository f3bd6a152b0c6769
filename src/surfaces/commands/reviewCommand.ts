/**
 * A command about reviews: what it does is loaded when it is called.
 */
import type { CommandId } from '../commandIds';
import type { ReviewControl } from '../reviewControl';
import type { Command } from './command';

export class ReviewCommand implements Command {
  constructor(
    readonly id: CommandId,
    private readonly control: ReviewControl,
  ) {}

  run(argument?: unknown): Promise<void> {
    return this.control.run(this.id, argument);
  }
}
