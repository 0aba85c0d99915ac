# Completion of the cdkdrift command: source this file, for example in ~/.bashrc. In zsh first:
#   autoload -U bashcompinit && bashcompinit
# CompletionTest says when it is not up to date, and writes a new one.
_cdkdrift() {
    local word=${COMP_WORDS[COMP_CWORD]} options="" choices=""
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "demo generate label inspect train sample simulate evaluate convert preview --help --version" -- "$word"))
        return
    fi
    case "${COMP_WORDS[1]}" in
        demo) options="--debug --help --output --quiet --steps --version" ;;
        generate) options="--cache --charge --debug --dielectric --effort --energy-window --exact --force-constant --format --heavy --help --jobs --keep-labels --keep-model --labels --largest-fragment --max-conformers --minimise --most-atoms --no-cache --number --output --pick --polish --positives --potential --prior --properties --quiet --report --restrain --resume --rmsd --samples --seed --shard --solvent --sort --steps --stereo --temperature --threads --time-limit --unique --unpaired --version --with-network --without-network --workers" ;;
        label) options="--charge --debug --dielectric --dynamics --format --frames --help --output --potential --quiet --resume --seed --solvent --stride --temperature --unpaired --version --walkers --workers" ;;
        inspect) options="--charge --debug --every --first --help --molecule --quiet --range --skip-others --units --version" ;;
        train) options="--alignment --alpha --bandwidths --batch --beads --beta --charge --checkpoint --checkpoint-every --debug --every --field --first --help --kernel --labels --layers --learning-rate --metric --molecule --normalisation --output --plot --positives --prior --quiet --range --resume --scaling --seed --skip-others --space --steps --temperature --units --version --width" ;;
        sample) options="--anneal --debug --dielectric --exact --format --help --no-energies --number --output --polish --quiet --reweight --seed --solvent --state --unpaired --version --weights --workers" ;;
        simulate) options="--charge --debug --equilibration --every --format --friction --help --json --observe --output --quiet --reference --report --resume --samples --seed --temperature --time --time-step --torsions --units --version --walkers" ;;
        evaluate) options="--charge --debug --help --json --model --number --output --properties --quiet --reference --seed --temperature --training --units --version" ;;
        convert) options="--charge --debug --format --help --quiet --skip-others --units --version" ;;
        preview) options="--align --background --charge --conformers --debug --format --gui --help --number --output --quiet --seed --size --style --temperature --version --view" ;;
    esac
    case "${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD - 1]}" in
        "generate --effort") choices="draft standard thorough" ;;
        "generate --pick") choices="lowest diverse" ;;
        "generate --positives") choices="equilibrium none" ;;
        "generate --prior") choices="none mmff94 mmff94s gfnff gfn1 gfn2 automatic" ;;
        "generate --sort") choices="none energy population" ;;
        "generate --stereo") choices="one enumerate" ;;
        "label --dynamics") choices="equilibrium plain" ;;
        "train --alignment") choices="derived as-worded energy" ;;
        "train --field") choices="drift fi fk fi+fk transport density" ;;
        "train --kernel") choices="gaussian laplacian" ;;
        "train --metric") choices="none volume volume-and-orientation" ;;
        "train --normalisation") choices="row double sinkhorn" ;;
        "train --positives") choices="equilibrium frames" ;;
        "train --prior") choices="none mmff94 mmff94s gfnff gfn1 gfn2 automatic" ;;
        "train --scaling") choices="none standardised half-whitened whitened" ;;
        "train --space") choices="cartesian distance" ;;
        "preview --style") choices="balls sticks spheres lines" ;;
        "preview --view") choices="overlay clusters flexibility" ;;
    esac
    case "$word" in
        -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
        *)
            if [ -n "$choices" ]; then
                COMPREPLY=($(compgen -W "$choices" -- "$word"))
            else
                COMPREPLY=($(compgen -f -- "$word"))
            fi
            ;;
    esac
}
complete -o filenames -F _cdkdrift cdkdrift
