#!/bin/sh
# Builds the wheel and the source archive, installs the wheel into a bare environment far from the checkout, and
# runs what it installed: the rulebook it carries, its examples, a verdict in every format.
#
#   ci/wheel.sh [FOLDER]    FOLDER takes what was built; PYTHON says by which interpreter (python3)
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$here/dist}
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset PYTHONPATH
export TIEOUT_CACHE="$work/cache"

"$python" -m venv "$work/build"
"$work/build/bin/pip" install --quiet build
"$work/build/bin/python" -m build --outdir "$out" "$here"
wheel=$(ls -t "$out"/tieout-*.whl | head -n 1)

"$python" -m venv "$work/bare"
"$work/bare/bin/pip" install --quiet "$wheel"
tieout=$work/bare/bin/tieout
mkdir "$work/desk"
cp -r "$here/reports" "$work/desk/reports"
cd "$work/desk" # nothing of the checkout may be in reach

"$tieout" --version
where=$("$work/bare/bin/python" -c 'import tieout; print(tieout.__file__)')
case $where in
    "$work/bare"/*) ;;
    *) echo "tieout was imported from $where and not from the wheel" >&2; exit 1 ;;
esac
"$tieout" rules | tail -n 1
"$tieout" test | tail -n 1

code=0 # some of the example reports have mistakes on purpose
"$tieout" check reports --quiet \
    --output json:v.json --output jsonl:v.jsonl --output sarif:v.sarif --output junit:v.xml --output github:v.github \
    --output gitlab:v.gitlab --output rdjsonl:v.rdjsonl --output markdown:v.md --output html:v.html \
    --output text:v.txt --output concise:v.concise --output ticks:marked || code=$?
test "$code" -eq 1
for file in v.json v.jsonl v.sarif v.xml v.github v.gitlab v.rdjsonl v.md v.html v.txt v.concise; do
    test -s "$file" || { echo "$file was not written" >&2; exit 1; }
done
test -n "$(ls marked)"
"$tieout" explain arithmetic/roll-forward > /dev/null
"$tieout" init > /dev/null
"$tieout" baseline create > /dev/null
"$tieout" check
echo "$(basename "$wheel") installs and runs on $("$python" --version)"
