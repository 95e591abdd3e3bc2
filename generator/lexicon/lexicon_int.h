/* Inside lexicon/: the packed dictionary, a trie. */
#ifndef HONGTOU_LEXICON_LEXICON_INT_H
#define HONGTOU_LEXICON_LEXICON_INT_H

#include <stdint.h>

#include "lexicon/lexicon.h"

/* The Han characters that words are made of: the block that GB 2312 and GBK use. */
enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF, HAN_COUNT = HAN_LAST - HAN_FIRST + 1 };

/* Costs are -log2 of a word's share of all words, in 1/COST_UNIT. */
enum { COST_UNIT = 32 };

/*
 * words.dict, in the machine's byte order (it is made where it is used): a header, and nodes. Node
 * i below HAN_COUNT is the character HAN_FIRST + i as a word's first; the nodes below a node stand
 * together, in the order of their characters.
 */
enum dict_kind {
    KIND_NONE, /* no word */
    KIND_NOUN, /* it names something: a noun, a place, a person */
    KIND_ADVERB,
    KIND_OTHER
};
struct dict_header {
    char magic[8];
    uint32_t nodes;
};
struct dict_node {
    uint16_t cp;
    uint16_t cost;  /* of the word that ends here; 0: none does */
    uint32_t first; /* of the nodes below */
    uint16_t n;     /* how many they are */
    uint16_t kind;  /* enum dict_kind */
};
extern const char dict_magic[8];

struct dict {
    const struct dict_node *nodes;
    uint32_t n;
};

/* Maps the file until it is closed. False: errno says why, EINVAL of a damaged one, and it is not
 * reported. */
bool dict_open(struct dict *d, const char *path);
void dict_close(struct dict *d); /* one without words, too */

/* The node of a first character, and the one below a node for the next; NULL: no word goes on so.
 */
const struct dict_node *dict_first(const struct dict *d, char32_t cp);
const struct dict_node *dict_next(const struct dict *d, const struct dict_node *node, char32_t cp);

/* Packs a list of words, one a line ("发展 195019 vn": the word and how often it was counted), to a
 * file. False: reported. */
bool dict_pack(const char *list, size_t size, const char *path, struct diags *d);

#endif
