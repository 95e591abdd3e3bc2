#!/bin/sh
# 一份大名册，分成几部分同时印（GNU parallel）；印完核对，一户不多、一户不少。
# A long list in parts side by side, by GNU parallel; then the counts are added up.
#
#   print-parallel.sh N FORM.xml LIST.csv OUT [options of hongtou print …]
#
# PARALLEL: options of parallel, e.g. PARALLEL="--sshloginfile machines --jobs 8". All machines see
# the same files under the same names. Run again, it prints only the parts that are missing.
set -eu
[ $# -ge 4 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
parts=$1 form=$2 list=$3 out=$4
shift 4
mkdir -p "$out"
hongtou=${HONGTOU:-hongtou}
for k in $(seq "$parts"); do [ -s "$out/$k.counts" ] || echo "$k"; done |
    parallel ${PARALLEL:-} --joblog "$out/joblog" --quote \
        "$hongtou" print "$form" --data "$list" --shard "{}/$parts" -o "$out" \
        --counts "$out/{}.counts" --refused "$out/未印.xlsx" "$@" >"$out/log" 2>&1 || true
exec "$hongtou" merge-counts $(seq -f "$out/%.0f.counts" "$parts")
