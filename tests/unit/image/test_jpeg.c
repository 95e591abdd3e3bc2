/* JPEG files made by hand, segment by segment: what of them goes to the page, which side is up, and
 * a finding at the document's place for each fault. */
#include "png_file.h"

enum { APP0 = 0xE0, APP1 = 0xE1, APP2 = 0xE2, APP14 = 0xEE, COMMENT = 0xFE };
enum { BASELINE = 0xC0, PROGRESSIVE = 0xC2, LOSSLESS = 0xC3, TABLES = 0xC4, ARITHMETIC = 0xC9 };
enum { SCAN = 0xDA, WIDTH = 300, HEIGHT = 200 };

static void add_segment(struct buf *b, int marker, const void *bytes, size_t n)
{
    const char head[] = {(char)0xFF, (char)marker, (char)((n + 2) >> 8), (char)(n + 2)};
    buf_add(b, head, sizeof head);
    buf_add(b, bytes, n);
}

struct kind {
    int frame, depth, components;
    const char *ids;
};
static const struct kind plain = {BASELINE, 8, 3, "\1\2\3"};

static void add_frame(struct buf *b, const struct kind *k)
{
    char frame[6 + 3 * 4] = {(char)k->depth,     0, (char)HEIGHT, WIDTH >> 8, WIDTH & 0xFF,
                             (char)k->components};
    for (int i = 0; i < k->components; i++) {
        frame[6 + 3 * i] = k->ids[i];
        frame[7 + 3 * i] = 0x11;
    }
    add_segment(b, k->frame, frame, (size_t)(6 + 3 * k->components));
}

/* Two scans with a restart between their data, and the end. */
static void add_scans(struct buf *b)
{
    static const char data[] = "\x12\x34\xFF\0\x56\xFF\xD0\x78", table[] = "table";
    add_segment(b, SCAN, "\1\1\0\0\x3F\0", 6);
    buf_add(b, data, sizeof data - 1);
    add_segment(b, TABLES, table, sizeof table);
    add_segment(b, SCAN, "\1\1\0\0\x3F\0", 6);
    buf_add(b, data, sizeof data - 1);
    buf_add(b, "\xFF\xD9", 2);
}

/* Exif data that name an orientation, in the order of bytes of one maker or the other. */
static void add_exif(struct buf *b, int orientation, bool big)
{
    char little_data[] =
        "Exif\0\0II*\0\x08\0\0\0\2\0\x0F\1\3\0\1\0\0\0\7\0\0\0\x12\1\3\0\1\0\0\0?\0\0\0\0\0\0\0GPS";
    char big_data[] =
        "Exif\0\0MM\0*\0\0\0\x08\0\2\1\x0F\0\3\0\0\0\1\0\7\0\0\1\x12\0\3\0\0\0\1\0?\0\0\0\0\0\0GPS";
    char *data = big ? big_data : little_data;
    size_t n = big ? sizeof big_data : sizeof little_data;
    *(char *)memchr(data, '?', n) = (char)orientation;
    add_segment(b, APP1, data, n);
}

static void add_whole(struct buf *b, const struct kind *k, int orientation)
{
    buf_add(b, "\xFF\xD8", 2);
    if (orientation)
        add_exif(b, orientation, orientation % 2);
    add_frame(b, k);
    add_scans(b);
}

static const struct image *look(struct bench *b, const struct buf *jpeg)
{
    assert_true(file_put(b->path, jpeg->p, jpeg->n));
    return image_look(b->arena, b->path, b->pos, b->diags);
}

static const struct image *look_sound(struct bench *b, const struct buf *jpeg)
{
    const struct image *image = look(b, jpeg);
    if (!image)
        fail_msg("%s", findings_text(b->arena, b->diags));
    assert_null(image->pixels);
    assert_non_null(image->file);
    assert_true(image->file->jpeg);
    return image;
}

static void keep(void *context, const void *bytes, size_t n)
{
    buf_add(context, bytes, n);
}

static void test_what_a_decoder_needs_is_kept(void **state)
{
    struct bench *b = *state;
    struct buf jpeg = {0}, wanted = {0}, kept = {0};
    buf_add(&jpeg, "\xFF\xD8", 2);
    add_segment(&jpeg, APP0, "JFIF\0", 5);
    buf_add(&wanted, jpeg.p, jpeg.n);
    add_exif(&jpeg, 1, false);
    add_segment(&jpeg, APP2, "ICC_PROFILE", 11);
    add_segment(&jpeg, COMMENT, "said by nobody", 14);
    size_t from = jpeg.n;
    add_segment(&jpeg, APP14, "Adobe\0\x64\0\0\0\0\1", 12);
    buf_add(&jpeg, "\xFF\xFF\xFF", 3); /* marks may have more than one */
    add_frame(&jpeg, &(struct kind){PROGRESSIVE, 8, 3, "\1\2\3"});
    add_scans(&jpeg);
    buf_add(&wanted, jpeg.p + from, jpeg.n - from);
    buf_str(&jpeg, "\xFF\xD8 a second picture, as telephones have it \xFF\xD9");
    const struct image *image = look_sound(b, &jpeg);
    assert_int_equal(image->width, WIDTH);
    assert_int_equal(image->height, HEIGHT);
    assert_int_equal(image->file->components, 3);
    assert_true(image_copy(image->file, keep, &kept, b->diags));
    assert_int_equal(kept.n, wanted.n);
    assert_memory_equal(kept.p, wanted.p, wanted.n);
    buf_drop(&jpeg);
    buf_drop(&wanted);
    buf_drop(&kept);
}

