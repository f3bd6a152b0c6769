/**
 * The part of the hooks' shell that starts Node and watches over it: what works may take the time that a hook has and a
 * second more; what hangs is stopped in less than a second, whatever there is in the place of Node, of git or of a file.
 */

import { NOTE_AT_ONCE } from './noteAtOnce';

/** Milliseconds for the start of Node, beside those that its work has. */
const TO_START = 1000;
/** As `DEFAULT_BUDGET` in the program; who configures more wants that patience, also with what seems to hang. */
const USUAL = 3000;
/** Milliseconds in which nothing may happen at all, and in which our program has to run. */
const STILL = 600;
const STARTS = 800;
/** Hundredths of a second of the processor; a healthy start takes a tenth of that. */
const TO_LOAD = 60;

/** How a watch ends when it has stopped Node, which was late, did not start, or stood still: the guard's exit code. */
export const STOPPED = { late: 4, start: 5, still: 6 } as const;

/**
 * Lines that define the shell function `run NODE ARGUMENTS…`, which runs that of `noteAtOnce` in the same way. It gives
 * Node's exit code, 92 when there is no such Node, `137` when Node was stopped; then `why` is one of `STOPPED`, or
 * something else when it was not us who did that. Node's own output is dropped (a Node that is too old would print the
 * program); what our program has to say, it writes to descriptor 3.
 *
 * @param of a commit waits; or something that takes long itself: the milliseconds that it has at least, and a command
 * whose output Node reads
 */
export function watchedRun(of: 'commit' | { readonly least: number; readonly input: string }): string[] {
  const piped = of === 'commit' ? '' : `${of.input} | `;
  return [
    ...PROCESSES,
    ...(of === 'commit' ? WATCH_COMMIT : watchLong(of.least)),
    'run() {',
    ...(of === 'commit' ? ASK_FOR_SIGN : []),
    `  ${piped}{`,
    // Looked at here, where it does no harm when even that hangs.
    '    case $1 in',
    `      ${NOTE_AT_ONCE}) ${NOTE_AT_ONCE}; exit ;;`,
    '      node) ;;',
    '      *) [ -f "$1" ] && [ -x "$1" ] || exit 92 ;;',
    '    esac',
    // What the user's Node is told to load at its start is not for this one, and takes longer than the hook itself.
    '    export ELECTRON_RUN_AS_NODE=1 NODE_OPTIONS= NODE_EXTRA_CA_CERTS=',
    '    exec "$@"',
    '  } 3>&2 >/dev/null 2>&1 &',
    '  child=$!',
    '  watch </dev/null >/dev/null 2>&1 &',
    '  guard=$!',
    '  { wait "$child"; code=$?; kill "$guard"; [ "$code" != 137 ] || { wait "$guard"; why=$?; }; } 2>/dev/null',
    ...(of === 'commit'
      ? ['  [ ! -f "$COUNTERSIGN_STARTS" ] || rm -f "$COUNTERSIGN_STARTS" 2>/dev/null']
      : []),
    '  return "$code"',
    '}',
  ];
}

const PROCESSES = [
  // The processes that another has started. Linux says it without a process of ours.
  'below() {',
  '  set -- "$1" "/proc/$1/task"/*/children',
  '  if [ -r "$2" ]; then',
  '    shift',
  '    for list; do kids=; IFS= read -r kids <"$list"; echo $kids; done',
  '  else',
  '    ps -A -o pid= -o ppid= | while read -r pid of; do [ "$of" = "$1" ] && echo "$pid"; done',
  '  fi',
  '}',
  // Whoever started others must not see them end.
  'stop() {',
  '  set -- "$1" $(below "$1")',
  '  kill -9 "$1"',
  '  shift',
  '  for pid; do stop "$pid"; done',
  '}',
  'end() {',
  // Up to here the guard ends at once when it is told to: a trap could come too late and make the commit wait.
  "  trap '' TERM",
  '  stop "$child"',
  '  exit "$1"',
  '}',
];

function watchLong(least: number): string[] {
  return [
    'watch() {',
    `  sleep ${TO_START / 1000} || exit`,
    '  limit=$(git config --get countersign.hookTimeout)',
    `  case \${limit:-x} in *[!0-9]*) limit=${least} ;; esac`,
    `  [ "$limit" -ge ${least} ] || limit=${least}`,
    '  sleep $(((limit + 999) / 1000)) || exit',
    `  end ${STOPPED.late}`,
    '}',
  ];
}

