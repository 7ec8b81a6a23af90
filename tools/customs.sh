#!/usr/bin/env bash
# Train on the public customs-declaration set, score its later quarter with Postern, hold every margin against
# LightGBM's own, and judge it beside the lookup-table baseline. Needs `npm run build` before, Python 3 and PyPI.
#
#   tools/customs.sh [FOLDER]     folder of the set; ../shared/data/customs-declaration unless given
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:-../shared/data/customs-declaration}
out=build/customs

if [ ! -f "$data/df_syn_train_eng.csv" ]; then
  echo "skipped: data not present ($data)"
  exit 0
fi
python=$(tools/environment.sh lightgbm)
"$python" tools/train_customs.py "$data" "$out"

postern=dist/src/cli/main.js
node "$postern" score --model "$out/model.txt" --input "$out/valid.csv" --keep fraud,lookup --out "$out/scores.csv"
node tools/compare-margins.mjs "$out/scores.csv" "$out/expected.txt"
node "$postern" evaluate "$out/scores.csv" --label fraud --baseline lookup --at 1%,2%,5%,10%
