/* strerror speaks the locale's language, not that of the findings; and of devices and inodes, not
 * of disks and folders. The reasons that an office meets have their words here. */
#include "base/reason.h"

#include <errno.h>
#include <string.h>

static const struct reason {
    int error;
    const char *text[2]; /* by enum diag_lang */
} reasons[] = {
    {ENOENT, {"那里没有这个文件或文件夹", "there is no such file or folder"}},
    {EEXIST, {"那里已经有一个同名的文件", "there is a file of that name"}},
    {EACCES, {"没有权限", "permission denied"}},
    {EPERM, {"没有权限", "permission denied"}},
    {EROFS, {"磁盘只能读，不能写", "the disk is read-only"}},
    {ENOSPC, {"磁盘满了", "the disk is full"}},
    {EDQUOT, {"磁盘的配额用完了", "the disk quota is used up"}},
    {EFBIG, {"文件太大", "the file is too large"}},
    {EISDIR, {"那里是文件夹", "that is a folder"}},
    {ENOTDIR, {"路径当中有一段不是文件夹", "a part of the path is no folder"}},
    {ENAMETOOLONG, {"文件名太长", "the name is too long"}},
    {ELOOP, {"链接绕成了圈", "links lead in a circle"}},
    {EIO, {"磁盘读写出错", "the disk failed"}},
    {ENOMEM, {"内存不够", "out of memory"}},
    {EMFILE, {"打开的文件太多", "too many open files"}},
    {ENFILE, {"打开的文件太多", "too many open files"}},
    {ETXTBSY, {"文件正在使用", "the file is in use"}},
    {EBUSY, {"文件正在使用", "the file is in use"}},
    {EPIPE, {"接收输出的程序已经停止", "who should read the output has stopped"}},
};

const char *reason_of(const struct diags *d, int error)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].error == error)
            return reasons[i].text[diags_lang(d)];
    return strerror(error);
}
