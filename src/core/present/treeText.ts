/**
 * What the AI Provenance view says: about what the next commit would record, and about commits that wait.
 */
import type { Attribution, FileAttribution, LineRange } from '../model';
import { lineCount } from './lineCount';
import { linesWithAi } from './linesWithAi';
import type { Translate } from './translate';

export interface TreeFile {
  readonly name: string;
  /** Folder and what there is to see. */
  readonly description: string;
  /** Of lines with AI in them, joined. */
  readonly lines: readonly LineRange[];
}

export function treeText(t: Translate) {
  return {
    staged: t('Staged'),
    unstaged: t('Not staged'),
    waiting: t('Waiting for Your Countersignature'),
    review: t('Review'),
    /** Of all that is staged, or of all that is not. */
    share: ({ files, added, deletedByAi }: Attribution) => {
      const count = lineCount(files.flatMap(linesWithAi));
      const written = t('AI in {0} of {1} lines', count, added);
      return deletedByAi === 0 ? written : t('{0}, and deleted {1}', written, deletedByAi);
    },
    tools: ({ tools }: Attribution) =>
      tools
        .map(({ tool, model, lines }) => `${model === null ? tool : `${tool} (${model})`}: ${lines}`)
        .join('\n'),
    file: (file: FileAttribution): TreeFile => fileText(file.path, linesWithAi(file), file.critical, t),
    reviewed: (path: string, rule: string, lines: readonly LineRange[]): TreeFile =>
      fileText(path, lines, rule, t),
    lines: ([first, last]: LineRange) =>
      first === last ? t('Line {0}', first) : t('Lines {0}–{1}', first, last),
    wholeFile: t('The whole file'),
    changed: t('Changed again since it was staged'),
  };
}

export type TreeText = ReturnType<typeof treeText>;

function fileText(path: string, lines: readonly LineRange[], rule: string | null, t: Translate): TreeFile {
  const slash = path.lastIndexOf('/');
  const count = lineCount(lines);
  const some = count === 1 ? t('1 line') : t('{0} lines', count);
  const counted = count === 0 ? t('the whole file') : some;
  const parts = [
    slash < 0 ? null : path.slice(0, slash),
    counted,
    rule === null ? null : t('critical: {0}', rule),
  ];
  return {
    name: path.slice(slash + 1),
    description: parts.filter((part) => part !== null).join(' · '),
    lines,
  };
}
