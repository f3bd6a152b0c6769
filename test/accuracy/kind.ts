/**
 * One kind of edit: a scripted session with real keys and mouse, whose every character is judged afterwards.
 */
import type { Stage } from './stage';

export interface Kind {
  /** Stable id, kebab-case: `ghost-whole`. */
  readonly name: string;
  /** What a user would call it, for the table. */
  readonly title: string;
  /** Which completion source the editor of this kind runs with. */
  readonly world: WorldName;
  /** Judged again after the window was reloaded. */
  readonly reloads?: boolean;
  /** Makes the edits. It works on files of its own only, below `stage.path('')`, and leaves no dialog open. */
  run(stage: Stage): Promise<void>;
}

/** `fixture`: canned completions of a fixture extension. `copilot`: the bundled Copilot with canned answers. */
export type WorldName = 'fixture' | 'copilot';
