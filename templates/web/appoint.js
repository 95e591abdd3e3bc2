// 人员变动: who leaves a post, who comes, from which day, by which document.

import { button, make, say } from "./dom.js";
import { plain } from "./hints.js";
import * as people from "./tenures.js";
import * as xml from "./xml.js";

const field = (label, id, input, about = null) =>
  make("div", { class: "field" }, make("label", { for: id }, label), input, about ? make("small", {}, about) : null);

// now(): what the staff file has, which each act changes.
export function appointForm(parent, now, first, { onAct, onAffected }) {
  let staff = now();
  const posts = make("datalist", { id: "act-posts" }), everybody = make("datalist", { id: "act-people" });
  const drawLists = () => {
    staff = now();
    posts.replaceChildren(...staff.nodes.岗位.map((p) => make("option", { value: staff.postRef(p) }, staff.postName(p))));
    everybody.replaceChildren(...staff.nodes.人员.map((p) => make("option", { value: staff.personRef(p) }, [xml.value(p, "姓名"), ...staff.postsOf(p, people.today()).slice(0, 1)].join("　"))));
  };
  const post = make("input", { id: "act-post", list: "act-posts", value: first, autocomplete: "off" });
  const leaves = make("select", { id: "act-leaves" });
  const comes = make("input", { id: "act-comes", list: "act-people", autocomplete: "off", placeholder: "空着：没有人接任" });
  const from = make("input", { id: "act-from", type: "date", value: people.today() });
  const paper = make("input", { id: "act-document", placeholder: "例如 青政任〔2026〕9号" });
  const acting = make("input", { type: "checkbox" }), concurrent = make("input", { type: "checkbox" });
  const others = make("div", { class: "others" });
  const summary = make("p", { class: "summary", role: "status" });
  const refused = make("ul", { class: "findings" });
  const dialog = make("dialog", { class: "wide act", "aria-label": "人员变动" });

  // Those who hold the post on the day before; one who does is meant.
  const drawLeaves = () => {
    const node = staff.postByRef(post.value.trim());
    const held = node && from.value ? staff.holders(node, people.dayBefore(from.value)) : [];
    const full = held.length >= Number((node && xml.value(node, "名额")) || 1);
    leaves.replaceChildren(...held.map((t) => make("option", { value: xml.value(t, "人员") }, staff.personOf(t))),
      make("option", { value: "", selected: !full }, held.length ? "（没有人离任，是增加的）" : "（原来空缺）"));
  };
  const drawOthers = () => {
    const node = staff.postByRef(post.value.trim());
    const held = from.value ? staff.postsHeld(comes.value.trim(), people.dayBefore(from.value)).filter((p) => p !== node) : [];
    others.replaceChildren(...(held.length ? [make("span", {}, "到任的人现在还担任（不再担任的打勾）："), ...held.map((p) => make("label", {}, make("input", { type: "checkbox", value: staff.postRef(p) }), staff.postName(p)))] : []));
  };
  const acts = () => {
    const common = { from: from.value, document: paper.value.trim() };
    const list = [{ post: post.value.trim(), leaves: leaves.value, comes: comes.value.trim(), acting: acting.checked ? "是" : "", concurrent: concurrent.checked ? "是" : "", ...common }];
    for (const box of others.querySelectorAll("input:checked"))
      list.push({ post: box.value, leaves: comes.value.trim(), comes: "", acting: "", concurrent: "", ...common });
    return list;
  };
  // 罗启明 任县长到 2026-09-09 为止；李望舒 从 2026-09-10 起任县长
  const told = () => {
    const node = staff.postByRef(post.value.trim());
    const name = node ? staff.postName(node) : post.value.trim();
    const parts = [];
    if (name && from.value && leaves.value) parts.push(`${leaves.selectedOptions[0].textContent} 任${name}到 ${people.dayBefore(from.value)} 为止`);
    if (name && from.value && comes.value.trim()) parts.push(`${comes.value.trim()} 从 ${from.value} 起任${name}`);
    for (const box of others.querySelectorAll("input:checked")) parts.push(`不再担任${box.parentElement.textContent}`);
    return parts.join("；");
  };
  const drawSummary = () => {
    const known = !comes.value.trim() || staff.byRef.has(comes.value.trim());
    summary.textContent = told() ? `将要记下：${told()}。${known ? "" : `人员库里还没有“${comes.value.trim()}”，会加进去，电话等以后在“人员”表里补。`}` : "";
  };
  const redraw = () => { drawLeaves(); drawOthers(); drawSummary(); };
  post.addEventListener("input", redraw);
  from.addEventListener("input", redraw);
  comes.addEventListener("input", () => { drawOthers(); drawSummary(); });
  for (const e of [leaves, paper, others, acting, concurrent]) e.addEventListener("change", drawSummary);

  const close = () => { dialog.close(); dialog.remove(); };
  let changed = "";
  const done = make("p", { class: "done", hidden: true });
  const form = make("form", { onsubmit: async (event) => {
    event.preventDefault();
    let reasons;
    try {
      reasons = await onAct(acts());
    } catch (error) {
      reasons = [{ level: "error", message: error.message, hint: "" }];
    }
    refused.replaceChildren(...reasons.map((f) => make("li", { class: f.level }, f.message, f.hint ? make("small", {}, ...plain(f.hint)) : null)));
    if (reasons.length) return;
    changed = from.value;
    done.hidden = false;
    done.textContent = `记下了：${told()}。可以接着写下一个岗位，或者看受影响的公文。`;
    say(done.textContent);
    comes.value = post.value = "";
    others.replaceChildren();
    drawLists();
    redraw();
    follow.hidden = false;
    follow.focus();
  } },
  field("岗位", "act-post", post, "写单位和职务，或者从列出的里面选"),
  field("从哪天起", "act-from", from, "到任的第一天；离任的前一天是最后一天"),
  field("谁离任", "act-leaves", leaves), field("谁到任", "act-comes", comes), others,
  field("任免文件", "act-document", paper),
  make("p", { class: "roles" }, make("label", {}, acting, "代理、主持工作"), make("label", {}, concurrent, "兼任")),
  summary, refused, make("div", { class: "commands" }, make("button", { class: "main" }, "记下这次变动"), button("关上", close)));
  const follow = button("看受影响的公文", () => { close(); onAffected(changed); }, { class: "main", hidden: true });
  dialog.append(make("h2", {}, "人员变动"), posts, everybody, done, follow, form);
  parent.append(dialog);
  drawLists();
  redraw();
  dialog.showModal();
  (first ? comes : post).focus();
}
