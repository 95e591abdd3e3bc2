/* Every kind of PNG gives its pixels; every fault is one finding at the document's place. */
#include "png_file.h"

static void assert_pixels(struct bench *b, const struct image *image, const uint8_t *wanted)
{
    if (!image)
        fail_msg("%s", findings_text(b->arena, b->diags));
    assert_memory_equal(image->pixels, wanted, (size_t)image->width * image->height * 4);
    assert_string_equal(findings_text(b->arena, b->diags), "");
}

static void test_colours_with_transparency(void **state)
{
    struct bench *b = *state;
    const uint8_t rows[] = {0, 255, 0, 0, 255, 10, 20, 30, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    const uint8_t wanted[] = {255, 0, 0, 255, 10, 20, 30, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    struct buf png = {0};
    add_header(&png, &(struct png_kind){2, 2, 8, RGBA, false});
    add_rows(&png, rows, sizeof rows);
    struct image *image = read_bytes(b, png.p, png.n);
    assert_pixels(b, image, wanted);
    assert_int_equal(image->width, 2);
    assert_int_equal(image->height, 2);
    buf_drop(&png);
}

static void test_a_palette_with_transparency(void **state)
{
    struct bench *b = *state;
    const uint8_t palette[] = {255, 255, 255, 200, 0, 10, 0, 0, 99}, alpha[] = {0, 128};
    const uint8_t rows[] = {0, 0x20, 0, 0x60}; /* two bits a pixel: 0 2, 1 2 */
    const uint8_t wanted[] = {255, 255, 255, 0, 0, 0, 99, 255, 200, 0, 10, 128, 0, 0, 99, 255};
    struct buf png = {0};
    add_header(&png, &(struct png_kind){2, 2, 2, PALETTE, false});
    add_chunk(&png, "PLTE", palette, sizeof palette);
    add_chunk(&png, "tRNS", alpha, sizeof alpha);
    add_rows(&png, rows, sizeof rows);
    assert_pixels(b, read_bytes(b, png.p, png.n), wanted);
    buf_drop(&png);
}

static void test_grey_of_every_depth(void **state)
{
    struct bench *b = *state;
    static const struct {
        int depth;
        uint8_t row[5];
        size_t n;
    } kinds[] = {{1, {0, 0x40}, 2},
                 {2, {0, 0x30}, 2},
                 {4, {0, 0x0F}, 2},
                 {8, {0, 0, 255}, 3},
                 {16, {0, 0, 0, 255, 255}, 5}};
    const uint8_t wanted[] = {0, 0, 0, 255, 255, 255, 255, 255};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct buf png = {0};
        add_header(&png, &(struct png_kind){2, 1, kinds[i].depth, GREY, false});
        add_rows(&png, kinds[i].row, kinds[i].n);
        assert_pixels(b, read_bytes(b, png.p, png.n), wanted);
        buf_drop(&png);
    }
}

/* Not made darker or lighter: 16 bits mean what 8 would. */
static void test_sixteen_bits_are_the_same_colour(void **state)
{
    struct bench *b = *state;
    const uint8_t rows[] = {0, 0x80, 0x80, 0x10, 0x10, 0xC0, 0xC0};
    const uint8_t wanted[] = {0x80, 0x10, 0xC0, 255};
    struct buf png = {0};
    add_header(&png, &(struct png_kind){1, 1, 16, RGB, false});
    add_rows(&png, rows, sizeof rows);
    assert_pixels(b, read_bytes(b, png.p, png.n), wanted);
    buf_drop(&png);
}

static void test_grey_with_transparency(void **state)
{
    struct bench *b = *state;
    const uint8_t rows[] = {0, 77, 3}, wanted[] = {77, 77, 77, 3};
    struct buf png = {0};
    add_header(&png, &(struct png_kind){1, 1, 8, GREY_ALPHA, false});
    add_rows(&png, rows, sizeof rows);
    assert_pixels(b, read_bytes(b, png.p, png.n), wanted);
    buf_drop(&png);
}

/* A picture whose every pixel is another, row by row. */
enum { SIDE = 9 };
static void paint(uint8_t pixels[SIDE * SIDE * 4])
{
    for (int i = 0; i < SIDE * SIDE * 4; i++)
        pixels[i] = (uint8_t)(i * 37 + i / 256);
}

static void add_pixel(struct buf *rows, const uint8_t *pixels, int x, int y)
{
    buf_add(rows, pixels + (y * SIDE + x) * 4, 4);
}

static void add_pass(struct buf *rows, const uint8_t *pixels, const int pass[4])
{
    for (int y = pass[2]; y < SIDE; y += pass[3]) {
        buf_char(rows, 0);
        for (int x = pass[0]; x < SIDE; x += pass[1])
            add_pixel(rows, pixels, x, y);
    }
}

static void test_interlaced(void **state)
{
    struct bench *b = *state;
    static const int passes[][4] = {{0, 8, 0, 8}, {4, 8, 0, 8}, {0, 4, 4, 8}, {2, 4, 0, 4},
                                    {0, 2, 2, 4}, {1, 2, 0, 2}, {0, 1, 1, 2}};
    uint8_t pixels[SIDE * SIDE * 4];
    struct buf png = {0}, rows = {0};
    paint(pixels);
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
        add_pass(&rows, pixels, passes[i]);
    add_header(&png, &(struct png_kind){SIDE, SIDE, 8, RGBA, true});
    add_rows(&png, rows.p, rows.n);
    assert_pixels(b, read_bytes(b, png.p, png.n), pixels);
    buf_drop(&png);
    buf_drop(&rows);
}

/* A sound file with the chunks that it needs and no other. */
static struct buf small_file(uint8_t pixels[SIDE * SIDE * 4])
{
    struct buf png = {0}, rows = {0};
    paint(pixels);
    for (int y = 0; y < SIDE; y++) {
        buf_char(&rows, 0);
        for (int x = 0; x < SIDE; x++)
            add_pixel(&rows, pixels, x, y);
    }
    add_header(&png, &(struct png_kind){SIDE, SIDE, 8, RGBA, false});
    add_rows(&png, rows.p, rows.n);
    buf_drop(&rows);
    return png;
}

static void test_a_file_cut_off_anywhere_is_told(void **state)
{
    struct bench *b = *state;
    uint8_t pixels[SIDE * SIDE * 4];
    struct buf png = small_file(pixels);
    assert_pixels(b, read_bytes(b, png.p, png.n), pixels);
    for (size_t n = 1; n < png.n; n++) {
        assert_null(read_bytes(b, png.p, n));
        assert_fault(b, "I006");
    }
    assert_null(read_bytes(b, "", 0));
    assert_fault(b, "I004");
    buf_drop(&png);
}

/* Either the pixels are right, or one finding says that they cannot be had. */
static void assert_right_or_told(struct bench *b, const struct buf *png, const uint8_t *pixels)
{
    struct arena_mark before = arena_mark(b->arena);
    struct image *image = read_bytes(b, png->p, png->n);
    char *text = findings_text(b->arena, b->diags);
    if (image)
        assert_memory_equal(image->pixels, pixels, SIDE * SIDE * 4);
    if (image ? *text != '\0' : strncmp(text, "doc.xml:2:1: error[I00", 22) != 0)
        fail_msg("%s", text);
    arena_reset(b->arena, before);
}

static void test_no_changed_byte_changes_the_picture(void **state)
{
    struct bench *b = *state;
    uint8_t pixels[SIDE * SIDE * 4];
    struct buf png = small_file(pixels);
    for (size_t i = 0; i < png.n; i++)
        for (int bit = 0; bit < 8; bit += 3) {
            png.p[i] = (char)(png.p[i] ^ 1 << bit);
            assert_right_or_told(b, &png, pixels);
            png.p[i] = (char)(png.p[i] ^ 1 << bit);
        }
    buf_drop(&png);
}

/* Damage that the check sums hide: the library must not be led astray. */
static void test_damage_with_right_sums_is_survived(void **state)
{
    struct bench *b = *state;
    enum { TRIES = 1500 };
    uint32_t seed = 11;
    uint8_t noise[64];
    for (int i = 0; i < TRIES; i++) {
        struct buf png = {0};
        for (size_t k = 0; k < sizeof noise; k++) {
            seed = seed * 1664525u + 1013904223u;
            noise[k] = (uint8_t)(seed >> 24);
        }
        static const char *const extra[] = {"PLTE", "tRNS", "gAMA", "iCCP", "sBIT",
                                            "cHRM", "bKGD", "zTXt", "hIST", "IDAT"};
        struct png_kind kind = {1u + noise[0] % 40, 1u + noise[1] % 40, 1 << noise[2] % 5,
                                noise[3] % 8, noise[4] & 1};
        add_header(&png, &kind);
        add_chunk(&png, extra[noise[5] % 10], noise + 8, noise[6] % 56);
        add_rows(&png, noise, sizeof noise);
        struct arena_mark before = arena_mark(b->arena);
        struct image *image = read_bytes(b, png.p, png.n);
        char *text = findings_text(b->arena, b->diags);
        assert_true(image ? *text == '\0' : strstr(text, "error[I007]") != NULL);
        arena_reset(b->arena, before);
        buf_drop(&png);
    }
}

static void test_absurd_sizes_are_refused(void **state)
{
    struct bench *b = *state;
    static const struct png_kind kinds[] = {{8001, 1, 8, RGBA, false},
                                            {1, 8001, 1, GREY, false},
                                            {6145, 4096, 8, RGBA, false},
                                            {0x7FFFFFFF, 0x7FFFFFFF, 8, RGBA, false},
                                            {0xFFFFFFFF, 0x10000001, 16, RGBA, true}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct buf png = {0};
        add_header(&png, &kinds[i]);
        add_rows(&png, "", 1);
        assert_null(read_bytes(b, png.p, png.n));
        assert_fault(b, "I008");
        buf_drop(&png);
    }
}

static void test_a_size_with_no_pixels_behind_it_is_told(void **state)
{
    struct bench *b = *state;
    struct buf png = {0};
    add_header(&png, &(struct png_kind){4000, 4000, 8, RGBA, false});
    add_rows(&png, "", 1);
    assert_null(read_bytes(b, png.p, png.n));
    assert_fault(b, "I007");
    buf_drop(&png);
}

/* A thousand bytes of rows for each byte of the file: it is not unfolded to its end. */
static void test_data_behind_the_rows_are_not_unfolded(void **state)
{
    struct bench *b = *state;
    enum { ROWS = 100 * (1 + 100 * 4), BEHIND = 300 << 20 };
    static const struct {
        size_t n;
        bool good;
    } files[] = {{ROWS, true}, {BEHIND, false}};
    char *rows = calloc(1, BEHIND);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf png = {0};
        add_header(&png, &(struct png_kind){100, 100, 8, RGBA, i});
        add_rows(&png, rows, files[i].n);
        if (files[i].good) {
            assert_non_null(read_bytes(b, png.p, png.n));
        } else {
            assert_null(read_bytes(b, png.p, png.n));
            assert_fault(b, "I007");
        }
        buf_drop(&png);
    }
    free(rows);
}

