import assert from 'node:assert/strict';
import { ChangeQueue, type QueueStep } from '../../../src/core/detection/changeQueue';
import type { TextEdit } from '../../../src/core/ledger/textEdits';

const insert = (offset: number, text: string): TextEdit[] => [{ offset, removed: 0, text }];

/** What leaves the queue, in words. */
function taken(queue: ChangeQueue<string>): string[] {
  const words: string[] = [];
  for (let step = queue.take(); step !== null; step = queue.take()) words.push(inWords(step));
  return words;
}

function inWords(step: QueueStep<string>): string {
  if (step.kind === 'change') return `${step.change} ${step.state}`;
  if (step.step.kind !== 'changed') return `${step.name} ${step.step.kind}`;
  return `${step.name} ${step.step.mirrorOf === null ? 'alone' : `mirrors ${step.step.mirrorOf.change}`}`;
}

describe('the queue of changes', () => {
  let queue: ChangeQueue<string>;
  beforeEach(() => {
    queue = new ChangeQueue();
  });

  it('lets everything through while no chat is at work', () => {
    queue.changed('a change', insert(0, 'x'), false, false);
    assert.deepEqual(taken(queue), ['a change known']);
    assert.equal(queue.isEmpty, true);
  });

  it('knows a change that is mirrored as what it was judged to be', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('a format', insert(9, '  '), false, false);
    assert.deepEqual(taken(queue), ['chat opened']);
    assert.equal(queue.hasOpen, true);
    queue.baselineChanged('chat', insert(4, '  '));
    assert.deepEqual(taken(queue), ['a format known', 'chat mirrors a format']);
  });

  it('calls a change the chat’s when all has arrived and nothing mirrored it', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('an edit', insert(9, 'words'), false, false);
    queue.settle(queue.newest, true, false);
    assert.deepEqual(taken(queue), ['chat opened', 'an edit chat']);
  });

  it('does not take an edit that the chat saved at once for a reload', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('a reload', insert(9, 'words'), false, true);
    queue.changed('an edit', insert(9, 'words'), false, true);
    queue.dirtied();
    queue.settle(queue.newest, true, true);
    assert.deepEqual(taken(queue), ['chat opened', 'a reload disk', 'an edit chat']);
  });

  it('never calls a change the chat’s when the editor could not be asked', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('an edit', insert(9, 'words'), false, false);
    queue.settle(queue.newest, false, false);
    assert.deepEqual(taken(queue), ['chat opened', 'an edit known']);
  });

  it('calls a change the agent’s only while the agent has announced one', () => {
    queue.baselineOpened('chat', 'text', 'agent', false);
    queue.windowOpened('agent');
    queue.changed('an edit', insert(9, 'words'), false, false);
    // The editor answers late: the announcement may be over by then.
    queue.windowClosed('agent');
    queue.settle(queue.newest, true, false);
    queue.changed('another', insert(9, 'words'), false, false);
    queue.windowOpened('agent');
    queue.windowClosed('agent');
    queue.settle(queue.newest, true, false);
    queue.changed('a format', insert(9, 'others'), false, false);
    queue.settle(queue.newest, true, false);
    queue.windowOpened('another');
    queue.changed('a command', insert(9, 'more'), false, false);
    queue.settle(queue.newest, true, false);
    const expected = ['an edit chat', 'another chat', 'a format apart', 'a command apart'];
    assert.deepEqual(taken(queue), ['chat opened', ...expected]);
  });

  it('waits for an announcement from a chat that was there before', () => {
    queue.baselineOpened('chat', 'text', 'agent', true);
    queue.changed('a format', insert(9, 'words'), false, false);
    queue.settle(queue.newest, true, false);
    assert.deepEqual(taken(queue), ['chat opened', 'a format apart']);
  });

  it('knows a reload, which leaves the document clean, by that', () => {
    queue.baselineOpened('chat', 'text', 'inline', false);
    queue.changed('a reload', insert(9, 'words'), false, true);
    queue.settle(queue.newest, true, true);
    queue.changed('an edit', insert(9, 'words'), false, true);
    queue.settle(queue.newest, true, false);
    assert.deepEqual(taken(queue), ['chat opened', 'a reload disk', 'an edit chat']);
  });

  it('decides only what was there when it was asked', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('first', insert(9, 'words'), false, false);
    const { newest } = queue;
    queue.changed('second', insert(0, 'others'), false, false);
    queue.settle(newest, true, false);
    assert.deepEqual(taken(queue), ['chat opened', 'first chat']);
    queue.baselineChanged('chat', insert(0, 'others'));
    assert.deepEqual(taken(queue), ['second known', 'chat mirrors second']);
  });

  it('keeps the order: what is sure waits behind what is open', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('an edit', insert(9, 'words'), false, false);
    queue.changed('undo', insert(0, ''), true, false);
    assert.deepEqual(taken(queue), ['chat opened']);
    queue.settle(queue.newest, true, false);
    assert.deepEqual(taken(queue), ['an edit chat', 'undo known']);
  });

  it('believes the keyboard, of the newest change only', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('an edit', insert(9, 'words'), false, false);
    queue.changed('a key', insert(3, 'k'), false, false);
    queue.confirmLast();
    queue.settle(queue.newest, true, false);
    assert.deepEqual(taken(queue), ['chat opened', 'an edit chat', 'a key known']);
  });

  it('finds the mirror of a change that has left already', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('undo', insert(7, 'back'), true, false);
    assert.deepEqual(taken(queue), ['chat opened', 'undo known']);
    queue.baselineChanged('chat', insert(2, 'back'));
    assert.deepEqual(taken(queue), ['chat mirrors undo']);
    queue.baselineChanged('chat', insert(2, 'back'));
    assert.deepEqual(taken(queue), ['chat alone']);
  });

  it('takes a baseline that changes by itself for what the user kept', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.baselineChanged('chat', insert(2, 'kept'));
    assert.deepEqual(taken(queue), ['chat opened', 'chat alone']);
  });

  it('asks every chat that is at work', () => {
    queue.baselineOpened('one', 'text', 'of one', false);
    queue.baselineOpened('two', 'text', 'of two', false);
    queue.changed('an edit of one', insert(9, 'words'), false, false);
    queue.baselineChanged('two', insert(9, 'words'));
    assert.equal(queue.hasOpen, true);
    queue.settle(queue.newest, true, false);
    const [first, second, edit] = [queue.take(), queue.take(), queue.take()];
    assert.deepEqual([first?.kind, second?.kind], ['baseline', 'baseline']);
    assert.ok(edit?.kind === 'change' && edit.state === 'chat');
    assert.equal(edit.missedBy, 'one');
  });

  it('decides a change that came before a chat ended as before, and asks that chat no more', () => {
    queue.baselineOpened('chat', 'text', 'of chat', false);
    queue.changed('a rejection', insert(9, 'words'), false, false);
    queue.baselineClosed('chat');
    queue.changed('a change', insert(9, 'words'), false, false);
    queue.settle(queue.newest, true, false);
    assert.deepEqual(taken(queue), ['chat opened', 'a rejection chat', 'chat closed', 'a change known']);
    assert.equal(queue.isWatched, false);
  });
});
