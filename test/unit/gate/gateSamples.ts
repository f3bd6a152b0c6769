/**
 * Pieces of the gate's input for its unit tests.
 */
import type { CriticalChange } from '../../../src/core/gate/criticalChange';
import type { Demand } from '../../../src/core/gate/demand';
import type { LoggedCommit } from '../../../src/core/history/loggedCommit';
import {
  defaultPolicy,
  type CriticalRule,
  type Policy,
  type RuleCountersign,
} from '../../../src/core/policy/policy';
import type { Signoff } from '../../../src/core/signing/signoff';

export const HEAD = 'f'.repeat(40);
export const BLOB = 'b'.repeat(40);

export function terms(changes: Partial<RuleCountersign> = {}): RuleCountersign {
  return { by: ['@seniors'], count: 1, when: 'ai', ...changes };
}

export function rule(countersign: RuleCountersign | null = terms()): CriticalRule {
  return { name: 'payments', files: ['src/**'], severity: 'error', reason: null, countersign };
}

export function change(changes: Partial<CriticalChange> = {}): CriticalChange {
  return {
    ...{ path: 'src/pay.ts', formerPath: null, rule: rule(), byPattern: true },
    ...{ blob: BLOB, formerBlob: '0'.repeat(40), deleted: false, lined: true, ...changes },
  };
}

export function demand(changes: Partial<Demand> = {}): Demand {
  return {
    ...{ change: change(), commit: HEAD, author: 'dana@example.com', reason: 'ai', lines: [[3, 4]] },
    ...{ placed: true, alone: true, countersigned: [], paths: new Set(['src/pay.ts']), ...changes },
  };
}

export function policy(countersign: Partial<Policy['countersign']> = {}, more: Partial<Policy> = {}): Policy {
  return {
    ...defaultPolicy,
    groups: new Map([['seniors', ['Sam@Example.com', 'kim@example.com']]]),
    countersign: { require: 'signature', allowedSigners: 'signers', selfAllowed: false, ...countersign },
    ...more,
  };
}

export function signature(email: string, key: string, changes: Partial<Signoff> = {}): Signoff {
  return {
    email,
    key,
    kind: 'signature',
    path: 'src/pay.ts',
    blob: BLOB,
    verdict: { valid: true },
    ...changes,
  };
}

export function logged(changes: Partial<LoggedCommit> = {}): LoggedCommit {
  return {
    ...{ id: HEAD, parents: 1, author: 'Dana <dana@example.com>', identities: ['Dana <dana@example.com>'] },
    ...{ date: null, time: null, subject: 'Pay', message: 'Pay\n', note: '' },
    files: [{ path: 'src/pay.ts', added: 5, deleted: 0 }],
    ...changes,
  };
}

/** A note of ours. */
export function note(lines: string, producer = 'countersign:1.0.0'): string {
  const session = { agent_id: { tool: 'copilot', id: '1', model: 'm' }, human_author: null };
  const records = {
    ...{ schema_version: 'authorship/3.0.0', git_ai_version: producer, base_commit_sha: HEAD, prompts: {} },
    humans: { h_1: { author: 'Dana <dana@example.com>' } },
    sessions: { s_1: session },
  };
  return `${lines}---\n${JSON.stringify(records)}`;
}

export function trailers(
  counts: Partial<Record<'added' | 'ai' | 'mixed' | 'deleted', number>>,
  more = '',
): string {
  const { added = 5, ai = 2, mixed = 0, deleted = 0 } = counts;
  const line = `AI-Provenance: added=${added} ai=${ai} mixed=${mixed} unknown=0 deleted-by-ai=${deleted} files=1 evidence=exact`;
  return `Pay\n\n${line}\n${more}`;
}
