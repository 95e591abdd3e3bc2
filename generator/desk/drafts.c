/*
 * Several people in one document: whoever saves says which version she had read, and is told who
 * saved another meanwhile. What was written and not saved is kept as it is typed; who else writes in
 * the document is told then.
 */
#include "desk/answers.h"

#include <string.h>

#include "base/file.h"
#include "desk/folder.h"
#include "desk/signing.h"

/* Who saved the version of the hash here; without a name: another program did. */
static struct version saver_of(struct request *r, const char *name, const char *hash)
{
    struct version v;
    bool known = store_latest(r->desk->store, r->arena, name, &v) && strcmp(v.hash, hash) == 0;
    return known ? v : (struct version){hash, "", ""};
}

/* "hash":…,"who":…,"when":… */
static void add_version(struct buf *b, const char *hash, const struct version *saved)
{
    buf_str(b, "\"hash\":");
    buf_json(b, hash);
    buf_str(b, ",\"who\":");
    buf_json(b, saved->who);
    buf_str(b, ",\"when\":");
    buf_json(b, saved->when);
}

static void tell_conflict(struct request *r, const char *name, const char *hash)
{
    struct version saved = saver_of(r, name, hash);
    r->reply.status = STATUS_CONFLICT;
    struct buf *b = request_json(r);
    buf_str(b, "{\"message\":");
    buf_json(b, *saved.who
                    ? arena_printf(r->arena, "%s 在 %s 保存过这份公文", saved.who, saved.when)
                : *hash ? "这份公文在别处改过了"
                        : "这份公文已经不在了");
    buf_char(b, ',');
    add_version(b, hash, &saved);
    buf_char(b, '}');
}

static void say_refused(struct request *r, const char *name)
{
    const char *fault = folder_fault(name);
    request_say(r, STATUS_WRONG,
                fault ? arena_printf(r->arena, "文件名不能用：%s", fault)
                      : "没有存成：文件夹要先建好；同名的链接、太大的文件不能换");
}

/* The document is held. */
static void save(struct request *r, const char *name)
{
    char hash[SHA256_HEX] = "";
    struct folder_file old;
    bool document = file_has_extension(name, "xml");
    if (document && folder_read(r->arena, r->desk->options->folder, name, &old))
        store_keep_found(r->desk->store, name, old.hash, old.bytes, old.n);
    switch (folder_save(r->desk->options->folder, name, request_value(r, "base"), r->body, r->n,
                        hash)) {
    case FOLDER_SAVED:
        if (document)
            store_keep(r->desk->store, name, hash, r->session.person.id, r->body, r->n);
        store_drop_draft(r->desk->store, r->session.person.id, name);
        request_note(r, document ? "保存" : "上传", name, hash);
        buf_printf(request_json(r), "{\"hash\":\"%s\"}", hash);
        return;
    case FOLDER_CONFLICT:
        tell_conflict(r, name, hash);
        return;
    case FOLDER_ALIKE:
        request_say(r, STATUS_WRONG,
                    "文件夹里已经有一个只差字母大小写的文件，有的电脑分不开它们：请换一个名字");
        return;
    case FOLDER_REFUSED:
        say_refused(r, name);
        return;
    case FOLDER_FAILED:
        request_say(r, STATUS_FAILED, "没有写成：磁盘可能满了，或者文件夹不能写");
        return;
    }
}

/* Whether it was issued is asked when nobody else is at it. */
void answer_save(struct request *r)
{
    const char *name = request_value(r, "name");
    struct file_hold held;
    if (!folder_is_of_use(name)) {
        request_say(r, STATUS_WRONG, "文件夹里只放公文（.xml）、图片、表格、.docx 和 .pdf");
        return;
    }
    if (!request_holds(r, name, &held))
        return;
    if (signing_lets_save(r, name))
        save(r, name);
    file_release(&held);
}

/* The text as it is; an empty one: there is nothing any more that was not saved. */
void answer_keep_draft(struct request *r)
{
    const char *name = request_value(r, "name"), *base = request_value(r, "base");
    enum { LATELY = 120 };
    struct folder_file file;
    if (!request_names_document(r))
        return;
    bool there = folder_read(r->arena, r->desk->options->folder, name, &file);
    if (!r->n)
        store_drop_draft(r->desk->store, r->session.person.id, name);
    else
        store_put_draft(r->desk->store, r->session.person.id, name, base, r->body, r->n);
    if (r->n && there) /* what two people did is told apart by what they began with */
        store_keep_found(r->desk->store, name, file.hash, file.bytes, file.n);
    const char *hash = there ? file.hash : "";
    struct version saved = saver_of(r, name, hash);
    struct buf *b = request_json(r);
    buf_char(b, '{');
    add_version(b, hash, &saved);
    buf_str(b, ",\"others\":");
    store_others(r->desk->store, r->session.person.id, name, LATELY, b);
    buf_char(b, '}');
}

void answer_draft(struct request *r)
{
    struct draft draft;
    struct buf *b = request_json(r);
    bool there = store_draft(r->desk->store, r->arena, r->session.person.id,
                             request_value(r, "name"), &draft);
    buf_str(b, "{\"base\":");
    buf_json(b, there ? draft.base : "");
    buf_str(b, ",\"time\":");
    buf_json(b, there ? draft.when : "");
    buf_str(b, ",\"text\":");
    buf_json(b, there ? draft.text : "");
    buf_char(b, '}');
}

void answer_drafts(struct request *r)
{
    store_drafts(r->desk->store, r->session.person.id, request_json(r));
}
