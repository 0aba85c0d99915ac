#!/bin/bash
# A library on a Slurm cluster: every task of the array is one shard of the list, on one core. Submit with
#   sbatch samples/cluster/slurm-array.sh library.smi results
# and once more with the same words for what was preempted or ran out of time: each shard goes on where it was, and one that is
# done ends at once. Afterwards
#   cat results/shard-*.sdf > library.sdf                            # in the order of the shards
#   awk 'FNR > 1 || NR == 1' results/report-*.tsv > library.tsv      # one heading, all molecules, numbered as in the list
#SBATCH --job-name=conformers
#SBATCH --array=1-64
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=3G
#SBATCH --time=12:00:00
#SBATCH --requeue
set -u

library=$1
results=$2
shard=$SLURM_ARRAY_TASK_ID
shards=$SLURM_ARRAY_TASK_COUNT
mkdir -p "$results/models"

# The core is this task's alone; what Java and its matrix products would take beyond it is another's.
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE CDKDRIFT_JAVA_OPTIONS="-Xmx1g -XX:ActiveProcessorCount=1"

"${CDKDRIFT:-cdkdrift}" generate "$library" -n 100 --effort draft \
    --shard "$shard/$shards" --resume --time-limit 3600 --cache "$results/models" \
    -o "$results/shard-$shard.sdf" --report "$results/report-$shard.tsv"
code=$?

# 1 says that some molecules failed, and the report says which and why: for Slurm that is a job done.
[ "$code" -eq 1 ] && [ -s "$results/report-$shard.tsv" ] && exit 0
exit "$code"
