# fish completion for kindred-cli
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Commands and options are those that the program itself names in its help.

# Finds the command among the words before the cursor, and the library that was given
function __kindred_cli_look_back --no-scope-shadowing
    set words (commandline -opc)
    set program $words[1]
    set previous $words[-1]
    set current (commandline -ct)
    set command
    set library
    set -e words[1]
    while set -q words[1]
        switch $words[1]
            case --library -l
                set library --library $words[2]
                set -e words[1]
            case --models --encoder --detector --jobs -j --timeout
                set -e words[1]
            case '-*'
            case '*'
                set command $words[1]
                return
        end
        set -q words[1]; and set -e words[1]
    end
end

# Numbers of people, explained by their names, and names
function __kindred_cli_people
    $argv people --json 2>/dev/null | string replace -rf '^.*"id":(\d+),"name":(null|"([^"\\\\]+)"),.*' '$1\t$3'
    $argv people --json 2>/dev/null | string replace -rf '^.*"id":(\d+),"name":"([^"\\\\]+)",.*' '$2\t$1'
end

function __kindred_cli_complete
    set -l words
    set -l program
    set -l previous
    set -l current
    set -l command
    set -l library
    __kindred_cli_look_back

    switch $previous
        case --library -l --photo
            __fish_complete_path $current
            return
        case --models --to
            test "$command" = undo; or __fish_complete_directories $current ''
            return
        case --encoder
            printf '%s\n' compact-1 dlib-resnet-1
            return
        case --detector
            printf '%s\n' hog yunet
            return
        case --state
            printf '%s\n' new done failed missing
            return
        case --person --into
            __kindred_cli_people $program $library
            return
        case --jobs -j --timeout --limit --eps --min-samples --name --face --dependents
            return
    end

    if string match -q -- '-*' $current
        $program $command --help 2>/dev/null | string replace -rf '^  (?:-., )?(--[a-z-]+)(?:=\S+)?  +(.*)$' '$1\t$2'
        return
    end

    switch "$command"
        case '' help
            $program --help 2>/dev/null | string replace -rf '^  ([a-z][a-z-]*)(?: \S+)*  +(.*)$' '$1\t$2'
        case scan dbscan
            __fish_complete_path $current
        case remove-folder forget
            __fish_complete_directories $current ''
        case name cover split birth notes
            test "$previous" = "$command"; and __kindred_cli_people $program $library
        case merge hide favourite
            __kindred_cli_people $program $library
        case answer
            __kindred_cli_people $program $library
            test "$previous" = answer; or printf '%s\n' yes no skip
    end
end

complete -c kindred-cli -f -a '(__kindred_cli_complete)'
