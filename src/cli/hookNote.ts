/**
 * The part of the hooks that makes the text of a note: a program of its own, because the hook before the commit needs it
 * as often as the one after it.
 */
export { leaveReadyNote } from './hooks/readyNote';
export { noteText } from './hooks/noteText';
