#!/bin/sh
# Puts the editor of the source view, CodeMirror, into templates/web/codemirror/, out of Debian's
# package.
set -eu
cd "$(dirname "$0")"
sh ../../generator/fetch.sh codemirror <<'LIST'
libjs-codemirror usr/share/javascript/codemirror/codemirror.js
libjs-codemirror usr/share/javascript/codemirror/codemirror.css
libjs-codemirror usr/share/javascript/codemirror/mode/xml/xml.js
libjs-codemirror usr/share/javascript/codemirror/addon/hint/show-hint.js
libjs-codemirror usr/share/javascript/codemirror/addon/hint/show-hint.css
LIST
