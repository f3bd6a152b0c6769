/**
 * Reads the log while git prints it, so that the memory it takes does not depend on how long the history is.
 */
import type { LoggedCommit, LoggedFile } from './loggedCommit';

const MARK = 'commit';

/** What is asked of each commit, in this order. None of it can hold a NUL. */
const FIELDS = ['%H', '%P', '%aN <%aE>', '%an <%ae>', '%cn <%ce>', '%aI', '%at', '%s', '%B', '%N'];

/** The options that make `git log` print what the parser reads. */
export const LOG_OPTIONS: readonly string[] = [
  '-z',
  '--numstat',
  `--format=tformat:${[MARK, ...FIELDS].join('%x00')}%x00`,
];

const NUMBERS = /^\n?(\d{1,15}|-)\t(\d{1,15}|-)\t/;

/** Where the parser is: before a commit, in its fields, among its files, or at the two paths of a renamed file. */
type Place = 'outside' | 'fields' | 'files' | 'old path' | 'new path';

/** Takes the output in pieces of any size. Never throws; what cannot be read is left out. */
export class LogStreamParser {
  private pieces: Uint8Array[] = [];
  private place: Place = 'outside';
  private fields: string[] = [];
  private files: LoggedFile[] = [];
  private added = 0;
  private deleted = 0;

  /** `decode` makes text of UTF-8, whatever is in the bytes. */
  constructor(private readonly decode: (bytes: Uint8Array) => string) {}

  /** Gives the commits that are complete now. */
  push(bytes: Uint8Array): LoggedCommit[] {
    const end = bytes.lastIndexOf(0);
    if (end < 0) {
      this.pieces.push(bytes.slice());
      return [];
    }
    const whole = joined([...this.pieces, bytes.subarray(0, end)]);
    this.pieces = end + 1 < bytes.length ? [bytes.slice(end + 1)] : [];
    return this.read(this.decode(whole).split('\0'));
  }

  /** Gives the last commit, when git has printed everything. */
  finish(): LoggedCommit[] {
    const rest = this.decode(joined(this.pieces));
    this.pieces = [];
    const commits = rest === '' ? [] : this.read([rest]);
    return [...commits, ...this.complete()];
  }

  private read(tokens: readonly string[]): LoggedCommit[] {
    const commits: LoggedCommit[] = [];
    for (const token of tokens) {
      if (this.place === 'fields') this.takeField(token);
      else if (this.place === 'old path') this.place = 'new path';
      else if (this.place === 'new path') this.takeFile(token);
      else if (token === MARK) {
        commits.push(...this.complete());
        this.place = 'fields';
      } else if (this.place === 'files') this.takeNumbers(token);
    }
    return commits;
  }

  private takeField(token: string): void {
    this.fields.push(token);
    if (this.fields.length === FIELDS.length) this.place = 'files';
  }

  private takeNumbers(token: string): void {
    const match = NUMBERS.exec(token);
    if (match === null) return;
    this.added = match[1] === '-' ? 0 : Number(match[1]);
    this.deleted = match[2] === '-' ? 0 : Number(match[2]);
    const path = token.slice(match[0].length);
    if (path === '') this.place = 'old path';
    else this.takeFile(path);
  }

  private takeFile(path: string): void {
    this.files.push({ path, added: this.added, deleted: this.deleted });
    this.place = 'files';
  }

  /** The commit that was being read, if all its fields are there. */
  private complete(): LoggedCommit[] {
    const { fields, files } = this;
    this.fields = [];
    this.files = [];
    this.place = 'outside';
    const [id, parents, author, original, committer, date, time, subject, message, note] = fields;
    if (note === undefined) return [];
    return [
      {
        id: id ?? '',
        parents: (parents ?? '').split(' ').filter((parent) => parent !== '').length,
        author: isUnanswered(author) ? (original ?? '') : (author ?? ''),
        identities: original === committer ? [original ?? ''] : [original ?? '', committer ?? ''],
        date: isUnanswered(date) ? null : (date ?? null),
        time: /^-?\d{1,12}$/.test(time ?? '') ? Number(time) : null,
        subject: subject ?? '',
        message: message ?? '',
        note,
        files,
      },
    ];
  }
}

/** Of a damaged author or date git gives nothing, or the placeholder itself. */
function isUnanswered(field: string | undefined): boolean {
  return field === '' || field === undefined || /^%a[NI]/.test(field);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only = new Uint8Array(), ...others] = pieces;
  if (others.length === 0) return only;
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
