#!/usr/bin/env bash
# Installs what the tests need, builds without a warning, runs every suite, and ends with one line:
# N passed, N failed, N skipped. Exit code 0: all passed; 1: not; 2: something is missing on this machine.
set -uo pipefail
cd "$(dirname "$0")" || exit 2
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

missing() {
  echo "$1" >&2
  exit 2
}

browser() {
  local candidate
  for candidate in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"; do
    command -v "$candidate" && return
  done
  return 1
}

command -v dotnet >/dev/null || missing "The .NET 10 SDK is not there. Install it from https://dotnet.microsoft.com/download, then run ./test.sh again."
command -v npm >/dev/null || missing "Node.js with npm is not there. Install version 20 or later from https://nodejs.org, then run ./test.sh again."

if [ -n "${CHROME_PATH:-}" ]; then
  [ -x "$CHROME_PATH" ] || missing "CHROME_PATH names $CHROME_PATH, which is no program. Name a Chrome, Chromium or Edge, or unset it."
elif ! CHROME_PATH=$(browser); then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "No browser is there: installing Chromium."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium fonts-liberation >/dev/null
  fi
  CHROME_PATH=$(browser) || missing "The journeys need Chrome, Chromium or Edge. Install one, or say where it is: CHROME_PATH=/path/to/chrome ./test.sh"
fi
export CHROME_PATH

rm -rf TestResults
if ! dotnet build ChatOpsIncident.sln -c Release -p:UseSharedCompilation=true -warnaserror -v quiet -nologo; then
  echo "The build has errors or warnings: no test was run."
  echo "0 passed, 0 failed, 0 skipped"
  exit 1
fi

suites="Specs Contracts Journeys"
status=0
for suite in $suites; do
  echo "--- $suite"
  dotnet test "tests/$suite" -c Release --no-build --nologo --results-directory TestResults --logger "trx;LogFileName=$suite.trx" \
    --logger "console;verbosity=minimal" --blame-hang-timeout 8m --blame-hang-dump-type none || status=1
done
# shellcheck disable=SC2086
node eng/test-results.mjs TestResults $suites || status=1
exit $status
