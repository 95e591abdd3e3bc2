/* Bytes are paid for before they come where the head says how many, else by steps as they come. */
#include "desk/body.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/spool.h"
#include "desk/limits.h"
#include "desk/message.h"
#include "desk/request.h"

enum {
    IN_MEMORY = 64 << 10, /* of a body; what is more lies in a file */
    STEP = 64 << 10,      /* bytes of no stated number are paid for at a time */
    LARGE = 1 << 20,      /* is answered when its turn comes */
    TURN_MS = 30000,      /* how long it waits for that */
    BODY_MS = 180000      /* how long a body may take to come in */
};

struct body {
    struct limits *limits;
    const char *sender;
    size_t most;
    uint64_t received, paid; /* bytes */
    size_t answered;         /* bytes that have their turn */
    int64_t begun;
    struct spool *spool; /* NULL: nothing came yet, or it was refused */
    struct diags *unheard;
    int refused;
    const char *why;
};

struct body *body_new(struct limits *l, const char *sender, size_t most)
{
    struct body *b = mem_alloc(sizeof *b);
    *b = (struct body){.limits = l, .sender = sender, .most = most, .begun = clock_ms(), .why = ""};
    return b;
}

/* Its room is free again. */
static void forget(struct body *b)
{
    spool_drop(b->spool);
    b->spool = NULL;
    limits_give(b->limits, SHARE_HELD, (size_t)b->paid);
    limits_give(b->limits, SHARE_ANSWERED, b->answered);
    b->paid = 0;
    b->answered = 0;
}

void body_drop(struct body *b)
{
    if (!b)
        return;
    forget(b);
    if (b->unheard)
        diags_drop(b->unheard);
    free(b);
}

static bool refuse(struct body *b, int status, const char *why)
{
    forget(b);
    b->refused = status;
    b->why = why;
    return false;
}

int body_refused(const struct body *b, const char **message)
{
    *message = b->why;
    return b->refused;
}

/* Up to so many bytes are paid for. */
static bool pay(struct body *b, uint64_t all)
{
    static const char large[] = "文件太大：一次最多 64 MB";
    if (all > b->most)
        return refuse(b, STATUS_LARGE, large);
    if (all <= b->paid)
        return true;
    size_t n = (size_t)(all - b->paid);
    if (!limits_take(b->limits, LIMIT_BYTES, b->sender, n))
        return refuse(b, STATUS_MANY, "送来得太多太快了：请等一会儿再试");
    if (!limits_share(b->limits, SHARE_HELD, n, 0))
        return refuse(b, STATUS_BUSY, "许多人正在送文件来，工作台一时放不下：请过一会儿再试");
    b->paid = all;
    return true;
}

bool body_expect(struct body *b, uint64_t n)
{
    return pay(b, n);
}

static bool pay_step(struct body *b)
{
    uint64_t step = b->paid + STEP > b->most ? b->most : b->paid + STEP;
    return b->received <= b->paid || pay(b, step > b->received ? step : b->received);
}

static bool keep(struct body *b, const char *bytes, size_t n)
{
    if (!b->spool) {
        b->unheard = diags_new(DIAG_EN);
        b->spool = spool_new(IN_MEMORY, b->unheard);
    }
    return spool_add(b->spool, bytes, n) || refuse(b, STATUS_FAILED, "没有收下：磁盘可能满了");
}

bool body_add(struct body *b, const char *bytes, size_t n)
{
    b->received += n;
    if (clock_ms() - b->begun > BODY_MS || b->received > 2 * (uint64_t)b->most)
        return false;
    if (!b->refused && pay_step(b))
        keep(b, bytes, n);
    return true;
}

const char *body_text(struct body *b, size_t *n)
{
    *n = 0;
    if (b->refused)
        return NULL;
    if (!b->spool)
        return "";
    size_t size = (size_t)spool_size(b->spool);
    if (size >= LARGE && !b->answered) {
        if (!limits_share(b->limits, SHARE_ANSWERED, size, TURN_MS)) {
            refuse(b, STATUS_BUSY, "工作台正忙着处理别的大文件：请过一会儿再试");
            return NULL;
        }
        b->answered = size;
    }
    const char *text = spool_text(b->spool);
    if (!text)
        refuse(b, STATUS_FAILED, "没有收下：磁盘可能满了");
    *n = text ? size : 0;
    return text;
}
