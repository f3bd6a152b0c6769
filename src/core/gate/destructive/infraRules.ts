/**
 * Built-in rules about infrastructure that is destroyed, or loses what keeps it from being destroyed.
 */
import { commandsOfLine } from './commandsOfLine';
import type { LineTest } from './destructiveRule';

const destroyers = new Set(['terraform', 'tofu', 'terragrunt', 'pulumi', 'cdk', 'cdktf']);
const deleters = new Set(['kubectl', 'oc']);
const forced = /\bforce_?destroy[=:]true\b/;
const unprotected = /\b(?:prevent_?destroy|deletion_?protection(?:_?enabled)?)[=:]false\b/;
const protecting = /\b(?:prevent_?destroy|deletion_?protection(?:_?enabled)?)[=:]true\b/;

export const destroys: LineTest = ({ code, kind }) =>
  forced.test(setting(code)) ||
  commandsOfLine(code, kind, (word) => destroyers.has(word) || deleters.has(word)).some(
    ([name, ...words]) => {
      if (deleters.has(name ?? '')) return words.includes('delete');
      return words.includes('destroy') || words.includes('-destroy') || words.includes('--destroy');
    },
  );

export const unprotects: LineTest = ({ code }) => unprotected.test(setting(code));

export const losesProtection: LineTest = ({ code }) => protecting.test(setting(code));

/** `"deletionProtection": true` and `deletion_protection = true` alike. */
function setting(code: string): string {
  return code.replace(/[\s"'`]+/g, '').toLowerCase();
}
