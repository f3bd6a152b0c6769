/**
 * Reads the ghost text that is on screen: grey text that the document does not have.
 */
import type { Page } from 'playwright-core';

/** The ghost text of the active editor group, its lines joined with line feeds; empty when none is shown. */
export async function shownGhostText(page: Page): Promise<string> {
  return page.evaluate<string>(readGhostText);
}

// Highlighting cuts ghost text into many elements, and those of later lines come first in the document.
const readGhostText = `(() => {
  const group = document.querySelector('.editor-group-container.active');
  if (!group) return '';
  const lines = new Map();
  // A notebook lies over its group, not in it.
  for (const root of [group, ...document.querySelectorAll('.notebookOverlay')]) {
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const element = nodes.currentNode.parentElement;
      if (!element?.closest('[class*="ghost-text"], .suggest-preview-text')) continue;
      const line = element.closest('.view-line') ?? element;
      lines.set(line, (lines.get(line) ?? '') + nodes.currentNode.data);
    }
  }
  const top = (line) => line.getBoundingClientRect().top;
  const sorted = [...lines].sort((a, b) => top(a[0]) - top(b[0])).map((entry) => entry[1]);
  return sorted.join('\\n').replaceAll('\\u00a0', ' ').replaceAll('\\u200b', '');
})()`;
