// What a part begins with, where the vocabulary's needs alone give nothing that can be seen: "……"
// stands where something is to be typed. Parts that are not here begin with what they must have.

export const EMPTY = "……";

const person = `<成员 姓名="${EMPTY}" 职务="${EMPTY}"/>`;
const tier = (post) => `<层级 职务="${post}">${person}</层级>`;
const task = `<任务 题="${EMPTY}"><措施>${EMPTY}</措施><责任单位>${EMPTY}</责任单位></任务>`;
const area = `<领域 题="${EMPTY}">${task}</领域>`;
const car = `<车辆 车牌="${EMPTY}" 驾驶员="${EMPTY}"><乘员>${EMPTY}</乘员></车辆>`;
const team = `<小组 名="${EMPTY}">${tier("组长")}<事项 题="主要职责">${EMPTY}</事项></小组>`;
const steps = `<步骤>${EMPTY}</步骤><步骤>${EMPTY}</步骤>`;
const text = `<段>${EMPTY}</段>`;

export const starters = {
  附件: `<附件 标题="${EMPTY}">${text}</附件>`,
  印发件: `<印发件 标题="${EMPTY}">${text}</印发件>`,
  层次: `<层次 题="${EMPTY}">${text}</层次>`,
  名单: `<名单>${tier("组长")}${tier("成员")}</名单>`,
  层级: tier("成员"),
  成员: person,
  成员单位: `<成员单位>${EMPTY}</成员单位>`,
  办公室: `<办公室 设在="${EMPTY}">${tier("主任")}</办公室>`,
  分组: `<分组>${team}</分组>`,
  小组: team,
  任务清单: `<任务清单>${area}</任务清单>`,
  领域: area,
  任务: task,
  车辆安排: `<车辆安排><车组>${car}</车组></车辆安排>`,
  车组: `<车组 名="${EMPTY}">${car}</车组>`,
  车辆: car,
  联系人: `<联系人 姓名="${EMPTY}" 电话="${EMPTY}"/>`,
  表: `<表><列 题="${EMPTY}"/><列 题="${EMPTY}"/><列 题="${EMPTY}"/><行><格/><格/><格/></行></表>`,
  行: "<行><格/></行>",
  发文字号: `<发文字号 代字="${EMPTY}" 年="${new Date().getFullYear()}" 号="1"/>`,
  判断: `<判断>${EMPTY}<分支 题="是"><步骤>${EMPTY}</步骤></分支><分支 题="否"><步骤>${EMPTY}</步骤></分支></判断>`,
  分支: `<分支 题="${EMPTY}"><步骤>${EMPTY}</步骤></分支>`,
  类别: `<类别 题="${EMPTY}" 选项="是、否"/>`,
  框: `<框 名="${EMPTY}" 选项="是、否"/>`,
  部分: `<部分 题="${EMPTY}"><问>${EMPTY}</问></部分>`,
  表单: `<表单><部分 题="${EMPTY}"><问>${EMPTY}</问></部分></表单>`,
  流程图: `<流程图>${steps}</流程图>`,
  落款: `<落款 日期="${new Date().toLocaleDateString("sv")}"/>`,
  版记: `<版记><印发 机关="${EMPTY}" 日期="${new Date().toLocaleDateString("sv")}"/></版记>`,
};
