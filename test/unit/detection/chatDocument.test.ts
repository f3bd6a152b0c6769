import assert from 'node:assert/strict';
import { readChatDocument } from '../../../src/core/detection/chatDocument';

const query = (session: string): string =>
  JSON.stringify({
    kind: 'doc',
    documentId: 'modified-file-entry::3',
    chatSessionResource: { $mid: 1, scheme: 'vscode-chat-session', authority: 'local', path: `/${session}` },
  });

describe('the address of a chat’s baseline', () => {
  it('names the file and the session', () => {
    const id = '5f3c9a10-7c1e-4a53-9f6b-d2f1c0aa9be7';
    const encoded = Buffer.from(id).toString('base64');
    assert.deepEqual(readChatDocument('chat-editing-text-model', '/w/a b.ts', query(encoded)), {
      kind: 'baseline',
      path: '/w/a b.ts',
      session: id,
    });
  });

  it('may keep the session to itself', () => {
    for (const session of ['???', Buffer.from('x\ny: z').toString('base64'), '']) {
      assert.deepEqual(readChatDocument('chat-editing-text-model', '/a.ts', query(session)), {
        kind: 'baseline',
        path: '/a.ts',
        session: null,
      });
    }
  });

  it('of a snapshot announces an edit, if it is the newest', () => {
    const snapshot = (undoStop: string): string =>
      JSON.stringify({ session: { path: '/YWJj' }, requestId: 'request_1', undoStop });
    const read = (undoStop: string) =>
      readChatDocument('chat-editing-snapshot-text-model', '/a.ts', snapshot(undoStop));
    assert.deepEqual(read('__epoch_9007199254740991'), { kind: 'window', path: '/a.ts', session: 'abc' });
    assert.equal(read('__epoch_1'), null);
  });

  const others: readonly (readonly [string, string, string])[] = [
    ['file', '/a.ts', query('x')],
    ['chat-editing-snapshot-text-model', '/a.ts', query('x')],
    ['chat-editing-text-model', '', query('x')],
    ['chat-editing-text-model', '/a.ts', ''],
    ['chat-editing-text-model', '/a.ts', '{'],
    ['chat-editing-text-model', '/a.ts', 'null'],
    ['chat-editing-text-model', '/a.ts', '[]'],
    ['chat-editing-text-model', '/a.ts', '{"kind":"other"}'],
  ];
  for (const [scheme, path, text] of others) {
    it(`is not ${scheme}:${path}?${text.slice(0, 20)}`, () => {
      assert.equal(readChatDocument(scheme, path, text), null);
    });
  }
});
