#!/usr/bin/env bash
# Writes the sample models' verifying keys anew, for a change of plan or format; a test compares them with the model.
set -euo pipefail
cd "$(dirname "$0")/.."
for sample in MicroGpt MiniGpt NanoGpt; do
    model=${sample,,}
    dotnet run --project "samples/$sample" -c Release -- --write-key "models/$model/$model.vk"
done
