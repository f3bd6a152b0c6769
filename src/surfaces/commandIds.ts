/**
 * Every command of the palette, once. package.json contributes exactly these.
 */
export const commandIds = {
  markFileCritical: 'countersign.markFileCritical',
  markFolderCritical: 'countersign.markFolderCritical',
  installHooks: 'countersign.installHooks',
  uninstallHooks: 'countersign.uninstallHooks',
  showLog: 'countersign.showLog',
  toggleMarks: 'countersign.toggleMarks',
  openPolicy: 'countersign.openPolicy',
  nextAiChange: 'countersign.nextAiChange',
  previousAiChange: 'countersign.previousAiChange',
  showActions: 'countersign.showActions',
  showWaiting: 'countersign.showWaiting',
  reviewCommit: 'countersign.reviewCommit',
  reviewNext: 'countersign.reviewNext',
  reviewPrevious: 'countersign.reviewPrevious',
  countersign: 'countersign.countersign',
  reviewStop: 'countersign.reviewStop',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];
