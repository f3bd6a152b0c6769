/**
 * commit-msg, after an editor: git would make a commit of a message that holds nothing but trailers, so one that a
 * person left empty is emptied again; and prose typed right above the trailers is set apart from them.
 */
import { isOnlyOurTrailers, repairTrailers } from '../../core/commit/message';
import { takeMessageCheck } from '../../adapters/git/commitState';
import type { HookContext } from './hookContext';
import { readHookSettings } from './hookSettings';
import { editMessage } from './messageFile';
import { messageOptions } from './messageOptions';

export async function checkMessage(context: HookContext): Promise<void> {
  const [file] = context.args;
  const template = await takeMessageCheck(context.repository);
  if (file === undefined || template === null) return;
  // Git says to this hook that no editor runs any more, but the one that ran has left its comments.
  const options = { ...messageOptions(context, await readHookSettings(context)), editor: true };
  await editMessage(file, (message, encode) => {
    const encoded = { ...options, commentPrefix: encode(options.commentPrefix) };
    if (isOnlyOurTrailers(message, encoded, encode(template))) return '';
    return repairTrailers(message, encoded);
  });
}
