/**
 * Notifications of the editor, answered with the mouse.
 */
import type { Locator } from 'playwright-core';
import type { Session } from './session';

/** The notification whose text holds `text`. */
export function notification(session: Session, text: string | RegExp): Locator {
  return session.page
    .locator('.notifications-toasts .notification-list-item')
    .filter({ hasText: text })
    .first();
}

/** Waits for a notification and clicks one of its buttons. */
export async function answerNotification(
  session: Session,
  text: string | RegExp,
  button: string,
): Promise<void> {
  const shown = notification(session, text);
  await shown.waitFor({ timeout: 60_000 });
  // Buttons that do not fit are hidden until the mouse is over the notification.
  await shown.hover();
  await shown
    .locator('.notification-list-item-buttons-container .monaco-button', { hasText: button })
    .click();
  await shown.waitFor({ state: 'detached' });
}
