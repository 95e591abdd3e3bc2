/* The commands and their help. */
#include <string.h>

#include "base/guess.h"
#include "cli/cli.h"

static const struct command commands[] = {
    {"build", cli_run_build, 1, -1, false},   {"issue", cli_run_issue, 1, 1, false},
    {"check", cli_run_check, 1, -1, false},   {"compare", cli_run_compare, 1, 2, false},
    {"fix", cli_run_fix, 1, -1, false},       {"import", cli_run_import, 1, -1, false},
    {"staff", cli_run_staff, 1, -1, true},    {"print", cli_run_print, 1, 1, false},
    {"read", cli_run_exchange, 1, -1, false}, {"tally", cli_run_exchange, 2, -1, false},
    {"serve", cli_run_serve, 0, 1, false},
    {"new", cli_run_new, 1, 1, false},        {"fonts", cli_run_fonts, 0, 0, false},
    {"schema", cli_run_schema, 0, 0, false},  {"reference", cli_run_reference, 0, 1, false},
    {"dump", cli_run_dump, 1, 1, false},      {"help", cli_run_help, 0, 1, false},
};

/* Rows by command ("" is the program's own), Chinese and English. */
static const struct help {
    const char *command, *text[2];
} helps[] = {
    {"",
     {"hongtou（红头）：把结构化的 XML 编译成 GB/T 9704-2012 的公文 PDF\n"
      "\n"
      "用法：hongtou 命令 [选项] [参数]\n"
      "\n"
      "命令：\n"
      "  build      编译文件或整个文件夹，没有变化的不重新编译\n"
      "  issue      签发一份公文：以后不会悄悄改变\n"
      "  check      逐条实测版面是否符合 GB/T 9704，并校对文字\n"
      "  compare    两稿对照：改了哪里，写成修订对照表；也可以同签发的那一稿对照\n"
      "  import     把 Word、WPS、文本里的旧公文、草稿变成公文 XML，逐段说明变成了什么\n"
      "  fix        改正有把握的毛病：粘贴带来的字符、手打的标题和编号；先给看改哪里\n"
      "  staff      核对人员库；人事变动以后，哪些公文要改，起草调整通知\n"
      "  print      按名册批量打印表单：一户一份\n"
      "  read       把在屏幕上填好的表单收成一张 CSV 表\n"
      "  tally      从收回来的数据数出各村各题的户数、占比、合计\n"
      "  serve      工作台：在浏览器里写公文、看版面、签发，不用看见 XML\n"
      "  new        写出一份带说明的空白公文，或可以填写的空白表格\n"
      "  fonts      说明每种字体用的是哪个文件，为什么，可不可以嵌入\n"
      "  schema     写出 XSD，供编辑器提示和检查\n"
      "  reference  写出词汇手册\n"
      "  help       查手册：hongtou help 名单、hongtou help 流程图、hongtou help build\n"
      "  dump       把文档在某一步的样子写成文本\n"
      "\n"
      "通用选项：\n"
      "  --lang zh|en          提示用中文或英文\n"
      "  --format text|json    提示写成文本或 JSON\n"
      "  --home 文件夹         templates 和 fonts 所在的文件夹\n"
      "  --free-fonts          不用本机的办公字体，只用自由字体：每台机器结果相同\n"
      "  --help  --version\n"
      "\n"
      "退出码：0 正常，1 文档有错，2 命令写错，3 系统出错\n",
      "hongtou: structured XML into official documents of GB/T 9704-2012, as PDF\n"
      "\n"
      "Usage: hongtou COMMAND [OPTIONS] [ARGUMENTS]\n"
      "\n"
      "Commands:\n"
      "  build      compile files or whole folders, but nothing that has not changed\n"
      "  issue      issue a document: it will not change unnoticed\n"
      "  check      measure the pages against GB/T 9704, and proofread the text\n"
      "  compare    tell what differs between two editions, as a table of both\n"
      "  import     make documents of drafts in Word, text or Markdown, and tell what became of each line\n"
      "  fix        mend what is certain: pasted characters, headings typed by hand; shows a diff "
      "first\n"
      "  staff      check a staff file; who changed, which documents that concerns\n"
      "  print      print forms by a list: one for each household\n"
      "  read       collect forms that were filled in on screen into a CSV file\n"
      "  tally      count what was collected: answers, shares and sums, village by village\n"
      "  serve      the desk: write, see and issue documents in a browser, without seeing XML\n"
      "  new        write a commented skeleton of a document, or a workbook to fill in\n"
      "  fonts      tell which file serves each role, why, and whether it may be embedded\n"
      "  schema     write the XSD, for editors\n"
      "  reference  write the manual of the vocabulary\n"
      "  help       look something up: hongtou help roster, hongtou help build\n"
      "  dump       write a document as one of the stages sees it\n"
      "\n"
      "Common options:\n"
      "  --lang zh|en          language of the messages\n"
      "  --format text|json    form of the messages\n"
      "  --home FOLDER         where templates and fonts are\n"
      "  --free-fonts          pass over office fonts: every machine makes the same bytes\n"
      "  --help  --version\n"
      "\n"
      "Exit status: 0 well, 1 the document, 2 the command line, 3 the system\n"}},
    {"build",
     {"用法：hongtou build 文件或文件夹… [-o 输出] [--as-of 日期] [--free-fonts] [--force]\n"
      "                                      [--reissue] [--docx] [--fillable] [--geometry 文件.json]\n"
      "                                      [--mark-changes-since 原稿] [--jobs 数] [--watch] [--prune]\n"
      "                                      [--quiet] [--format text|json]\n"
      "      hongtou build 文件.xml -o 文件.png [--dpi 点数]\n"
      "\n"
      "把每个 XML 文件编译成 PDF；文件夹连同其中的子文件夹一起编译。公文和它用到的文件（人员库、\n"
      "表格、图片、版式、字体）都没有变化的，不重新编译；生成的与原来一样的，不重新写出。最后报告\n"
      "重新生成了几份，每份换了哪些人。记录在 PDF 旁边的 .hongtou 文件夹里，make 也能读。\n"
      "已经签发的公文（见 hongtou issue --help）会变样的，不生成，并说明原因。\n"
      "文件夹里的 .hongtouignore 写着哪些不编译，一行一个：草稿/、*-旧.xml、/会议/纪要.xml；! 开头的不跳过。\n"
      "别的程序的 XML 跳过，说一声。源文件已经没有了的 PDF，也说一声。\n"
      "  -o 输出        输出的文件夹；只编译一个文件时也可以是一个 .pdf 文件名\n"
      "                 （那样总是重新写出，不留记录）；不写时，PDF 放在 XML 旁边\n"
      "                 以 .png 结尾的，画成图片，一页一张（多页的是 文件-1.png、文件-2.png……）\n"
      "  --dpi 点数     图片每英寸的点数（24—600；不写时 150）\n"
      "  --as-of 日期   名单、人名按人员库这一天的情况来排（2026-09-19）；\n"
      "                 不写时，按每份公文的成文日期\n"
      "  --free-fonts   不用本机的办公字体，只用自由字体：每台机器结果相同\n"
      "  --docx         做成 .docx，给人在 WPS、Word 里改；改好以后用 hongtou import 收回成 XML\n"
      "                 （-o 后面写 .docx 文件名也一样）；里面带着 XML 原文，只供内部改稿\n"
      "  --track-from 原来的.xml  与原来的一稿不同的，在 .docx 里标成修订（删除、插入）；一次一份\n"
      "  --fillable     表单做成可以在屏幕上填写的 PDF；填好以后用 hongtou read 收回\n"
      "  --geometry 文件  另外写出表单的填写处、方框在哪里（JSON）；一次一份表单\n"
      "  --mark-changes-since 原稿\n"
      "                 另做一份修订标记稿（…-修订标记.pdf，只供阅看）：有增改的行页边有竖线，有删去的\n"
      "                 地方有三角，版面不动；原稿是 .xml、.lock 或 PDF，见 hongtou compare --help\n"
      "  --force, -B    没有变化的也重新编译\n"
      "  --jobs 数, -j  同时编译几份（1—64；不写时 1），结果都一样\n"
      "  --watch, -w    编译以后接着看守：公文和它用到的文件一改就重新编译；按 Ctrl-C 结束\n"
      "  --prune        源文件已经没有了的，PDF 也删去；签发过的、不是 hongtou 生成的、改过的不删\n"
      "  --quiet, -q    不写结果，只写警告和错误\n"
      "  --format json  结果写成 JSON，一份一个对象：file、status（made、unchanged、failed、staff、\n"
      "                 gone、removed）、pages、outputs、changes、warnings、diagnostics\n"
      "  --reissue      已经签发的，变样了也重新生成，锁文件同时换新\n"
      "  -              从标准输入读，写到标准输出\n",
      "Usage: hongtou build FILE|FOLDER… [-o OUTPUT] [--as-of DATE] [--free-fonts] [--force]\n"
      "                                  [--reissue] [--docx] [--fillable] [--geometry FILE.json]\n"
      "                                  [--mark-changes-since OLD] [--jobs N] [--watch] [--prune]\n"
      "                                  [--quiet] [--format text|json]\n"
      "       hongtou build FILE.xml -o FILE.png [--dpi DOTS]\n"
      "\n"
      "Compiles each XML file to PDF; folders with all that is below them. A document is not\n"
      "compiled when nothing it is made of has changed (staff file, tables, pictures, profile,\n"
      "fonts), and not written when it comes out the same. At the end it tells how many were\n"
      "rebuilt, and whose names changed. Records are in .hongtou beside the PDF; make reads them.\n"
      "An issued document (hongtou issue --help) that would come out otherwise is refused.\n"
      ".hongtouignore in a folder says what is left out, a pattern a line, in the manner of git's.\n"
      "XML of other programs is passed over with a note; so is a PDF told whose source is gone.\n"
      "  -o OUTPUT      a folder, or for a single document a .pdf file (which is always\n"
      "                 written, and has no record);\n"
      "                 without it the PDF goes beside the XML; a .png file: pictures, one\n"
      "                 a page (FILE-1.png, FILE-2.png … when there are several)\n"
      "  --dpi DOTS     of pictures, per inch (24 to 600; 150 without it)\n"
      "  --as-of DATE   ask the staff file about this day (2026-09-19), for rosters and names;\n"
      "                 each document's date of issue without it\n"
      "  --free-fonts   pass over office fonts: every machine makes the same bytes\n"
      "  --mark-changes-since OLD\n"
      "                 a marked copy (…-修订标记.pdf, to be read and not issued): bars at the edge\n"
      "                 beside lines that changed, wedges where words went, nothing moved; OLD as\n"
      "                 for hongtou compare\n"
      "  --force, -B    compile what has not changed, too\n"
      "  --jobs N, -j   compile so many at the same time (1 to 64; 1 without it), to the same bytes\n"
      "  --watch, -w    go on watching: what changes, or is made of what changed, is compiled again;\n"
      "                 Ctrl-C ends\n"
      "  --prune        remove PDFs whose sources are gone; what was issued, what hongtou did not\n"
      "                 make and what was changed since stay\n"
      "  --quiet, -q    no results, only warnings and errors\n"
      "  --format json  the results as JSON, an object a document: file, status (made, unchanged,\n"
      "                 failed, staff, gone, removed), pages, outputs, changes, warnings, diagnostics\n"
      "  --reissue      replace issued documents, and renew their locks\n"
      "  --docx         make a .docx to be edited in WPS or Word, which hongtou import takes back\n"
      "                 (so does -o FILE.docx); it carries the XML along, and is not to be sent out\n"
      "  --track-from OLD.xml  what differs from an earlier edition, as revisions in the .docx; one\n"
      "                 document at a time\n"
      "  --fillable     make forms that can be filled in on screen; hongtou read collects them\n"
      "  --geometry FILE  where a form's fields and boxes are, as JSON, too; one form at a time\n"
      "  -              read standard input, write standard output\n"}},
    {"serve",
     {"用法：hongtou serve [文件夹] [--listen 地址:端口] [--certificate 证书.pem --key 密钥.pem]\n"
      "                     [--free-fonts]\n"
      "\n"
      "把放公文的文件夹（不写时是当前文件夹）变成浏览器里的工作台，打开屏幕上给出的网址就能用；\n"
      "按 Ctrl-C 结束。公文还是那个文件夹里的文件，命令照样能用。\n"
      "  --listen 地址:端口   让别的电脑也能用（例如 0.0.0.0:8443）：各人有姓名、口令和权限；\n"
      "                       第一次运行时，用给出的网址建立管理人员。不写时只有这台电脑能用\n"
      "  --certificate、--key 网站证书和密钥（PEM）；不写时在网上不加密，请放在有 TLS 的代理后面\n",
      "Usage: hongtou serve [FOLDER] [--listen ADDRESS:PORT] [--certificate FILE.pem --key "
      "FILE.pem]\n"
      "                     [--free-fonts]\n"
      "\n"
      "Makes the folder of documents (the one at hand without it) a desk in the browser, at the\n"
      "address that is printed; Ctrl-C ends it. Documents stay files of that folder, which the\n"
      "command may use at the same time.\n"
      "  --listen ADDRESS:PORT  for other machines, too (0.0.0.0:8443): people have names,\n"
      "                         passwords and rights; the first one is made at the address that "
      "is\n"
      "                         printed. Without it, this machine alone\n"
      "  --certificate, --key   for TLS (PEM); without them put a proxy with TLS in front\n"}},
    {"issue",
     {"用法：hongtou issue 文件.xml [-o 文件.pdf] [--as-of 日期] [--free-fonts] [--reissue]\n"
      "\n"
      "编译一份公文，并在 XML 旁边写出锁文件（文件.lock，可以直接阅读）：签发的日期、人员情况、\n"
      "PDF 和所用各文件的 SHA-256。以后人员库、版式、字体、程序变了，hongtou build 仍按签发时的\n"
      "日期编译；结果与签发的不一样就不生成，并说明哪里不同。锁文件请与公文一起保存。\n"
      "  --reissue   已经签发过的，重新签发\n"
      "核对一份 PDF 是不是签发的那一份：hongtou check 文件.xml --pdf 文件.pdf\n",
      "Usage: hongtou issue FILE.xml [-o FILE.pdf] [--as-of DATE] [--free-fonts] [--reissue]\n"
      "\n"
      "Compiles a document and writes a lock beside it (FILE.lock, a plain text): the day, what\n"
      "the staff file said, and the SHA-256 of the PDF and of all it was made of. Whatever\n"
      "changes later, hongtou build compiles it as of that day, and refuses when it would come\n"
      "out otherwise, telling what differs. Keep the lock with the document.\n"
      "  --reissue   issue it again\n"
      "Whether a PDF is the one that was issued: hongtou check FILE.xml --pdf FILE.pdf\n"}},
    {"check",
     {"用法：hongtou check 文件或文件夹… [--as-of 日期] [--format text|json] [-o 输出] [--jobs 数] [--quiet]\n"
      "      hongtou check 文件 --pdf 文件.pdf\n"
      "      hongtou check 文件.pdf…\n"
      "\n"
      "排出版面，逐条量出各要素的位置、字体、字号，与版式的要求比较：符合、不符合、未检查。\n"
      "版式定的与标准规定的不同，也是不符合，写明是哪个版式定的。文件夹的，最后有合计。\n"
      "表单另有一张表（条款一栏写“表单”）：字和方框多大、离纸边多远、有没有重叠、每一处有没有名称、\n"
      "有没有写字的地方，二维码和定位标周围有没有留白，每页写没写第几页、是哪一户。\n"
      "文字中的毛病（日期、编号、标点、括号、常见错字等）写在提示里。\n"
      "写了人员库的公文，还要查：已经离任的人、旧的单位名称、与人员库不同的电话，没有负责人的组，\n"
      "一个人在两个组里当成员。文件夹里只有一个人员库时，它旁边和下面没写人员库的公文也照着它查。\n"
      "有“规定”一级的条款不符合，或者文档有错，退出码是 1。\n"
      "PDF 文件逐条查它能不能长期归档（PDF/A-2u，即 ISO 19005-2），不管是谁做的；可以与公文写在一起。\n"
      "  --jobs 数, -j    同时检查几份（1—64；不写时 1）\n"
      "  --quiet, -q      不写报告和说明，只看警告、错误和退出码（写了 -o 的，报告照样写进文件）\n"
      "  --format json    每份公文一个对象：file；checks，一条一项：clause、strength、element、\n"
      "                   item、verdict（conforms、breaches、unchecked）、wanted、measured、\n"
      "                   reason，有的还有 page、absent、profile（版式定的）\n"
      "  --pdf 文件.pdf   核对这个 PDF 是不是签发的那一份、现在的源文件还能不能原样生成它\n",
      "Usage: hongtou check FILE|FOLDER… [--as-of DATE] [--format text|json] [-o OUTPUT]\n"
      "                                  [--jobs N] [--quiet]\n"
      "       hongtou check FILE --pdf FILE.pdf\n"
      "       hongtou check FILE.pdf…\n"
      "\n"
      "Lays the document out, measures what stands on its pages and compares it with the profile,\n"
      "clause by clause: conforms, breaches, not checked. What the profile has and the standard\n"
      "prescribes otherwise is a breach, and names the profile; a folder's report ends in a sum.\n"
      "Forms have rows of their own (clause 表单): sizes of text and boxes, the paper's edges, what\n"
      "overlaps, names of all places, room to write, white around codes and marks, page numbers.\n"
      "Slips of the text (dates, numbers,\n"
      "marks, brackets, frequent misspellings) are reported as messages. With a staff file, so "
      "are\n"
      "people who have left, old names of units, other telephones, groups that nobody leads, and\n"
      "members of two teams; in a folder with one staff file, of the documents that name none "
      "too.\n"
      "Exit status 1 when a rule that the standard prescribes is breached, or with an error.\n"
      "PDF files are checked for archives (PDF/A-2u, ISO 19005-2), rule by rule, whoever made\n"
      "them, beside documents too.\n"
      "  --jobs N, -j     check so many at the same time (1 to 64; 1 without it)\n"
      "  --quiet, -q      no report and no notes (but to -o), only warnings, errors and the status\n"
      "  --format json    an object a document: file, and checks, each with clause, strength,\n"
      "                   element, item, verdict (conforms, breaches, unchecked), wanted,\n"
      "                   measured, reason, and page or absent where they apply\n"
      "  --pdf FILE.pdf   prove that this PDF is the one issued, and what its source makes "
      "today\n"}},
    {"compare",
     {"用法：hongtou compare 原稿 现稿 [-o 对照表.pdf|docx|xml] [--as-of 日期] [--format text|json]\n"
      "      hongtou compare 公文.xml [-o …]          同签发的那一稿对照\n"
      "\n"
      "比较两稿印出来的样子（编号、名单、人名、任务表、用车、表单都算），指出改了哪里：修改、增加、\n"
      "删去、移动；只因前面有增删而改了编号的，合成一句；表格、名单的行按它说的事（岗位、车牌、\n"
      "村名）对应，前面插入一行，后面的不算改动。数字、日期、人名写明由什么改为什么，人员库里有的\n"
      "写明哪年哪月任职。\n"
      "每一稿可以是 .xml；签发的锁文件 .lock，即签发时的文稿和人员情况；或者 PDF，用它旁边的源文件。\n"
      "  -o 文件.pdf      写出修订对照表（位置、原文、现文、说明）；.docx 的给人在 WPS 里改，.xml 的\n"
      "                   可以改了再编译；.txt、.json 的写对照的结果\n"
      "  --as-of 日期     现稿按人员库这一天的情况；只写一份公文的，不写就是今天\n"
      "  --format json    一个对象：changes，一处一项：kind（changed、inserted、deleted、moved）、\n"
      "                   place、old_place、cells、notes；renumbered、unchanged（见 hongtou.h）\n"
      "要在现稿的页边标出改动的地方：hongtou build 现稿.xml --mark-changes-since 原稿.xml\n",
      "Usage: hongtou compare OLD NEW [-o TABLE.pdf|docx|xml] [--as-of DATE] [--format text|json]\n"
      "       hongtou compare FILE.xml [-o …]    with what was issued of it\n"
      "\n"
      "Compares what two editions print (numbers, rosters, names, tasks, cars and forms are part\n"
      "of it): what was changed, inserted, deleted, moved. What is only renumbered is one remark;\n"
      "rows are known by what they are about, not by their place. Figures, days and names are\n"
      "told as what became what, with the month since which a post is held.\n"
      "An edition is an XML file; a lock, for what was issued and whom the staff file named then;\n"
      "or a PDF, for the source beside it.\n"
      "  -o FILE.pdf      a table of both (place, old, new, remarks); as .docx or .xml, to be edited\n"
      "                   first; as .txt or .json, the plain result\n"
      "  --as-of DATE     the day that the later edition's staff file is asked about; of one file\n"
      "                   alone it is today without it\n"
      "  --format json    an object: changes, each with kind (changed, inserted, deleted, moved),\n"
      "                   place, old_place, cells, notes; renumbered, unchanged (see hongtou.h)\n"
      "To mark what changed at the edge of the pages: hongtou build NEW.xml\n"
      "--mark-changes-since OLD.xml\n"}},
    {"print",
     {"用法：hongtou print 表单.xml --data 名册.xlsx|csv [--members 工作表] [-o 输出]\n"
      "                    [--sheet 工作表] [--sheet-column 列名] [--hidden] [--no-struck]\n"
      "                    [--split 列名] [--sort 列名,列名] [--separators] [--copies 份数]\n"
      "                    [--range 起-止] [--refused 未印.xlsx] [--duplex] [--fillable]\n"
      "                    [--geometry 文件.json] [--resume]\n"
      "\n"
      "名册一行一户，一户印一份；列名和表单里“填”的名称相同的，先填好，没有的空着。\n"
      "每份有序号，每页有二维码（哪张表、哪一版、第几页、哪一户）和四个定位标，扫描以后程序能\n"
      "分拣、找到方框；有“村”这一列的，按村排在一起。填不下的缩小、换行，再填不下\n"
      "就不印这一户，指出是哪一行哪一列。印完列出各村读入、印出、未印的户数。\n"
      "名册最多五百万行、五百列；超过十万页的分成几个 PDF（…-1.pdf、…-2.pdf）。\n"
      "  --data 名册      .xlsx 或 .csv\n"
      "  --members 工作表 成员所在的工作表（或另一个 .csv 文件），用户号和名册对应\n"
      "  --sheet 工作表   户所在的工作表；几张表头相同的，名称用“、”分开，都要的写 全部\n"
      "  --sheet-column 列名\n"
      "                   哪一列是工作表的名称，例如 村：一个村一张工作表\n"
      "  --hidden         隐藏的、筛选掉的行也要；不写的不要\n"
      "  --no-struck      划了删除线的字不要；不写的照样读入，并且提醒\n"
      "  -o 输出          .pdf 文件名；用 --split 时是文件夹\n"
      "  --split 列名     按这一列分开，例如 村：一个村一个 PDF\n"
      "  --sort 列名,列名 先排序再印，例如 村,户号：汉字按拼音，数字按大小（2组在10组前面，\n"
      "                   二组在十组前面）；不写的按名册里的次序\n"
      "  --separators     每个村前面加一张隔页\n"
      "  --copies 份数    每户印几份\n"
      "  --range 起-止    只印这些序号，例如 101-200\n"
      "  --refused 文件   没有印的户和原因写到这个 .xlsx；不写的，放在 PDF 旁边（…-未印.xlsx，\n"
      "                   用 --split 时是文件夹里的 未印.xlsx）；改好可以直接拿它再印\n"
      "  --duplex         两面印：每户从一张新纸开始，打印机会收到这样的要求；表单的“双面”也一样\n"
      "  --geometry 文件  写出每个填写处、方框、定位标在哪里（JSON），给读扫描件的程序用\n"
      "  --fillable       填好名册里有的，其余的在屏幕上接着填；填完用 hongtou read "
      "收回，一户一行\n"
      "  --resume         接着印（和 --split 同用）：上一次用同样的表单、名册、选项已经印全、\n"
      "                   以后没有动过的 PDF 不再印；有一样变了，就从头印\n",
      "Usage: hongtou print FORM.xml --data LIST.xlsx|csv [--members SHEET] [-o OUTPUT]\n"
      "                     [--sheet SHEET] [--sheet-column COLUMN] [--hidden] [--no-struck]\n"
      "                     [--split COLUMN] [--sort COLUMN,…] [--separators] [--copies N]\n"
      "                     [--range A-B] [--refused FILE.xlsx] [--duplex] [--fillable]\n"
      "                     [--geometry FILE.json] [--resume]\n"
      "\n"
      "One form for each row of the list. A column whose head is the name of a field fills that\n"
      "field; fields without a column stay blank. Each form has a serial number, each page a QR\n"
      "code (which form and version, page, household) and four registration marks, so that\n"
      "programs can sort scans and find the boxes;\n"
      "where the list has a column 村 (village) the forms of a village stand together. What does\n"
      "not fit is set smaller, then on several lines, else that household is refused with its row\n"
      "and column. At the end the counts of each village are told. A list has up to 5,000,000\n"
      "rows and 500 columns; more than 100,000 pages are parted (…-1.pdf, …-2.pdf).\n"
      "  --data LIST      .xlsx or .csv\n"
      "  --members SHEET  the sheet of the members (or another .csv file), matched by the key\n"
      "  --sheet SHEET    the sheet of the households; several with the same heads are parted by\n"
      "                   、, and 全部 takes them all\n"
      "  --sheet-column COLUMN\n"
      "                   which column the sheets' names are, as 村\n"
      "  --hidden         rows that are hidden or filtered out, too\n"
      "  --no-struck      without text that is struck out; else it is read, and told\n"
      "  -o OUTPUT        a .pdf file; with --split a folder\n"
      "  --split COLUMN   part the forms by this column, as 村: a PDF a village\n"
      "  --sort COLUMN,…  sort first, as 村,户号: Chinese by pinyin, numbers by value (2组 before\n"
      "                   10组, 二组 before 十组); left out: in the order of the list\n"
      "  --separators     a page before each village\n"
      "  --copies N       of each form\n"
      "  --range A-B      only these serial numbers, as 101-200\n"
      "  --refused FILE   households that are not printed go to this .xlsx with the reason; left\n"
      "                   out: beside the PDF (…-refused.xlsx; with --split refused.xlsx in the\n"
      "                   folder). Mended, it can be printed by itself\n"
      "  --duplex         on both sides: each household starts on a new sheet, and the printer is\n"
      "                   told; as the form's own attribute does\n"
      "  --geometry FILE  where all fields, boxes and marks are, as JSON, for what reads scans\n"
      "  --fillable       what the list knows is filled in, the rest follows on screen; hongtou\n"
      "                   read collects it, a row a household\n"
      "  --resume         go on (with --split): keep the PDFs that the same form, list and "
      "options\n"
      "                   made in full the last time, and nobody touched since\n"}},
    {"read",
     {"用法：hongtou read 文件.pdf… [-o 输出.csv|xlsx]\n"
      "\n"
      "把用 build --fillable、print --fillable "
      "做成、在屏幕上填好的表单收成一张表：一份一行（print\n"
      "印的一户一行），列名是“填”“问”“框”的名称，没有写名称的问题用印出来的题号和题目。\n"
      ".xlsx 里数字是数字、日期是日期，电话、身份证号是文字；成员表另有一个工作表，print "
      "--members\n"
      "可以用它；要人看的（该填数字而不是数字的、没有填的、勾的和记的不一样的）列在“待核对”里。\n"
      "填的什么都照原样收进去。CSV 是带标记的 UTF-8，没有“待核对”，长号码会被 Excel 改掉：要在\n"
      "Excel、WPS 里打开的，写成 .xlsx。不写 -o 时写 CSV 到标准输出。\n",
      "Usage: hongtou read FILE.pdf… [-o OUTPUT.csv|xlsx]\n"
      "\n"
      "Collects forms made by build --fillable or print --fillable and filled in on screen: a row\n"
      "a form (a household); columns bear the names of fields and questions, or a question's\n"
      "number and words when it has no name. In .xlsx numbers are numbers, dates dates, "
      "telephones\n"
      "and cards text; members have a sheet of their own, which print --members takes, and what\n"
      "somebody must look at (no number where one is asked, nothing filled in, boxes that show\n"
      "another answer than the file says) is in a sheet 待核对. Whatever was typed is kept. CSV "
      "is\n"
      "UTF-8 with its mark and has no such sheet; Excel spoils long numbers in it. To standard\n"
      "output as CSV without -o.\n"}},
    {"tally",
     {"用法：hongtou tally 数据.xlsx|csv… 表单.xml -o 统计.xlsx|csv [--by 列名]\n"
      "\n"
      "从收回来的数据（read 写的表，或者列名和表单相同的名册）数出每个问题各个答案的户数和占比，\n"
      "数字的合计和平均。占比是占填了这一题的户数；可以多选的，加起来会超过百分之百。\n"
      ".xlsx 的第一个工作表是总数，后面一个问题一个工作表，一个村一行，末行是合计，公文里的表用\n"
      "来源、工作表取用；填得不对、没有数进去的列在“待核对”里。.csv 是一个村的一个答案一行。\n"
      "  --by 列名        按这一列分开数，不写是村\n"
      "  -o 输出          .xlsx 或 .csv；不写时 CSV 到标准输出\n",
      "Usage: hongtou tally DATA.xlsx|csv… FORM.xml -o FIGURES.xlsx|csv [--by COLUMN]\n"
      "\n"
      "Counts collected data (what read writes, or a list with the form's names as heads): for "
      "each\n"
      "question the households that gave each answer and their share, of numbers the sum and the\n"
      "mean. Shares are of the households that answered; of several answers they may exceed 100%.\n"
      "The first sheet of an .xlsx has all, the next ones a question each, a row a village and "
      "the\n"
      "total last, for a document's table to take; what was not counted is in a sheet 待核对. A\n"
      ".csv has a row an answer of a village.\n"
      "  --by COLUMN      part by this column; 村 (village) when left out\n"
      "  -o OUTPUT        .xlsx or .csv; CSV to standard output when left out\n"}},
    {"dump",
     {"用法：hongtou dump --stage tree|model|text|pages|geometry 文件 [--as-of 日期] [-o 输出]\n",
      "Usage: hongtou dump --stage tree|model|text|pages|geometry FILE [--as-of DATE] [-o OUTPUT]\n"}},
    {"schema",
     {"用法：hongtou schema [--names zh|en] [-o 输出]\n",
      "Usage: hongtou schema [--names zh|en] [-o OUTPUT]\n"}},
    {"reference",
     {"用法：hongtou reference [名称] [-o 输出]\n"
      "\n"
      "写出全部词汇手册；写了名称的，只写出那一部分，和 hongtou help 名称 一样。\n",
      "Usage: hongtou reference [NAME] [-o OUTPUT]\n"
      "\n"
      "Writes the manual of the vocabulary; of a NAME that part alone, as hongtou help NAME.\n"}},
    {"help",
     {"用法：hongtou help [名称]\n"
      "\n"
      "名称是要做的事（名单、分组、入户表、清单、流程图、任务、车辆、表格、方案、盖章……）、元素的\n"
      "中文名或英文名（成员、member），或者命令（build）。是别的词的，列出说到它的元素。\n",
      "Usage: hongtou help [NAME]\n"
      "\n"
      "NAME is a task (roster, teams, household-form, checklist, flowchart, tasks, cars, tables,\n"
      "plan, seal …), an element (member, 成员), or a command (build). Of another word it lists\n"
      "the elements that speak of it.\n"}},
    {"fonts",
     {"用法：hongtou fonts [--free-fonts] [-o 输出]\n",
      "Usage: hongtou fonts [--free-fonts] [-o OUTPUT]\n"}},
    {"new",
     {"用法：hongtou new 通知|方案|名单|入户表|清单|流程图|请示|函|纪要 [-o 文件]\n"
      "      hongtou new 车辆安排|任务清单|人员库 --xlsx [-o 文件]\n"
      "\n"
      "写出一份带说明的公文或者表，照着改就行；英文名 "
      "notice、plan、roster、form、checklist、flow、\n"
      "request、letter、minutes 也可以写。已有的文件不会被覆盖。\n"
      "  --xlsx   写出一份可以用 WPS 或 Excel 填写的空白表格（vehicles、tasks、staff 也可以写），\n"
      "           灰色的一行是示例，不会读入；不写 -o 时叫作 vehicles.xlsx\n",
      "Usage: hongtou new notice|plan|roster|form|checklist|flow|request|letter|minutes [-o FILE]\n"
      "       hongtou new vehicles|tasks|staff --xlsx [-o FILE]\n"
      "\n"
      "Writes a commented skeleton that compiles, by its English or Chinese name (通知, 方案,\n"
      "名单, 入户表, 清单, 流程图, 请示, 函, 纪要); a file that exists is never overwritten.\n"
      "  --xlsx   write an empty workbook instead, to be filled in with WPS or Excel\n"
      "           (vehicle assignments, task lists, a staff file); its grey row is an\n"
      "           example, which is not read; vehicles.xlsx without -o\n"}},
    {"import",
     {"用法：hongtou import 稿件… [-o 输出] [--staff 人员库] [--force]\n"
      "\n"
      "把别的软件写的稿件（.docx、.txt、.md；有 LibreOffice 的，还有 .doc、.wps）变成公文 XML：看出版头、\n"
      "标题、主送、层次、附件说明、落款、附注、附件、版记，名单、分组、任务清单、车辆安排、表、表单、\n"
      "联系人，各写成相应的元素。只是像名单、任务清单的，留作文字、表，并且说明差在哪里。\n"
      "编号、缩进、“附件：”这些由程序来印的不再写；编号与次序对不上的照稿里的写，并且提醒。没有看懂的\n"
      "照原样成段，在它的位置（第几段）提醒。稿里的字一个也不丢：都在公文里，或者列在报告里。\n"
      "最后报告各有几段变成了什么，哪些要核对，哪些字改了写法。\n"
      "  -o 输出         文件夹；只有一份稿件时也可以是文件名；不写时，XML 放在稿件旁边\n"
      "  --staff 人员库  名单里的人按它核对\n"
      "  --force, -B     已经有的 XML 也重新写；收回自己做的 .docx 时，XML 里后来改的都留着\n"
      "  --format json   报告写成 JSON：每一段变成了什么，每一处改动\n"
      "  -               从标准输入读（粘贴的文字），写到标准输出\n",
      "Usage: hongtou import DRAFT… [-o OUTPUT] [--staff STAFF] [--force]\n"
      "\n"
      "Makes a document of each draft that another program wrote (.docx, .txt, .md; .doc and .wps\n"
      "where there is LibreOffice): head, title, addressees, sections, note on attachments,\n"
      "signature, annotation, attachments, imprint, rosters, teams, lists of tasks, plans of\n"
      "vehicles, tables, forms and contacts become their elements. What only looks like a roster\n"
      "or a list of tasks stays text or a table, and it is told what it lacks.\n"
      "What the compiler prints by itself (numbers, indents, 附件：) is not written; a number that is\n"
      "not the next one is kept and told. What is not understood stays a paragraph and is told at\n"
      "its place. No character is lost: each stands in the document or in the report.\n"
      "  -o OUTPUT      a folder, or a file for a single draft; without it the XML goes beside it\n"
      "  --staff STAFF  people in rosters are looked up there\n"
      "  --force, -B    replace XML that is there already; of a .docx that hongtou made, what was\n"
      "                 changed in the XML since is kept\n"
      "  --format json  the report as JSON: each paragraph, each change\n"
      "  -              read standard input (pasted text), write standard output\n"}},
    {"fix",
     {"用法：hongtou fix 文件或文件夹… [--write]\n"
      "\n"
      "改正公文（文件夹连同子文件夹里的）有把握的毛病，先给看改哪里（diff），文件不动：\n"
      "  看不见的字符、特殊的空格、部首区的字、GBK 专用区的字、人名里的间隔号\n"
      "  写错一个字的标签；Word 的 <b> 改成 <强调>\n"
      "  手打的标题和编号（一、（一）1.（1））写成层次，项目符号写成列表；手打的编号与程序编的\n"
      "  对不上的，一处也不改\n"
      "  手打的附件说明、署名和日期，标签里已经写了一样的，删去；主送、附注移到自己的标签里\n"
      "别的一字不动：注释、次序、空格、换行、编码都照原样。没有把握的，hongtou build 会提醒。\n"
      "  --write   写进文件（先写好再换上，写不成时原文件不动）\n",
      "Usage: hongtou fix FILE|FOLDER… [--write]\n"
      "\n"
      "Mends what is certain of a document's mistakes. It shows a diff first, and leaves the "
      "file:\n"
      "  invisible characters, odd blanks, radicals, GBK's private use, the dots of names\n"
      "  names of elements that are one letter wrong; <b> of Word becomes <em>\n"
      "  headings and numbers typed by hand become sections, bullets become lists; where a number\n"
      "  is not the one that the compiler will give, none is changed\n"
      "  a note on attachments, a signature and a day that elements say already go; addressees "
      "and\n"
      "  the annotation get their elements\n"
      "All else stays as it is: comments, order, blanks, line ends, encoding.\n"
      "  --write   write it to the file, which is replaced only when all went well\n"}},
    {"staff",
     {"用法：hongtou staff check 人员库\n"
      "      hongtou staff changes --from 日期 --to 日期 人员库 [--format text|json] [-o 输出]\n"
      "      hongtou staff affected [文件夹…] [--as-of 日期] [--format text|json] [-o 输出]\n"
      "      hongtou staff adjust [--roster 名单] --from 日期 --to 日期 公文.xml [-o 草稿.xml]\n"
      "      hongtou staff learn 公文.xml… [-o 人员库.xml] [--format text|json]\n"
      "\n"
      "人员库是 XML、CSV 或者 XLSX 文件。XLSX 的，check、changes、affected、adjust 还可以写\n"
      "  --sheet 工作表   人员所在的工作表；几张的，名称用“、”分开，都要的写 全部\n"
      "  --hidden         隐藏的、筛选掉的行也要；--no-struck  划了删除线的字不要\n"
      "编译公文时看得见的才算：两样最好在表格里改好。\n"
      "  check    核对：找不到的单位、岗位、人员，一岗多人，任职时间，电话，身份证号等\n"
      "  changes  两个日期之间：谁离任、谁到任、谁其间任过，哪些岗位空着；日期写作 2026-09-19\n"
      "  affected "
      "文件夹（不写就是当前文件夹）里哪些公文写的人已经变了：哪个文件、哪个名单、第几页，\n"
      "           现在写的是谁，按今天（或 --as-of 那一天）应当是谁；有要改的，退出码是 1\n"
      "  adjust   "
      "起草“关于调整……成员的通知”：新名单（连同办公室和分组）、不再担任的人员；发文字号留着自己填。"
      "\n"
      "           车辆安排、联系人里换了的人也写明；公文里只有一份名单时不用写 --roster；\n"
      "           已有的文件不会被覆盖\n"
      "  learn    "
      "从以前的公文（名单、分组、车辆安排、联系人里写明的姓名、职务、电话）建立或者补充人员库，\n"
      "           任职从公文的日期算起；互相矛盾的（一个姓名可能是两个人、一岗两人、电话不同）\n"
      "           列出来、不写入；并在公文里写上 人员库=\"……\"，\n"
      "           印出来的一字不变，以后人事变动就能用 affected、adjust\n",
      "Usage: hongtou staff check STAFFFILE\n"
      "       hongtou staff changes --from DATE --to DATE STAFFFILE [--format text|json] "
      "[-o OUTPUT]\n"
      "       hongtou staff affected [FOLDER…] [--as-of DATE] [--format text|json] [-o OUTPUT]\n"
      "       hongtou staff adjust [--roster TITLE] --from DATE --to DATE FILE.xml [-o DRAFT.xml]\n"
      "       hongtou staff learn FILE.xml… [-o STAFFFILE.xml] [--format text|json]\n"
      "\n"
      "A staff file is XML, CSV or XLSX. Of a workbook, check, changes, affected and adjust take\n"
      "  --sheet SHEET    the sheet of the people; several parted by 、, 全部 for all\n"
      "  --hidden         rows that are hidden or filtered out, too\n"
      "  --no-struck      leave out what is struck out\n"
      "Documents are compiled from what is visible: better mend the workbook.\n"
      "  check    units, posts and people that are not there, two holders of a post at once,\n"
      "           periods, telephones, identity cards\n"
      "  changes  between two days: who left, who came, who did both in between, which posts are\n"
      "           empty at the end; a date is written 2026-09-19\n"
      "  affected which documents of the folders (the current one) name people otherwise than "
      "today,\n"
      "           or on the day of --as-of: file, roster, page, what it says and would say; exit\n"
      "           status 1 when there is any\n"
      "  adjust   draft the notice that a group's members changed, with the new roster, office\n"
      "           and teams, those who left, and who is another in vehicles and contacts; its\n"
      "           number is left to be given. The only roster needs no --roster; a file that\n"
      "           exists is never overwritten\n"
      "  learn    make or extend a staff file from documents that have names and posts typed in\n"
      "           rosters, teams, vehicles and contacts; tenures begin with the documents' dates,\n"
      "           contradictions (one name that may be two people's, two holders of a post,\n"
      "           telephones that differ) are listed and left out; the documents then name the\n"
      "           staff file and print as before, so that affected and adjust know of them\n"}},
};

