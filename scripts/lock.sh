#!/bin/sh
# Resolves the dependencies afresh: writes uv.lock, and constraints.txt from it, so that plain pip installs
# the same versions. Run it (`make lock`) after every change of a dependency in pyproject.toml.
set -eu
cd "$(dirname "$0")/.."

index=https://pypi.org/simple
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check uv
uv="$room/venv/bin/uv --no-config --quiet"

# --no-config and a named index: whatever mirror this machine uses stays out of the lock.
env -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_DEFAULT_INDEX -u UV_FIND_LINKS \
    $uv lock --index-url "$index" "$@"
{
    echo "# Written by scripts/lock.sh from uv.lock: change pyproject.toml, then run \`make lock\`."
    $uv export --frozen --all-extras --all-groups --no-hashes --no-emit-project --no-header --no-annotate
} >"$room/constraints.txt"
cp "$room/constraints.txt" constraints.txt

grep -oE '(https?|file)://[^/"]*' uv.lock | sort | uniq -c
