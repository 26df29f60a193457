#!/bin/sh
# Installs Virtuoso from Debian where that can be done without asking anybody; else says in one line that its tests
# are skipped. Never fails. ACOPIO_WITHOUT_VIRTUOSO=1 leaves it out.
package=virtuoso-opensource-7-bin # of virtuoso-opensource, the server alone: nothing is started or asked for

skipped() {
  echo "Virtuoso tests are skipped: $1." >&2
  exit 0
}

command -v virtuoso-t >/dev/null && exit 0
[ -z "${ACOPIO_WITHOUT_VIRTUOSO-}" ] || skipped "ACOPIO_WITHOUT_VIRTUOSO is set"
command -v apt-get >/dev/null || skipped "virtuoso-t is not installed, and there is no apt-get"
[ "$(id -u)" = 0 ] || skipped "virtuoso-t is not installed, and only root could: apt-get install virtuoso-opensource"

export DEBIAN_FRONTEND=noninteractive
quick="-q -o Acquire::Retries=0 -o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10 -o DPkg::Lock::Timeout=20"
# A list that is old may do, so that the update alone is no reason to give up.
timeout 60 apt-get $quick update >/dev/null 2>&1
timeout 300 apt-get $quick install -y --no-install-recommends "$package" >/dev/null 2>&1
command -v virtuoso-t >/dev/null || skipped "apt-get could not install virtuoso-opensource"
