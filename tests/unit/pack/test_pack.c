/* Parts of a ZIP: names as programs write them, limits, and what parts refer to. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "../packing.h"

#include "pack/pack.h"

struct opened {
    struct buf zip;
    struct pack *pack;
    struct arena *arena;
};

static struct opened open_parts(const struct part *parts, uint64_t part, uint64_t total)
{
    struct opened o = {.zip = make_zip(parts), .arena = arena_new()};
    struct file_pieces file = {.bytes = o.zip.p, .size = o.zip.n};
    o.pack = pack_open(&file, &(struct pack_limits){part, total});
    assert_non_null(o.pack);
    return o;
}

static void close_parts(struct opened *o)
{
    pack_close(o->pack);
    buf_drop(&o->zip);
    arena_drop(o->arena);
}

static void names_are_found_as_programs_write_them(void **state)
{
    (void)state;
    static const struct part parts[] = {
        {"word\\Document.xml", "<a/>"}, {"/x.xml", "x"}, {NULL, NULL}};
    struct opened o = open_parts(parts, 100, 100);
    struct buf out = {0};
    assert_true(pack_has(o.pack, "word/document.xml"));
    assert_true(pack_has(o.pack, "x.xml"));
    assert_false(pack_has(o.pack, "y.xml"));
    assert_int_equal(pack_size(o.pack, "x.xml"), 1);
    assert_true(pack_size(o.pack, "y.xml") == UINT64_MAX);
    assert_true(pack_read(o.pack, "WORD/document.xml", &out));
    assert_string_equal(out.p, "<a/>");
    buf_drop(&out);
    close_parts(&o);
}

static void parts_and_all_of_them_are_limited(void **state)
{
    (void)state;
    static const struct part parts[] = {{"a", "12345678"}, {"b", "1234567"}, {NULL, NULL}};
    struct opened o = open_parts(parts, 7, 10);
    struct buf out = {0};
    assert_false(pack_read(o.pack, "a", &out));
    assert_int_equal(pack_fault(o.pack), PACK_LARGE);
    assert_true(pack_read(o.pack, "b", &out));
    buf_clear(&out);
    assert_false(pack_read(o.pack, "b", &out));
    assert_int_equal(pack_fault(o.pack), PACK_LARGE);
    assert_false(pack_read(o.pack, "c", &out));
    assert_int_equal(pack_fault(o.pack), PACK_DAMAGED);
    buf_drop(&out);
    close_parts(&o);
}

static void relations_are_seen_from_their_part(void **state)
{
    (void)state;
    static const struct part parts[] = {
        {"word/_rels/document.xml.rels",
         "<Relationships><Relationship Id='r1' Type='http://a/styles' Target='styles.xml'/>"
         "<Relationship Id='r2' Type='http://a/image' Target='../media/./a.png'/>"
         "<Relationship Id='r3' Type='http://b/hyperlink' TargetMode='External' Target='x://../y'/>"
         "</Relationships>"},
        {"_rels/.rels", "<Relationships><"},
        {NULL, NULL}};
    struct opened o = open_parts(parts, 1000, 2000);
    struct pack_relations r = {0}, none = {0};
    assert_true(pack_relations(o.pack, o.arena, "word/document.xml", &r));
    assert_int_equal(r.n, 3);
    assert_string_equal(pack_by_type(&r, "styles")->target, "word/styles.xml");
    assert_string_equal(pack_by_id(&r, "r2", 2)->target, "media/a.png");
    assert_true(pack_by_id(&r, "r3", 2)->outside);
    assert_string_equal(pack_by_id(&r, "r3", 2)->target, "x://../y");
    assert_null(pack_by_type(&r, "tyles"));
    assert_true(pack_relations(o.pack, o.arena, "word/styles.xml", &none));
    assert_int_equal(none.n, 0);
    assert_false(pack_relations(o.pack, o.arena, "", &none));
    close_parts(&o);
}

static void what_is_no_zip_is_none(void **state)
{
    (void)state;
    struct file_pieces file = {.bytes = "PK\3\4 nothing", .size = 12};
    assert_null(pack_open(&file, &(struct pack_limits){10, 10}));
}

/* What was written is read again; the same parts are the same bytes. */
static void parts_are_written(void **state)
{
    (void)state;
    static const char *const names[] = {"青禾村.pdf", "说明.txt"}, *const texts[] = {
                                                                       "%PDF", "一一一一一一"};
    struct buf both[2] = {{0}, {0}}, text = {0};
    for (int k = 0; k < 2; k++) {
        struct pack_writer *w = pack_writer_open(NULL);
        for (int i = 0; i < 2; i++)
            assert_true(pack_writer_add(w, names[i], texts[i], strlen(texts[i])));
        assert_true(pack_writer_finish(w, &both[k]));
    }
    assert_int_equal(both[0].n, both[1].n);
    assert_memory_equal(both[0].p, both[1].p, both[0].n);
    struct arena *a = arena_new();
    struct file_pieces file = {.bytes = both[0].p, .size = both[0].n};
    struct pack *p = pack_open(&file, &(struct pack_limits){100, 100});
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(pack_name(p, a, i), names[i]);
        assert_true(pack_read_at(p, i, &text));
        assert_string_equal(text.p, texts[i]);
        buf_drop(&text);
    }
    assert_null(pack_name(p, a, 2));
    assert_false(pack_read_at(p, 2, &text));
    pack_close(p);
    arena_drop(a);
    buf_drop(&both[0]);
    buf_drop(&both[1]);
}

