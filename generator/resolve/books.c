/* Empty workbooks: a table of columns for each kind, in the order that people fill them in. */
#include "resolve/books.h"

#include <string.h>

#define CELLS(...)   ((const char *const[]){__VA_ARGS__, NULL})
#define COLUMNS(set) (set), sizeof(set) / sizeof *(set)

static const struct data_book_column vehicles[] = {
    {"组别", 14, false, NULL, CELLS("组长车组", "组长车组"),
     "同一组的车写同样的组别，可以合并单元格"},
    {"车号", 8, false, NULL, CELLS("1", "2"), "不写就从 1 编起"},
    {"车牌号", 14, true, NULL, CELLS("青Z·00001", "青Z·00002"), NULL},
    {"驾驶员", 12, true, NULL, CELLS("张三", "李四"), NULL},
    {"联系电话", 16, false, NULL, CELLS("13800000000", "13800000001"), "驾驶员的电话"},
    {"车型", 12, false, CELLS("轿车", "越野车", "商务车", "中巴车", "大巴车"),
     CELLS("商务车", "越野车"), NULL},
    {"座位数", 9, false, CELLS("5", "7", "9", "19", "37", "55"), CELLS("7", "5"), "连驾驶员在内"},
    {"联络员", 12, false, NULL, CELLS("王五", "赵六"), NULL},
    {"联络员电话", 16, false, NULL, CELLS("13800000002", "13800000003"), NULL},
    {"路线", 24, false, NULL, CELLS("陪同到白石村", ""), NULL},
    {"乘车人员", 40, false, NULL, CELLS("钱七（副县长）、孙八", "周九"),
     "姓名之间用顿号，职务写在姓名后面的括号里"},
    {"备注", 20, false, NULL, CELLS("", ""), NULL},
};

static const struct data_book_sheet vehicle_sheets[] = {{"车辆安排", COLUMNS(vehicles)}};

static const struct {
    const char *kind;
    const struct data_book_sheet *sheets;
    size_t n_sheets;
} books[] = {{"vehicles", COLUMNS(vehicle_sheets)}};

const struct data_book_sheet *book_sheets(const char *kind, size_t *n)
{
    for (size_t i = 0; i < sizeof books / sizeof *books; i++)
        if (strcmp(books[i].kind, kind) == 0) {
            *n = books[i].n_sheets;
            return books[i].sheets;
        }
    return NULL;
}

const char *book_kinds(void)
{
    return "vehicles";
}
