# hongtou (红头): structured XML into finished Chinese official documents.
#
# Targets:
#   make              install what is missing, fetch the free fonts, build, compile inputs/ into out/
#   make test         the same set-up, then every test
#   make install      the program, its data, schemas and manual page, and the library with hongtou.h,
#                     below PREFIX; make uninstall
#   make program      build without set-up
#   make checks       the tests without set-up; one by one: check-floors, circles, unit, api, cases, schema,
#                     titles, lost, fixes, imports, docx, drafts, manual-check, measure, cli, desk, compat, roundtrip-few
#   make fuzz         readers of strangers' files, fed bytes changed at random: TARGET=document TIME=600
#   make torture      every call of the system fails once, and the run is killed at every step: all
#                     points of all commands, half an hour; make torture-few: some of each, in checks
#   make roundtrip    10,000 households printed, filled in by another program, read, compared
#   make measure-all  all documents that the measuring scripts can make
#   make accept CASE=layout/title-long    what the program gives now becomes what is expected
#   make asan         unit and cases with AddressSanitizer and UndefinedBehaviorSanitizer
#   make clang        unit and cases with clang
#   make sweep DIR=folder    workbooks and CSV files of others, compared with what openpyxl reads
#   make drafts       Word files below DRAFTS (tests/import) against an independent reader, and BROKEN
#                     (300) files made of them
#   make valgrind     every sample and mistake under valgrind
#   make bench-guard  instructions of whole commands, against a table: fails when they grow by 5 %
#   make lint         clang-tidy; make analyze: gcc's analyser; make format: clang-format 14
#   make manual       inputs/手册.md anew from the tables
#   make soak         a page 20,000 times in one process, a million forms in one run: memory is flat
#   make test-cluster a million households in sixteen parts on a Slurm of this machine's own
#   make ubsan, tsan  clang's sanitizer of undefined behaviour; races
#   make deb          Debian packages, into out/deb; make test-deb: installed, upgraded and purged
#   make bench        times and memory of the whole command
#   make bounds       and on inputs far larger than any office's: they grow no faster than n log n
#   make clean        away with out/
# Variables: O=out  CC=cc  CFLAGS='-O2 -g'  PREFIX=/usr/local  DESTDIR=  CASE=  V=1 shows commands

CC      ?= cc
O       ?= out
PREFIX  ?= /usr/local
SAN     ?=

# The order is that of the dynamic linker's searches, a fifth of a one-page notice's instructions:
# that of C++, which ICU brings along and which asks for 3,000 names of its own, then the C library
# that all ask for, then those that ask for most of their own symbols.
# Three have no use of pkg-config: libharu and libcsv give no .pc file, and that of libxlsxwriter
# names another package that need not be there.
PC_LIBS := icu-uc libxml-2.0 harfbuzz harfbuzz-subset fontconfig libdeflate libpng libjpeg libqrencode libqpdf freetype2 \
           libmicrohttpd sqlite3 libsodium
PC_TEST := cmocka libzip

STRICT   = -std=c11 -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
           -Wmissing-prototypes -Wvla -Werror -Wno-error=deprecated-declarations \
           -ffp-contract=off
