/* Pictures come back from the file as they were, stored once, where they were placed. */
#include "pages.h"

static const struct page_info no_info = {.title = NULL};

enum { WIDTH = 37, HEIGHT = 23 };

/* Every pixel another; opaque, or as transparent as the place says. */
static struct image paint(struct bench *b, bool opaque, int seed)
{
    uint8_t *pixels = ARENA_ARRAY(b->arena, uint8_t, WIDTH * HEIGHT * 4);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        for (int k = 0; k < 3; k++)
            pixels[i * 4 + k] = (uint8_t)(i * (k + 3) + seed);
        pixels[i * 4 + 3] = opaque ? 255 : (uint8_t)(i * 7);
    }
    return (struct image){.pixels = pixels, .width = WIDTH, .height = HEIGHT};
}

static struct page_item place(const struct image *image, len_t x, len_t y)
{
    return (struct page_item){
        .kind = ITEM_IMAGE,
        .image = {.image = image, .x = x, .y = y, .width = 120000, .height = 90000}};
}

/* The three bytes of each pixel of a PPM; a mask is written as one, too. */
static uint8_t *pixels_of(struct bench *b, const char *name)
{
    size_t n = WIDTH * HEIGHT * 3;
    FILE *f = fopen(arena_printf(b->arena, "%s/%s", b->folder, name), "rb");
    int width, height;
    uint8_t *bytes = arena_alloc(b->arena, n);
    assert_non_null(f);
    assert_int_equal(fscanf(f, "P6 %d %d 255", &width, &height), 2);
    assert_int_equal(width, WIDTH);
    assert_int_equal(height, HEIGHT);
    fgetc(f);
    assert_int_equal(fread(bytes, 1, n, f), n);
    fclose(f);
    return bytes;
}

static void assert_colours_come_back(struct bench *b, const struct image *image)
{
    output_of(b, "cd $d && pdfimages $f i");
    const uint8_t *rgb = pixels_of(b, "i-000.ppm");
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++)
        assert_memory_equal(rgb + i * 3, image->pixels + i * 4, 3);
}

