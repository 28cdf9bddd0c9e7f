# Sourced by bin/run and bin/test: where things stand, and how what is missing is installed.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

need() {
  command -v "$1" >/dev/null || fail "$1 is missing. $2"
}

# The program is started without `dotnet`, and finds the runtime beside it.
find_dotnet() {
  need dotnet "Install the .NET 10 SDK: https://dotnet.microsoft.com/download"
  export DOTNET_ROOT="${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}"
}

# is_installed FOLDER: its packages are those of its lock file.
is_installed() {
  cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock.json"
}

install_node_modules() {
  ! is_installed "$1" || return 0
  need npm "Install Node.js 20: https://nodejs.org"
  say "Installing the packages of $1/package-lock.json ..."
  # A registry that lacks optional packages of other platforms is refused by `ci`; `install` takes the versions of the lock file, too.
  (cd "$1" && { npm ci --no-audit --no-fund --loglevel=silent || npm install --no-save --no-audit --no-fund --loglevel=error; }) >&2 </dev/null || return
  cp "$1/package-lock.json" "$1/node_modules/.installed-lock.json"
}

# install_debian PACKAGE...: their services are not started, for the tests start what they need themselves.
install_debian() (
  need apt-get "Install these with your package manager: $*"
  as_root="" wait="-o DPkg::Lock::Timeout=300" policy=/usr/sbin/policy-rc.d
  [ "$(id -u)" = 0 ] || as_root=sudo
  say "Installing with apt: $* ..."
  if [ ! -e $policy ]; then
    trap '$as_root rm -f $policy' EXIT
    printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
    $as_root chmod +x $policy
  fi
  exec >&2 </dev/null
  $as_root apt-get update -qq $wait
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $wait --no-install-recommends "$@"
)
