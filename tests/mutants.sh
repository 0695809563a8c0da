#!/bin/bash
# Tests of the tests: breaks the warning functions one line at a time, in a copy, and expects the tests to see it.
# Usage: tests/mutants.sh [first] [last]     (numbers of mutants in mutants.json, from 1; all by default)
# Ends with 0 only when every mutant was seen. Needs python3; takes some seconds a mutant.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
list="$root/tests/SenseAuto.Adas.Tests/mutants.json"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

mkdir -p "$copy/src" "$copy/tests"
cp "$root"/Directory.*.props "$root/global.json" "$root/CodeMetricsConfig.txt" "$root/.editorconfig" "$copy/"
[ -f "$root/NuGet.config" ] && cp "$root/NuGet.config" "$copy/"
cp -r "$root/src/SenseAuto.Core" "$root/src/SenseAuto.Adas" "$copy/src/"
cp -r "$root/tests/SenseAuto.Adas.Tests" "$root/tests/Shared" "$root/tests/Directory.Build.props" "$copy/tests/"
cd "$copy" || exit 2

quick=(-v q --nologo -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:TreatWarningsAsErrors=false)
test_folder=artifacts/bin/SenseAuto.Adas.Tests/debug
run_tests() { dotnet vstest "$test_folder/SenseAuto.Adas.Tests.dll" --Settings:fast.runsettings; }
echo '<RunSettings><NUnit><StopOnError>true</StopOnError></NUnit></RunSettings>' > fast.runsettings

dotnet build tests/SenseAuto.Adas.Tests "${quick[@]}" > build.log 2>&1 || { cat build.log; exit 2; }
run_tests > test.log 2>&1 || { echo "the tests fail without any mutant"; tail -40 test.log; exit 2; }

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

count=$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1], encoding="utf8"))))' "$list")
first=${1:-1}
last=${2:-$count}
missed=0
for ((i = first; i <= last; i++)); do
    file=$(apply "$i") || { missed=$((missed + 1)); continue; }
    if ! dotnet build src/SenseAuto.Adas --no-restore --no-dependencies "${quick[@]}" > build.log 2>&1; then
        echo "$i does not compile: $(grep -m 1 error build.log)"
        missed=$((missed + 1))
    else
        cp artifacts/bin/SenseAuto.Adas/debug/SenseAuto.Adas.dll "$test_folder/"
        if run_tests > test.log 2>&1; then
            echo "$i NOT SEEN in $file: $(diff original "$file" | grep '^>')"
            missed=$((missed + 1))
        else
            echo "$i seen"
        fi
    fi
    cp original "$file"
done
echo "$((last - first + 1 - missed)) of $((last - first + 1)) mutants seen"
[ "$missed" -eq 0 ]
