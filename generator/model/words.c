/* Words that stand in a document for what is not there. */
#include "model/model.h"

const char model_vacant[] = "（空缺）";
