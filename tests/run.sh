#!/bin/sh
# Installs what is missing, builds, and runs every test; ends with "N passed, N failed".
#   sh tests/run.sh            all suites: gcc in Chinese, clang with sanitizers in the C locale, fuzzers for 8 s each
#   sh tests/run.sh --quick    gcc only
#   sh tests/run.sh --bench    the benches instead; prints the table of README.md
#   sh tests/run.sh --long     kill, fuzz and property runs ten times as long, from a seed drawn for this run and printed;
#                              both compilers in both locales, clang without sanitizers too
#   sh tests/run.sh --coverage line coverage of core, tabular, print
#   sh tests/run.sh --package  the Debian package, on a bare Debian 12 in a chroot
# XIANGYUE_TEST_SEED=R02S… in the environment runs the random tests from that seed, "fresh" from one drawn for this run.
set -u
cd "$(dirname "$0")/.."
mode=${1:-all}
here=$(pwd)
build=${XIANGYUE_BUILD:-$here/build}
fuzz_seconds=8
seed=${XIANGYUE_TEST_SEED:-}
[ "$mode" = --long ] && { fuzz_seconds=600; seed=${seed:-fresh}; export XIANGYUE_TEST_LONG=1; }
[ "$seed" = fresh ] && seed=R02S$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
[ -z "$seed" ] || echo "The random tests' seed: $seed"

sh tests/install.sh test || exit 3
if ! locale -a | grep -qi '^zh_CN.utf-\?8$'; then
  root=; [ "$(id -u)" = 0 ] || root=sudo
  $root sed -i 's/^# *zh_CN.UTF-8/zh_CN.UTF-8/; s/^# *en_US.UTF-8/en_US.UTF-8/' /etc/locale.gen
  $root locale-gen >/dev/null
fi

[ "$mode" != --package ] || exec sh tests/package.sh "$build/package"

passed=0
failed=0
broken=

# configure FOLDER OPTIONS…: a build folder, made or kept
configure() {
  folder=$build/$1
  shift
  [ -f "$folder/build.ninja" ] || meson setup "$folder" -Dwerror=true -Db_pch=true "$@" >"$folder.log" 2>&1 ||
    { tail -30 "$folder.log"; return 1; }
}

# run NAME MESON-TEST-OPTIONS…: build (TARGETS, or all), test, add up
run() {
  name=$1
  shift
  echo "== $name"
  # shellcheck disable=SC2086
  if ! ninja -C "$build/$name" ${TARGETS:-} >"$build/$name.log" 2>&1; then
    tail -40 "$build/$name.log"
    failed=$((failed + 1))
    broken="$broken $name:build"
    return
  fi
  meson test -C "$build/$name" --no-rebuild --print-errorlogs ${seed:+"--test-args=--seed=$seed"} "$@" >"$build/$name.test.log" 2>&1
  logs=$build/$name/meson-logs/testlog.json
  # For a window or a server a machine that others use too can be too slow: once more, alone. What failed first is told all the same.
  again=$(python3 tests/check/count.py --again "$logs")
  if [ -n "$again" ]; then
    python3 tests/check/count.py --failed "$logs"
    # shellcheck disable=SC2086
    meson test -C "$build/$name" --no-rebuild --logbase again --num-processes 1 $again >"$build/$name.again.log" 2>&1
    echo "   once more, alone:" $again
    logs="$logs $build/$name/meson-logs/again.json"
  fi
  # shellcheck disable=SC2086
  counts=$(python3 tests/check/count.py $logs)
  set -- $counts
  passed=$((passed + $1))
  failed=$((failed + $2))
  echo "   $1 passed, $2 failed"
  # shellcheck disable=SC2086
  [ "$2" = 0 ] || { broken="$broken $name"; python3 tests/check/count.py --failed $logs; }
}

mkdir -p "$build"
if [ "$mode" = --bench ]; then
  # Warnings of the optimizer are no matter of the figures.
  configure bench -Doptimization=3 -Ddebug=false -Dwerror=false && ninja -C "$build/bench" >/dev/null && exec sh tests/bench/run.sh "$build/bench"
  exit 1
fi
if [ "$mode" = --coverage ]; then
  sh tests/install.sh test && configure coverage -Db_coverage=true -Dwindow=false && run coverage
  gcovr --root . --object-directory "$build/coverage" --filter 'src/(core|tabular|print)/' --sort-percentage || true
  exit
fi

# fuzz FUZZER: for its time; leaves "passed" or "failed" in NAME.result
fuzz() {
  name=$(basename "$1")
  mkdir -p "$build/corpus/$name"
  echo failed >"$build/$name.result"
  "$1" -max_total_time=$fuzz_seconds -rss_limit_mb=2048 -timeout=10 -artifact_prefix="$build/$name-" \
    "$build/corpus/$name" "tests/fuzz/corpus/${name#fuzz-}" >"$build/$name.log" 2>&1 && echo passed >"$build/$name.result"
}

# Each compiler has a language of its own; --long has both with both.
configure gcc $([ "$mode" = --long ] || echo "-Dlocales=zh_CN.UTF-8") || exit 1
# A journey waits half of its time: twice as many at a time as there are processors.
run gcc --num-processes $(($(nproc) * 2)) $([ "$mode" = --long ] || echo "--no-suite long")
if [ "$mode" != --quick ]; then
  # What takes in strange bytes is built by clang with the sanitizers, warnings being errors there too, and with --long all
  # layers are, and the programs are killed there; of the window clang's warnings are enough.
  echo "== the window, read by clang"
  if python3 tests/check/clang.py "$build/gcc"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    broken="$broken clang"
  fi
  if [ "$mode" = --long ]; then
    CC=clang configure clang -Dwindow=false || exit 1
    run clang --suite core --suite tabular --suite print --suite sync --suite server
    echo "== faults planted in the line to the county"
    if python3 "$here/tests/sync/plants.py" "$build/gcc"; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      broken="$broken plants"
    fi
  fi
  CC=clang configure sanitize $([ "$mode" = --long ] || echo "-Dlocales=C.UTF-8") -Dwindow=false -Db_sanitize=address,undefined -Db_lundef=false -Dfuzz=true || exit 1
  export ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions=$here/tests/check/leaks.supp UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
  suites="tabular sync server"
  [ "$mode" != --long ] || suites="$suites core print paper"
  TARGETS=$(python3 tests/check/targets.py "$build/sanitize" $suites) run sanitize $(printf -- '--suite %s ' $suites) --timeout-multiplier 6 \
    $([ "$mode" = --long ] || echo "--no-suite programs")
  rm -f "$build"/fuzz-*.result
  running=0
  for fuzzer in "$build"/sanitize/tests/fuzz/fuzz-*; do
    [ -x "$fuzzer" ] && [ -f "$fuzzer" ] || continue
    echo "== $(basename "$fuzzer") for $fuzz_seconds s"
    fuzz "$fuzzer" &
    running=$((running + 1))
    [ $((running % 2)) = 1 ] || wait
  done
  wait
  for result in "$build"/fuzz-*.result; do
    [ -f "$result" ] || continue
    name=$(basename "$result" .result)
    if [ "$(cat "$result")" = passed ]; then
      passed=$((passed + 1))
    else
      tail -40 "$build/$name.log"
      failed=$((failed + 1))
      broken="$broken $name"
    fi
  done
fi

[ -z "$broken" ] || echo "Failed:$broken"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
