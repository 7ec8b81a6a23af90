#!/usr/bin/env bash
# The default bundle's calibration: fitted on synthetic mail of seeds that neither trained nor judged the model. Writes
# bundles/default/calibration.json and prints the reliability table. Needs a build; takes about two minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
seeds=(31 32 33)
postern() { node dist/src/cli/main.js "$@"; }
for seed in "${seeds[@]}"; do
  mail=$folder/$seed.ndjson labels=$folder/$seed.csv
  postern simulate --parcels 300000 --seed "$seed" --base-rate 0.008 --labels "$labels" --out "$mail"
  (cd "$folder" && node "$OLDPWD/dist/tools/calibration/ranks.js" "$OLDPWD/dist/default.postern" "$seed.ndjson" "$seed.csv" 8) >>"$folder/all.csv"
  rm "$mail"
done
# one header is enough
awk 'NR == 1 || $0 !~ /^rank/' "$folder/all.csv" >"$folder/ranks.csv"
postern calibrate "$folder/ranks.csv" --score rank --label illicit --group network --base-rate 1/16000 \
  --method isotonic --out "${1:-bundles/default/calibration.json}" \
  --note "synthetic mail of postern simulate, seeds ${seeds[*]}, 300,000 parcels each, contraband planted at 0.8 %; every eighth lawful parcel; not the mail that trained or judged the model"
