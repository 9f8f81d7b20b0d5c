#!/usr/bin/env bash
# Installs the tool into the folder TOOL, unless the cache had it: from the registry, or built from this action's own files.
set -euo pipefail

if [ -f "$TOOL/node_modules/compliance-linter/bundle/main.js" ]; then
  echo 'The tool is there already.'
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The log is worth reading only where something goes wrong; what a package prints must not command the runner.
quietly() {
  "$@" >"$work/log.txt" 2>&1 && return
  token=$(node -p 'require("node:crypto").randomUUID()')
  echo "::stop-commands::$token"
  cat "$work/log.txt"
  echo "::$token::"
  echo '::error title=compliance-linter::The tool could not be installed; the log says why.'
  exit 2
}

if [ -n "${INPUT_VERSION:-}" ]; then
  package="compliance-linter@$INPUT_VERSION"
else
  # Not in place: the action may lie in the very repository that is checked.
  mkdir "$work/source"
  tar -cf - -C "$GITHUB_ACTION_PATH" --exclude=./.git --exclude=./node_modules --exclude=./dist --exclude=./bundle . |
    tar -xf - -C "$work/source"
  cd "$work/source"
  quietly npm ci --include=dev --no-audit --no-fund
  quietly npm pack --silent --ignore-scripts --pack-destination "$work"
  package=$(echo "$work"/compliance-linter-*.tgz)
fi

mkdir -p "$TOOL"
echo '{ "private": true }' >"$TOOL/package.json"
cd "$TOOL"
quietly npm install --no-save --no-package-lock --omit=dev --ignore-scripts --no-audit --no-fund "$package"
echo 'installed=true' >>"$GITHUB_OUTPUT"
