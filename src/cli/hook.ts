/**
 * The program that git runs through the hooks. It never stops a commit: whatever goes wrong becomes one line on
 * standard error, and the commit goes on.
 */
import { checkMessage } from './hooks/checkMessage';
import { hookContext, type HookContext } from './hooks/hookContext';
import { postCommit } from './hooks/postCommit';
import { prepareCommitMessage } from './hooks/prepareCommitMessage';

type Hook = (context: HookContext) => Promise<void>;

const HOOKS: Readonly<Record<string, Hook>> = {
  'prepare-commit-msg': prepareCommitMessage,
  'commit-msg': checkMessage,
  'post-commit': postCommit,
};

/** Runs one hook to its end, or to the end of its time. */
async function main([name = '', ...args]: readonly string[]): Promise<void> {
  try {
    const file = name === 'post-commit' ? process.env['GIT_INDEX_FILE'] : args[0];
    const context = hookContext(args, process.env, process.cwd(), file);
    const hook = Object.hasOwn(HOOKS, name) ? HOOKS[name] : undefined;
    await context.budget.within(hook?.(context) ?? Promise.resolve());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`countersign: ${reason.replaceAll(/\s+/g, ' ')}\n`);
  }
}

// Ends at once, even when a git process of ours is still busy.
void main(process.argv.slice(2)).finally(() => process.exit(0));
