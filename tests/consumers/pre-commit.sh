#!/usr/bin/env bash
# pre-commit: the hook of this repository with `try-repo` in a repository that has a plan, once clean and once not, and the
# file that `init --pre-commit` writes. Needs git, python3 and the registry; says "skipped" without them.
set -euo pipefail
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"

command -v git > /dev/null || skip "git is not here"
with_python pre-commit==4.7.0
export PATH="$(dirname "$truenorth"):$work/venv/bin:$PATH" PRE_COMMIT_HOME="$work/home"
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org

# try-repo takes what is committed; the hooks may not be yet.
mkdir "$work/hooks" && cp "$top/.pre-commit-hooks.yaml" "$work/hooks/"
(cd "$work/hooks" && git init -q . && git add -A && git commit -qm "The hooks")

mkdir "$work/plan" && cd "$work/plan" && git init -q .
truenorth init --minimal > /dev/null
git add -A && git commit -qm "A plan"
pre-commit try-repo "$work/hooks" truenorth-system --all-files > "$work/clean.txt" 2>&1 || { cat "$work/clean.txt"; exit 1; }
grep -q "truenorth check.*Passed" "$work/clean.txt"
sed -i 's/"contributes_to": "vision"/"contributes_to": "vison"/' truenorth.json && git add -A
if pre-commit try-repo "$work/hooks" truenorth-system --all-files > "$work/broken.txt" 2>&1; then
  echo "the hook passes a plan with an error"; cat "$work/broken.txt"; exit 1
fi
grep -q "exit code: 1" "$work/broken.txt" && grep -q "nothing in this plan has the id" "$work/broken.txt"

# The file that init writes, installed as people do.
truenorth init --pre-commit > /dev/null
pre-commit install > /dev/null
git add -A
if git commit -qm "With a hook" > "$work/commit.txt" 2>&1; then echo "the commit went through"; exit 1; fi
sed -i 's/"contributes_to": "vison"/"contributes_to": "vision"/' truenorth.json && git add -A
git commit -qm "With a hook" > "$work/commit.txt" 2>&1 || { cat "$work/commit.txt"; exit 1; }

built="the hook that builds was not tried: set TRY_BUILD=1"
if [ "${TRY_BUILD:-}" = 1 ]; then
  git clone -q "$top" "$work/source"
  cp "$top/.pre-commit-hooks.yaml" "$work/source/"
  (cd "$work/source" && git add -A && git commit -qm "The hooks" --allow-empty)
  pre-commit try-repo "$work/source" truenorth --all-files > "$work/built.txt" 2>&1 || { cat "$work/built.txt"; exit 1; }
  built="built by pre-commit, too"
fi
echo "ok: try-repo passes a clean plan and stops a broken one; the file of init does, too; $built"
