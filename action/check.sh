#!/usr/bin/env bash
# Runs the check and hands on what it found. Always ends well where the check could be started: the gate is a later step.
set -euo pipefail

fail() {
  echo "::error title=compliance-linter::$1"
  {
    echo 'exit-code=2'
    echo 'gate=error'
  } >>"$GITHUB_OUTPUT"
  exit 0
}

is_true() {
  case "${!1:-}" in
    true) return 0 ;;
    false | '') return 1 ;;
    *) fail "The input \"$2\" is true or false." ;;
  esac
}

# Keeps what was printed from commanding the runner: it may hold text of the repository.
show() {
  [ -s "$1" ] || return 0
  local token
  token=$(node -p 'require("node:crypto").randomUUID()')
  echo "::stop-commands::$token"
  cat "$1"
  echo
  echo "::$token::"
}

cd "${GITHUB_WORKSPACE:-.}"
cd -- "${INPUT_WORKING_DIRECTORY:-.}" 2>/dev/null || fail 'The input "working-directory" names no folder of the workspace.'

mkdir -p "$RUNNER_TEMP/compliance-linter"
folder=$(mktemp -d "$RUNNER_TEMP/compliance-linter/report-XXXXXX")

arguments=("--format=json:$folder/compliance.json" "--format=sarif:$folder/compliance.sarif" "--format=markdown:$folder/compliance.md")
if is_true INPUT_ANNOTATIONS annotations; then arguments+=(--format=github); fi
while IFS= read -r format; do
  case "$format" in
    '') ;;
    *:?*) arguments+=("--format=$format") ;;
    *) fail 'The input "formats" has one name:file a line, such as junit:compliance.xml.' ;;
  esac
done <<<"${INPUT_FORMATS:-}"

if [ -n "${INPUT_CONFIG:-}" ]; then arguments+=("--config=$INPUT_CONFIG"); fi
if [ -n "${INPUT_PRESET:-}" ]; then arguments+=("--preset=$INPUT_PRESET"); fi
if [ -n "${INPUT_FAIL_ON:-}" ]; then arguments+=("--fail-on=$INPUT_FAIL_ON"); fi
if [ -n "${INPUT_SINCE:-}" ]; then arguments+=("--since=$INPUT_SINCE"); fi
if [ -n "${INPUT_NEW_FILES:-}" ]; then arguments+=("--new-files=$INPUT_NEW_FILES"); fi
case "${INPUT_BASELINE:-}" in
  '') ;;
  none) arguments+=(--no-baseline) ;;
  *) arguments+=("--baseline=$INPUT_BASELINE") ;;
esac
if ! is_true INPUT_CACHE cache; then arguments+=(--no-cache); fi
if [ -n "${GITHUB_REPOSITORY:-}" ] && [ -n "${SOURCE_COMMIT:-}" ]; then
  arguments+=("--source-url=${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/blob/$SOURCE_COMMIT")
fi

arguments+=(--)
while IFS= read -r path; do
  if [ -n "$path" ]; then arguments+=("$path"); fi
done <<<"${INPUT_PATHS:-}"

status=0
node "$TOOL/node_modules/compliance-linter/bundle/main.js" check "${arguments[@]}" 2>"$folder/messages.txt" || status=$?
show "$folder/messages.txt"
if [ ! -f "$folder/compliance.json" ]; then fail 'The check could not be made; the log says why.'; fi
if is_true INPUT_SUMMARY summary && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$folder/compliance.md" >>"$GITHUB_STEP_SUMMARY"
fi

node - "$folder" "$status" >>"$GITHUB_OUTPUT" <<'SCRIPT'
const [folder, status] = process.argv.slice(2);
const { score, summary } = JSON.parse(require('node:fs').readFileSync(`${folder}/compliance.json`, 'utf8'));
const outputs = {
  score: score.value === null ? '' : Math.min(Math.max(score.value, 0.1), score.points > 0 ? 99.9 : 100).toFixed(1),
  grade: score.grade ?? '',
  'new-findings': summary.new,
  gate: { 0: 'passed', 1: 'failed' }[status] ?? 'error',
  'exit-code': status,
  'json-file': `${folder}/compliance.json`,
  'sarif-file': `${folder}/compliance.sarif`,
  'markdown-file': `${folder}/compliance.md`,
};
for (const [name, value] of Object.entries(outputs)) console.log(`${name}=${value}`);
SCRIPT
