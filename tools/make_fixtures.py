"""Golden fixtures from the real libraries: small models, hostile rows and the library's own answers, as bits.

    python3 tools/make_fixtures.py FORMAT

Empties test/fixtures/FORMAT and runs tools/fixtures/FORMAT.py in each environment FORMAT or FORMAT-* of
tools/environments. A case is a folder with the model, rows.f64 (row-major), raw.f64 ([row][output]), and where the library
tells leaves.i32 ([row][tree]) and output.f64; manifest.json says versions and shapes. Seeds and one thread are fixed, so
the same versions on the same kind of processor write the same bytes. See tools/fixtures/common.py.
"""

import argparse
import json
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


# contributions are those of other formats' cases; scikit-learn comes with what exports to ONNX
LIBRARIES_OF = {"contributions": ["lightgbm", "xgboost"], "calibration": ["onnx"]}


def environments_of(format_name):
    names = sorted(path.stem for path in (ROOT / "tools/environments").glob("*.txt"))
    libraries = LIBRARIES_OF.get(format_name, [format_name])
    return [name for name in names if any(name == one or name.startswith(f"{one}-") for one in libraries)]


def python_of(environment):
    shown = subprocess.run([ROOT / "tools/environment.sh", environment], check=True, stdout=subprocess.PIPE, text=True)
    return shown.stdout.strip()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    formats = sorted(path.stem for path in (ROOT / "tools/fixtures").glob("*.py") if path.stem != "common")
    arguments.add_argument("format", choices=formats)
    format_name = arguments.parse_args().format
    folder = ROOT / "test/fixtures" / format_name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for environment in environments_of(format_name):
        # -P: a folder of scripts must not hide a library of the same name
        command = [python_of(environment), "-W", "ignore", "-P", "-m", f"fixtures.{format_name}", folder]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "tools")})
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    num_cases = len(json.loads((folder / "manifest.json").read_text())["cases"])
    print(f"{num_cases} cases, {size} bytes in {folder.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