static void test_a_header_that_comes_late_is_no_header(void **state)
{
    struct bench *b = *state;
    struct buf png = {0}, header = {0};
    add_header(&header, &(struct png_kind){60000, 60000, 8, RGBA, false});
    buf_add(&png, header.p, 8);
    add_chunk(&png, "teXt", "x", 1);
    buf_add(&png, header.p + 8, header.n - 8);
    add_rows(&png, "", 1);
    assert_null(read_bytes(b, png.p, png.n));
    assert_fault(b, "I007");
    buf_drop(&png);
    buf_drop(&header);
}

static void test_other_files_are_called_by_their_names(void **state)
{
    struct bench *b = *state;
    assert_null(read_bytes(b, "\xFF\xD8\xFF\xE0 JFIF", 9));
    assert_fault(b, "I005");
    assert_null(read_bytes(b, "BM......", 8));
    assert_non_null(strstr(findings_text(b->arena, b->diags), "is a BMP file"));
    assert_null(read_bytes(b, "no picture", 10));
    assert_fault(b, "I004");
}

static void test_a_missing_file_is_told(void **state)
{
    struct bench *b = *state;
    assert_null(image_read(b->arena, b->path, b->pos, b->diags));
    assert_fault(b, "I001");
    assert_null(image_read(b->arena, "", b->pos, b->diags));
    assert_fault(b, "I001");
}

