/**
 * Groups the AI origins of a commit into the sessions of its note.
 */
import { evidenceStrength } from '../ledger/evidence';
import type { AiOrigin, Evidence } from '../model';
import type { Sha256 } from '../ports';
import { compareText } from './compareText';
import { sessionId } from './noteIds';
import type { JsonObject } from './noteModel';
import { noteToolName } from './toolNames';

/** The custom attribute that keeps how we know: the weakest evidence among the session's lines. */
export const EVIDENCE_ATTRIBUTE = 'countersign.evidence';

/** What a model is called in a note when it is not known. */
export const UNKNOWN_MODEL = 'unknown';

/** What stands for the conversation of inline completions, which have none. */
const COMPLETIONS = 'completions';

interface Group {
  readonly tool: string;
  readonly conversation: string;
  readonly model: string;
  lines: number;
  evidence: Evidence;
}

export class NoteSessions {
  private readonly groups = new Map<string, Group>();
  private ids: Map<string, string> | null = null;

  constructor(
    private readonly sha256: Sha256,
    private readonly humanAuthor: string | null,
  ) {}

  /** Counts one line; all lines come before the first `idOf`. */
  add(origin: AiOrigin): void {
    const key = keyOf(origin);
    const group = this.groups.get(key);
    if (group === undefined) {
      const tool = noteToolName(origin.tool);
      const model = origin.model ?? UNKNOWN_MODEL;
      const conversation = origin.session ?? COMPLETIONS;
      this.groups.set(key, { tool, conversation, model, lines: 1, evidence: origin.evidence });
      return;
    }
    group.lines++;
    if (evidenceStrength(origin.evidence) < evidenceStrength(group.evidence))
      group.evidence = origin.evidence;
  }

  idOf(origin: AiOrigin): string {
    this.ids ??= this.assignIds();
    return this.ids.get(keyOf(origin)) as string;
  }

  /** The `sessions` object of the note, sorted by id. */
  records(): JsonObject {
    const ids = (this.ids ??= this.assignIds());
    const records = [...this.groups].map(([key, group]): [string, JsonObject] => [
      ids.get(key) as string,
      {
        agent_id: { tool: group.tool, id: this.conversationOf(key, group), model: group.model },
        human_author: this.humanAuthor,
        custom_attributes: { [EVIDENCE_ATTRIBUTE]: group.evidence },
      },
    ]);
    return Object.fromEntries(records.sort(([a], [b]) => compareText(a, b)));
  }

  private assignIds(): Map<string, string> {
    return new Map(
      [...this.groups].map(([key, group]) => [
        key,
        sessionId(group.tool, this.conversationOf(key, group), this.sha256),
      ]),
    );
  }

  /**
   * A record has one model. The model with most lines of a conversation gets its plain id; another one, and completions
   * of a known model, name the model in the id.
   */
  private conversationOf(key: string, group: Group): string {
    const rivals = [...this.groups].filter(
      ([, other]) => other.tool === group.tool && other.conversation === group.conversation,
    );
    rivals.sort(([, a], [, b]) => b.lines - a.lines || compareText(a.model, b.model));
    const plain = group.conversation === COMPLETIONS ? group.model === UNKNOWN_MODEL : rivals[0]?.[0] === key;
    return plain ? group.conversation : `${group.conversation}#${group.model}`;
  }
}

function keyOf(origin: AiOrigin): string {
  return JSON.stringify([
    noteToolName(origin.tool),
    origin.session ?? COMPLETIONS,
    origin.model ?? UNKNOWN_MODEL,
  ]);
}
