/**
 * The open payload `known-human`, by which any editor can report what a person typed in it.
 */
import type { Result } from '../result';
import type { Checkpoint } from './checkpoint';
import { parsePayload, PayloadReader } from './payload';

/** The report, or a phrase about what is wrong with the payload. All its fields may be missing. */
export function parseKnownHuman(text: string): Result<Checkpoint> {
  const payload = parsePayload(text);
  if (!payload.ok) return payload;
  const fields = new PayloadReader(payload.value);
  const report: Checkpoint = {
    kind: 'person',
    directory: fields.text('cwd'),
    paths: fields.paths('edited_filepaths'),
    contents: fields.texts('dirty_files'),
  };
  return fields.problem === null ? { ok: true, value: report } : { ok: false, error: fields.problem };
}
