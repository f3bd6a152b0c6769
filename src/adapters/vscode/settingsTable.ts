/**
 * Every setting of the extension: its name, its default, and how whatever the user wrote becomes a value.
 * Free of the editor, so that plain tests can compare it with package.json.
 */
export interface Setting<T> {
  /** Without the `countersign.` prefix. */
  readonly key: string;
  readonly fallback: T;
  /** Total: what cannot be understood becomes the default. */
  readonly parse: (value: unknown) => T;
}

export const hookInstallModes = ['ask', 'always', 'never'] as const;
export const trailerStyles = ['assisted-by', 'co-authored-by', 'generated-by', 'none'] as const;
export const shownSeverities = ['rule', 'error', 'warning', 'information', 'hint', 'off'] as const;

export const settings = {
  hooksInstall: choice('hooks.install', hookInstallModes, 'ask'),
  trailersStyle: choice('trailers.style', trailerStyles, 'assisted-by'),
  gutter: flag('marks.gutter'),
  overviewRuler: flag('marks.overviewRuler'),
  afterLine: flag('marks.afterLine'),
  hover: flag('marks.hover'),
  statusBar: flag('marks.statusBar'),
  diagnostics: flag('marks.diagnostics'),
  countersignatures: flag('marks.countersignatures'),
  severity: choice('diagnostics.severity', shownSeverities, 'rule'),
  excludeLanguages: texts('exclude.languages'),
  excludePaths: texts('exclude.paths'),
  reviewBases: texts('review.bases'),
  completionTools: names('completionTools'),
} as const;

function choice<T extends string>(key: string, choices: readonly T[], fallback: T): Setting<T> {
  return { key, fallback, parse: (value) => choices.find((candidate) => candidate === value) ?? fallback };
}

function flag(key: string): Setting<boolean> {
  return { key, fallback: true, parse: (value) => (typeof value === 'boolean' ? value : true) };
}

function texts(key: string): Setting<readonly string[]> {
  const isText = (item: unknown): item is string => typeof item === 'string' && item !== '';
  return { key, fallback: [], parse: (value) => (Array.isArray(value) ? value.filter(isText) : []) };
}

/** Extension id, in lower case → tool name. */
function names(key: string): Setting<ReadonlyMap<string, string>> {
  const fallback: ReadonlyMap<string, string> = new Map();
  return {
    key,
    fallback,
    parse: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return fallback;
      const entries = Object.entries(value).filter((entry): entry is [string, string] => {
        return typeof entry[1] === 'string' && entry[1].trim() !== '';
      });
      return new Map(entries.map(([id, name]) => [id.toLowerCase(), name.trim()]));
    },
  };
}
