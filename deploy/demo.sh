#!/usr/bin/env bash
# The demonstration: random keys, sample files and the published figures taken in, one release, the dashboard served.
# Each step is left out where an earlier run did it; the data stays in var/.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
state=${DASBOR_STATE:-var}
sampled=(apbd tags programs targets budget budget_accounts lra progress births deaths
    population counts regulations institutions digital awards adoptions scores birth_notifications)
published=(given claims population awards adoptions)
steps=$((${#sampled[@]} + ${#published[@]} + 2))
step=0

say() {
    step=$((step + 1))
    echo "[4/5] Sample data, $step of $steps: $1"
}

take() { # a refused file is part of the demonstration; anything else that fails is not
    local code=0
    say "$1"
    python -m etl take "$@" || code=$?
    case $code in
        0) ;;
        1) echo "      Not every file of $1 was accepted; the reasons stand above." ;;
        *) exit "$code" ;;
    esac
}

echo "[3/5] Keys and database"
mkdir -p "$state"
if [ ! -s "$state/demo.env" ]; then
    (
        umask 077
        python -c 'import secrets
for name in ("DASBOR_SECRET_KEY", "DASBOR_LINK_KEY"):
    print(f"{name}={secrets.token_hex(32)}")' > "$state/demo.env.new"
    )
    mv "$state/demo.env.new" "$state/demo.env"
fi
set -a
# shellcheck source=/dev/null
. "$state/demo.env"
set +a
python -m etl migrate

status=$(python -m etl status --json)
if python -c 'import json, sys; sys.exit(json.loads(sys.argv[1])["release"] is not None)' "$status"; then
    say "seed"
    python -m etl seed --out "$state/sample"
    for dataset in "${sampled[@]}"; do
        take "$dataset" "$state/sample/$dataset"/* --sample
    done
    for dataset in "${published[@]}"; do
        take "$dataset" "data/published/$dataset"/*
    done
    say "release"
    python -m etl release --today 2026-01-20 # the sample's own today: its last files are those of 2025
fi

echo "[5/5] Dashboard at http://127.0.0.1:${DASBOR_PORT:-8050} (Ctrl-C stops it)"
exec gunicorn --config deploy/gunicorn.py --bind "127.0.0.1:${DASBOR_PORT:-8050}" dashboard.wsgi:server
