/**
 * Reads the addresses of the documents that the editor keeps for a chat's edits. They are internal to the editor and may
 * change, so reading is total: what is not understood is none of them.
 *
 * Measured in VS Code 1.139: `chat-editing-text-model:<path>?{"kind":"doc","documentId":…,"chatSessionResource":{…}}`
 * and `chat-editing-snapshot-text-model:<path>?{"session":{…},"requestId":…,"undoStop":"__epoch_…"}`.
 */
export interface ChatDocument {
  /**
   * `baseline`: the file without the chat's edits. `window`: the file as it was before the edit that an agent's tool is
   * about to make; it changes to the file as it is then.
   */
  readonly kind: 'baseline' | 'window';
  /** The path part of the file's own address. */
  readonly path: string;
  /** The chat session's id, or null when the address does not tell. */
  readonly session: string | null;
}

/** Names the newest snapshot of a request; the others are of steps behind it. */
const NEWEST = '__epoch_9007199254740991';

/** What a document of this address is to a file; null when it is none of those that tell. */
export function readChatDocument(scheme: string, path: string, query: string): ChatDocument | null {
  const value = path !== '' && scheme.startsWith('chat-editing-') ? parsed(query) : null;
  if (value === null) return null;
  if (scheme === 'chat-editing-text-model' && value['kind'] === 'doc')
    return { kind: 'baseline', path, session: sessionOf(value['chatSessionResource']) };
  if (scheme === 'chat-editing-snapshot-text-model' && value['undoStop'] === NEWEST)
    return { kind: 'window', path, session: sessionOf(value['session']) };
  return null;
}

/** The request of a chat that a document of this address belongs to, or null when it is no snapshot of an agent's work. */
export function readChatRequest(scheme: string, query: string): string | null {
  if (scheme !== 'chat-editing-snapshot-text-model') return null;
  const request = parsed(query)?.['requestId'];
  return typeof request === 'string' && request !== '' ? request : null;
}

/** A session's address ends in its id, in base64. */
function sessionOf(resource: unknown): string | null {
  if (!isObject(resource) || typeof resource['path'] !== 'string') return null;
  const encoded = resource['path'].split('/').at(-1) ?? '';
  const decoded = fromBase64(encoded);
  return decoded !== null && /^[\w.:-]{1,100}$/.test(decoded) ? decoded : null;
}

function fromBase64(text: string): string | null {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  let result = '';
  let bits = 0;
  let value = 0;
  for (const char of plain) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) return null;
    value = ((value << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    result += String.fromCharCode((value >> bits) & 0xff);
  }
  return result;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
