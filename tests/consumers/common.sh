# What the scripts of this directory share. Not to be run by itself.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
top="$(cd "$here/../.." && pwd)"

skip() { echo "skipped: $*"; exit 0; }

# The binary to try: the first argument, else the one of cargo.
truenorth="${1:-}"
if [ -z "$truenorth" ]; then
  (cd "$top" && cargo build --quiet)
  truenorth="${CARGO_TARGET_DIR:-$top/target}/debug/truenorth"
fi
truenorth="$(cd "$(dirname "$truenorth")" && pwd)/$(basename "$truenorth")"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Makes an environment of Python with these packages, or skips; $python is its interpreter.
with_python() {
  command -v python3 > /dev/null || skip "python3 is not here"
  python="$work/venv/bin/python"
  if ! { python3 -m venv "$work/venv" && "$python" -m pip install --quiet --disable-pip-version-check "$@"; } > "$work/pip.log" 2>&1; then
    tail -n 3 "$work/pip.log" >&2
    skip "pip cannot install $*"
  fi
}

# Writes a report of every sample in a format, with all rules: $1 the format, $2 the ending. Prints how many.
every_sample() {
  local count=0
  for plan in "$top"/samples/*/ "$top"/samples/broken/*/ "$top/tests/fixtures/report/"; do
    [ -e "$plan/truenorth.json" ] || continue
    local name status=0
    name="$(basename "$plan")"
    "$truenorth" check "$plan" --select=all "--report=$1=$work/$name.$2" > /dev/null 2>&1 || status=$?
    [ "$status" -le 2 ] || { echo "$name: exit status $status" >&2; return 1; }
    [ -s "$work/$name.$2" ] || { echo "$name: no report" >&2; return 1; }
    count=$((count + 1))
  done
  [ "$count" -gt 30 ] || { echo "only $count samples" >&2; return 1; }
  echo "$count"
}