static void test_a_file_that_may_not_be_read_is_told(void **state)
{
    struct bench *b = *state;
    assert_int_equal(symlink(b->path, b->path), 0);
    assert_null(image_read(b->arena, b->path, b->pos, b->diags));
    assert_fault(b, "I002");
}

static void test_folders_pipes_and_devices_are_no_pictures(void **state)
{
    struct bench *b = *state;
    assert_null(image_read(b->arena, b->folder, b->pos, b->diags));
    assert_fault(b, "I003");
    assert_null(image_read(b->arena, "/dev/zero", b->pos, b->diags));
    assert_fault(b, "I003");
    assert_int_equal(mkfifo(b->path, 0600), 0);
    assert_null(image_read(b->arena, b->path, b->pos, b->diags));
    assert_fault(b, "I003");
}

static void test_a_huge_file_is_not_read(void **state)
{
    struct bench *b = *state;
    assert_null(read_bytes(b, "", 0));
    findings_text(b->arena, b->diags);
    assert_int_equal(truncate(b->path, ((off_t)IMAGE_MAX_FILE_MB << 20) + 1), 0);
    assert_null(image_read(b->arena, b->path, b->pos, b->diags));
    assert_fault(b, "I009");
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(test_colours_with_transparency),
        PROMISE(test_a_palette_with_transparency),
        PROMISE(test_grey_of_every_depth),
        PROMISE(test_sixteen_bits_are_the_same_colour),
        PROMISE(test_grey_with_transparency),
        PROMISE(test_interlaced),
        PROMISE(test_a_file_cut_off_anywhere_is_told),
        PROMISE(test_no_changed_byte_changes_the_picture),
        PROMISE(test_damage_with_right_sums_is_survived),
        PROMISE(test_absurd_sizes_are_refused),
        PROMISE(test_a_size_with_no_pixels_behind_it_is_told),
        PROMISE(test_data_behind_the_rows_are_not_unfolded),
        PROMISE(test_a_header_that_comes_late_is_no_header),
        PROMISE(test_other_files_are_called_by_their_names),
        PROMISE(test_a_missing_file_is_told),
        PROMISE(test_a_file_that_may_not_be_read_is_told),
        PROMISE(test_folders_pipes_and_devices_are_no_pictures),
        PROMISE(test_a_huge_file_is_not_read),
    };
    return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
