#!/bin/sh
# The command line of an installed copy: its own Electron, run as plain Node. By exec, so that
# signals, exit code and standard streams are the command line's own. Called directly or by a link.
self=$0
while [ -L "$self" ]; do
  link=$(readlink -- "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname -- "$self")/$link ;;
  esac
done
resources=$(cd -- "$(dirname -- "$self")/.." && pwd -P) || exit 1
ELECTRON_RUN_AS_NODE=1
export ELECTRON_RUN_AS_NODE
exec "$resources/../@PROGRAM@" "$resources/app.asar/dist/cli.cjs" "$@"