/** Our program removes this file as soon as it runs. A disk that takes none only makes the guard know less. */
const ASK_FOR_SIGN = [
  '  COUNTERSIGN_STARTS=',
  `  if [ "$1" != ${NOTE_AT_ONCE} ]; then`,
  '    COUNTERSIGN_STARTS=$git_dir/countersign/starts',
  // Opening a pipe would wait for a reader.
  '    { [ -f "$COUNTERSIGN_STARTS" ] || [ ! -e "$COUNTERSIGN_STARTS" ]; } &&',
  '      { echo "$$" >"$COUNTERSIGN_STARTS"; } 2>/dev/null || COUNTERSIGN_STARTS=',
  '  fi',
  '  export COUNTERSIGN_STARTS',
];

/**
 * A program that waits for nothing that happens uses no processor time and starts nothing; one that is slow, because it
 * has much to do or the machine has, does, or is ready to.
 */
const WATCH_COMMIT = [
  'nap() { sleep 0.3 || { step=1000 && sleep 1; }; }',
  // A word for each process, which changes whenever it does something: STATE/HUNDREDTHS OF A SECOND/….
  'look() {',
  '  line= ran=',
  '  [ -r "/proc/$1/stat" ] && IFS= read -r line <"/proc/$1/stat"',
  '  if [ -n "$line" ]; then',
  '    [ -r "/proc/$1/schedstat" ] && read -r ran kid <"/proc/$1/schedstat"',
  '    set -- "$1" ${line##*) }',
  '    echo "$2/$((${13} + ${14} + ${15} + ${16}))/$1/$9/${10}/${11}/$ran"',
  '  else',
  '    set -- "$1" $(ps -o state= -o time= -p "$1")',
  '    [ -n "${3-}" ] || return',
  '    line=${3##*:}',
  '    echo "$2/$((1${line%.*}${line#*.} - 10000))/$1"',
  '  fi',
  '  for kid in $(below "$1"); do look "$kid"; done',
  '}',
  // Git itself may be what hangs.
  'configured() {',
  '  git config --get countersign.hookTimeout &',
  '  asked=$!',
  '  exec >/dev/null',
  '  was=',
  '  for round in 1 2 3 4 5 6 7 8; do',
  '    nap || exit 0',
  '    now=$(look "$asked")',
  "    case $now in '' | Z*) exit 0 ;; esac",
  '    [ "$now" != "$was" ] || case $now in R*) ;; *) break ;; esac',
  '    was=$now',
  '  done',
  '  kill -9 "$asked"',
  '  exit 1',
  '}',
  'watch() {',
  '  step=300 still=0 idle=0',
  '  nap || exit',
  '  was=$(look "$child")',
  '  limit=$(configured) || still=$step',
  '  elapsed=$((still + step + step))',
  `  case \${limit:-x} in *[!0-9]*) limit=${USUAL} ;; esac`,
  // Where nobody tells of processes, as on Windows, only the time counts.
  `  if [ "$limit" -gt ${USUAL} ] || ! { [ -r "/proc/$$/task/$$/children" ] || ps -A -o ppid=; }; then`,
  '    sleep $(((limit + 999) / 1000)) || exit',
  `    end ${STOPPED.late}`,
  '  fi',
  '  while :; do',
  '    now=$(look "$child") runs= busy= spent=0',
  '    for word in $now; do',
  '      case $word in R*) runs=1 busy=1 ;; [DU]*) busy=1 ;; esac',
  '      word=${word#*/}',
  '      spent=$((spent + ${word%%/*}))',
  '    done',
  '    if [ -n "$busy" ]; then idle=0; else idle=$((idle + 1)); fi',
  '    if [ "$now" = "$was" ] && [ -z "$runs" ]; then still=$((still + step)); else still=0; fi',
  '    was=$now',
  `    if [ "$elapsed" -ge ${STARTS} ] && [ -f "$COUNTERSIGN_STARTS" ]; then`,
  '      IFS= read -r who <"$COUNTERSIGN_STARTS"',
  // On a machine with too much to do it starts slowly, and has had little time.
  `      [ "$still" -lt ${STILL} ] && [ "$idle" -lt 2 ] && [ "$spent" -lt ${TO_LOAD} ] ||`,
  `        [ "$who" != "$$" ] || end ${STOPPED.start}`,
  '    fi',
  `    [ "$still" -lt ${STILL} ] || end ${STOPPED.still}`,
  `    [ "$elapsed" -lt $((limit + ${TO_START})) ] || end ${STOPPED.late}`,
  '    nap || exit',
  '    elapsed=$((elapsed + step))',
  '  done',
  '}',
];
