# What the two commands need on this machine. Sourced by ./run and ./test.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

give_up() { echo "$1" >&2; exit 1; }

# Runs a command quietly; shows what it said only when it fails.
quietly() {
  local log; log=$(mktemp)
  if ! "$@" >"$log" 2>&1 </dev/null; then cat "$log" >&2; rm -f "$log"; return 1; fi
  rm -f "$log"
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }
}

apt_install() {
  echo "Installation de $* (une seule fois)…" >&2
  # The password is asked for here, where it can be read.
  [ "$(id -u)" = 0 ] || sudo -v
  quietly as_root apt-get update -qq || true
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

need_dotnet() {
  command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' || give_up \
    "Le SDK .NET 10 est introuvable : https://dotnet.microsoft.com/download/dotnet/10.0 (Ubuntu : sudo apt-get install dotnet-sdk-10.0)."
}

has_postgres() {
  local bin version
  [ -z "${INCLUSION_PG_BIN:-}" ] || return 0 # the product judges that folder itself
  for bin in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin ${PATH//:/ }; do
    [ -x "$bin/postgres" ] && [ -x "$bin/initdb" ] || continue
    version=$("$bin/postgres" --version | sed -E 's/[^0-9]*([0-9]+).*/\1/')
    [ "${version:-0}" -lt 15 ] || return 0
  done
  return 1
}

need_postgres() {
  ! has_postgres || return 0
  local hint="PostgreSQL 15 ou plus récent est introuvable. Debian ou Ubuntu : « sudo apt-get install postgresql » ; macOS : « brew install postgresql@17 » ; sinon Docker : « docker compose up »."
  may_install || give_up "$hint"
  # Debian makes and starts a cluster with the package: not on this machine, unless it had one.
  local conf=/etc/postgresql-common/createcluster.d/inclusion-numerique.conf
  as_root mkdir -p "${conf%/*}"
  echo "create_main_cluster = false" | as_root tee "$conf" >/dev/null
  apt_install postgresql || { as_root rm -f "$conf"; give_up "$hint"; }
  as_root rm -f "$conf"
  has_postgres || give_up "Ce système ne propose pas PostgreSQL 15 ou plus récent : ajoutez le dépôt apt.postgresql.org, ou utilisez Docker (« docker compose up »)."
}

# Reads the calendars that the product writes: a parser of somebody else's, so that no fault of ours hides in both.
need_icalendar() {
  local hint="Le lecteur d’agendas des tests est introuvable (Debian ou Ubuntu : « sudo apt-get install python3-icalendar python3-dateutil »)."
  /usr/bin/python3 -c "import icalendar, dateutil" 2>/dev/null && return
  may_install && apt_install python3-icalendar python3-dateutil || give_up "$hint"
}

# Reads the PDFs that the product prints.
need_poppler() {
  ! command -v pdftotext >/dev/null || return 0
  may_install && apt_install poppler-utils || give_up "Le lecteur de PDF des tests est introuvable (Debian ou Ubuntu : « sudo apt-get install poppler-utils »)."
}

# Reads the SPSS files that the product writes, as another program.
need_pspp() {
  command -v pspp >/dev/null && command -v pspp-convert >/dev/null && return
  may_install && apt_install pspp || give_up "PSPP, le lecteur de fichiers SPSS des tests, est introuvable (Debian ou Ubuntu : « sudo apt-get install pspp »)."
}

find_chromium() {
  local name
  # Without windows first: a test's page takes it two thirds of the time.
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    # Ubuntu's packages are only doors to a snap, which a browser driver can't steer.
    if command -v "$name" >/dev/null && ! grep -qs snap "$(command -v "$name")"; then command -v "$name"; return; fi
  done
  return 1
}

need_chromium() {
  local is_ubuntu=; ! grep -qs '^ID=ubuntu' /etc/os-release || is_ubuntu=yes
  if [ -z "${INCLUSION_CHROMIUM:-}$is_ubuntu" ] && ! command -v chromium-headless-shell >/dev/null && may_install; then
    apt_install chromium-headless-shell || echo "Sans chromium-headless-shell, les parcours prennent un autre navigateur, et plus de temps." >&2
  fi
  INCLUSION_CHROMIUM=${INCLUSION_CHROMIUM:-$(find_chromium || true)}
  [ -n "$INCLUSION_CHROMIUM$is_ubuntu" ] || give_up "Chromium est introuvable : installez-le (Debian : « sudo apt-get install chromium-headless-shell ») ou nommez-le dans INCLUSION_CHROMIUM."
  export INCLUSION_CHROMIUM # empty on Ubuntu: playwright_chromium fetches one after the build
}

playwright_chromium() {
  [ -n "$INCLUSION_CHROMIUM" ] || quietly bash -c '"$1"/node/linux-*/node "$1/package/cli.js" install --with-deps chromium' - \
    tests/InclusionNumerique.Journeys/bin/Release/net10.0/.playwright
}

# The files the product is built from; further tests of find may follow.
sources() { find src Directory.*.props global.json -type d \( -name bin -o -name obj \) -prune -o -type f "$@" -print | LC_ALL=C sort; }

# Publishes the product when a source changed since the last time, beside the old one: a run that goes on keeps its files.
# Further words go to `dotnet publish`: --no-build after a build of the same sources.
publish() {
  local stamp=artifacts/app/sources next
  if [ -f "$stamp" ] && [ "$(sources)" = "$(cat "$stamp")" ] && [ -z "$(sources -newer "$stamp")" ]; then return; fi
  echo "Construction de l’application (une minute environ la première fois)…" >&2
  mkdir -p artifacts
  next=$(mktemp -d artifacts/next.XXXXXX)
  sources >"$next/sources" # dated before the build: a change made meanwhile counts as newer
  quietly dotnet publish src/InclusionNumerique.Web -c Release -o "$next" -v q "$@" || { rm -rf "$next"; give_up "La construction a échoué (voir ci-dessus)."; }
  chmod 755 "$next"
  rm -rf artifacts/app
  mv "$next" artifacts/app
}
