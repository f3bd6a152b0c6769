/**
 * The command-line flags with which `@vscode/test-electron` starts an editor, as the web host understands them.
 */
export interface LaunchFlags {
  readonly extensionDevelopmentPaths: readonly string[];
  readonly extensionTestsPath: string | null;
  readonly extensionsDir: string | null;
  readonly userDataDir: string | null;
  readonly folder: string | null;
}

/** Reads `--flag=value` and `--flag value`. Flags that only concern a desktop build are left out. */
export function parseLaunchFlags(args: readonly string[]): LaunchFlags {
  const values = new Map<string, string[]>();
  const positional: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const [, name, inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(arg) ?? [];
    if (name === undefined) positional.push(arg);
    else if (withValue.has(name)) {
      const value = inline ?? args[++index] ?? '';
      values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  const last = (name: string): string | null => values.get(name)?.at(-1) ?? null;
  return {
    extensionDevelopmentPaths: values.get('extensionDevelopmentPath') ?? [],
    extensionTestsPath: last('extensionTestsPath'),
    extensionsDir: last('extensions-dir'),
    userDataDir: last('user-data-dir'),
    folder: positional[0] ?? last('folder-uri'),
  };
}

const withValue = new Set([
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'extensions-dir',
  'user-data-dir',
  'folder-uri',
]);
