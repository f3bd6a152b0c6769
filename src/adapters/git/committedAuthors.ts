/**
 * Who wrote the lines of files at HEAD, as far as its note attests them: the journal no longer knows, since they are
 * committed, but a formatter may rewrite them.
 */
import type { AttributedText } from '../../core/model';
import type { Git } from '../../core/ports';
import type { Note } from '../../core/commit/noteModel';
import { noteToState } from '../../core/commit/noteToState';
import { textOf } from './gitText';
import { parsedNotes } from './notedStates';
import { readObjects } from './objects';

export class CommittedAuthors {
  private read: { readonly head: string; readonly note: Promise<Note | undefined> } | null = null;

  constructor(private readonly git: Git) {}

  /** The file as the commit has it, with the authors that its note attests; null when it attests none. */
  async of(head: string, path: string): Promise<AttributedText | null> {
    if (this.read?.head !== head)
      this.read = { head, note: parsedNotes(this.git, [head]).then((notes) => notes.get(head)) };
    const note = await this.read.note;
    if (note?.files.some((file) => file.path.normalize('NFC') === path.normalize('NFC')) !== true)
      return null;
    const [object] = await readObjects(this.git, [`${head}:${path}`]);
    return object?.type === 'blob' ? noteToState(textOf(object.content), note, path) : null;
  }
}
