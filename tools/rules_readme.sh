#!/bin/sh
# Writes the tables of hits into the README of the default rule pack.
# Usage: tools/rules_readme.sh declared_vs_found.csv    (after npm run build)
set -eu
cd "$(dirname "$0")/.."
python3 tools/cases_to_parcels.py "$1" | node dist/src/cli/main.js rules coverage bundles/default \
  --sample 'reported cases=-' --parcels 100000 --seed 31 --into bundles/default/rules/README.md
