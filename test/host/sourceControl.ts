/**
 * Commits from the Source Control view as a person does: a click on the view, the message typed, Ctrl+Enter.
 */
import { gitIn, headOf } from './gitIn';
import type { Session } from './session';
import { until } from './until';

export interface CommitOptions {
  /** Paths to stage; without it everything is committed, or what is staged already. */
  readonly stage?: readonly string[];
  /** Called with the message typed and before the commit, for example to take a picture. */
  readonly beforeCommit?: () => Promise<unknown>;
}

/** Waits until the commit is done, hooks included, and gives its id. */
export async function commitFromScm(
  session: Session,
  message: string,
  options: CommitOptions = {},
): Promise<string> {
  const { workspace, environment, page } = session;
  if (options.stage) await gitIn(workspace, environment, 'add', '--', ...options.stage);
  await untilGitSeesChanges(session);
  const before = await headOf(workspace, environment);

  await openSourceControl(session);
  await page.locator('.scm-view .scm-input .monaco-editor').first().click();
  await page.waitForSelector('.scm-view .scm-input .monaco-editor.focused');
  await session.press('Control+a');
  await session.type(message);
  await options.beforeCommit?.();
  await session.press('Control+Enter');
  const commit = await until('the commit from the Source Control view', async () => {
    const head = await headOf(workspace, environment);
    return head !== before ? head : null;
  });
  // The message goes when git, with all its hooks, is done.
  const input = page.locator('.scm-view .scm-input .view-lines').first();
  await until('the end of the commit', async () => ((await input.textContent()) ?? '').trim() === '');
  return commit;
}

/** Shows the Source Control view with a click on its icon. */
export async function openSourceControl(session: Session): Promise<void> {
  const input = session.page.locator('.scm-view .scm-input .monaco-editor').first();
  if (await input.isVisible()) return;
  await session.page.locator('.activitybar [role="tab"][aria-label^="Source Control"]').first().click();
  await input.waitFor();
}

/** Committing before the git extension has looked would only say that there is nothing to commit. */
async function untilGitSeesChanges(session: Session): Promise<void> {
  await until('changes in the Source Control view', () => session.inHost(gitSeesChanges));
}

interface GitRepository {
  status(): Promise<void>;
  readonly state: {
    readonly workingTreeChanges: readonly unknown[];
    readonly indexChanges: readonly unknown[];
    readonly untrackedChanges: readonly unknown[];
  };
}

async function gitSeesChanges(vscode: typeof import('vscode')): Promise<boolean> {
  const extension = vscode.extensions.getExtension<{
    getAPI(version: 1): { readonly repositories: readonly GitRepository[] };
  }>('vscode.git');
  if (!extension?.isActive) return false;
  const repository = extension.exports.getAPI(1).repositories[0];
  if (!repository) return false;
  await repository.status();
  const { workingTreeChanges, indexChanges, untrackedChanges } = repository.state;
  return workingTreeChanges.length + indexChanges.length + untrackedChanges.length > 0;
}
