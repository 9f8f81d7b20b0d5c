#!/usr/bin/env bash
# Sourced by the checks that need something from outside: they count, and say so where they could not be made.

passed=0
failed=0

# expect <what> <command…>: counts one case; the command's own output is shown where it fails.
expect() {
  local what=$1
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1))
    echo "ok      $what"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n%s\n' "$what" "$output"
  fi
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# What could not be made counts neither way.
not_run() {
  echo "not run: $1"
  exit 0
}

# needs <command> <Debian package>
needs() {
  command -v "$1" >/dev/null && return
  { apt-get update && apt-get install -y --no-install-recommends "$2"; } >/dev/null 2>&1
  command -v "$1" >/dev/null || not_run "$1 is missing, and apt-get could not install $2"
}

# is_unreachable <log>: whether npm failed for lack of a registry.
is_unreachable() {
  grep -Eq 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|E50[0-9]|network' "$1"
}

# install_packages <folder> <package…>: without their scripts.
install_packages() {
  local folder=$1
  shift
  mkdir -p "$folder"
  echo '{ "private": true }' >"$folder/package.json"
  npm install --prefix "$folder" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund "$@" >"$folder/npm.log" 2>&1 && return
  is_unreachable "$folder/npm.log" && not_run "the npm registry could not be reached for $*"
  cat "$folder/npm.log"
  echo "could not install $*"
  echo '0 passed, 1 failed'
  exit 1
}

# copy_sources <folder>: the files of this repository as they are now, whether committed or not.
copy_sources() {
  mkdir -p "$1"
  git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    if [ -f "$file" ] && [ ! -L "$file" ]; then printf '%s\0' "$file"; fi
  done | tar --null --files-from=- -cf - | tar -xf - -C "$1"
}
