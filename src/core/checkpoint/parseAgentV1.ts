/**
 * The open payload `agent-v1`, by which any agent can report: the same that git-ai reads under this name.
 */
import type { Result } from '../result';
import type { Checkpoint } from './checkpoint';
import { parsePayload, PayloadReader } from './payload';

const UNNAMED = 'AI agent';

/** The report, or a phrase about what is wrong with the payload. Fields that it does not know are left alone. */
export function parseAgentV1(text: string): Result<Checkpoint> {
  const payload = parsePayload(text);
  if (!payload.ok) return payload;
  const fields = new PayloadReader(payload.value);
  const report = reportOf(fields.text('type'), fields);
  const problem = fields.problem;
  if (problem !== null) return { ok: false, error: problem };
  return report === null
    ? { ok: false, error: 'type is neither "human" nor "ai_agent"' }
    : { ok: true, value: report };
}

function reportOf(type: string | null, fields: PayloadReader): Checkpoint | null {
  const directory = fields.text('repo_working_dir');
  const contents = fields.texts('dirty_files');
  const agent = (): Pick<Extract<Checkpoint, { kind: 'agent' }>, 'tool' | 'model' | 'session'> => ({
    tool: fields.text('agent_name') ?? UNNAMED,
    model: fields.text('model'),
    session: fields.text('conversation_id'),
  });
  switch (type) {
    case 'human':
      return { kind: 'before', directory, contents, paths: fields.paths('will_edit_filepaths') };
    case 'ai_agent':
      return { kind: 'agent', directory, contents, paths: fields.paths('edited_filepaths'), ...agent() };
    // A command in a shell: which files it writes is not known before, and not told after.
    case 'pre_shell_command':
      return { kind: 'before', directory, contents, paths: null };
    case 'post_shell_command':
      return { kind: 'agent', directory, contents, paths: null, ...agent() };
    default:
      return null;
  }
}
