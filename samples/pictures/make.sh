#!/bin/sh
# Makes the README's pictures in the folder of this script: those of Jmol by "cdkdrift preview", that of the report by Chromium.
# usage: samples/pictures/make.sh [MODEL]     MODEL: a model of ethanol; without it the demo trains one
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

model=${1:-$work/ethanol.drift}
[ $# -gt 0 ] || "$root/cdkdrift" demo -o "$work"

"$root/cdkdrift" preview "$model" -o "$here/ethanol.png"
"$root/cdkdrift" preview "$model" -n 10000 -o "$here/ethanol-clusters.png" --view clusters --size 800x600
"$root/cdkdrift" evaluate "$model" -n 10000 -o "$work/report.html" \
    --reference "$root/test-data/md17-ethanol/md17-ethanol-reference-6000.npz" \
    --training "$root/test-data/md17-ethanol/md17-ethanol-0-1999.npz" >/dev/null

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
    echo "make.sh: no Chromium found: the picture of the report stays as it is" >&2
    exit 0
}
"$chromium" --headless=new --no-sandbox --use-angle=swiftshader --enable-unsafe-swiftshader --hide-scrollbars \
    --virtual-time-budget=5000 --window-size=1200,1120 --screenshot="$here/report.png" "file://$work/report.html" 2>/dev/null
