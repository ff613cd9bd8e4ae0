#!/bin/sh
# Made under the name of an example: starts it by what runs programs of its machine.
exec @RUNNER@ "$(dirname "$0")/../../examples/$(basename "$0")" "$@"