static void test_the_pixels_come_back(void **state)
{
    struct bench *b = *state;
    struct image image = paint(b, true, 1);
    struct page_item item = place(&image, LEFT, 100000);
    struct page page = a4(&item, 1, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    assert_colours_come_back(b, &image);
    assert_null(strstr(output_of(b, "pdfimages -list $f"), "smask"));
}

static void test_the_transparency_comes_back(void **state)
{
    struct bench *b = *state;
    struct image image = paint(b, false, 1);
    struct page_item item = place(&image, LEFT, 100000);
    struct page page = a4(&item, 1, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    assert_colours_come_back(b, &image);
    const uint8_t *mask = pixels_of(b, "i-001.ppm");
    for (size_t i = 0; i < WIDTH * HEIGHT; i++)
        assert_int_equal(mask[i * 3], image.pixels[i * 4 + 3]);
}

static void test_a_picture_fills_its_box(void **state)
{
    struct bench *b = *state;
    struct image image = paint(b, true, 1);
    struct page_item item = place(&image, LEFT, 100123);
    struct page page = a4(&item, 1, 1);
    write_pages(b, &no_info, &page, 1);
    char *trace = output_of(b, "mutool trace $f");
    assert_has(trace, "width=\"37\" height=\"23\"");
    assert_has(trace, "<fill_image alpha=\"1\"");
    assert_has(output_of(b, "mutool show -b $f pages/1/Contents"),
               "q 120 0 0 90 79.37 651.767 cm /Im1 Do Q\n");
}

/* What is drawn on it: red at the upper left corner, blue at the lower right one. */
static void test_the_first_row_is_the_upper_one(void **state)
{
    struct bench *b = *state;
    const uint8_t pixels[] = {255, 0, 0, 255, 0, 255, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255};
    struct image image = {.pixels = pixels, .width = 2, .height = 2};
    struct page_item item = {
        .kind = ITEM_IMAGE,
        .image = {.image = &image, .x = 0, .y = 0, .width = A4_WIDTH, .height = A4_HEIGHT}};
    struct page page = a4(&item, 1, 1);
    write_pages(b, &no_info, &page, 1);
    output_of(b, "pdftoppm -r 72 -singlefile $f $d/p");
    char *corners = output_of(b, "tail -c +16 $d/p.ppm | od -An -tu1 | sed -n '1p;$p'");
    assert_has(corners, " 255   0   0 255   0   0");
    assert_has(corners, "   0   0 255   0   0 255\n");
}

static void test_a_picture_is_stored_once(void **state)
{
    struct bench *b = *state;
    struct image seal = paint(b, false, 1), photo = paint(b, true, 2);
    struct page_item first[] = {place(&seal, LEFT, 0), place(&seal, LEFT, 200000)},
                     second[] = {place(&photo, LEFT, 0), place(&seal, LEFT, 100000)};
    struct page pages[] = {a4(first, 2, 1), a4(NULL, 0, 2), a4(second, 2, 3)};
    write_pages(b, &no_info, pages, 3);
    assert_sound(b);
    assert_string_equal(output_of(b, "mutool show -g $f grep | grep -c Subtype/Image"), "3\n");
    assert_has(output_of(b, "mutool show $f pages/1/Resources/XObject"), "/Im1");
    assert_null(strstr(output_of(b, "mutool show $f pages/1/Resources/XObject"), "/Im2"));
    assert_has(output_of(b, "mutool show $f pages/3/Resources/XObject"), "/Im2");
    assert_string_equal(output_of(b, "mutool show $f pages/2/Resources/XObject"), "null\n");
    assert_string_equal(output_of(b, "pdfimages -list $f | tail -n +3 | wc -l"), "7\n");
}

/* A picture leaves no trace in what the text after it looks like. */
static void test_text_goes_on_around_pictures(void **state)
{
    struct bench *b = *state;
    struct page_item items[16];
    struct image image = paint(b, false, 1);
    struct line before = {"盖章之前", ROLE_BODY, EM, LEFT, 100000, 0, 0},
                after = {"盖章之后", ROLE_BODY, EM, LEFT, 300000, 0, 0};
    size_t n = set_line(b, &before, items);
    items[n++] = place(&image, LEFT, 100000);
    n += set_line(b, &after, items + n);
    struct page page = a4(items, n, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    char *text = output_of(b, "pdftotext $f -");
    assert_has(text, "盖章之前");
    assert_has(text, "盖章之后");
}

static void test_nothing_is_drawn_for_an_empty_box(void **state)
{
    struct bench *b = *state;
    struct image image = paint(b, true, 1), none = {.width = 0};
    struct page_item items[] = {place(&image, 0, 0), place(&none, 0, 0)};
    items[0].image.width = 0;
    struct page page = a4(items, 2, 1);
    write_pages(b, &no_info, &page, 1);
    assert_sound(b);
    assert_null(strstr(output_of(b, "mutool show -g $f grep"), "/Image"));
}

static void test_two_runs_give_the_same_bytes(void **state)
{
    struct bench *b = *state;
    for (int run = 0; run < 2; run++) {
        struct image *seals = calloc(2, sizeof *seals); /* at other addresses each time */
        seals[1 - run] = paint(b, false, 1);
        seals[run] = paint(b, true, 2);
        struct page_item items[] = {place(&seals[1 - run], LEFT, 0), place(&seals[run], LEFT, 0)};
        struct page page = a4(items, 2, 1);
        write_pages(b, &no_info, &page, 1);
        output_of(b, run ? "cp $f $d/second" : "cp $f $d/first");
        free(seals);
    }
    assert_string_equal(output_of(b, "cmp $d/first $d/second"), "");
}

#define PROMISE(f) cmocka_unit_test_setup_teardown(f, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROMISE(test_the_pixels_come_back),
        PROMISE(test_the_transparency_comes_back),
        PROMISE(test_a_picture_fills_its_box),
        PROMISE(test_the_first_row_is_the_upper_one),
        PROMISE(test_a_picture_is_stored_once),
        PROMISE(test_text_goes_on_around_pictures),
        PROMISE(test_nothing_is_drawn_for_an_empty_box),
        PROMISE(test_two_runs_give_the_same_bytes),
    };
    return cmocka_run_group_tests_name("pdf images", tests, NULL, NULL);
}
