/*
 * A post as it is typed, taken apart into its unit and its title, by the words that titles end in:
 * 县委组织部部长 is the 部长 of 县委组织部. What several posts are typed as one
 * (县委常委、组织部部长; 县财政局党组书记、局长) has the later ones in the unit of the first.
 */
#include <string.h>

#include "office/learn_int.h"

/* The longest that fits is the title; a deputy's is the same with 副 before it. */
static const struct {
    const char *word;
    enum post_standing standing;
} titles[] = {
    {"书记", STANDING_HEAD},           {"部长", STANDING_HEAD},
    {"局长", STANDING_HEAD},           {"主任", STANDING_HEAD},
    {"主席", STANDING_HEAD},           {"县长", STANDING_HEAD},
    {"镇长", STANDING_HEAD},           {"乡长", STANDING_HEAD},
    {"区长", STANDING_HEAD},           {"市长", STANDING_HEAD},
    {"秘书长", STANDING_HEAD},         {"院长", STANDING_HEAD},
    {"校长", STANDING_HEAD},           {"园长", STANDING_HEAD},
    {"所长", STANDING_HEAD},           {"站长", STANDING_HEAD},
    {"队长", STANDING_HEAD},           {"大队长", STANDING_HEAD},
    {"支队长", STANDING_HEAD},         {"股长", STANDING_HEAD},
    {"科长", STANDING_HEAD},           {"处长", STANDING_HEAD},
    {"行长", STANDING_HEAD},           {"社长", STANDING_HEAD},
    {"馆长", STANDING_HEAD},           {"会长", STANDING_HEAD},
    {"检察长", STANDING_HEAD},         {"政委", STANDING_HEAD},
    {"经理", STANDING_HEAD},           {"总经理", STANDING_HEAD},
    {"董事长", STANDING_HEAD},         {"村长", STANDING_HEAD},
    {"村民委员会主任", STANDING_HEAD}, {"常委", STANDING_OTHER},
    {"委员", STANDING_OTHER},          {"成员", STANDING_OTHER},
    {"统战委员", STANDING_OTHER},      {"组织委员", STANDING_OTHER},
    {"宣传委员", STANDING_OTHER},      {"政法委员", STANDING_OTHER},
    {"主任科员", STANDING_OTHER},      {"一级主任科员", STANDING_OTHER},
    {"二级主任科员", STANDING_OTHER},  {"三级主任科员", STANDING_OTHER},
    {"四级主任科员", STANDING_OTHER},  {"调研员", STANDING_OTHER},
    {"一级调研员", STANDING_OTHER},    {"二级调研员", STANDING_OTHER},
    {"三级调研员", STANDING_OTHER},    {"四级调研员", STANDING_OTHER},
    {"科员", STANDING_OTHER},          {"干事", STANDING_OTHER},
    {"工作人员", STANDING_OTHER},      {"干部", STANDING_OTHER},
    {"会计", STANDING_OTHER},          {"专干", STANDING_OTHER},
    {"网格员", STANDING_OTHER},        {"教导员", STANDING_OTHER},
};
enum { TITLES = sizeof titles / sizeof *titles };

static bool ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static const char *without(struct arena *a, const char *s, size_t end)
{
    return arena_strndup(a, s, strlen(s) - end);
}

/* 县 of 副县长: such a title is of the place's government. */
static bool is_of_place(const char *title)
{
    static const char *const places[] = {"县长", "镇长", "乡长", "区长", "市长"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (ends_in(title, places[i]))
            return true;
    return false;
}

/* 白石镇镇长 is of 白石镇人民政府, 县长 of 县人民政府. */
static const char *government(struct arena *a, const char *unit, const char *title)
{
    static const char deputy[] = "副", last[] = "长", government[] = "人民政府";
    const char *place =
        strncmp(title, deputy, strlen(deputy)) == 0 ? title + strlen(deputy) : title;
    place = without(a, place, strlen(last));
    if (!is_of_place(title) || ends_in(unit, "政府"))
        return unit;
    return arena_printf(a, "%s%s%s", unit, ends_in(unit, place) ? "" : place, government);
}

static bool begins_with_place(const char *unit)
{
    static const char *const places[] = {"县", "市", "区", "镇", "乡", "省", "村", "街道", "中共"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strncmp(unit, places[i], strlen(places[i])) == 0)
            return true;
    return false;
}

/* Inside a unit: 办公室, 综合股. */
static bool is_inner(const char *unit)
{
    static const char *const ends[] = {"室", "股", "科", "办", "队", "所", "站", "中心"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_in(unit, ends[i]))
            return true;
    return false;
}

/* 镇 of 镇党委, 镇人民政府 and 镇党委办公室. */
static const char *house_of(struct arena *a, const char *unit)
{
    static const char *const ends[] = {"党工委",   "党总支", "党委",         "党组",
                                       "人民政府", "政府",   "人民代表大会", "委"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_in(unit, ends[i]) && strlen(unit) > strlen(ends[i]))
            return without(a, unit, strlen(ends[i]));
    return unit;
}

bool office_learn_related(struct arena *a, const char *unit, const char *other)
{
    const char *x = house_of(a, unit), *y = house_of(a, other);
    const char *longer = strlen(x) < strlen(y) ? y : x, *shorter = longer == x ? y : x;
    return strcmp(x, y) == 0 ||
           (strncmp(longer, shorter, strlen(shorter)) == 0 && is_inner(longer));
}

/* Of a later one: 组织部 of 县委 is 县委组织部, 办公室 of 镇党委 is 镇办公室, and a bare title is
 * of the first unit, its party group left out. */
static const char *in_unit_of(struct arena *a, const char *first, const char *unit)
{
    static const char *const parties[] = {"党组", "党工委", "党委", "党总支"};
    const char *base = first;
    if (!*first || (*unit && begins_with_place(unit)))
        return unit;
    for (size_t i = 0; base == first && i < sizeof parties / sizeof *parties; i++)
        if (ends_in(first, parties[i]) && strlen(first) > strlen(parties[i]))
            base = without(a, first, strlen(parties[i]));
    bool joins = !*unit || base != first || ends_in(first, "委") || is_inner(unit);
    return joins ? arena_printf(a, "%s%s", base, unit) : unit;
}

bool office_learn_post(struct arena *a, const char *typed, const char *first,
                       struct learn_post *out)
{
    static const char deputy[] = "副";
    size_t best = TITLES;
    for (size_t i = 0; i < TITLES; i++)
        if (ends_in(typed, titles[i].word) &&
            (best == TITLES || strlen(titles[i].word) > strlen(titles[best].word)))
            best = i;
    if (best == TITLES)
        return false;
    const char *unit = without(a, typed, strlen(titles[best].word));
    const char *title = titles[best].word;
    out->standing = titles[best].standing;
    static const char *const under[] = {"常务副", "第一副", "副", "第一"};
    for (size_t i = 0; i < sizeof under / sizeof *under; i++)
        if (ends_in(unit, under[i])) {
            unit = without(a, unit, strlen(under[i]));
            title = arena_printf(a, "%s%s", under[i], title);
            if (strstr(under[i], deputy))
                out->standing = STANDING_DEPUTY;
            break;
        }
    out->title = title;
    out->unit = is_of_place(title) ? government(a, unit, title) : in_unit_of(a, first, unit);
    return *out->unit != '\0';
}
