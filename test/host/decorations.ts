/**
 * What decorations add to the text on screen, and what hovers say.
 */
import type { Session } from './session';
import { until } from './until';

/** The messages that are shown after lines of the active editor. They are generated content, not text of the page. */
export async function afterLineMessages(session: Session): Promise<string[]> {
  return session.page.evaluate<string[]>(`
    [...document.querySelectorAll('.editor-group-container.active .view-line span')]
      .map((span) => getComputedStyle(span, '::after').content)
      .filter((content) => content.startsWith('"') && content !== '""')
      .map((content) => JSON.parse(content).replaceAll('\\u00a0', ' '))
  `);
}

const shownHover = '.monaco-hover:visible, .monaco-resizable-hover:visible';

/** Moves the mouse away until no hover is shown. The Escape key would close notifications too. */
export async function leaveHover(session: Session): Promise<void> {
  await session.page.mouse.move(2, 2);
  await until('the hover to go', async () => (await session.page.locator(shownHover).count()) === 0);
}

/** Rests the mouse on a piece of text of the active editor and gives the hover's text once it holds `part`. */
export async function hoverOver(session: Session, text: string, part: string): Promise<string> {
  const { page } = session;
  await page
    .locator('.editor-group-container.active .view-line span span', { hasText: text })
    .first()
    .hover();
  const hover = page.locator(shownHover);
  const found = await until(`a hover with ${JSON.stringify(part)}`, async () => {
    const shown = (await hover.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
    return shown.includes(part) ? shown : null;
  });
  await until('the hover to have faded in', () => page.evaluate<boolean>(hoverIsOpaque));
  return found;
}

const hoverIsOpaque = `[...document.querySelectorAll('.monaco-hover, .monaco-resizable-hover')]
  .every((hover) => getComputedStyle(hover).opacity === '1')`;
