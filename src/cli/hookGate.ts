/**
 * The part of the hooks that judges commits and pushes: a program of its own, because most policies refuse nothing.
 */
export { judgeCommit } from './hooks/judgeCommit';
export { judgePush } from './hooks/judgePush';
