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
    queue.changed('a change', insert(0, 'x'), false);
    assert.deepEqual(taken(queue), ['a change known']);
    assert.equal(queue.isEmpty, true);
  });

  it('knows a change that is mirrored as what it was judged to be', () => {
    queue.baselineOpened('chat', 'text');
    queue.changed('a format', insert(9, '  '), false);
    assert.deepEqual(taken(queue), ['chat opened']);
    assert.equal(queue.hasOpen, true);
    queue.baselineChanged('chat', insert(4, '  '));
    assert.deepEqual(taken(queue), ['a format known', 'chat mirrors a format']);
  });

  it('calls a change the chat’s when all has arrived and nothing mirrored it', () => {
    queue.baselineOpened('chat', 'text');
    queue.changed('an edit', insert(9, 'words'), false);
    queue.settle(queue.newest, true);
    assert.deepEqual(taken(queue), ['chat opened', 'an edit chat']);
  });

  it('never calls a change the chat’s when the editor could not be asked', () => {
    queue.baselineOpened('chat', 'text');
    queue.changed('an edit', insert(9, 'words'), false);
    queue.settle(queue.newest, false);
    assert.deepEqual(taken(queue), ['chat opened', 'an edit known']);
  });

  it('decides only what was there when it was asked', () => {
    queue.baselineOpened('chat', 'text');
    queue.changed('first', insert(9, 'words'), false);
    const { newest } = queue;
    queue.changed('second', insert(0, 'others'), false);
    queue.settle(newest, true);
    assert.deepEqual(taken(queue), ['chat opened', 'first chat']);
    queue.baselineChanged('chat', insert(0, 'others'));
    assert.deepEqual(taken(queue), ['second known', 'chat mirrors second']);
  });

  it('keeps the order: what is sure waits behind what is open', () => {
    queue.baselineOpened('chat', 'text');
    queue.changed('an edit', insert(9, 'words'), false);
    queue.changed('undo', insert(0, ''), true);
    assert.deepEqual(taken(queue), ['chat opened']);
    queue.settle(queue.newest, true);
    assert.deepEqual(taken(queue), ['an edit chat', 'undo known']);
  });

  it('believes the keyboard, of the newest change only', () => {
    queue.baselineOpened('chat', 'text');
    queue.changed('an edit', insert(9, 'words'), false);
    queue.changed('a key', insert(3, 'k'), false);
    queue.confirmLast();
    queue.settle(queue.newest, true);
    assert.deepEqual(taken(queue), ['chat opened', 'an edit chat', 'a key known']);
  });

  it('finds the mirror of a change that has left already', () => {
    queue.baselineOpened('chat', 'text');
    queue.changed('undo', insert(7, 'back'), true);
    assert.deepEqual(taken(queue), ['chat opened', 'undo known']);
    queue.baselineChanged('chat', insert(2, 'back'));
    assert.deepEqual(taken(queue), ['chat mirrors undo']);
    queue.baselineChanged('chat', insert(2, 'back'));
    assert.deepEqual(taken(queue), ['chat alone']);
  });

  it('takes a baseline that changes by itself for what the user kept', () => {
    queue.baselineOpened('chat', 'text');
    queue.baselineChanged('chat', insert(2, 'kept'));
    assert.deepEqual(taken(queue), ['chat opened', 'chat alone']);
  });

  it('asks every chat that is at work', () => {
    queue.baselineOpened('one', 'text');
    queue.baselineOpened('two', 'text');
    queue.changed('an edit of one', insert(9, 'words'), false);
    queue.baselineChanged('two', insert(9, 'words'));
    assert.equal(queue.hasOpen, true);
    queue.settle(queue.newest, true);
    const [first, second, edit] = [queue.take(), queue.take(), queue.take()];
    assert.deepEqual([first?.kind, second?.kind], ['baseline', 'baseline']);
    assert.ok(edit?.kind === 'change' && edit.state === 'chat');
    assert.deepEqual([...edit.awaits], ['one']);
  });

  it('asks a chat no more that has ended', () => {
    queue.baselineOpened('chat', 'text');
    queue.changed('a change', insert(9, 'words'), false);
    queue.baselineClosed('chat');
    queue.settle(queue.newest, true);
    assert.deepEqual(taken(queue), ['chat opened', 'a change known', 'chat closed']);
    assert.equal(queue.isWatched, false);
  });
});
