/**
 * The part of the hooks that makes the text of a note, and what else is ready before a commit: a program of its own,
 * because the hook before the commit needs it as often as the one after it.
 */
export { leaveReadyNote } from './hooks/readyNote';
export { leaveReadySettlement } from './hooks/readySettlement';
export { noteText } from './hooks/noteText';
