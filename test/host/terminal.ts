/**
 * The integrated terminal, used with real keys.
 */
import type { Session } from './session';
import { until } from './until';

// `$` or, for root, `#`: whatever the shell of the machine shows.
const prompt = /[$#%>]$/;

/** Types a command line into the integrated terminal, opening it first, and presses Enter. */
export async function typeInTerminal(session: Session, commandLine: string): Promise<void> {
  if (!(await session.page.locator('.terminal-wrapper.active .xterm-rows').first().isVisible())) {
    await session.press('Control+Backquote');
  }
  await session.page.locator('.terminal-wrapper.active .xterm-rows').first().waitFor();
  await until('the prompt of the terminal', async () => prompt.test(await terminalText(session)));
  await session.page.locator('.terminal-wrapper.active .xterm').first().click();
  await session.type(commandLine);
  await session.press('Enter');
}

/** What the terminal shows. */
export async function terminalText(session: Session): Promise<string> {
  const rows = await session.page.locator('.terminal-wrapper.active .xterm-rows > div').allTextContents();
  return rows
    .map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
    .join('\n')
    .trimEnd();
}
