/**
 * Text from elsewhere inside a hover or tooltip: never markup, and never a link that nobody wrote.
 */
import type * as vscode from 'vscode';

/** Appends text as it is. Addresses in it stay text, although Markdown would make links of them. */
export function appendPlain(markdown: vscode.MarkdownString, text: string): vscode.MarkdownString {
  const before = markdown.value;
  const escaped = markdown.appendText(text).value.slice(before.length);
  markdown.value = before + escaped.replace(/[@:]|(?<=www)\./gi, (sign) => `&#${sign.charCodeAt(0)};`);
  return markdown;
}
