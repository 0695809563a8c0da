#!/bin/bash
# Tests of the tests: breaks the policies one line at a time, in a copy, and expects the tests to see it.
# Usage: tests/mutants.sh [Adas|Cabin] [first] [last]
#   (numbers of mutants in the suite's mutants.json, from 1; all of both suites by default)
# Ends with 0 only when every mutant was seen. Needs python3; takes some seconds a mutant.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

mkdir -p "$copy/src/SenseAuto.Service" "$copy/tests" "$copy/calibration" "$copy/hw/vehicles"
cp "$root"/Directory.*.props "$root/global.json" "$root/CodeMetricsConfig.txt" "$root/.editorconfig" "$copy/"
[ -f "$root/NuGet.config" ] && cp "$root/NuGet.config" "$copy/"
for project in Core Adas Cabin Can; do cp -r "$root/src/SenseAuto.$project" "$copy/src/"; done
cp -r "$root/src/SenseAuto.Service/Session" "$copy/src/SenseAuto.Service/"
cp -r "$root/calibration/SenseAuto.Calibration" "$copy/calibration/"
cp "$root"/hw/vehicles/*.dbc "$copy/hw/vehicles/"
cp -r "$root/tests/Shared" "$root/tests/Directory.Build.props" "$copy/tests/"
cd "$copy" || exit 2

quick=(-v q --nologo -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:TreatWarningsAsErrors=false)
echo '<RunSettings><NUnit><StopOnError>true</StopOnError></NUnit></RunSettings>' > fast.runsettings

# Prints the file it changed; keeps the original beside it.
apply() {
    python3 - "$list" "$1" <<'PY'
import json, shutil, sys
mutant = json.load(open(sys.argv[1], encoding="utf8"))[int(sys.argv[2]) - 1]
text = open(mutant["file"], encoding="utf8").read()
if text.count(mutant["find"]) != 1:
    sys.exit(f"mutant {sys.argv[2]}: its text is found {text.count(mutant['find'])} times in {mutant['file']}")
shutil.copy(mutant["file"], "original")
open(mutant["file"], "w", encoding="utf8").write(text.replace(mutant["find"], mutant["replace"]))
print(mutant["file"])
PY
}

# The runner may hang after it stopped at a failure: that counts as seen, as an endless loop does.
run_tests() { timeout -k 5 "${MUTANT_LIMIT_S:-60}" dotnet vstest "$test_folder/SenseAuto.$1.Tests.dll" --Settings:fast.runsettings; }

run_suite() {
    local suite=$1
    list="$root/tests/SenseAuto.$suite.Tests/mutants.json"
    test_folder=artifacts/bin/SenseAuto.$suite.Tests/debug
    cp -r "$root/tests/SenseAuto.$suite.Tests" tests/
    dotnet build "tests/SenseAuto.$suite.Tests" "${quick[@]}" > build.log 2>&1 || { cat build.log; exit 2; }
    run_tests "$suite" > test.log 2>&1 || { echo "the tests fail without any mutant"; tail -40 test.log; exit 2; }

    rm -rf whole
    cp -r "$test_folder" whole

    local count first last missed=0
    count=$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1], encoding="utf8"))))' "$list")
    first=${2:-1}
    last=${3:-$count}
    for ((i = first; i <= last; i++)); do
        file=$(apply "$i") || { missed=$((missed + 1)); continue; }
        project=$(cut -d/ -f2 <<< "$file")
        if ! dotnet build "src/$project" --no-restore --no-dependencies "${quick[@]}" > build.log 2>&1; then
            echo "$suite $i does not compile: $(grep -m 1 error build.log)"
            missed=$((missed + 1))
        else
            cp "artifacts/bin/$project/debug/$project.dll" "$test_folder/"
            if run_tests "$suite" > test.log 2>&1; then
                echo "$suite $i NOT SEEN in $file: $(diff original "$file" | grep '^>')"
                missed=$((missed + 1))
            else
                echo "$suite $i seen"
            fi
        fi
        cp original "$file"
        # The next mutant may lie in another project: this one must be whole again.
        cp "whole/$project.dll" "$test_folder/"
    done
    echo "$suite: $((last - first + 1 - missed)) of $((last - first + 1)) mutants seen"
    all_missed=$((all_missed + missed))
}

all_missed=0
if [ $# -gt 0 ]; then
    run_suite "$@"
else
    run_suite Adas
    run_suite Cabin
fi
[ "$all_missed" -eq 0 ]
