/**
 * Finds what is destructive in the AI's part of a commit: each file's change, and how many files went.
 */
import { destructiveLimits } from '../../policy/policy';
import type { DestructiveChange, DestructiveFinding } from './destructiveChange';
import type { DestructiveRules } from './destructiveRules';
import { fileKind } from './fileKind';
import { findDestructive, isDeletedByAi } from './findDestructive';

/** As `findDestructive` for each change; a line that another file of the commit now has was moved, not removed. */
export function findDestructiveInCommit(
  changes: readonly DestructiveChange[],
  rules: DestructiveRules,
): DestructiveFinding[] {
  const arrived = counted(changes.flatMap(addedTexts));
  const findings = changes.flatMap((change) => findDestructive(withoutMoved(change, arrived), rules));
  return [...findings, ...tooManyFiles(changes, rules.filesDeleted)];
}

function addedTexts({ addedAiLines, addedByOthers = [] }: DestructiveChange): string[] {
  return [...addedAiLines.map(({ text }) => text), ...addedByOthers].map((text) => text.trim());
}

/** Each line that arrived in another file stands for one that went. */
function withoutMoved(change: DestructiveChange, arrived: Map<string, number>): DestructiveChange {
  const { deletedTexts } = change;
  if (deletedTexts === undefined) return change;
  const own = counted(addedTexts(change));
  const missed = deletedTexts.map((text) => {
    const key = text.trim();
    const left = arrived.get(key) ?? 0;
    if (key === '' || left <= (own.get(key) ?? 0)) return text;
    arrived.set(key, left - 1);
    // Its place stays, so that the others keep theirs.
    return '';
  });
  return { ...change, deletedTexts: missed };
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function tooManyFiles(changes: readonly DestructiveChange[], limit: number | null): DestructiveFinding[] {
  const paths = changes
    .filter((change) => isDeletedByAi(change) && !fileKind(change.path).isGenerated)
    .map(({ path }) => path);
  const [path] = paths;
  if (limit === null || path === undefined || paths.length <= limit) return [];
  const rule = destructiveLimits.files;
  return [{ kind: 'files-deleted', rule, reason: 'deletes many files at once', path, paths, limit }];
}
