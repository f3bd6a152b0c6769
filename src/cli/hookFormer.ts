/**
 * The part of the hooks that asks the notes of earlier commits: a program of its own, because most commits have no lines
 * of earlier ones.
 */
export { readNoted } from '../adapters/git/notedStates';
export { formerAccount } from './hooks/formerAccount';
