// A library in Nextflow: a process for each shard, the reports and the conformers put together behind them.
//   nextflow run samples/cluster/conformers.nf --library library.smi --shards 64 -resume
// A shard that is preempted is tried again; the cache of models makes what it had done cheap.
params.library = 'library.smi'
params.shards = 64
params.conformers = 100
params.models = "${launchDir}/models"

process CONFORMERS {
    cpus 1
    memory '3 GB'
    time '12h'
    errorStrategy 'retry'
    maxRetries 3

    input:
    path library
    each shard

    output:
    path "shard-${shard}.sdf", optional: true, emit: conformers
    path "report-${shard}.tsv", emit: reports

    script:
    """
    mkdir -p ${params.models}
    export OMP_NUM_THREADS=${task.cpus} OMP_WAIT_POLICY=PASSIVE
    export CDKDRIFT_JAVA_OPTIONS="-Xmx1g -XX:ActiveProcessorCount=${task.cpus}"
    # Code 1 says that some molecules failed; the report says which and why.
    cdkdrift generate ${library} -n ${params.conformers} --effort draft --shard ${shard}/${params.shards} \\
        --time-limit 3600 --cache ${params.models} -o shard-${shard}.sdf --report report-${shard}.tsv \\
        || [ -s report-${shard}.tsv ]
    """
}

workflow {
    CONFORMERS(file(params.library), Channel.of(1..params.shards))
    CONFORMERS.out.conformers.collectFile(name: 'library.sdf', storeDir: launchDir)
    CONFORMERS.out.reports.collectFile(name: 'library.tsv', storeDir: launchDir, keepHeader: true)
}
