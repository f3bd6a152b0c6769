/**
 * The programs that write hooks themselves and know their own again by a mark in the text. Our hook bears the mark of
 * the one in front of whose hook it stands: that program then replaces or removes it as it would its own, instead of
 * keeping it as somebody else's, which leads to hooks that run twice, or to an installation that fails.
 */

export interface HookManager {
  readonly name: string;
  /** What the program looks for in a hook to know whether it wrote it. */
  readonly mark: string;
}

const MANAGERS: readonly (readonly [name: string, mark: RegExp])[] = [
  // The number of the template, which is another one in other versions; the program knows all of them.
  ['pre-commit', /(?<=^# ID: )[0-9a-f]{32}$/m],
  ['lefthook', /\bLEFTHOOK\b/],
  ['simple-git-hooks', /\bSKIP_SIMPLE_GIT_HOOKS\b/],
];

/** The program that wrote a hook; null when it is none that is known. */
export function hookManagerOf(text: string): HookManager | null {
  for (const [name, pattern] of MANAGERS) {
    const [mark] = pattern.exec(text) ?? [];
    if (mark !== undefined) return { name, mark };
  }
  return null;
}
