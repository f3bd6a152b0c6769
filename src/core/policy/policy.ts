/**
 * What a team asks for, as read from `.countersign.json`. Types and enumerations only.
 */
export const policyFileName = '.countersign.json';

export const severities = ['error', 'warning', 'information'] as const;
export type Severity = (typeof severities)[number];

/** Which lines ask for a countersignature: AI and mixed ones, also unknown ones, or any change at all. */
export const countersignOccasions = ['ai', 'unproven', 'always'] as const;
export type CountersignOccasion = (typeof countersignOccasions)[number];

export const proofs = ['trailer', 'signature'] as const;
export type Proof = (typeof proofs)[number];

export const unknownTreatments = ['allow', 'treat-as-ai'] as const;
export type UnknownTreatment = (typeof unknownTreatments)[number];

export const enforcements = ['warn', 'commit', 'push'] as const;
export type Enforcement = (typeof enforcements)[number];

/** Who has to sign off an AI-assisted change. */
export interface RuleCountersign {
  /** Emails and `@group` names. Empty: anyone but the change's author. */
  readonly by: readonly string[];
  /** How many different people. At least 1. */
  readonly count: number;
  readonly when: CountersignOccasion;
}

export interface CriticalRule {
  /** Unique, without white space: it is a word of the `AI-Critical` trailer. */
  readonly name: string;
  /** Gitignore patterns, relative to the repository root. */
  readonly files: readonly string[];
  /** Also critical: what CODEOWNERS gives to one of these, a team, a user or an email. */
  readonly owners?: readonly string[];
  readonly severity: Severity;
  readonly reason: string | null;
  /** Null when the rule only points AI lines out and asks for no sign-off. */
  readonly countersign: RuleCountersign | null;
}

export interface CountersignTerms {
  readonly require: Proof;
  /** Path of an allowed-signers file, relative to the repository root. */
  readonly allowedSigners: string | null;
  /** Path of a list of keys that no longer count, as `ssh-keygen -r` reads it. */
  readonly revokedSigners?: string;
  /** Path of the GPG keys that may sign, as `gpg --export` writes them. */
  readonly gpgKeyring?: string;
  readonly selfAllowed: boolean;
}

/** The destructive edits that are known without a policy. `docs/policy.md` says what each of them is. */
export const builtInDestructive = [
  'sql-drop',
  'sql-truncate',
  'sql-delete-all',
  'infra-destroy',
  'infra-unprotected',
  'rm-rf',
  'force-push',
  'git-discard',
  'skip-hooks',
  'migration-deleted',
  'test-deleted',
  'test-skipped',
  'guard-removed',
] as const;
export type BuiltInDestructive = (typeof builtInDestructive)[number];

/** What a violation of the thresholds is called. */
export const destructiveLimits = { lines: 'lines-deleted', files: 'files-deleted' } as const;

export interface Limits {
  readonly aiLinesPerCommit: number | null;
  readonly aiDeletedLinesPerCommit: number | null;
}

/** How much of what an AI wrote in critical files has to be run by tests. */
export interface CoverageTerms {
  /** Least share of the AI lines that can be run, for each file: 0 to 1. Null: coverage is not asked for. */
  readonly ai: number | null;
}

/** What a team calls destructive beside what is built in. */
export interface DestructivePattern {
  /** Unique, without white space. */
  readonly name: string;
  /** Gitignore patterns, relative to the repository root. Null: every file. */
  readonly files: readonly string[] | null;
  /** Line patterns (`linePatternProblem`) of lines that must not come in. */
  readonly adds: readonly string[];
  /** Line patterns of lines that must not go. */
  readonly removes: readonly string[];
  readonly reason: string | null;
}

/** Which AI edits count as destructive, and who has to sign them off. */
export interface DestructivePolicy {
  /** An AI may delete this many lines in one file; null: any number. */
  readonly linesDeleted: number | null;
  /** An AI may delete this many files in one commit; null: any number. */
  readonly filesDeleted: number | null;
  /** Whether the built-in rules count. */
  readonly defaults: boolean;
  /** Built-in rules that do not count all the same. */
  readonly except: readonly BuiltInDestructive[];
  readonly patterns: readonly DestructivePattern[];
  readonly severity: Severity;
  /** Null when destructive changes are only pointed out. */
  readonly countersign: RuleCountersign | null;
}

export interface Policy {
  readonly critical: readonly CriticalRule[];
  /** Group name (without `@`) → emails. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly countersign: CountersignTerms;
  readonly limits: Limits;
  readonly coverage: CoverageTerms;
  /** Null when the team switched it off. */
  readonly destructive: DestructivePolicy | null;
  readonly unknown: UnknownTreatment;
  readonly enforce: Enforcement;
}

/** Destructive AI edits are pointed out in every repository; nobody has to sign anything. */
export const defaultDestructive: DestructivePolicy = {
  linesDeleted: 200,
  filesDeleted: 5,
  defaults: true,
  except: [],
  patterns: [],
  severity: 'warning',
  countersign: null,
};

/** The policy of a repository that has none: nothing is critical, nothing is refused. */
export const defaultPolicy: Policy = {
  critical: [],
  groups: new Map(),
  countersign: { require: 'trailer', allowedSigners: null, selfAllowed: false },
  limits: { aiLinesPerCommit: null, aiDeletedLinesPerCommit: null },
  coverage: { ai: null },
  destructive: defaultDestructive,
  unknown: 'allow',
  enforce: 'warn',
};

/** Something in the policy file that its author has to correct. Offsets are UTF-16 code units of the file's text. */
export interface PolicyProblem {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  /** What was probably meant, to be written in its place. */
  readonly instead?: string;
}
