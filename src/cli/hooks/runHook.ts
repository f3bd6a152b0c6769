/**
 * How every hook program runs: only a policy's verdict stops a commit or a push. Whatever goes wrong becomes one line on
 * standard error, and the commit goes on.
 */
import { rmSync } from 'node:fs';
import { hookContext, type HookContext } from './hookContext';
import { say } from './say';
import { whatToDo } from './whatToDo';

export type Verdict = 'passes' | 'refused';
export type Hook = (context: HookContext) => Promise<Verdict | void>;

/** The exit code that tells the shell of a refusal: none that a broken Node ends with. */
const REFUSED = 91;

/** Runs the hook that the command line names, to its end or to the end of its time, and ends the process. */
export async function runHook(hooks: Readonly<Record<string, Hook>>): Promise<never> {
  const [name = '', ...args] = process.argv.slice(2);
  let code = 0;
  try {
    // The shell takes a Node that does not come to this for one that hangs.
    const starts = process.env['COUNTERSIGN_STARTS'];
    if (starts) rmSync(starts, { force: true });
    const file = name.startsWith('post-') ? process.env['GIT_INDEX_FILE'] : args[0];
    const context = hookContext(args, process.env, process.cwd(), file);
    const hook = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
    if ((await context.budget.within(Promise.resolve(hook?.(context)))) === 'refused') code = REFUSED;
  } catch (error) {
    say(whatToDo(error));
  }
  // Ends at once, even when a git process of ours is still busy.
  process.exit(code);
}
