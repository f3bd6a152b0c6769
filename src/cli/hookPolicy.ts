/**
 * The part of the hooks that reads a policy: a program of its own, because most repositories have none.
 */
export { readPolicyFile } from '../adapters/git/policyFile';
export { lookAtEnforcement } from './hooks/enforcement';
