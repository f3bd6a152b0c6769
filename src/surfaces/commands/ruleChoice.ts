/**
 * Asks which rule shall cover a path: one that exists, or a new one.
 */
import * as vscode from 'vscode';
import { severities } from '../../core/policy/policy';
import type { CriticalRule, Severity } from '../../core/policy/policy';
import { ruleName } from '../../core/policy/policyNames';
import { ruleEntry } from '../../core/present/commandText';
import type { ruleQuestions } from '../../core/present/commandText';

type Questions = ReturnType<typeof ruleQuestions>;
type Choice = Pick<CriticalRule, 'name' | 'severity'>;

/** Null when the user gave up. */
export async function chooseRule(
  rules: readonly CriticalRule[],
  suggestion: string,
  questions: Questions,
): Promise<Choice | null> {
  if (rules.length === 0) return newRule(rules, suggestion, questions);
  const entries = rules.map((rule) => ({ ...ruleEntry(rule), rule }));
  const another = { label: `$(add) ${questions.newRule}`, rule: null };
  const picked = await vscode.window.showQuickPick([...entries, another], { title: questions.pick });
  if (picked === undefined) return null;
  return picked.rule ?? newRule(rules, suggestion, questions);
}

async function newRule(
  rules: readonly CriticalRule[],
  suggestion: string,
  questions: Questions,
): Promise<Choice | null> {
  const name = await vscode.window.showInputBox({
    title: questions.pick,
    prompt: questions.name,
    value: /^\.?$/.test(suggestion) ? 'critical' : ruleName(suggestion, 0).name,
    validateInput: (value) => nameProblem(value, rules, questions),
  });
  if (name === undefined) return null;
  const severity = await chooseSeverity(questions);
  return severity === null ? null : { name: name.trim(), severity };
}

function nameProblem(value: string, rules: readonly CriticalRule[], questions: Questions): string | null {
  const name = value.trim();
  if (rules.some((rule) => rule.name === name)) return questions.taken(name);
  return name === '' ? questions.name : ruleName(name, 0).problem;
}

async function chooseSeverity(questions: Questions): Promise<Severity | null> {
  const entries = severities.map((severity) => ({ label: questions.severities[severity], severity }));
  const picked = await vscode.window.showQuickPick(entries, { title: questions.severity });
  return picked?.severity ?? null;
}