const struct command *cli_find(const char *name)
{
    for (size_t i = 0; name && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* What skeletons and workbooks are called, and the file or the kind that it is. */
const char *cli_kind(const char *name)
{
    static const char *const names[][2] = {
        {"通知", "notice"},    {"方案", "plan"},           {"工作方案", "plan"},
        {"名单", "roster"},    {"入户表", "form"},         {"表单", "form"},
        {"清单", "checklist"}, {"检查清单", "checklist"},  {"流程图", "flow"},
        {"请示", "request"},   {"函", "letter"},           {"纪要", "minutes"},
        {"flowchart", "flow"}, {"household-form", "form"}, {"车辆安排", "vehicles"},
        {"车辆", "vehicles"},  {"任务清单", "tasks"},      {"任务", "tasks"},
        {"人员库", "staff"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], name) == 0)
            return names[i][1];
    return name;
}

const char *cli_names(struct arena *a)
{
    const char *names = commands[0].name;
    for (size_t i = 1; i < sizeof commands / sizeof *commands; i++)
        names = arena_printf(a, "%s %s", names, commands[i].name);
    return names;
}

/* What other programs call it comes first. */
const char *cli_near(const char *written)
{
    static const char *const meant[][2] = {{"compile", "build"}, {"make", "build"},
                                           {"编译", "build"},    {"diff", "compare"},
                                           {"对照", "compare"},  {"比较", "compare"},
                                           {"签发", "issue"},    {"检查", "check"},
                                           {"校对", "check"},    {"打印", "print"}};
    struct guess guess = {.typed = written ? written : ""};
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        if (strcmp(guess.typed, meant[i][0]) == 0)
            return meant[i][1];
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        guess_try(&guess, commands[i].name);
    return guess.best;
}

void cli_help(const struct options *options)
{
    const char *command = cli_find(options->command) ? options->command : "";
    for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
        if (strcmp(helps[i].command, command) == 0)
            fputs(helps[i].text[options->lang], stdout);
}
