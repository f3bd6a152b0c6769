/**
 * The git attribute that puts a path under a rule.
 */
export const RULE_ATTRIBUTE = 'countersign';
