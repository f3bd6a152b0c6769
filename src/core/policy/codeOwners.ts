/**
 * Who owns which path by a CODEOWNERS file, as GitHub and GitLab read it: of the lines that match, the last one counts, in
 * each of GitLab's sections by itself. https://docs.github.com/articles/about-code-owners,
 * https://docs.gitlab.com/user/project/codeowners/reference/
 */
import { patternProblem } from './filePattern';
import { pathPattern, type PathPattern } from './pathPattern';

/** Where the file may lie, the place that counts first. */
export const codeOwnersFiles = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** What GitHub reads at most. */
export const codeOwnersMegabytes = 3;

interface OwnedPattern {
  readonly pattern: PathPattern;
  /** In lower case: neither service tells them apart by case. */
  readonly owners: readonly string[];
}

interface Section {
  /** Of lines that name nobody: nobody, outside of GitLab's sections. */
  readonly owners: readonly string[];
  readonly patterns: OwnedPattern[];
}

/** `[Name]`, `^[Name]`, `[Name][2]`, and the owners of its lines that name none. */
const SECTION = /^\^?\[[^\]]+\](?:\[\d+\])?(?:\s+(.*))?$/;

export class CodeOwners {
  private constructor(private readonly sections: readonly Section[]) {}

  /** Total. A sentence instead, where a line cannot be understood: what it owns would be nobody's. */
  static parse(text: string): CodeOwners | string {
    const sections: Section[] = [{ owners: [], patterns: [] }];
    for (const [index, line] of text
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .entries()) {
      const content = line.trim();
      if (content === '' || content.startsWith('#')) continue;
      const header = SECTION.exec(content);
      const problem =
        header === null
          ? addPattern(content, sections.at(-1) as Section)
          : void sections.push({ owners: ownersIn(header[1] ?? ''), patterns: [] });
      if (problem) return `line ${index + 1}: ${problem}`;
    }
    return new CodeOwners(sections);
  }

  /**
   * Those owners of a path that are among the given ones, with the pattern that makes them so.
   *
   * @param path posix path relative to the root
   */
  match(
    path: string,
    wanted: readonly string[],
  ): { readonly owner: string; readonly pattern: string } | null {
    for (const { patterns } of this.sections) {
      const found = patterns.findLast(({ pattern }) => owns(pattern, path));
      const owner = wanted.find((name) => found?.owners.includes(name.toLowerCase()) === true);
      if (found !== undefined && owner !== undefined) return { owner, pattern: found.pattern.text };
    }
    return null;
  }

  /** Whether any line names this owner. */
  names(owner: string): boolean {
    return this.sections.some(({ patterns }) =>
      patterns.some(({ owners }) => owners.includes(owner.toLowerCase())),
    );
  }
}

/** What is wrong with the line, or nothing. */
function addPattern(line: string, { owners, patterns }: Section): string | undefined {
  const [text = ''] = /^(?:\\.|[^\\\s])+/.exec(line) ?? [];
  const problem = patternProblem(text);
  const pattern = problem === null ? pathPattern(text) : null;
  if (pattern === null) return problem ?? 'This is not a pattern.';
  if (pattern.negated) return 'A pattern of CODEOWNERS cannot begin with "!".';
  const named = ownersIn(line.slice(text.length));
  patterns.push({ pattern, owners: named.length > 0 ? named : owners });
  return undefined;
}

/** Up to a comment. */
function ownersIn(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const comment = words.findIndex((word) => word.startsWith('#'));
  return (comment < 0 ? words : words.slice(0, comment)).map((word) => word.toLowerCase());
}

/** As in a `.gitignore`, except that a pattern that ends with `/*` leaves out what lies deeper. */
function owns(pattern: PathPattern, path: string): boolean {
  const ends = pattern.endsIn(path);
  if (/(?:^|[^*])\/\*$/.test(pattern.text)) return ends.includes(path.length);
  return ends.some((end) => !pattern.folder || end < path.length);
}
