#!/bin/sh
# Tries the hook as another repository would use it: pre-commit installs it from a clone of this one and runs it on a
# report that ties out, on one that does not, and on a commit without reports. Needs git and the network.
#
#   ci/hook.sh    PYTHON says by which interpreter (python3)
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset PYTHONPATH
export PRE_COMMIT_HOME="$work/home" TIEOUT_CACHE="$work/cache"

"$python" -m venv "$work/tools"
"$work/tools/bin/pip" install --quiet pre-commit
git clone --quiet "$here" "$work/tieout"
git init --quiet "$work/desk"
cd "$work/desk"
mkdir reports
echo 'paths = ["reports"]' > tieout.toml
report() {
    printf '# Sales\n\nRevenue rose %s from $318 million to $351.2 million in 2024.\n' "$1" > reports/note.md
    git add .
}
hook() {
    code=0
    "$work/tools/bin/pre-commit" try-repo "$work/tieout" tieout --all-files > "$work/said" || code=$?
    test "$code" -eq "$1" && grep -q "$2" "$work/said" || { cat "$work/said"; exit 1; }
}

git add .
hook 0 Skipped # nothing that it could read is part of the commit
report 10.4%
hook 0 Passed
report 12.4%
hook 1 'reports/note.md:3:14: error percentages/growth 12.4%'
echo "the hook runs under $("$work/tools/bin/pre-commit" --version)"
