/**
 * The environment that every git process of ours gets. It decides what may redirect git to another repository: only
 * what git itself handed to a hook. Everything else that a terminal or an editor left behind is dropped.
 */

/** Variables by which git tells a hook which repository, index (a partial commit has its own) and tree it is about. */
export const HOOK_VARIABLES: readonly string[] = [
  'GIT_DIR',
  'GIT_INDEX_FILE',
  'GIT_WORK_TREE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_NAMESPACE',
];

/** Say nothing about the repository: where the user's configuration is, and how git talks and runs. */
const HARMLESS =
  /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)|EXEC_PATH|TEMPLATE_DIR|SSL_(CAINFO|CAPATH|CERT|KEY|NO_VERIFY)|SSH(_COMMAND|_VARIANT)?|ASKPASS|PROXY_COMMAND|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;

/** What `git -c name=value` leaves for its hooks: it may name the user's identity, so it stays, but only in a hook. */
const HOOK_CONFIGURATION = /^GIT_CONFIG_(PARAMETERS|COUNT|KEY_\d+|VALUE_\d+)$/;

/**
 * Makes the environment of a git process.
 *
 * @param inherited usually `process.env`
 * @param inHook keep the variables by which git tells a hook what it is about
 */
export function gitEnvironment(
  inherited: Readonly<Record<string, string | undefined>>,
  inHook: boolean,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && isKept(name, inHook)) kept[name] = value;
  }
  return { ...kept, LC_ALL: 'C', LANGUAGE: '', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
}

function isKept(name: string, inHook: boolean): boolean {
  const upper = name.toUpperCase();
  if (upper === 'ELECTRON_RUN_AS_NODE' || upper.startsWith('COUNTERSIGN_')) return false;
  if (!upper.startsWith('GIT_') || HARMLESS.test(upper)) return true;
  return inHook && (HOOK_VARIABLES.includes(upper) || HOOK_CONFIGURATION.test(upper));
}
