/**
 * The lines of a patch between `diff --git` and the first hunk: which file, and whether it has lines at all.
 */
import type { FileChange } from './fileChange';
import { unquotePath } from './quotedPath';

const SUBMODULE = /^(?:new file mode|deleted file mode|index [0-9a-f]+\.\.[0-9a-f]+) 160000$/;

const INDEX = /^index [0-9a-f]{40,64}\.\.([0-9a-f]{40,64})(?: |$)/;

export class PatchHeader {
  private oldPath: string | null = null;
  private newPath: string | null = null;
  private added = false;
  private binary = false;
  private newId: string | null = null;

  /** `line` is the `diff --git` line, one character per byte, as every line given to `add`. */
  constructor(readonly line: string) {}

  add(line: string): void {
    if (line.startsWith('--- ')) this.oldPath ??= sidePath(line.slice(4), 'a/');
    else if (line.startsWith('+++ ')) this.newPath ??= sidePath(line.slice(4), 'b/');
    else if (line.startsWith('rename from ')) this.oldPath = unquotePath(line.slice(12)).path;
    else if (line.startsWith('rename to ')) this.newPath = unquotePath(line.slice(10)).path;
    else if (line.startsWith('copy from ')) this.oldPath = unquotePath(line.slice(10)).path;
    else if (line.startsWith('copy to ')) this.newPath = unquotePath(line.slice(8)).path;
    else if (line.startsWith('Binary files ') || line === 'GIT binary patch') this.binary = true;
    if (line.startsWith('new file mode ')) this.added = true;
    if (SUBMODULE.test(line)) this.binary = true;
    this.newId ??= INDEX.exec(line)?.[1] ?? null;
  }

  /** Null when no path can be read. */
  finish(): Pick<FileChange, 'path' | 'oldPath' | 'binary' | 'newId'> | null {
    const same = this.oldPath === null || this.newPath === null ? samePath(this.line.slice(11)) : null;
    const path = this.newPath ?? this.oldPath ?? same;
    if (path === null) return null;
    const oldPath = this.added ? null : (this.oldPath ?? same ?? path);
    return {
      path,
      oldPath,
      binary: this.binary,
      ...(this.newId === null || this.binary ? {} : { newId: this.newId }),
    };
  }
}

/** Of a `---` or `+++` line. Git ends a bare path that has a space with a tab. Null for `/dev/null`. */
function sidePath(field: string, prefix: string): string | null {
  const bare = field.startsWith('"') ? field : field.replace(/\t$/, '');
  const { path } = unquotePath(bare);
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}

/** `a/X b/X`, which only tells the path because both sides are the same. */
function samePath(field: string): string | null {
  if (field.startsWith('"')) {
    const { path } = unquotePath(field);
    return path.startsWith('a/') ? path.slice(2) : null;
  }
  const length = (field.length - 5) / 2;
  const name = field.slice(2, 2 + length);
  return Number.isInteger(length) && field === `a/${name} b/${name}` ? unquotePath(name).path : null;
}
