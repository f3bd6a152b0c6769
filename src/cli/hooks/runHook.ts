/**
 * How every hook program runs: it never stops a commit. Whatever goes wrong becomes one line on standard error, and the
 * commit goes on.
 */
import { hookContext, type HookContext } from './hookContext';
import { say } from './say';
import { whatToDo } from './whatToDo';

export type Hook = (context: HookContext) => Promise<void>;

/** Runs the hook that the command line names, to its end or to the end of its time, and ends the process. */
export async function runHook(hooks: Readonly<Record<string, Hook>>): Promise<never> {
  const [name = '', ...args] = process.argv.slice(2);
  try {
    const file = name.startsWith('post-') ? process.env['GIT_INDEX_FILE'] : args[0];
    const context = hookContext(args, process.env, process.cwd(), file);
    const hook = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
    await context.budget.within(hook?.(context) ?? Promise.resolve());
  } catch (error) {
    say(whatToDo(error));
  }
  // Ends at once, even when a git process of ours is still busy.
  process.exit(0);
}
