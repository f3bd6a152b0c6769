/**
 * The names in a policy that end up in commit messages: they must not be able to break or forge a trailer.
 */
const longestName = 64;

// Control, format (bidirectional overrides among them), private, unassigned and separator characters.
const unfitForTrailers = /[\p{C}\p{Z}]+/gu;

/** The name as it may stand in a trailer, and what is wrong with the one that was given. */
export function ruleName(given: string, index: number): { name: string; problem: string | null } {
  const clean = [...given.replace(unfitForTrailers, '-').replace(/^-+|-+$/g, '')]
    .slice(0, longestName)
    .join('');
  const name = clean === '' ? `rule-${index + 1}` : clean;
  if (name === given) return { name, problem: null };
  const problem = `A rule's name is one word of at most ${longestName} characters, for example "${name}".`;
  return { name, problem };
}

/** Why a name cannot name a group, or null. */
export function groupNameProblem(name: string): string | null {
  if (name.startsWith('@')) return 'Write the group without @ here; @ is for "by".';
  if (name === '' || name.search(unfitForTrailers) !== -1) return "A group's name is one word.";
  return null;
}

/** Why a text is not an email address that git could have recorded, or null. */
export function emailProblem(text: string): string | null {
  const plausible = /^[^\s<>@,;"()\p{C}]+@[^\s<>@,;"()\p{C}]+$/u.test(text);
  return plausible ? null : `"${text}" is not an email address; write one, or @ and a group's name.`;
}

/** Why a text cannot name an owner in CODEOWNERS, or null. */
export function ownerProblem(text: string): string | null {
  if (/^@[^\s#@,;\p{C}]+$/u.test(text) || emailProblem(text) === null) return null;
  return `"${text}" is no owner as CODEOWNERS names them: write @team, @organisation/team, @user or an email address.`;
}
