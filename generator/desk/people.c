/* Who is there: coming in and leaving, the people and their roles, what was done. */
#include "desk/answers.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

/* ---- who is there ---- */

void answer_me(struct request *r)
{
    struct buf *b = request_json(r);
    buf_str(b, "{\"name\":");
    buf_json(b, r->session.person.name);
    buf_printf(b, ",\"id\":%" PRId64 ",\"roles\":%d,\"token\":", r->session.person.id,
               r->session.person.roles);
    buf_json(b, r->session.token);
    buf_printf(b, ",\"alone\":%s}", r->desk->alone ? "true" : "false");
}

void answer_login(struct request *r)
{
    char *secret = arena_alloc(r->arena, STORE_SECRET);
    request_take_fields(r);
    switch (store_login(r->desk->store, request_value(r, "name"), request_value(r, "password"),
                        r->address, secret)) {
    case LOGIN_DONE:
        r->reply.cookie = secret;
        request_say(r, STATUS_OK, "");
        return;
    case LOGIN_WRONG:
        request_say(r, STATUS_UNKNOWN, "姓名或者口令不对");
        return;
    case LOGIN_LATER:
        request_say(r, STATUS_MANY, "试错的次数太多，请过十五分钟再试");
        return;
    }
}

void answer_leave(struct request *r)
{
    store_leave(r->desk->store, r->secret);
    r->reply.cookie = "";
    request_say(r, STATUS_OK, "");
}

/* One's own: it ends the sessions that one has elsewhere. */
void answer_password(struct request *r)
{
    struct store *s = r->desk->store;
    char *secret = arena_alloc(r->arena, STORE_SECRET);
    request_take_fields(r);
    const char *password = request_value(r, "password");
    if (r->desk->alone || strlen(password) < STORE_PASSWORD_LEAST) {
        request_say(r, STATUS_WRONG, r->desk->alone ? "只有这台电脑能用的工作台没有口令" : "新口令至少八个字符");
        return;
    }
    switch (store_login(s, r->session.person.name, request_value(r, "old"), r->address, secret)) {
    case LOGIN_DONE:
        store_change_person(s, r->session.person.id, password, -1);
        store_enter(s, r->session.person.id, secret);
        request_note(r, "改口令", "", r->session.person.name);
        r->reply.cookie = secret;
        request_say(r, STATUS_OK, "");
        return;
    case LOGIN_WRONG:
        request_say(r, STATUS_FORBIDDEN, "现在的口令不对");
        return;
    case LOGIN_LATER:
        request_say(r, STATUS_MANY, "试错的次数太多，请过十五分钟再试");
        return;
    }
}

static bool has_key(const struct request *r)
{
    const char *key = request_value(r, "key"), *right = r->desk->key;
    return *right && strlen(key) == strlen(right) && sodium_memcmp(key, right, strlen(right)) == 0;
}

/* The address that the program prints: it lets the one person in, or the first one who then sets
 * the desk up. */
void answer_enter(struct request *r)
{
    struct desk *d = r->desk;
    if (!has_key(r) || !d->alone) {
        request_say(r, STATUS_FORBIDDEN, "这个地址不对或者已经失效，请重新运行 hongtou serve");
        return;
    }
    char *secret = arena_alloc(r->arena, STORE_SECRET);
    store_enter(d->store, d->alone, secret);
    r->reply.cookie = secret;
    r->reply.status = STATUS_FOUND;
    r->reply.location = "/";
}

/* The first person of all, who manages the others. */
void answer_set_up(struct request *r)
{
    struct desk *d = r->desk;
    request_take_fields(r);
    const char *name = request_value(r, "name"), *password = request_value(r, "password");
    if (store_has_people(d->store) || !has_key(r)) {
        request_say(r, STATUS_FORBIDDEN, "已经建立过了，或者地址不对");
    } else if (!*name || strlen(password) < STORE_PASSWORD_LEAST) {
        request_say(r, STATUS_WRONG, "请写姓名；口令至少八个字符");
    } else if (store_add_person(d->store, name, password,
                                ROLE_DRAFT | ROLE_REVIEW | ROLE_SIGN | ROLE_MANAGE)) {
        store_note(d->store, 0, "建立", "", name);
        request_say(r, STATUS_OK, "");
    } else {
        request_say(r, STATUS_CONFLICT, "已经有这个姓名");
    }
}

void answer_people(struct request *r)
{
    struct person_list list;
    struct buf *b = request_json(r);
    store_people(r->desk->store, r->arena, &list);
    buf_char(b, '[');
    for (size_t i = 0; i < list.n; i++) {
        buf_printf(b, "%s{\"id\":%" PRId64 ",\"roles\":%d,\"name\":", i ? "," : "", list.v[i].id,
                   list.v[i].roles);
        buf_json(b, list.v[i].name);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

static int read_roles(const char *text)
{
    enum { DECIMAL = 10, ALL = ROLE_DRAFT | ROLE_REVIEW | ROLE_SIGN | ROLE_MANAGE };
    char *end;
    long v = strtol(text, &end, DECIMAL);
    return end != text && !*end && v >= 0 && v <= ALL ? (int)v : -1;
}

/* A new one, or with id another password, other roles (0: comes in no more). */
void answer_change_people(struct request *r)
{
    enum { DECIMAL = 10 };
    struct store *s = r->desk->store;
    request_take_fields(r);
    const char *name = request_value(r, "name"), *password = request_value(r, "password");
    int roles = read_roles(request_value(r, "roles"));
    int64_t id = strtoll(request_value(r, "id"), NULL, DECIMAL);
    bool changed = false;
    if (*password && strlen(password) < STORE_PASSWORD_LEAST) {
        request_say(r, STATUS_WRONG, "口令至少八个字符");
        return;
    }
    if (id == r->session.person.id && roles >= 0 && !(roles & ROLE_MANAGE)) {
        request_say(r, STATUS_WRONG, "不能取消自己的管理权限：请由另一位管理人员来做");
        return;
    }
    if (id)
        changed = store_change_person(s, id, *password ? password : NULL, roles);
    else if (*name && *password && roles > 0)
        changed = store_add_person(s, name, password, roles) != 0;
    if (changed)
        request_note(r, id ? "改人员" : "加人员", "", *name ? name : request_value(r, "id"));
    request_say(r, changed ? STATUS_OK : STATUS_WRONG,
                changed ? "" : "没有做成：姓名、口令、权限都要写，姓名不能与别人相同");
}

void answer_notes(struct request *r)
{
    enum { MOST = 200, DECIMAL = 10 };
    struct note_filter f = {.document = request_value(r, "document"),
                            .who = request_value(r, "who"),
                            .act = request_value(r, "act"),
                            .from = request_value(r, "from"),
                            .to = request_value(r, "to"),
                            .before = strtoll(request_value(r, "before"), NULL, DECIMAL)};
    store_notes(r->desk->store, &f, MOST, request_json(r));
}
