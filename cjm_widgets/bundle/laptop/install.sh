#!/bin/sh
# Installs the workbook. What this does stands in “READ ME.txt”.
end() {
  if [ -t 0 ]; then
    printf '\nPress Enter to close this.'
    read -r _
  fi
  exit "$1"
}

# a place that was named is meant from where this was started
here=$(dirname "$0")/program
unset PYTHONHOME PYTHONPATH
if [ ! -f "$here/install.py" ]; then
  echo 'The folder “program” is not beside this file. Unpack the whole zip file first.'
  end 1
fi
if [ -f "$here/python.tar.gz" ]; then
  own=$(mktemp -d) || end 1
  trap 'rm -rf "$own"' EXIT
  tar -xzf "$here/python.tar.gz" -C "$own" || end 1
  "$own/python/bin/python3" -I -B "$here/install.py" "$@"
  end $?
fi
for python in python@python@ /opt/homebrew/bin/python@python@ /usr/local/bin/python@python@; do
  if "$python" -c '' 2>/dev/null; then
    "$python" -I -B "$here/install.py" "$@"
    end $?
  fi
done
echo 'The workbook needs Python @python@, which is not on this computer.'
echo 'Install Python @python@ from your organisation or python.org, or ask for a bundle that brings its own.'
end 1
