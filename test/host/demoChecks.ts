/**
 * What a commit of the demonstration must say: its trailers, its note, and the answer of the command line.
 */
import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { Checklist } from './checklist';
import { gitIn } from './gitIn';
import { repositoryRoot } from './installation';
import type { Session } from './session';
import { until } from './until';

export interface ExpectedCommit {
  readonly subject: string;
  /** Files with AI lines. */
  readonly files: number;
  /** Path of the critical file. */
  readonly critical: string;
}

/** Prints the message of a commit and what `countersign show` says about it. */
export async function printCommit(session: Session, commit: string): Promise<void> {
  console.log(indented(await messageOf(session, commit)));
  console.log(`  $ countersign show ${commit.slice(0, 10)} --json`);
  console.log(indented(await show(session, commit)));
}

/** Checks a commit with AI lines in the critical file. */
export async function checkCriticalCommit(
  session: Session,
  checks: Checklist,
  commit: string,
  expected: ExpectedCommit,
): Promise<void> {
  const message = await messageOf(session, commit);
  const has = (what: string, pattern: RegExp): void => checks.expect(what, pattern.test(message), message);
  has('the message begins with the subject typed', new RegExp(`^${expected.subject}\n\n`));
  has('Assisted-by names GitHub Copilot', /^Assisted-by: GitHub Copilot(:\S.*)?$/m);
  has(
    'AI-Provenance counts the AI lines, from exact evidence',
    new RegExp(
      `^AI-Provenance: added=\\d+ ai=[1-9]\\d* mixed=\\d+ unknown=0 deleted-by-ai=0 files=${expected.files} evidence=exact$`,
      'm',
    ),
  );
  has(
    'AI-Critical names the rule and the file',
    new RegExp(`^AI-Critical: payments ${expected.critical} [1-9]\\d*$`, 'm'),
  );

  const answer = JSON.parse(await show(session, commit)) as {
    readonly commit?: string;
    readonly ai?: number;
    readonly tools?: readonly { readonly tool: string }[];
    readonly files?: readonly { readonly path: string; readonly critical: string | null }[];
  };
  const count = Number(/^AI-Provenance: .* ai=(\d+)/m.exec(message)?.[1]);
  checks.expect('countersign show names the commit', answer.commit === commit, answer.commit);
  checks.expect('countersign show counts the same AI lines', answer.ai === count, {
    show: answer.ai,
    trailer: count,
  });
  checks.expect(
    'countersign show names the tool',
    answer.tools?.[0]?.tool === 'GitHub Copilot',
    answer.tools,
  );
  const file = answer.files?.find(({ path: name }) => name === expected.critical);
  checks.expect(
    'countersign show names the rule of the critical file',
    file?.critical === 'payments',
    answer.files,
  );

  const note = await until('the note', () => noteOf(session, commit), 10_000).catch(() => '');
  checks.expect('a note holds the line detail', note.includes(expected.critical), note);
}

/** Checks a commit without AI lines: nothing of ours is in it. */
export async function checkPlainCommit(
  session: Session,
  checks: Checklist,
  commit: string,
  subject: string,
): Promise<void> {
  const message = await messageOf(session, commit);
  checks.expect('its message is what was typed and nothing more', message === subject, message);
  checks.expect('countersign show finds no AI line in it', /"ai": ?0\b/.test(await show(session, commit)));
}

async function messageOf(session: Session, commit: string): Promise<string> {
  return (await gitIn(session.workspace, session.environment, 'log', '-1', '--format=%B', commit)).trimEnd();
}

async function noteOf(session: Session, commit: string): Promise<string> {
  return gitIn(session.workspace, session.environment, 'notes', '--ref=ai', 'show', commit).catch(() => '');
}

async function show(session: Session, commit: string): Promise<string> {
  const cli = path.join(repositoryRoot, 'dist', 'cli.js');
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'show', commit, '--json'], {
    cwd: session.workspace,
    env: session.environment,
  });
  return stdout.trimEnd();
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
