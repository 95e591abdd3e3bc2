/* The rows of records as data: fields together, lists in place, people by what they are typed for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/record.h"

static void fields_of_a_record_stand_together(void **state)
{
    (void)state;
    size_t fields = 0;
    for (enum record_id id = 0; id < RECORDS; id++)
        for (enum field_id f = record_first_field(id); f < FIELD_NONE; f = record_next_field(f)) {
            assert_int_equal(record_fields[f].record, id);
            assert_true(record_fields[f].offset < record_sizes[id]);
            fields++;
        }
    assert_int_equal(fields, FIELD_NONE);
}

static void a_choice_has_its_words_and_a_text_has_none(void **state)
{
    (void)state;
    for (enum field_id f = 0; f < FIELD_NONE; f++) {
        enum field_kind kind = record_fields[f].kind;
        bool chosen = kind == FIELD_IS_WORD || kind == FIELD_IS_CHOICE;
        if (chosen || kind == FIELD_IS_TEXT)
            assert_int_equal(record_values_of(f)->word != NULL, chosen);
    }
}

static void children_go_to_the_end_of_their_list(void **state)
{
    (void)state;
    struct vehicle v = {.pos = {NULL, 0}};
    struct passenger first = {.next = NULL}, second = {.next = NULL};
    const struct record_list *l = record_lists;
    while (l->owner != RECORD_VEHICLE || l->child != RECORD_PASSENGER)
        l++;
    record_append(&v, l, &first);
    record_append(&v, l, &second);
    assert_ptr_equal(v.passengers, &first);
    assert_ptr_equal(record_follow(&first, l->next), &second);
    assert_string_equal(record_name(l->child), "passenger");
}

struct met {
    size_t people, phones;
};

static void meet(void *context, const struct record_person *p)
{
    struct met *met = context;
    met->people += p->name.n > 0;
    met->phones += p->phone.n > 0;
}

static void people_are_found_with_their_telephones(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct text name = text_from_utf8(a, "许川", (struct pos){0}),
                phone = text_from_utf8(a, "13800000000", (struct pos){0});
    struct liaison liaison = {.name = name};
    struct passenger passenger = {.name = name, .phone = phone};
    struct vehicle v = {.driver = name, .phone = phone, .liaison_phone = phone};
    v.liaisons = &liaison;
    v.passengers = &passenger;
    struct met met = {0, 0};
    record_people(RECORD_VEHICLE, &v, meet, &met);
    assert_int_equal(met.people, 3); /* the driver, a liaison and a passenger */
    assert_int_equal(met.phones, 3); /* with one of nobody */
    arena_drop(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_of_a_record_stand_together),
        cmocka_unit_test(a_choice_has_its_words_and_a_text_has_none),
        cmocka_unit_test(children_go_to_the_end_of_their_list),
        cmocka_unit_test(people_are_found_with_their_telephones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
