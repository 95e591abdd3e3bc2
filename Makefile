# hongtou (红头): structured XML into finished Chinese official documents.
#
#   make            install what is missing, fetch the free fonts, build, compile inputs/ into out/
#   make test       the same set-up, then every test
#
# Also: make asan, clang-test, lint, format, check-floors, accept CASE=…, bench, install, clean.

CC      ?= cc
O       ?= out
PREFIX  ?= /usr/local
SAN     ?=

PC_LIBS := libxml-2.0 harfbuzz harfbuzz-subset fontconfig icu-uc libdeflate
PC_TEST := cmocka

STRICT   = -std=c11 -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
           -Wmissing-prototypes -Wvla -Werror
CFLAGS  ?= -O2 -g
CPPFLAGS += -D_POSIX_C_SOURCE=200809L -Igenerator
ALL_CFLAGS = $(STRICT) $(CFLAGS) $(SAN) -pthread $(shell pkg-config --cflags $(PC_LIBS) 2>/dev/null)
LIBS     = $(shell pkg-config --libs $(PC_LIBS) 2>/dev/null) -lhpdf -lm -pthread

ROOM_SRC := $(filter-out generator/cli/main.c,$(wildcard generator/*/*.c))
ROOM_OBJ := $(ROOM_SRC:generator/%.c=$(O)/obj/%.o)
LIB      := $(O)/obj/libhongtou.a
PROGRAM  := $(O)/bin/hongtou

UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(O)/unit/%)

# make V=1 shows every command.
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
.PHONY: all documents build setup fonts

all: documents

# ---- set-up: packages and fonts ----

setup:
	@sh generator/setup.sh build
fonts: setup
	@sh fonts/fetch.sh

# ---- the program; a second make, since pkg-config may only just have been installed ----

build: setup
	@$(MAKE) --no-print-directory program

documents: fonts build
	@echo "compiling inputs/ into $(O)/"
	@$(PROGRAM) build inputs -o $(O)

.PHONY: program
program: $(PROGRAM)

$(PROGRAM): $(O)/obj/cli/main.o $(LIB)
	@mkdir -p $(@D)
	$(call say,link)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIB): $(ROOM_OBJ)
	@rm -f $@
	$(call say,ar  )
	$(Q)ar rcs $@ $^

$(O)/obj/%.o: generator/%.c Makefile
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# ---- tests ----

$(O)/unit/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,cc  )
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(LIB) $(LIBS) \
	    $(shell pkg-config --libs $(PC_TEST))

.PHONY: unit
unit: $(UNIT_BIN)
	@for t in $(UNIT_BIN); do echo "unit $$t"; $$t || exit 1; done

.PHONY: clean
clean:
	rm -rf $(O)

-include $(ROOM_OBJ:.o=.d) $(O)/obj/cli/main.d $(UNIT_BIN:=.d)
