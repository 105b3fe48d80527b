#!/usr/bin/env bash
# Every result of bench/results on this machine, in some six minutes. Run it on an idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."

bench() { dotnet run --project bench/Atlas.Bench -c Release --no-build -- "$@"; }

for project in samples/MicroGpt samples/MiniGpt samples/NanoGpt bench/DigitsMlp bench/Atlas.Bench; do
  dotnet build "$project" -c Release -v q --nologo
done
for profile in Native Portable; do
  dotnet publish samples/NanoGpt -c Release -p:PublishProfile="$profile" -v q --nologo
done

bench models
bench models --programs artifacts/publish/native --label native --result bench/results/models-native.json
bench models --programs artifacts/publish/portable --label portable --result bench/results/models-portable.json
if command -v npm > /dev/null; then
  npm ci --prefix bench/peer --silent
  bench peer
fi
bench micro --filter '*'
bench micro --back-ends all --filter '*MultiplySpans' '*InnerProduct*' '*InvertBatch' '*AddAffinePairs' --result bench/results/micro-back-ends.json
