#!/bin/sh
exec '/opt/@FOLDER@/resources/bin/@ID@' "$@"