static void test_which_side_is_up(void **state)
{
    struct bench *b = *state;
    for (int orientation = 0; orientation <= 10; orientation++) {
        struct buf jpeg = {0};
        add_whole(&jpeg, &plain, orientation);
        const struct image *image = look_sound(b, &jpeg);
        bool known = orientation >= 1 && orientation <= 8, sideways = known && orientation >= 5;
        assert_int_equal(image->file->orientation, known ? orientation : 1);
        assert_int_equal(image->width, sideways ? HEIGHT : WIDTH);
        assert_int_equal(image->height, sideways ? WIDTH : HEIGHT);
        buf_drop(&jpeg);
    }
}

static void test_damaged_exif_data_are_passed_over(void **state)
{
    struct bench *b = *state;
    struct buf whole = {0};
    add_exif(&whole, 6, true);
    for (size_t n = 0; n + 4 < whole.n; n++) {
        struct buf jpeg = {0};
        buf_add(&jpeg, "\xFF\xD8", 2);
        add_segment(&jpeg, APP1, whole.p + 4, n);
        add_frame(&jpeg, &plain);
        add_scans(&jpeg);
        int orientation = look_sound(b, &jpeg)->file->orientation;
        assert_true(orientation == 1 || orientation == 6);
        buf_drop(&jpeg);
    }
    buf_drop(&whole);
}

static void test_colours(void **state)
{
    struct bench *b = *state;
    static const struct {
        struct kind kind;
        bool adobe, rgb;
    } kinds[] = {{{BASELINE, 8, 1, "\1"}, false, false},
                 {{BASELINE, 8, 3, "\1\2\3"}, false, false},
                 {{BASELINE, 8, 3, "RGB"}, false, true},
                 {{BASELINE, 8, 3, "RGB"}, true, false}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct buf jpeg = {0};
        buf_add(&jpeg, "\xFF\xD8", 2);
        if (kinds[i].adobe)
            add_segment(&jpeg, APP14, "Adobe\0\x64\0\0\0\0\0", 12);
        add_frame(&jpeg, &kinds[i].kind);
        add_scans(&jpeg);
        const struct image *image = look_sound(b, &jpeg);
        assert_int_equal(image->file->components, kinds[i].kind.components);
        assert_int_equal(image->file->rgb, kinds[i].rgb);
        buf_drop(&jpeg);
    }
}

static void expect_fault(const struct buf *jpeg, const char *code)
{
    void *state = NULL;
    assert_int_equal(bench_open(&state), 0);
    assert_null(look(state, jpeg));
    assert_fault(state, code);
    assert_int_equal(bench_close(&state), 0);
}

static void test_kinds_that_pages_cannot_have(void **state)
{
    (void)state;
    static const struct {
        struct kind kind;
        const char *code;
    } kinds[] = {{{BASELINE, 8, 4, "\1\2\3\4"}, "I014"},
                 {{BASELINE, 12, 3, "\1\2\3"}, "I013"},
                 {{BASELINE, 8, 2, "\1\2"}, "I013"},
                 {{LOSSLESS, 8, 3, "\1\2\3"}, "I013"},
                 {{ARITHMETIC, 8, 3, "\1\2\3"}, "I013"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct buf jpeg = {0};
        add_whole(&jpeg, &kinds[i].kind, 0);
        expect_fault(&jpeg, kinds[i].code);
        buf_drop(&jpeg);
    }
}

static void test_no_pictures(void **state)
{
    (void)state;
    static const char *const files[][2] = {{"GIF89a and so on", "I011"},
                                           {"\xFF\xD8\xFF", "I006"},
                                           {"hello", "I010"},
                                           {"", "I010"},
                                           {"\x89PNG\r\n\x1A\n", "I006"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf bytes = {0};
        buf_str(&bytes, files[i][0]);
        expect_fault(&bytes, files[i][1]);
        buf_drop(&bytes);
    }
}

static void test_damaged_segments(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
    } files[] = {{"\xFF\xD8\xFF\xE0\0\1", 6},                  /* shorter than its length */
                 {"\xFF\xD8\xFF\xE0\0\4ab?", 9},               /* no mark behind it */
                 {"\xFF\xD8\xFF\xDA\0\2\xFF\xD9", 8},          /* a scan before its frame */
                 {"\xFF\xD8\xFF\xD9", 4},                      /* nothing */
                 {"\xFF\xD8\xFF\xC0\0\x08\x08\0\1\0\1\3", 12}, /* no room for what it says */
                 {"\xFF\xD8\xFF\xD8\xFF\xD9", 6}};             /* begins twice */
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf jpeg = {0};
        buf_add(&jpeg, files[i].bytes, files[i].n);
        expect_fault(&jpeg, "I012");
        buf_drop(&jpeg);
    }
}

