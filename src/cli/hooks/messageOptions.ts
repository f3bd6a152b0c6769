/**
 * How git will treat the message of the running commit, so that ours is put where git reads it.
 */
import type { MessageOptions } from '../../core/commit/message';
import { cluesOf, type CommandLine } from './amendDetection';
import type { HookContext } from './hookContext';
import { cleanupMode, type HookSettings } from './hookSettings';

export function messageOptions(context: HookContext, settings: HookSettings): MessageOptions {
  return {
    commentPrefix: settings.commentPrefix,
    cleanup: cleanupMode(cleanupOf(cluesOf(context).command)) ?? settings.cleanup,
    editor: context.usesEditor,
  };
}

/** The value of `--cleanup` on the command line. */
function cleanupOf(command: CommandLine | null): string | undefined {
  const words =
    command === null ? [] : command.kind === 'arguments' ? command.words : command.text.split(' ');
  const index = words.findLastIndex((word) => word === '--cleanup' || word.startsWith('--cleanup='));
  if (index < 0) return undefined;
  return words[index] === '--cleanup' ? words[index + 1] : words[index]?.slice('--cleanup='.length);
}
