/**
 * What the key-press suites share: an editor with the packaged extension on a fresh sample repository, and what the
 * journal says of a file there.
 */
import * as path from 'node:path';
import { readJournal } from '../../src/adapters/node/journalDirectory';
import type { AttributedText } from '../../src/core/model';
import { completionsFixture } from '../host/fixturePaths';
import { packageExtension } from '../host/packageExtension';
import { createSampleRepository, type SampleRepository } from '../host/sampleRepository';
import type { Session, SessionOptions } from '../host/session';
import { until } from '../host/until';
import { useSession } from '../host/useSession';

export interface Workbench {
  readonly session: () => Session;
  readonly sample: () => SampleRepository;
}

export interface CompletionRule {
  readonly kind?: 'nextEdit' | 'intellisense';
  readonly before: string;
  readonly insert: string;
  readonly find?: string;
}

/** The tool that completions of the fixture are signed with. */
export const FIXTURE_TOOL = 'Fixture AI';

/** To be called inside `describe`. `prepare` may change the repository before the editor opens it. */
export function useWorkbench(
  completions: readonly CompletionRule[],
  settings: Readonly<Record<string, unknown>> = {},
  prepare: (sample: SampleRepository) => Promise<void> | void = () => undefined,
  more: Pick<SessionOptions, 'chat' | 'copilot'> = {},
): Workbench {
  let sample: SampleRepository;
  const session = useSession(async () => {
    const vsix = await packageExtension(() => undefined);
    sample = await createSampleRepository();
    await prepare(sample);
    return {
      workspace: sample.path,
      extensions: [vsix, completionsFixture],
      settings: {
        'countersignFixtures.completions': completions,
        'countersign.completionTools': { 'countersign-fixtures.completions': FIXTURE_TOOL },
        'countersign.hooks.install': 'always',
        ...settings,
      },
      ...more,
    };
  });
  after(() => sample.remove());
  return { session, sample: () => sample };
}

/** The newest thing that the journal on disk knows of a file; null when it knows nothing. */
export async function journalled(sample: SampleRepository, file: string): Promise<AttributedText | null> {
  const directory = path.join(sample.path, '.git', 'countersign', 'journal');
  return (await readJournal(directory)).files.get(file)?.[0] ?? null;
}

/** Waits until the journal has the text that the editor shows, and gives what it knows of it. */
export async function settledState(workbench: Workbench, file: string): Promise<AttributedText> {
  return until(`the journal of ${file}`, async () => {
    const text = await workbench.session().text(file);
    const state = await journalled(workbench.sample(), file);
    return state !== null && state.text === text ? state : null;
  });
}

/** The text with each known part in brackets: `[ai:…]`, `[human:…]`, `[unknown:…]`. */
export function annotated({ text, spans }: AttributedText): string {
  let at = 0;
  let author: string | null = null;
  let result = '';
  const close = (): string => (author === null ? '' : ']');
  for (const { start, end, origin } of spans) {
    if (start > at || origin.author !== author) {
      result += `${close()}${text.slice(at, start)}[${origin.author}:`;
      author = origin.author;
    }
    result += text.slice(start, end);
    at = end;
  }
  return result + close() + text.slice(at);
}
