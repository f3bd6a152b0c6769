/**
 * The editor's own commands that accept an inline suggestion: what our key bindings call before ours.
 */
export const ACCEPT_COMMANDS: readonly string[] = [
  'editor.action.inlineSuggest.commit',
  'editor.action.inlineSuggest.acceptNextWord',
  'editor.action.inlineSuggest.acceptNextLine',
];

/** While this context is set our key bindings give way: a key that runs a missing command would do nothing at all. */
export const ACCEPT_COMMANDS_MISSING = 'countersign.acceptCommandsMissing';
