/**
 * Answers the editor's own dialog that asks where to save, as a person does.
 */
import type { Session } from './session';
import { until } from './until';

/** Milliseconds. */
const CLOSING = 5000;

/** Types the whole path, absolute, over what the dialog proposes, and saves. */
export async function nameFile(session: Session, file: string): Promise<void> {
  const box = session.page.locator('.quick-input-widget .quick-input-box input');
  await until('the proposed name', async () => (await box.count()) === 1 && (await box.inputValue()) !== '');
  await until('the name', async () => {
    // The dialog may still write its proposal.
    await session.press('Control+a');
    await session.type(file);
    return (await box.inputValue()) === file;
  });
  await until('the end of the dialog', async () => {
    await session.press('Enter');
    // A dialog that has not looked at the whole path yet takes it for the folder that it knows, and asks for another name.
    const closed = box.waitFor({ state: 'hidden', timeout: CLOSING });
    return closed.then(
      () => true,
      () => false,
    );
  });
}
