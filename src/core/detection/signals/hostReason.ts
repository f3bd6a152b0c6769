/**
 * Signal: the editor itself says who made the change (proposed API `textDocumentChangeReason`; side-loaded builds).
 */
import type { AiOrigin } from '../../model';
import { completionToolName } from '../completionTools';
import type { EditEvent, HostReason } from '../editEvent';
import type { Verdict } from '../verdict';

/** Tools of the editor that have no source of their own, by the names that they give. Extensions have none of these. */
const EDITOR_TOOL =
  /^(editor\.action\..+|formatEditsCommand|insertFinalNewLine|linkedEditing|snippet\..+|suggestController\..+)$/;

/**
 * Exact, and stronger than all others. Null where the editor gives no reason, and for a paste, whose origin the
 * clipboard tells. A source that is not known here, of a later editor perhaps, is nobody's that we know: no guess from
 * its form is made where the editor did speak.
 */
export function hostReason(event: EditEvent): Verdict | null {
  const { host, time } = event;
  if (host === null) return null;
  switch (host.source) {
    case 'inlineCompletionAccept':
    case 'inlineCompletionPartialAccept':
      return { kind: 'write', origin: aiOrigin(host, time), confirmable: false };
    case 'Chat.applyEdits':
    case 'inlineChat.applyEdits':
      return { kind: 'agent', origin: aiOrigin(host, time), mayRestore: false };
    case 'Chat.undoEdits':
    case 'Chat.reset':
      return { kind: 'rejected' };
    case 'reloadFromDisk':
      return { kind: 'reload' };
    case 'suggest':
      return { kind: 'write', origin: { author: 'human', evidence: 'host', time }, confirmable: false };
    case 'cursor':
      return cursorVerdict(host, time);
    case 'snippet':
    case 'rename':
    case 'codeAction':
    case 'eolChange':
      return asked(time);
    default:
      if (host.source === 'unknown' && EDITOR_TOOL.test(String(host.metadata['name']))) return asked(time);
      return { kind: 'transform', origin: { author: 'unknown', reason: 'edit', time }, confirmable: false };
  }
}

function cursorVerdict({ metadata }: HostReason, time: number): Verdict | null {
  const { kind, detailedSource } = metadata;
  if (kind === 'paste') return null;
  // Comment marks are nobody's words in another form, wherever they stand.
  if (/^editor\.action\.\w*comment/i.test(String(detailedSource)))
    return { kind: 'write', origin: { author: 'human', evidence: 'host', time }, confirmable: false };
  if (kind === 'type' || kind === 'compositionType' || kind === 'compositionEnd' || kind === 'cut') {
    return { kind: 'typed', origin: { author: 'human', evidence: 'keystroke', time } };
  }
  return asked(time);
}

/** A tool of the editor ran for a person: what it keeps has its author, what it adds is theirs. */
function asked(time: number): Verdict {
  return { kind: 'transform', origin: { author: 'human', evidence: 'host', time }, confirmable: false };
}

function aiOrigin({ metadata }: HostReason, time: number): AiOrigin {
  const text = (key: string): string | null => {
    const value = metadata[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const extension = text('$extensionId');
  const tool = (extension !== null && completionToolName(extension)) || extension || 'AI';
  // Model ids are written `vendor|group|model` or `vendor/model`; the last part is the model's own name.
  const model = text('$modelId')?.split(/[|/]/).at(-1) ?? null;
  return { author: 'ai', tool, model, session: text('$$sessionId'), evidence: 'host', time };
}
