/**
 * The settings of the hooks, from git's configuration: the editor writes them there, because a hook cannot ask it.
 */
import type { CleanupMode } from '../../core/commit/message';
import type { ToolTrailerStyle } from '../../core/commit/trailers';
import { textOf } from '../../adapters/git/gitText';
import type { HookContext } from './hookContext';

export interface HookSettings {
  /** `countersign.enabled`, default true. */
  readonly enabled: boolean;
  /** `countersign.trailerStyle`, default `assisted-by`. */
  readonly trailerStyle: ToolTrailerStyle;
  /** `countersign.hookTimeout` in milliseconds; null: the default. */
  readonly timeout: number | null;
  /** `core.commentString` or `core.commentChar`, as configured. */
  readonly commentPrefix: string;
  /** `commit.cleanup`. */
  readonly cleanup: CleanupMode;
}

const WANTED = '^(countersign\\..*|core\\.comment(char|string)|commit\\.cleanup)$';
const STYLES: readonly ToolTrailerStyle[] = ['assisted-by', 'co-authored-by', 'generated-by', 'none'];

/**
 * Reads all settings with one call. Values that make no sense count as not set. The time that is configured counts from
 * then on, whatever else the hook still waits for.
 */
export async function readHookSettings({
  git,
  budget,
}: Pick<HookContext, 'git' | 'budget'>): Promise<HookSettings> {
  const { code, stdout } = await git.run(['config', '-z', '--get-regexp', WANTED]);
  const values = new Map<string, string>();
  for (const entry of code === 0 ? textOf(stdout).split('\0') : []) {
    const end = entry.indexOf('\n');
    // A key without `=` means true, as everywhere in git.
    if (entry !== '')
      values.set(end < 0 ? entry : entry.slice(0, end), end < 0 ? 'true' : entry.slice(end + 1));
  }
  const configured = Number(values.get('countersign.hooktimeout') ?? '');
  const timeout = configured > 0 ? configured : null;
  if (timeout !== null) budget.allow(timeout);
  return {
    enabled: !/^(false|no|off|0|)$/i.test(values.get('countersign.enabled') ?? 'true'),
    trailerStyle: STYLES.find((style) => style === values.get('countersign.trailerstyle')) ?? 'assisted-by',
    timeout,
    commentPrefix: values.get('core.commentstring') ?? values.get('core.commentchar') ?? '#',
    cleanup: cleanupMode(values.get('commit.cleanup')) ?? 'default',
  };
}

/** Reads a clean-up mode as git names it; null when it is none. */
export function cleanupMode(name: string | undefined): CleanupMode | null {
  const modes: readonly CleanupMode[] = ['default', 'strip', 'whitespace', 'verbatim', 'scissors'];
  return modes.find((mode) => mode === name) ?? null;
}
