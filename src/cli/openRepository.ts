/**
 * What most commands start with: the repository, the journal and the policy.
 */
import { join } from 'node:path';
import type { Git } from '../core/ports';
import { Provenance } from '../adapters/git/provenance';
import { findRepository, type Repository } from '../adapters/git/repository';
import { readJournal, type JournalContent } from '../adapters/node/journalDirectory';
import { readPolicyFile, type PolicyAnswer } from '../adapters/git/policyFile';
import type { CommandContext } from './command';

export interface OpenRepository {
  readonly repository: Repository;
  /** Runs in the root of the working tree. */
  readonly git: Git;
  readonly journal: JournalContent;
  readonly policy: PolicyAnswer;
  readonly provenance: Provenance;
}

/**
 * Opens the repository in which the user is. Problems of journal and policy are told on standard error.
 *
 * @throws CountersignError `not-a-repository`
 */
export async function openRepository(context: CommandContext): Promise<OpenRepository> {
  const repository = await findRepository(context.gitIn(context.directory), context.directory);
  const git = context.gitIn(repository.root);
  const [journal, policy] = await Promise.all([
    readJournal(join(repository.stateDir, 'journal')),
    readPolicyFile(git, repository.root),
  ]);
  for (const problem of journal.problems) context.output.complain(`countersign: ${problem}`);
  if (policy.problem !== null) context.output.complain(`countersign: ${policy.problem}`);
  const knowledge = { files: journal.files, rulesFor: policy.rulesFor };
  return { repository, git, journal, policy, provenance: new Provenance(git, repository.root, knowledge) };
}
