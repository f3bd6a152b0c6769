/**
 * The part of the hooks' shell that starts Node and waits for it: never longer than the time that a hook may take and a
 * second more, whatever there is in the place of Node.
 */

/** Seconds that Node has for starting; its own work has the time that is configured. */
const TO_START = 1;

/**
 * Lines that define the shell function `run NODE ARGUMENTS…`. It gives Node's exit code, `137` when Node was stopped.
 * Node's own output is dropped (a Node that is too old would print the program); what our program has to say, it writes
 * to descriptor 3.
 *
 * @param least milliseconds that the work may take even when less is configured
 * @param input a command whose output Node reads
 */
export function watchedRun(least: number, input: string | null): string[] {
  const piped = input === null ? '' : `${input} | `;
  return [
    // Whoever started others must not see them end.
    'stop() {',
    '  set -- "$1" $(ps -A -o pid= -o ppid= | while read -r pid of; do [ "$of" = "$1" ] && echo "$pid"; done)',
    '  kill -9 "$1"',
    '  shift',
    '  for pid; do stop "$pid"; done',
    '}',
    'run() {',
    // What the user's Node is told to load at its start is not for this one, and takes longer than the hook itself.
    `  ${piped}ELECTRON_RUN_AS_NODE=1 NODE_OPTIONS= NODE_EXTRA_CA_CERTS= "$@" 3>&2 >/dev/null 2>&1 &`,
    '  child=$!',
    '  {',
    `    sleep ${TO_START} || exit`,
    '    limit=$(git config --get countersign.hookTimeout)',
    '    case ${limit:-x} in *[!0-9]*) limit=3000 ;; esac',
    ...(least > 0 ? [`    [ "$limit" -ge ${least} ] || limit=${least}`] : []),
    '    sleep $(((limit + 999) / 1000)) || exit',
    // Up to here the guard ends at once when it is told to: a trap could come too late and make the commit wait.
    "    trap '' TERM",
    '    stop "$child"',
    '  } </dev/null >/dev/null 2>&1 &',
    '  guard=$!',
    '  { wait "$child"; code=$?; kill "$guard"; } 2>/dev/null',
    '  return "$code"',
    '}',
  ];
}