static void test_what_is_too_large(void **state)
{
    (void)state;
    struct buf jpeg = {0};
    add_whole(&jpeg, &plain, 0);
    memcpy(jpeg.p + 2 + 5, "\xFF\xFF\xFF\xFF", 4); /* height and width */
    expect_fault(&jpeg, "I016");
    buf_drop(&jpeg);
}

static void test_no_file(void **state)
{
    struct bench *b = *state;
    assert_null(image_look(b->arena, b->path, b->pos, b->diags));
    assert_fault(b, "I001");
}

static void test_a_folder(void **state)
{
    struct bench *b = *state;
    assert_null(image_look(b->arena, b->folder, b->pos, b->diags));
    assert_fault(b, "I003");
}

static void test_every_beginning_is_refused(void **state)
{
    (void)state;
    struct buf jpeg = {0}, part = {0};
    add_whole(&jpeg, &plain, 6);
    for (size_t n = 3; n < jpeg.n; n++) {
        buf_clear(&part);
        buf_add(&part, jpeg.p, n);
        expect_fault(&part, "I006");
    }
    buf_drop(&jpeg);
    buf_drop(&part);
}

/* A byte changed: sound or not, no more than the file is read, and what is kept lies within it. */
static void test_changed_bytes_do_no_harm(void **state)
{
    struct bench *b = *state;
    static const unsigned char bytes[] = {0x00, 0x01, 0x7F, 0xC0, 0xD9, 0xDA, 0xE1, 0xFF};
    struct buf jpeg = {0};
    add_whole(&jpeg, &plain, 3);
    for (size_t i = 0; i < jpeg.n; i++)
        for (size_t k = 0; k < sizeof bytes; k++) {
            char before = jpeg.p[i];
            jpeg.p[i] = (char)bytes[k];
            const struct image *image = look(b, &jpeg);
            size_t at = 0;
            for (size_t p = 0; image && image->file->jpeg && p < image->file->parts.n; p++) {
                const struct image_part *part = &image->file->parts.v[p];
                assert_true(part->from >= at && part->n > 0);
                at = part->from + part->n;
                assert_true(at <= jpeg.n);
            }
            if (image && image->file->jpeg) /* its data are none that can be decoded */
                image_seen(b->arena, image->file, 1, 1, b->diags);
            jpeg.p[i] = before;
        }
    buf_drop(&jpeg);
}

static void test_a_file_that_changes_meanwhile(void **state)
{
    struct bench *b = *state;
    struct buf jpeg = {0}, kept = {0};
    add_whole(&jpeg, &plain, 0);
    const struct image *image = look_sound(b, &jpeg);
    assert_true(file_put(b->path, jpeg.p, jpeg.n - 10));
    assert_false(image_copy(image->file, keep, &kept, b->diags));
    assert_fault(b, "I015");
    buf_drop(&jpeg);
    buf_drop(&kept);
}

static void test_the_same_bytes_are_the_same_picture(void **state)
{
    struct bench *b = *state;
    struct buf jpeg = {0};
    add_whole(&jpeg, &plain, 0);
    const struct image *first = look_sound(b, &jpeg);
    b->path = arena_printf(b->arena, "%s/y.jpg", b->folder);
    const struct image *second = look_sound(b, &jpeg);
    assert_true(image_same(first->file, second->file, b->diags));
    jpeg.p[jpeg.n - 4] ^= 1;
    const struct image *third = look_sound(b, &jpeg);
    assert_false(image_same(first->file, third->file, b->diags));
    buf_drop(&jpeg);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_a_decoder_needs_is_kept),
        TEST(test_which_side_is_up),
        TEST(test_damaged_exif_data_are_passed_over),
        TEST(test_colours),
        TEST(test_kinds_that_pages_cannot_have),
        TEST(test_no_pictures),
        TEST(test_damaged_segments),
        TEST(test_what_is_too_large),
        TEST(test_no_file),
        TEST(test_a_folder),
        TEST(test_every_beginning_is_refused),
        TEST(test_changed_bytes_do_no_harm),
        TEST(test_a_file_that_changes_meanwhile),
        TEST(test_the_same_bytes_are_the_same_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
