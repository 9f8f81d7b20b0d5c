#!/usr/bin/env bash
# Says where the tool and its facts lie on this runner, and by which keys they are cached.
set -euo pipefail

fail() {
  echo "::error title=compliance-linter::$1"
  exit 2
}

command -v node >/dev/null || fail 'Node is missing. Run actions/setup-node before this action.'
node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' ||
  fail "Node $(node -p process.versions.node) is too old: 20.19 is needed. Run actions/setup-node before this action."

# Of standard input.
hash_of() {
  node -e 'const hash = require("node:crypto").createHash("sha256");
    process.stdin.on("data", (data) => hash.update(data)).on("end", () => console.log(hash.digest("hex").slice(0, 16)));'
}

if [ -n "${INPUT_VERSION:-}" ]; then
  [[ "$INPUT_VERSION" =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] ||
    fail 'The input "version" is an exact version, such as 0.1.0.'
  revision=$INPUT_VERSION
else
  cd "$GITHUB_ACTION_PATH"
  revision=$(find package.json package-lock.json tsconfig.json build src rules reporters schema -type f -print0 |
    LC_ALL=C sort -z | xargs -0 cat | hash_of)
fi

root="$RUNNER_TEMP/compliance-linter"
platform="${RUNNER_OS:-$(uname -s)}-${RUNNER_ARCH:-$(uname -m)}"
project=$(printf '%s' "${INPUT_WORKING_DIRECTORY:-.}" | hash_of)
{
  echo "tool=$root/tool-$revision"
  echo "tool-key=compliance-tool-$platform-$revision"
  echo "facts=$root/facts-$project"
  echo "facts-key=compliance-facts-$platform-$revision-$project"
} >>"$GITHUB_OUTPUT"
