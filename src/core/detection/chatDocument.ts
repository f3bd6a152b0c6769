/**
 * Reads the address of the documents in which the editor keeps a file without the edits of a chat. They are internal to
 * the editor and may change, so reading is total: what is not understood is no baseline.
 *
 * Measured in VS Code 1.139: `chat-editing-text-model:<path>?{"kind":"doc","documentId":…,"chatSessionResource":{…}}`.
 */
export const CHAT_BASELINE_SCHEME = 'chat-editing-text-model';

export interface ChatDocument {
  /** The path part of the file's own address. */
  readonly path: string;
  /** The chat session's id, or null when the address does not tell. */
  readonly session: string | null;
}

/** The file and session that a document of this address belongs to, or null when it is no baseline of a file. */
export function readChatDocument(scheme: string, path: string, query: string): ChatDocument | null {
  if (scheme !== CHAT_BASELINE_SCHEME || path === '') return null;
  const value = parsed(query);
  if (value === null || value['kind'] !== 'doc') return null;
  return { path, session: sessionOf(value['chatSessionResource']) };
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
