/**
 * What menus, links and other extensions pass to commands, as values that can be relied on.
 */
import * as vscode from 'vscode';

/** A resource given as a `Uri` or as its text, alone or as the `uri` of an object; null for anything else. */
export function uriArgument(argument: unknown): vscode.Uri | null {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument === 'string') return parseUri(argument);
  const member = memberOf(argument, 'uri');
  return member === undefined ? null : uriArgument(member);
}

/** The text at `name` of an object; null for anything else. */
export function textArgument(argument: unknown, name: string): string | null {
  const member = memberOf(argument, name);
  return typeof member === 'string' ? member : null;
}

/** The positive whole number at `name` of an object; null for anything else. */
export function numberArgument(argument: unknown, name: string): number | null {
  const member = memberOf(argument, name);
  return typeof member === 'number' && Number.isSafeInteger(member) && member > 0 ? member : null;
}

function memberOf(argument: unknown, name: string): unknown {
  if (typeof argument !== 'object' || argument === null) return undefined;
  return Object.entries(argument).find(([key]) => key === name)?.[1];
}

function parseUri(text: string): vscode.Uri | null {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    // Not an address: the caller treats it like a missing argument.
    return null;
  }
}
