/* SHA-256 gives what FIPS 180-4's and NIST's examples give, however the bytes arrive. */
#include "../outside.h"
#include "check.h"

#include <unistd.h>

#include "base/sha256.h"

static void gives(const char *bytes, size_t n, size_t step, const char *expected)
{
    struct sha256 h;
    char hex[SHA256_HEX];
    sha256_begin(&h);
    for (size_t i = 0; i < n; i += step)
        sha256_add(&h, bytes + i, n - i < step ? n - i : step);
    sha256_end(&h, hex);
    assert_string_equal(hex, expected);
}

static const char long_text[] = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                                "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
static const char long_hash[] = "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1";

static void the_standards_examples(void **state)
{
    (void)state;
    gives("", 0, 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    gives("abc", 3, 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    gives("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, 56,
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    gives(long_text, strlen(long_text), 112, long_hash);
}

static void a_million_letters(void **state)
{
    (void)state;
    enum { MILLION = 1000000 };
    char *text = malloc(MILLION);
    assert_non_null(text);
    memset(text, 'a', MILLION);
    gives(text, MILLION, MILLION,
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    gives(text, MILLION, 1001, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(text);
}

static void pieces_of_any_size_are_the_same(void **state)
{
    (void)state;
    for (size_t step = 1; step <= sizeof long_text; step++)
        gives(long_text, strlen(long_text), step, long_hash);
}

static void a_files_bytes_are_those_of_memory(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *folder = folder_new(a), *path = arena_printf(a, "%s/a", folder);
    char hex[SHA256_HEX];
    assert_true(file_put(path, long_text, strlen(long_text)));
    assert_true(sha256_file(path, hex));
    assert_string_equal(hex, long_hash);
    assert_int_equal(folder_drop(a, folder), 0);
    assert_false(sha256_file(path, hex));
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_examples),
        cmocka_unit_test(a_million_letters),
        cmocka_unit_test(pieces_of_any_size_are_the_same),
        cmocka_unit_test(a_files_bytes_are_those_of_memory),
    };
    return RUN(tests, "sha256");
}
