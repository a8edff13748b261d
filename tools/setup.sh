#!/bin/sh
# Makes .venv from requirements.lock: finds a Python 3.10 that works and uv, or fetches them. Does nothing, and
# says nothing, when .venv already fits the lock file.
set -eu
cd "$(dirname "$0")/.."

NEEDED_MB=4000 # measured: 3.0 GB for .venv, the rest for downloads and a model

say() { printf '%s\n' "spinewise: $*" >&2; }

stop() { # what happened, what to do
    say "$1"
    say "Next step: $2"
    exit 1
}

free_mb() { df -Pk . | awk 'NR == 2 { print int($4 / 1024) }'; }

is_310() { # a pyenv that has not selected 3.10 leaves a python3.10 on the PATH that fails: so it is run
    "$1" -c 'import sys, ssl, venv; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1
}

is_python() { "$1" -c 'import sys, venv; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; }

candidates() { # every python on the PATH, 3.10 first, then pyenv's own, one a line
    for name in python3.10 python3 python; do
        printf '%s\n' "$PATH" | tr ':' '\n' | while IFS= read -r folder; do
            if [ -x "$folder/$name" ]; then printf '%s\n' "$folder/$name"; fi
        done
    done
    for found in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python3; do
        if [ -x "$found" ]; then printf '%s\n' "$found"; fi
    done
}

first() { # the first candidate that passes the named test
    candidates | while IFS= read -r found; do
        if "$1" "$found"; then
            printf '%s\n' "$found"
            break
        fi
    done
}

find_uv() {
    for found in "$(command -v uv || true)" "$HOME/.local/bin/uv" .uv/bin/uv; do
        if [ -n "$found" ] && "$found" --version >/dev/null 2>&1; then
            printf '%s\n' "$found"
            return
        fi
    done
}

install_uv() {
    base=$(first is_310)
    [ -n "$base" ] || base=$(first is_python)
    [ -n "$base" ] || stop "no working Python was found, so nothing can be installed." \
        "install Python 3.10 (or any Python from 3.8 with its venv module), then run the same again."
    say "fetching uv, the installer"
    "$base" -m venv .uv >&2 || stop "$base cannot make a virtual environment." \
        "install its venv module (on Debian and Ubuntu: python3-venv), then run the same again."
    .uv/bin/python -m pip install --quiet --disable-pip-version-check uv >&2 ||
        stop "uv could not be fetched." \
            "check the network (behind a proxy set HTTPS_PROXY), or install uv yourself, then run the same again."
}

python_310() {
    found=$(first is_310)
    if [ -z "$found" ]; then found=$("$UV" python find --quiet 3.10 2>/dev/null || true); fi
    if [ -z "$found" ]; then
        say "no working Python 3.10 here: fetching one with uv"
        "$UV" python install 3.10 >&2 || stop "there is no Python 3.10 and it could not be fetched." \
            "install Python 3.10 (Rasa runs on no newer one), or connect to the network, then run the same again."
        found=$("$UV" python find 3.10)
    fi
    printf '%s\n' "$found"
}

fetch() {
    # Compiled once, here: else each start compiles what it imports where nothing may be written.
    "$UV" pip sync --require-hashes --compile-bytecode --python .venv/bin/python requirements.lock >&2 && return
    [ "$(free_mb)" -ge 300 ] || stop "the disk is full: $(free_mb) MB are left." \
        "make room for $NEEDED_MB MB, then run the same again."
    stop "the packages could not be fetched; the reason stands above." \
        "check the network (proxy: HTTPS_PROXY, mirror: UV_DEFAULT_INDEX), then run the same again: what is there is kept."
}

# The copy of the lock file is written last, so its presence says that .venv is whole.
if cmp -s requirements.lock .venv/spinewise.lock && is_310 .venv/bin/python; then exit 0; fi

if [ ! -d .venv ] && [ "$(free_mb)" -lt "$NEEDED_MB" ]; then
    stop "there is too little space: $(free_mb) MB free, $NEEDED_MB MB needed." "make room, then run the same again."
fi
say "setting up; the first time this takes a minute or two"
UV=$(find_uv)
if [ -z "$UV" ]; then
    install_uv
    UV=.uv/bin/uv
fi
if ! is_310 .venv/bin/python; then
    PYTHON=$(python_310)
    say "making .venv with $PYTHON"
    rm -rf .venv
    "$UV" venv --quiet --python "$PYTHON" .venv >&2 || stop "$PYTHON could not make .venv." \
        "see the reason above; if the folder .venv is in the way, remove it, then run the same again."
fi
rm -f .venv/spinewise.lock
say "installing the packages of requirements.lock"
fetch
cp requirements.lock .venv/spinewise.lock
say "environment ready"
