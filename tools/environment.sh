#!/usr/bin/env bash
# A Python environment in build/environments/NAME with exactly what tools/environments/NAME.txt pins. Prints the path of
# its Python. Made once, and made anew when the list has changed. Needs Python 3.11 or later and PyPI.
#
#   python=$(tools/environment.sh lightgbm)
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?which environment? see tools/environments}
list=tools/environments/$name.txt
folder=build/environments/$name

[ -f "$list" ] || { echo "no environment \"$name\": expected $list" >&2; exit 1; }
mkdir -p build/environments
# two commands may ask for the same environment at the same time
exec 9>"build/environments/$name.lock"
flock 9
if ! cmp --silent "$list" "$folder/installed.txt"; then
  python3 -m venv --clear "$folder"
  # every list is pinned and was tried on 3.11; the newest XGBoost asks for 3.12 and does not need it
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --ignore-requires-python --requirement "$list" >&2
  cp "$list" "$folder/installed.txt"
fi
echo "$PWD/$folder/bin/python"
