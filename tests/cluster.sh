#!/bin/sh
# A list in parts on a real Slurm (Debian's slurm-wlm; controller and node on this machine), started
# here and ended here: cluster.sh PROGRAM HOUSEHOLDS PARTS
#
# One part is killed in the middle and handed in again by itself; the counts are whole in the end,
# and a part printed apart has the same bytes. Needs root, as Slurm's daemons do.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
households=$2 parts=$3
root=$(cd "$(dirname "$0")/.." && pwd)
for tool in munged slurmctld slurmd sbatch; do
    PATH=$PATH:/usr/sbin command -v $tool >/dev/null ||
        { echo "cluster: no $tool here (Debian: slurm-wlm)"; exit 2; }
done
PATH=$PATH:/usr/sbin
[ "$(id -u)" = 0 ] || { echo "cluster: Slurm's daemons want root"; exit 2; }

work=$(mktemp -d)
chmod 755 "$work"
host=$(hostname -s)
pids=
end() {
    # shellcheck disable=SC2086
    [ -z "$pids" ] || kill $pids 2>/dev/null || true
    wait # the next run may want the same ports
    rm -rf "$work"
}
trap end EXIT

mkdir -m 700 "$work/munge" "$work/state" "$work/spool"
head -c 1024 /dev/urandom >"$work/munge/key"
chmod 400 "$work/munge/key"
munged --foreground --force --socket="$work/munge/socket" --key-file="$work/munge/key" \
    --pid-file="$work/munge/pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" 2>/dev/null &
pids="$pids $!"
cat >"$work/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/ctld.pid
SlurmdPidFile=$work/d.pid
SlurmctldLogFile=$work/ctld.log
SlurmdLogFile=$work/d.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$work/slurm.conf"
slurmctld -D >/dev/null 2>&1 &
pids="$pids $!"
slurmd -D -N "$host" >/dev/null 2>&1 &
pids="$pids $!"
for _ in $(seq 60); do
    sinfo -h -o %T 2>/dev/null | grep -q idle && break
    sleep 1
done
sinfo -h -o %T | grep -q idle || { echo "cluster: the node does not come up"; tail -5 "$work"/*.log; exit 1; }

cd "$work"
form=$root/inputs/排查表/村级排查表-一页.xml
awk -v n="$households" 'BEGIN { print "户号,户主,村"; for (i = 0; i < n; i++) printf "%07d,沈望舒,村%d\n", i, i % 300 }' >户.csv
export HONGTOU=$program
submit() { # array
    sbatch --parsable --wait --output="$work/%a.out" --mem=0 --cpus-per-task=1 --array="$1" \
        "$root/templates/cluster/print-array.sbatch" "$parts" "$form" 户.csv out --free-fonts
}
submit "1-$parts" >first &
all=$!
pids="$all $pids"
# one part is killed while it prints
victim=
for _ in $(seq 600); do
    victim=$(pgrep -f "$program print .*--shard 3/$parts " | head -1) && [ -n "$victim" ] && break
    sleep 0.1
done
[ -n "$victim" ] || { echo "cluster: part 3 was not seen"; cat "$work"/*.out; exit 1; }
sleep 1
kill -9 "$victim" || { echo "cluster: part 3 ended by itself"; cat "$work"/*.out; exit 1; }
wait $all || true
# shellcheck disable=SC2046
if "$program" merge-counts $(ls out/*.counts) >told 2>&1; then
    echo "cluster: a part was killed, and nobody says so"
    exit 1
fi
grep -q "Q093.*3" told || { cat told; exit 1; }
submit 3 >second || true
# shellcheck disable=SC2046
"$program" merge-counts $(ls out/*.counts) >told
tail -2 told
grep -q "^合计 *$households *$households " told || { echo "cluster: the counts are not whole"; exit 1; }
"$program" print "$form" --data 户.csv --shard "1/$parts" -o alone.pdf --free-fonts >/dev/null 2>&1
cmp "alone-1-$parts.pdf" "out/村级排查表-一页-户-1-$parts.pdf"
echo "cluster: $households households in $parts parts, one killed and printed again: all there, the same bytes"
