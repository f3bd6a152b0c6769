/**
 * The menus and boxes through which a person uses a language server. One that is still starting is asked again.
 */
import { until } from '../host/until';
import type { Stage } from './stage';

/** How long to wait for an answer before asking again; milliseconds. */
const PATIENCE = 5_000;

/** Opens the suggest widget and accepts the item that is first with a key. */
export async function chooseItem(stage: Stage, label: string, key = 'Enter'): Promise<void> {
  const item = '.suggest-widget.visible .monaco-list-row.focused';
  await askFor(stage, label, 'Control+Space', item, label);
  await stage.changingText('the item', () => stage.press(key));
}

/** Opens a menu of code actions with its key and clicks on one. */
export async function chooseAction(stage: Stage, label: string, key = 'Control+.'): Promise<void> {
  const actions = '.action-widget .monaco-list-row.action';
  await askFor(stage, label, key, actions, label);
  const action = stage.page.locator(actions, { hasText: label }).first();
  await stage.changingText(label, () => action.click());
}

/** Renames the symbol at the cursor with the rename box. */
export async function renameSymbol(stage: Stage, name: string): Promise<void> {
  await askFor(stage, 'the rename box', 'F2', renameBox);
  await nameSymbol(stage, name);
}

/** Types a name into the rename box that a refactoring has opened. */
export async function nameSymbol(stage: Stage, name: string): Promise<void> {
  await stage.page.locator(renameBox).waitFor();
  await stage.press('Control+a');
  await stage.type(name);
  await stage.changingText('the new name', () => stage.press('Enter'));
}

/** It is shown before it takes the keys. */
const renameBox = '.rename-box .rename-input:focus';

async function askFor(
  stage: Stage,
  what: string,
  key: string,
  selector: string,
  hasText?: string,
): Promise<void> {
  const answer = stage.page.locator(selector, hasText === undefined ? {} : { hasText }).first();
  await until(what, async () => {
    await stage.press('Escape');
    await stage.press(key);
    return answer.waitFor({ timeout: PATIENCE }).then(
      () => true,
      () => false,
    );
  });
}
