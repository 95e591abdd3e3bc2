/*
 * Where Chinese words end, so that titles, labels and cells turn between words and not within.
 *
 * Four sources, the nearest first: the names that the document itself has (organs, people, places,
 * attachments, abbreviations that it defines), the phrases of the trade (templates/phrases.txt), a
 * dictionary of words with their frequencies, and the patterns of names that no dictionary has
 * (青禾县, 沈望舒同志). The likeliest way to read a text as words wins (a unigram model); what it
 * leaves as single characters is told apart from words, since a name may hide there.
 *
 * The dictionary is that of jieba (Expat licence), which Debian has as python3-jieba. It is fetched
 * at set-up and packed by hongtou-lexicon into a file that is mapped and of which a run touches
 * some pages. Of 2366 places between Han characters in the 192 titles of tests/titles/one.txt where
 * no line may end, ICU's words end at 714, these at 1; of 1611 where one may, ICU's miss 16, these
 * 434, most of them within names (BREAK_CLOSE). Phrases and patterns were mended on these titles,
 * so the figures flatter; tests/titles.py judges by the lines that are set.
 */
#ifndef HONGTOU_LEXICON_LEXICON_H
#define HONGTOU_LEXICON_LEXICON_H

#include <uchar.h>

#include "base/diag.h"
#include "base/mem.h"

/* What a line's end between two characters costs the reader. */
enum lexicon_break {
    BREAK_APART, /* between words */
    BREAK_CLOSE, /* between words that make one name or term: 青禾县|医疗保障局, 回头|看 */
    BREAK_UNSURE, /* between characters that are no words: perhaps in a name */
    BREAK_TORN,   /* in a word */
};

struct lexicon;

/* folder: of the templates, where words.dict and phrases.txt are. A dictionary that is missing or
 * damaged is told (W001), and the phrases alone are known. The words live in the arena until they
 * are closed; they are only read by what follows, so threads may share them. */
struct lexicon *lexicon_open(struct arena *a, const char *folder, struct diags *d);
void lexicon_close(struct lexicon *w); /* NULL is none */
/* Whether the dictionary, which is mapped, is as it was then. False: reported. */
bool lexicon_is_unchanged(const struct lexicon *w, struct diags *d);
/* Phrases of the office's own, from a file like phrases.txt. False: reported. */
bool lexicon_add_phrases(struct lexicon *w, struct arena *a, const char *path, struct diags *d);

/* Names that one document has, in an arena; at most 40 characters of each count. One that is whole,
 * a person's, is never opened; others, when longer than three characters, have words of their own.
 */
struct lexicon_names;
struct lexicon_names *lexicon_names_new(struct arena *a);
void lexicon_add_name(struct lexicon_names *names, const char32_t *name, size_t n, bool whole);

/* breaks[i]: what a line's end behind text[i] costs, for each i below n; names may be NULL.
 * Characters that are not Han part words and are apart from them: rules for them are elsewhere. */
void lexicon_breaks(const struct lexicon *w, const struct lexicon_names *names,
                    const char32_t *text, size_t n, enum lexicon_break breaks[]);

/* Is a line's end behind text[i] one within a name: a person's, a short one of the document's, or
 * what short quotations quote (“两委”)? By their looks alone, at little cost; a word that looks
 * like a name is taken for one. */
void lexicon_find_names(const struct lexicon *w, const struct lexicon_names *names,
                        const char32_t *text, size_t n, bool within[]);

#endif