CFLAGS  ?= -O2 -g
# What makes a fault that is left harder to use: canaries, checked copies, tables of the linker that
# cannot be written, and where the processor has it, control-flow enforcement. Sanitizers see more
# without checked copies.
CET      := $(if $(findstring x86_64,$(shell $(CC) -dumpmachine 2>/dev/null)),-fcf-protection)
HARDEN    = -fstack-protector-strong -fstack-clash-protection $(CET) $(if $(SAN)$(filter -O0,$(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
HARDEN_LD = -Wl,-z,relro,-z,now
# Glyphs that other sources drew are not taken from the store of glyphs.
DRAWING := $(wildcard generator/font/outline.[ch] generator/font/simplify.c generator/font/cff.c generator/font/programs.c)
MADE_BY := -DPROGRAMS_MADE_BY=$(firstword $(shell cat $(DRAWING) | cksum))U
# Libraries that are loaded when they are needed (base/late.h), by the names that the linker would
# have written down for the headers that are here.
LATE    := zip icui18n md4c seccomp nettle
LATE_FILE = $(shell objdump -p "$$($(CC) -print-file-name=lib$(1).so)" 2>/dev/null | sed -n 's/^ *SONAME *//p')
LATE_NAMES := $(foreach l,$(LATE),-DLATE_$(shell echo $(l) | tr a-z A-Z)='"$(call LATE_FILE,$(l))"')
CPPFLAGS += -D_POSIX_C_SOURCE=200809L -Igenerator $(MADE_BY) $(LATE_NAMES)
ALL_CFLAGS = $(STRICT) $(HARDEN) $(CFLAGS) $(SAN) -pthread $(shell pkg-config --cflags $(PC_LIBS) 2>/dev/null)
LIBS     = $(HARDEN_LD) -Wl,--push-state,--no-as-needed -l:libstdc++.so.6 -Wl,--pop-state -lc -lm -pthread $(shell pkg-config --libs $(PC_LIBS) 2>/dev/null) -lhpdf -lcsv -lxlsxwriter

MAIN_SRC := generator/cli/main.c generator/cli/exchange_main.c generator/cli/desk_main.c \
            generator/lexicon/lexicon_main.c
ALLOC_SRC := generator/cli/alloc.c
ROOM_SRC := $(filter-out $(MAIN_SRC) $(ALLOC_SRC),$(wildcard generator/*/*.c))
ROOM_OBJ := $(ROOM_SRC:generator/%.c=$(O)/obj/%.o)
LIB      := $(O)/obj/rooms.a
PUBLIC   := $(O)/lib/libhongtou.a
PROGRAM  := $(O)/bin/hongtou
EXCHANGE := $(PROGRAM)-exchange
DESK     := $(PROGRAM)-desk
LEXICON  := $(PROGRAM)-lexicon

UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(O)/unit/%)

V ?= 0
ifeq ($(V),0)
  Q := @
  say = @echo "  $(1) $(patsubst $(O)/%,%,$@)"
else
  Q :=
  say =
endif

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all help documents build setup fonts lexicon

all: documents

help:
	@sed -n '/^# Targets:/,/^$$/s/^# \{0,1\}//p' Makefile

# ---- set-up: packages and fonts ----

setup:
	@sh generator/setup.sh build
fonts: setup
	@sh fonts/fetch.sh

# ---- the program; a second make, since pkg-config may only just have been installed ----

build: setup
	@$(MAKE) --no-print-directory program

# The dictionary is packed by a program of ours, so it comes after the build.
lexicon: build
	@$(MAKE) --no-print-directory $(LEXICON)
	@sh templates/fetch.sh "$(abspath $(LEXICON))"
	@sh templates/web/fetch.sh

# For tests without set-up, where it is missing.
templates/words.dict: | $(LEXICON)
	@sh templates/fetch.sh "$(abspath $(LEXICON))"

documents: fonts lexicon
	@echo "compiling inputs/ into $(O)/"
	@$(PROGRAM) build inputs -o $(O)

.PHONY: program
program: $(PROGRAM)

# Each with the libraries that it uses and no others: they are most of a short run's time.
$(PROGRAM): $(O)/obj/cli/main.o $(LIB) | $(EXCHANGE) $(DESK)
$(EXCHANGE): $(O)/obj/cli/exchange_main.o $(LIB)
$(DESK): $(O)/obj/cli/desk_main.o $(LIB)
$(LEXICON): $(O)/obj/lexicon/lexicon_main.o $(LIB)
$(PROGRAM) $(EXCHANGE) $(DESK): $(ALLOC_SRC:generator/%.c=$(O)/obj/%.o)
$(PROGRAM) $(EXCHANGE) $(DESK) $(LEXICON):
	@mkdir -p $(@D)
	$(call say,link)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $^ $(LIBS)

$(LIB): $(ROOM_OBJ)
	@rm -f $@
	$(call say,ar  )
	$(Q)ar qcs $@ $^

$(O)/obj/font/programs.o: $(DRAWING)
$(O)/obj/%.o: generator/%.c Makefile
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The library for other programs: one object, of which only the names of hongtou.h can be seen.
PC_PUBLIC := $(filter-out libqpdf libmicrohttpd sqlite3 libsodium,$(PC_LIBS))
.PHONY: library
library: $(PUBLIC)
$(PUBLIC): $(O)/obj/office/hongtou.o $(LIB)
	@mkdir -p $(@D)
	$(call say,lib )
	$(Q)$(CC) -r -nostdlib -o $(O)/obj/public.o $(O)/obj/office/hongtou.o $(LIB)
	$(Q)objcopy -w --keep-global-symbol='hongtou_*' $(O)/obj/public.o
	@rm -f $@
	$(Q)ar qcs $@ $(O)/obj/public.o
$(O)/lib/hongtou.h: generator/office/hongtou.h
	@mkdir -p $(@D)
	$(Q)cp $< $@

# ---- tests ----

$(O)/unit/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(LIB) $(LIBS) \
	    $(shell pkg-config --libs $(PC_TEST))

# A program of somebody else's: the header and the library, and nothing else of ours.
$(O)/api/%: tests/api/%.c $(PUBLIC) $(O)/lib/hongtou.h
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) -D_XOPEN_SOURCE=700 -I$(O)/lib $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(PUBLIC) \
	    -Wl,--as-needed $(LIBS) $(shell pkg-config --libs $(PC_TEST))

# There and back: forms printed, filled in by another program, read; a hundred of them in checks.
.PHONY: roundtrip roundtrip-few
HOUSEHOLDS ?= 10000
roundtrip: $(PROGRAM) templates/words.dict
	@python=python3; $$python -c 'import pypdf' 2>/dev/null || python=/usr/bin/python3; \
	    $$python tests/roundtrip.py '$(abspath $(PROGRAM))' $(HOUSEHOLDS)
roundtrip-few:
	@$(MAKE) --no-print-directory roundtrip HOUSEHOLDS=100

.PHONY: test checks circles unit api cases titles lost imports docx schema measure measure-all cli desk compat accept check-floors manual-check
test: fonts lexicon
	@sh generator/setup.sh test
	@$(MAKE) --no-print-directory checks

# What is run by hand only is at least made.
TOOLS := $(patsubst tests/%.c,$(O)/%,$(wildcard tests/bench/*.c tests/sweep/*.c))
checks: check-floors circles $(TOOLS) unit api cases titles lost fixes imports docx drafts schema manual-check measure cli desk compat roundtrip-few torture-few
	@echo "all tests passed"

check-floors:
	@sh tests/arrows.sh
	@sh tests/floors.sh

circles: $(LIB)
	@python3 tests/circles.py $(O)/obj

unit: $(UNIT_BIN) templates/words.dict
	@failed=; for t in $(UNIT_BIN); do $$t || failed="$$failed $$t"; done; \
	    [ -z "$$failed" ] || { echo "failed:$$failed"; exit 1; }

api: $(O)/api/test_hongtou $(PROGRAM) templates/words.dict
	@$< '$(abspath $(PROGRAM))'

cases: $(PROGRAM) templates/words.dict
	@sh tests/cases.sh run $(PROGRAM) $(CASE)

titles: $(PROGRAM) templates/words.dict
	@python3 tests/titles.py $(PROGRAM)

lost: $(PROGRAM) templates/words.dict
	@python3 -B tests/lost.py --mutate $(PROGRAM)

docx: $(PROGRAM) templates/words.dict
	@python3 -B tests/docx.py $(PROGRAM)
	@python3 -B tests/docx_edits.py $(PROGRAM)
	@python3 -B tests/docx_pictures.py $(PROGRAM)

fixes: $(PROGRAM) templates/words.dict
	@python3 tests/fix.py $(PROGRAM)

imports: $(PROGRAM) templates/words.dict
	@python3 -B tests/import_lists.py $(PROGRAM)
	@python3 -B tests/import_notices.py $(PROGRAM)

schema: $(PROGRAM)
	@sh tests/schema.sh $(PROGRAM)

manual-check: $(PROGRAM)
	@sh tests/manual.sh check $(PROGRAM)

measure: $(PROGRAM) templates/words.dict
	@python3 tests/measure.py $(PROGRAM)
	@python3 tests/measure_tables.py $(PROGRAM)
	@python3 tests/measure_forms.py $(PROGRAM)
	@python3 tests/measure_marks.py $(PROGRAM)
	@python3 tests/measure_turns.py $(PROGRAM)
	@python3 tests/measure_signs.py $(PROGRAM)
	@python3 tests/measure_photos.py $(PROGRAM)
	@python3 tests/measure_lines.py $(PROGRAM)
	@python3 tests/measure_ends.py $(PROGRAM) 60
	@python3 tests/measure_pictures.py $(PROGRAM) inputs/样张/联合行文-三个机关.xml \
	    inputs/样张/命令-签名章.xml inputs/样张/信函.xml inputs/样张/重点任务清单-合并表.xml
	@python3 tests/measure_compare.py $(PROGRAM)
	@python3 tests/measure_profile.py $(PROGRAM)

# Everything that can be measured: all documents that the scripts can make.
measure-all: measure
	@python3 tests/measure_ends.py $(PROGRAM)
	@python3 tests/measure_turns.py $(PROGRAM) all
	@python3 tests/measure_compare.py $(PROGRAM) 240

desk: $(PROGRAM) templates/words.dict
	@sh templates/web/fetch.sh
	@/usr/bin/python3 tests/desk/run.py $(PROGRAM) $(PART)
cli: $(PROGRAM) templates/words.dict
	@sh tests/cli.sh $(PROGRAM)

compat: $(PROGRAM)
	@sh tests/compat.sh $(PROGRAM)

accept: $(PROGRAM)
	@sh tests/cases.sh accept $(PROGRAM) $(CASE)

# Every test again with AddressSanitizer and UndefinedBehaviorSanitizer, and with clang.
.PHONY: asan ubsan tsan tsan-threads threads clang valgrind
asan:
	@HONGTOU_HOME='$(CURDIR)' $(MAKE) --no-print-directory O=$(O)/asan CFLAGS='-O1 -g' \
	    SAN='-fsanitize=address,undefined -fno-sanitize-recover=all' unit api cases
# clang's sanitizer of undefined behaviour finds others than gcc's.
ubsan:
	@HONGTOU_HOME='$(CURDIR)' $(MAKE) --no-print-directory O=$(O)/ubsan CC='$(FUZZ_CC)' CFLAGS='-O1 -g' \
	    SAN='-fsanitize=undefined -fno-sanitize-recover=all' unit api cases
TSAN = TSAN_OPTIONS=ignore_noninstrumented_modules=1 HONGTOU_HOME='$(CURDIR)' $(MAKE) --no-print-directory \
    O=$(O)/tsan CFLAGS='-O1 -g' SAN='-fsanitize=thread'
tsan:
	@$(TSAN) unit api threads
tsan-threads:
	@$(TSAN) threads
# What runs in several threads: print, folders with -j, the desk.
threads: $(PROGRAM)
	@sh tests/threads.sh $(PROGRAM)
clang:
	@HONGTOU_HOME='$(CURDIR)' $(MAKE) --no-print-directory O=$(O)/clang CC=clang unit api cases

# Bytes from strangers to each reader, changed at random by libFuzzer (clang's, libclang-rt-14-dev):
# make fuzz TARGET=document TIME=600, or every target for TIME seconds; then TIME=keep packs what was of
# use (tests/fuzz/fuzz.sh).
.PHONY: fuzz
TIME   ?= 20
TARGET ?= $(basename $(notdir $(wildcard tests/fuzz/*.c)))
fuzz:
	@$(MAKE) --no-print-directory O=$(O)/fuzz CC='$(FUZZ_CC)' CFLAGS='-O1 -g' \
	    SAN='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' $(TARGET:%=$(O)/fuzz/target/%)
	@printf '%s\n' $(TARGET) | xargs -n 1 -P "$$(nproc)" sh tests/fuzz/fuzz.sh '$(O)/fuzz' $(TIME)
FUZZ_CC ?= clang
$(O)/target/%: tests/fuzz/%.c tests/fuzz/fuzz.h $(LIB)
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

# Workbooks and CSV files of others, read by the program and by openpyxl: make sweep DIR=folder
.PHONY: sweep
sweep: $(O)/sweep/cells $(PROGRAM)
	@python3 tests/sweep/sweep.py $(O)/sweep/cells $(PROGRAM) '$(DIR)'

$(O)/sweep/%: tests/sweep/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

# Word files of others: make drafts DRAFTS=folder BROKEN=5000
.PHONY: drafts
DRAFTS ?= tests/import
BROKEN ?= 300
drafts: $(O)/draft/dump
	@python3 -B tests/draft/drafts.py '$(abspath $(O)/draft/dump)' '$(DRAFTS)' $(BROKEN)

$(O)/draft/%: tests/draft/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

# A million households in sixteen parts on a Slurm of this machine's own; needs root and slurm-wlm.
.PHONY: test-cluster
test-cluster: $(PROGRAM) templates/words.dict
	@sh tests/cluster.sh $(PROGRAM) $(FORMS) 16

# One process that builds a page 20,000 times, and one that prints a million forms: memory is flat.
.PHONY: soak
BUILDS ?= 20000
FORMS  ?= 1000000
soak: $(PROGRAM) $(O)/bench/soak templates/words.dict
	@HONGTOU_HOME='$(CURDIR)' $(O)/bench/soak inputs/关于召开乡村振兴工作推进会的通知.xml $(BUILDS)
	@python3 tests/bench/soak.py $(PROGRAM) $(FORMS)

# tests/torture/torture.py says what is judged; SCENARIOS='build issue' plays some.
.PHONY: torture torture-beside torture-few
SCENARIOS ?= all
torture: $(PROGRAM) $(O)/torture/shim.so templates/words.dict
	@python3 -B tests/torture/torture.py $(PROGRAM) $(O)/torture/shim.so $(SCENARIOS)
	@$(if $(filter all,$(SCENARIOS)),$(MAKE) --no-print-directory torture-beside)
# What the scenarios do not play: each says at its top what it does.
torture-beside:
	@python3 -B tests/torture/meddle.py $(PROGRAM) $(O)/torture/shim.so
	@python3 -B tests/torture/desk.py $(PROGRAM) $(O)/torture/shim.so
	@python3 -B tests/torture/starve.py $(PROGRAM)
	@python3 -B tests/torture/flips.py $(PROGRAM)
	@python3 -B tests/torture/folder.py $(PROGRAM)
torture-few:
	@$(MAKE) --no-print-directory torture SCENARIOS=sample
	@python3 -B tests/torture/meddle.py $(PROGRAM) $(O)/torture/shim.so few
	@python3 -B tests/torture/desk.py $(PROGRAM) $(O)/torture/shim.so few
	@python3 -B tests/torture/starve.py $(PROGRAM) few
	@python3 -B tests/torture/forms.py $(PROGRAM)
	@python3 -B tests/torture/flips.py $(PROGRAM) 97
$(O)/torture/shim.so: tests/torture/shim.c
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) -std=c11 -Wall -Wextra -Werror -O1 -g -shared -fPIC -o $@ $< -ldl -pthread

.PHONY: valgrind-few
valgrind: $(PROGRAM)
	@sh tests/valgrind.sh $(PROGRAM)
valgrind-few: $(PROGRAM)
	@sh tests/valgrind.sh $(PROGRAM) few

# ---- keeping house ----

.PHONY: format lint bench install uninstall manual
format:
	clang-format -i generator/*/*.[ch] tests/api/*.c tests/unit/*.h tests/unit/*/*.[ch] tests/bench/*.c tests/fuzz/*.[ch]

# A source is looked at again when it or any header has changed. What is not asked, and why, says
# .clang-tidy of the one; of the other tests/analyze.txt. The bound keeps clang's analyser to seconds
# a file.
.PHONY: analyze
ALL_SRC := $(wildcard generator/*/*.c)
ALL_HEADERS := $(wildcard generator/*/*.h generator/*/*.def)
# "all FLAG why" or "FILE FLAG why", a line each
ANALYZE_NOT = $(shell sed -n 's,^all \(-W[a-z-]*\).*,\1,p; s,^$< \(-W[a-z-]*\).*,\1,p' tests/analyze.txt)
lint: $(ALL_SRC:generator/%.c=$(O)/lint/%.ok)
	@echo "lint: clean"
analyze: $(ALL_SRC:generator/%.c=$(O)/analyze/%.ok)
	@echo "analyze: clean"
$(O)/lint/%.ok: generator/%.c .clang-tidy $(ALL_HEADERS)
	@mkdir -p $(@D)
	$(call say,lint)
	$(Q)clang-tidy --quiet $< -- $(CPPFLAGS) $(ALL_CFLAGS) -Xclang -analyzer-config -Xclang max-nodes=40000 \
	    2>$@.told || { cat $@.told; exit 1; }
	@touch $@
$(O)/analyze/%.ok: generator/%.c tests/analyze.txt $(ALL_HEADERS)
	@mkdir -p $(@D)
	$(call say,look)
	$(Q)gcc -fanalyzer $(CPPFLAGS) $(ALL_CFLAGS) $(ANALYZE_NOT) -c -o /dev/null $<
	@touch $@

$(O)/bench/%: tests/bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

.PHONY: bounds
bounds: fonts lexicon $(PROGRAM)
	@HONGTOU_HOME='$(CURDIR)' python3 tests/bench/bounds.py $(PROGRAM)

# The whole command, cold, beside the machine's own floor: the same PDF work without reading
# and layout.
bench: fonts lexicon $(O)/bench/floor $(O)/bench/breaker $(O)/bench/forms
	@python3 tests/bench/bench.py $(PROGRAM) $(O)/bench/floor
	@$(O)/bench/breaker fonts templates
	@for n in 1000 10000 100000; do $(O)/bench/forms fonts $(O)/bench/forms.pdf $$n; done

# Instructions of whole commands against tests/bench/instructions.txt (valgrind's callgrind).
.PHONY: bench-guard
bench-guard: $(PROGRAM) templates/words.dict
	@python3 -B tests/bench/guard.py $(PROGRAM) \
	    '$(shell $(CC) -dumpmachine) $(shell $(CC) -dumpfullversion) $(CFLAGS) $(SAN)' $(if $(WRITE),--write)

# The reference manual of the vocabulary, written anew from the table.
manual: $(PROGRAM)
	@sh tests/manual.sh write $(PROGRAM)

BIN  := $(DESTDIR)$(PREFIX)/bin
DATA := $(DESTDIR)$(PREFIX)/share/hongtou
MAN  := $(DESTDIR)$(PREFIX)/share/man/man1
MAN_ZH := $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1
BASH := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSH := $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISH := $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
LIBS_TO := $(DESTDIR)$(PREFIX)/lib
HEADERS := $(DESTDIR)$(PREFIX)/include
install: fonts lexicon
	@$(MAKE) --no-print-directory library
	install -d "$(BIN)" "$(MAN)" "$(BASH)" "$(DATA)/templates/new" "$(DATA)/fonts/free" "$(DATA)/schema" \
	    "$(DATA)/templates/web/codemirror"
	install -m 755 $(PROGRAM) "$(BIN)/hongtou"
	install -m 755 $(EXCHANGE) "$(BIN)/hongtou-exchange"
	install -m 755 $(DESK) "$(BIN)/hongtou-desk"
	@old="$(DATA)/templates/phrases.txt"; if [ -e "$$old" ] && ! cmp -s templates/phrases.txt "$$old"; then \
	    cp -p "$$old" "$$old.before"; \
	    echo "hongtou: 原来的词语留在 $$old.before；自己加的词请移到 /etc/hongtou/phrases.txt，升级不会动它"; \
	    echo "hongtou: the phrases of before are in $$old.before; your own belong into /etc/hongtou/phrases.txt"; fi
	install -m 644 templates/*.xml templates/*.txt templates/words.dict "$(DATA)/templates/"
	install -m 644 templates/new/*.xml "$(DATA)/templates/new/"
	install -d "$(DATA)/templates/cluster" && install -m 755 templates/cluster/* "$(DATA)/templates/cluster/"
	install -m 644 templates/web/*.html templates/web/*.js templates/web/*.css "$(DATA)/templates/web/"
	install -m 644 templates/web/codemirror/* "$(DATA)/templates/web/codemirror/"
	install -d "$(DATA)/inputs" && cp -R inputs/样张 "$(DATA)/inputs/"
	install -m 644 fonts/fonts.xml fonts/gb2312.txt fonts/names.txt fonts/README.md "$(DATA)/fonts/"
	install -p -m 644 fonts/free/* "$(DATA)/fonts/free/"
	$(PROGRAM) schema --names zh -o "$(DATA)/schema/hongtou.zh.xsd"
	$(PROGRAM) schema --names en -o "$(DATA)/schema/hongtou.en.xsd"
	install -m 644 generator/cli/hongtou.1 "$(MAN)/hongtou.1"
	install -d "$(MAN_ZH)" "$(ZSH)" "$(FISH)"
	sh templates/man.sh $(PROGRAM) >"$(MAN_ZH)/hongtou.1"
	$(PROGRAM) completion bash -o "$(BASH)/hongtou"
	$(PROGRAM) completion zsh -o "$(ZSH)/_hongtou"
	$(PROGRAM) completion fish -o "$(FISH)/hongtou.fish"
	chmod 644 "$(MAN_ZH)/hongtou.1" "$(BASH)/hongtou" "$(ZSH)/_hongtou" "$(FISH)/hongtou.fish"
	install -d "$(LIBS_TO)/pkgconfig" "$(HEADERS)"
	install -m 644 $(PUBLIC) "$(LIBS_TO)/libhongtou.a"
	install -m 644 generator/office/hongtou.h "$(HEADERS)/hongtou.h"
	printf '%s\n' 'Name: hongtou' 'Description: Chinese official documents from XML' \
	    "Version: $$(sed -n 's/.*HONGTOU_VERSION "\(.*\)"/\1/p' generator/base/version.h)" \
	    'Requires.private: $(PC_PUBLIC)' 'Cflags: -I$(PREFIX)/include' \
	    'Libs: -L$(PREFIX)/lib -lhongtou' 'Libs.private: -lhpdf -lcsv -lm -pthread' \
	    >"$(LIBS_TO)/pkgconfig/hongtou.pc"

# What the office has put there (fonts, profiles) stays; so does /etc/hongtou.
uninstall:
	rm -f "$(BIN)/hongtou" "$(BIN)/hongtou-exchange" "$(BIN)/hongtou-desk" "$(MAN)/hongtou.1" \
	    "$(MAN_ZH)/hongtou.1" "$(BASH)/hongtou" "$(ZSH)/_hongtou" "$(FISH)/hongtou.fish" \
	    "$(LIBS_TO)/libhongtou.a" "$(LIBS_TO)/pkgconfig/hongtou.pc" "$(HEADERS)/hongtou.h"
	for file in templates/*.xml templates/*.txt templates/words.dict fonts/*.*; do rm -f "$(DATA)/$$file"; done
	rm -rf "$(DATA)/templates/new" "$(DATA)/templates/cluster" "$(DATA)/templates/web" "$(DATA)/fonts/free" "$(DATA)/schema"
	@[ ! -d "$(DATA)" ] || find "$(DATA)" -depth -type d -empty -delete
	@[ ! -d "$(DATA)" ] || { echo "hongtou: 自己放进去的文件没有删："; \
	    echo "hongtou: what was put there by hand stays:"; find "$(DATA)" -type f; }

# Debian packages of what install gives: out/deb/hongtou_VERSION_ARCHITECTURE.deb and the free fonts;
# and both in a fresh system, where an upgrade follows (as root; some minutes, and a mirror).
.PHONY: deb test-deb late
late:
	@echo $(foreach l,$(LATE),$(call LATE_FILE,$(l)))
deb:
	@rm -rf $(O)/deb
	@$(MAKE) --no-print-directory install DESTDIR='$(abspath $(O))/deb/stage' PREFIX=/usr >/dev/null
	@sh templates/debian/build.sh $(O)/deb/stage $(O)/deb
test-deb: deb
	@sh templates/debian/build.sh $(O)/deb/stage $(O)/deb/next +1 >/dev/null
	@mkdir -p $(O)/deb/first && cp $(O)/deb/*.deb $(O)/deb/first/
	@sh templates/debian/test.sh $(O)/deb/first $(O)/deb/next

.PHONY: clean
clean:
	rm -rf $(O)

-include $(ROOM_OBJ:.o=.d) $(patsubst generator/%.c,$(O)/obj/%.d,$(MAIN_SRC) $(ALLOC_SRC)) $(UNIT_BIN:=.d)
