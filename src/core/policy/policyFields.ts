/**
 * The fields of `.countersign.json`, object by object: one table for the parser, its suggestions and the schema's test.
 */
export const policyFields = {
  policy: [
    '$schema',
    'critical',
    'groups',
    'countersign',
    'limits',
    'coverage',
    'destructive',
    'unknown',
    'enforce',
  ],
  rule: ['name', 'files', 'owners', 'severity', 'reason', 'countersign'],
  ruleCountersign: ['by', 'count', 'when'],
  countersign: ['require', 'allowedSigners', 'revokedSigners', 'gpgKeyring', 'selfAllowed'],
  limits: ['aiLinesPerCommit', 'aiDeletedLinesPerCommit'],
  coverage: ['ai'],
  destructive: ['linesDeleted', 'filesDeleted', 'defaults', 'except', 'patterns', 'severity', 'countersign'],
  destructivePattern: ['name', 'files', 'adds', 'removes', 'reason'],
} as const;
