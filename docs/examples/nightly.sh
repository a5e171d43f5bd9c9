#!/bin/sh
# Runs an audit and says something only if somebody has to look: cron sends a mail for whatever is printed.
#   nightly.sh PROJECT.yaml REPORT_FOLDER [FIGURES.prom]
set -u
project=${1:?project file}
reports=${2:?folder for the reports}
figures=${3:-}
log=$reports/audit.log
mkdir -p "$reports" || exit 5

barlau audit "$project" --quiet --fail-on new \
  --format html --format json --output "$reports" ${figures:+--prometheus "$figures"} 2>>"$log"
code=$?

case $code in
  0) ;;
  1 | 4)
    echo "Something new was found: see $reports/report.html"
    barlau diff previous last --project "$project" 2>/dev/null || barlau report last --project "$project"
    ;;
  3)
    echo "Not everything could be read, nothing new in the rest: see $reports/report.html"
    tail -n 1 "$log"
    ;;
  *)
    echo "The audit failed (exit status $code):"
    tail -n 5 "$log"
    ;;
esac
exit "$code"
