/**
 * Statements by what they are about, so that a long range does not look at each for each commit.
 */
import type { CommitFacts } from './commitFacts';
import type { JudgedStatement } from './judgedStatement';

export class StatementIndex {
  private readonly byPath = new Map<string, Set<JudgedStatement>>();
  private readonly byCommit = new Map<string, Set<JudgedStatement>>();

  constructor(statements: readonly JudgedStatement[]) {
    for (const judged of statements) {
      const commits = [...judged.notedOn, ...(judged.statement === null ? [] : [judged.statement.commit])];
      for (const commit of commits) add(this.byCommit, commit, judged);
      for (const { path } of judged.statement?.paths ?? []) add(this.byPath, path, judged);
    }
  }

  /** Those that may be about a commit. */
  near(commit: CommitFacts): JudgedStatement[] {
    const paths = [...commit.changed.keys()].map((path) => this.byPath.get(path));
    return [...new Set([this.byCommit.get(commit.id), ...paths].flatMap((found) => [...(found ?? [])]))];
  }
}

function add<Value>(index: Map<string, Set<Value>>, name: string, value: Value): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, new Set([value]));
  else known.add(value);
}
