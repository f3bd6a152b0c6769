#!/bin/sh
# Judges a range of commits in a build, whatever the build server. What it needs to know is in the environment, so that
# no name of a branch or file is ever part of a command:
#
#   COUNTERSIGN_BASE      commit that the change goes to; the policy is read from it
#   COUNTERSIGN_HEAD      last commit of the change
#   COUNTERSIGN_FORMAT    text (default), json, sarif, github or junit
#   COUNTERSIGN_OUTPUT    file for the answer; standard output when it is empty
#   COUNTERSIGN_SARIF     file for the answer as SARIF, besides
#   COUNTERSIGN_COVERAGE  coverage file (LCOV) of the tests, if the policy asks for coverage
#   COUNTERSIGN_REMOTE    remote that has the notes (default: origin)
#   COUNTERSIGN_PACKAGE   what npm installs (default: countersign@0.1.0), or
#   COUNTERSIGN_PROGRAM   the path of a cli.js that is there already
#
# Exit code: 0 fine, 1 policy violated, 2 nothing could be judged.
set -u

fail() {
  printf 'countersign: %s\n' "$1" >&2
  exit 2
}

shallow=$(git rev-parse --is-shallow-repository) || fail 'Run this in a clone of the repository.'
[ "$shallow" = false ] ||
  fail 'The clone has no history: fetch all of it (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: 0).'

# The id of a commit, whatever names it. An option is none.
id() {
  case $1 in
    '' | -*) return 1 ;;
    *) git rev-parse --quiet --verify "$1^{commit}" ;;
  esac
}

base=$(id "${COUNTERSIGN_BASE:-}") ||
  fail 'COUNTERSIGN_BASE names no commit that is here: set it to the branch that the change goes to, and fetch that.'
head=$(id "${COUNTERSIGN_HEAD:-}") ||
  fail 'COUNTERSIGN_HEAD names no commit that is here: set it to the last commit of the change, and fetch that.'

if [ -n "${COUNTERSIGN_PROGRAM:-}" ]; then
  program=$COUNTERSIGN_PROGRAM
else
  scratch=$(mktemp -d) || fail 'There is no room for temporary files.'
  trap 'rm -rf "$scratch"' EXIT
  # Not with npx in the checkout: the change that is judged could bring a program or a registry of its own there.
  (cd "$scratch" && npm install --prefix "$scratch" --no-save --no-audit --no-fund --ignore-scripts \
    -- "${COUNTERSIGN_PACKAGE:-countersign@0.1.0}" >&2) || fail 'The package cannot be installed.'
  program=$scratch/node_modules/countersign/dist/cli.js
fi

# Without the notes the gate would see less than there is, so a remote that does not answer is a failure.
node "$program" notes fetch -- "${COUNTERSIGN_REMOTE:-origin}" >&2 || fail 'The notes cannot be fetched.'

check() {
  node "$program" check --format "$1" ${COUNTERSIGN_COVERAGE:+--coverage "$COUNTERSIGN_COVERAGE"} "$base..$head"
}

if [ -n "${COUNTERSIGN_SARIF:-}" ]; then
  check sarif >"$COUNTERSIGN_SARIF"
  if [ $? -gt 1 ]; then
    rm -f "$COUNTERSIGN_SARIF"
    exit 2
  fi
fi
if [ -n "${COUNTERSIGN_OUTPUT:-}" ]; then
  check "${COUNTERSIGN_FORMAT:-text}" >"$COUNTERSIGN_OUTPUT"
else
  check "${COUNTERSIGN_FORMAT:-text}"
fi
code=$?
# A program that was killed or could not start has judged nothing.
[ "$code" -le 1 ] || exit 2
exit "$code"