/* Nothing is left of one that came to nothing. */
static void what_is_not_written_is_nowhere(void **state)
{
    (void)state;
    char folder[] = "/tmp/hongtou-pack-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct arena *a = arena_new();
    const char *path = file_in(a, folder, "x.zip");
    struct buf out = {0};
    struct pack_writer *w = pack_writer_open(path);
    assert_true(pack_writer_add_file(w, "x.pdf", file_in(a, folder, "not there.pdf")));
    assert_false(pack_writer_finish(w, NULL));
    w = pack_writer_open(path);
    assert_true(pack_writer_add(w, "x", "x", 1));
    assert_false(pack_writer_add(w, "x", "y", 1));
    assert_false(pack_writer_finish(w, NULL));
    assert_false(pack_writer_finish(pack_writer_open(path), NULL));
    assert_false(pack_writer_finish(pack_writer_open(NULL), &out));
    assert_false(pack_writer_finish(pack_writer_open(file_in(a, folder, "no/x.zip")), NULL));
    assert_int_equal(rmdir(folder), 0);
    arena_drop(a);
}

/* As Explorer packs them on the systems of most offices. */
static void names_in_gb18030_are_read(void **state)
{
    (void)state;
    static const struct part parts[] = {
        {"\xC7\xE0\xBA\xCC\xB4\xE5.pdf", "x"}, {"\x81.pdf", "y"}, {NULL, NULL}};
    struct opened o = open_parts(parts, 100, 100);
    assert_string_equal(pack_name(o.pack, o.arena, 0), "青禾村.pdf");
    assert_string_equal(pack_name(o.pack, o.arena, 1), "");
    close_parts(&o);
}

/* Each byte of it is lost once, as a full disk loses what it was given in between. */
static void a_zip_is_sound_when_no_byte_is_lost(void **state)
{
    (void)state;
    static const struct part parts[] = {{"a", "12345678"}, {"b", "1234567"}, {NULL, NULL}};
    struct buf zip = make_zip(parts);
    struct file_pieces file = {.bytes = zip.p, .size = zip.n};
    assert_true(pack_is_sound(&file, 2));
    assert_false(pack_is_sound(&file, 1));
    char *less = malloc(zip.n);
    for (size_t i = 0; i < zip.n; i++) {
        memcpy(less, zip.p, i);
        memcpy(less + i, zip.p + i + 1, zip.n - i - 1);
        file = (struct file_pieces){.bytes = less, .size = zip.n - 1};
        assert_false(pack_is_sound(&file, 2));
    }
    free(less);
    buf_drop(&zip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_as_programs_write_them),
        cmocka_unit_test(parts_and_all_of_them_are_limited),
        cmocka_unit_test(relations_are_seen_from_their_part),
        cmocka_unit_test(what_is_no_zip_is_none),
        cmocka_unit_test(parts_are_written),
        cmocka_unit_test(what_is_not_written_is_nowhere),
        cmocka_unit_test(names_in_gb18030_are_read),
        cmocka_unit_test(a_zip_is_sound_when_no_byte_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
