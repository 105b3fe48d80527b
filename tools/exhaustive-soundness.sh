#!/usr/bin/env bash
# Flips each bit of each byte of a microgpt proof, one at a time: every one must be rejected; and 500 random plans instead of a few. Takes minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
ATLAS_EXHAUSTIVE=1 dotnet test tests/Atlas.Soundness.Tests -c Release --nologo --filter "FullyQualifiedName~EachBitFlipped|FullyQualifiedName~RandomGraph"
