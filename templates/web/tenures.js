// Who holds which post on a day, as the staff file's elements have it.

import * as xml from "./xml.js";

export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

export function dayBefore(day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

const padded = (day) => day.split("-").map((part) => part.padStart(2, "0")).join("-");
export const holds = (tenure, day) => {
  const from = xml.value(tenure, "起"), to = xml.value(tenure, "止");
  return (!from || padded(from) <= day) && (!to || day <= padded(to));
};
export const unitName = (unit) => xml.value(unit, "简称") || xml.value(unit, "名称");

class Staff {
  constructor(root) {
    this.nodes = { 单位: [], 岗位: [], 人员: [], 任职: [] };
    const walk = (node) => {
      for (const child of xml.elements(node)) {
        this.nodes[child.name]?.push(child);
        walk(child);
      }
    };
    walk(root);
    this.names = new Map();
    for (const p of this.nodes.人员) {
      const name = xml.value(p, "姓名");
      this.names.set(name, (this.names.get(name) ?? 0) + 1);
      if (xml.value(p, "代号")) this.names.set(xml.value(p, "代号"), 1);
    }
    this.byRef = new Map();
    for (const p of this.nodes.人员) for (const ref of [xml.value(p, "姓名"), xml.value(p, "代号")]) if (ref) this.byRef.set(ref, p);
    this.units = new Map();
    for (const u of this.nodes.单位) for (const n of [xml.value(u, "名称"), xml.value(u, "简称")]) if (n) this.units.set(n, [...(this.units.get(n) ?? []), u]);
    this.tenures = new Map(); // by post
    const posts = new Map(this.nodes.岗位.map((p) => [p, true]));
    const refs = new Map();
    for (const p of this.nodes.岗位) for (const ref of this.postRefs(p)) refs.set(ref, p);
    for (const t of this.nodes.任职) {
      const post = posts.has(t.parent) ? t.parent : refs.get(xml.value(t, "岗位"));
      if (post) this.tenures.set(post, [...(this.tenures.get(post) ?? []), t]);
    }
    this.byPerson = new Map();
    for (const [post, list] of this.tenures)
      for (const t of list) {
        const person = this.byRef.get(xml.value(t, "人员"));
        if (person) this.byPerson.set(person, [...(this.byPerson.get(person) ?? []), { post, tenure: t }]);
      }
  }

  unitNode(post) {
    return post.parent.name === "单位" ? post.parent : this.units.get(xml.value(post, "单位"))?.[0];
  }

  unitOfPost(post) {
    const unit = this.unitNode(post);
    return unit ? unitName(unit) : xml.value(post, "单位");
  }

  postName(post) {
    return `${this.unitOfPost(post)}${xml.value(post, "职务")}`;
  }

  postRefs(post) {
    const unit = this.unitNode(post), title = xml.value(post, "职务");
    const names = unit ? [xml.value(unit, "名称"), xml.value(unit, "简称")] : [xml.value(post, "单位")];
    return [xml.value(post, "代号"), ...names.filter(Boolean).map((n) => n + title)].filter(Boolean);
  }

  // What names this post and no other.
  postRef(post) {
    const id = xml.value(post, "代号");
    if (id) return id;
    const unit = this.unitNode(post);
    const full = unit ? xml.value(unit, "名称") : xml.value(post, "单位");
    const shared = unit && (this.units.get(full)?.length ?? 0) > 1 && unit.parent.name === "单位";
    return `${shared ? xml.value(unit.parent, "名称") : ""}${full}${xml.value(post, "职务")}`;
  }

  postByRef(ref) {
    return this.nodes.岗位.find((p) => this.postRef(p) === ref || this.postName(p) === ref || this.postRefs(p).includes(ref));
  }

  postOfTenure(tenure) {
    return tenure.parent.name === "岗位" ? this.postName(tenure.parent) : xml.value(tenure, "岗位");
  }

  holders(post, day) {
    return (this.tenures.get(post) ?? []).filter((t) => holds(t, day));
  }

  personOf(tenure) {
    const person = this.byRef.get(xml.value(tenure, "人员"));
    return person ? xml.value(person, "姓名") : xml.value(tenure, "人员");
  }

  // Posts of a person: on a day, or ever.
  postsOf(person, day) {
    return (this.byPerson.get(person) ?? []).filter((x) => !day || holds(x.tenure, day)).map((x) => this.postName(x.post));
  }

  postsHeld(ref, day) {
    return (this.byPerson.get(this.byRef.get(ref)) ?? []).filter((x) => holds(x.tenure, day)).map((x) => x.post);
  }

  called(node) {
    if (node.name === "人员") return xml.value(node, "姓名");
    if (node.name === "单位") return unitName(node);
    if (node.name === "岗位") return this.postName(node);
    return `${this.personOf(node)}任${this.postOfTenure(node)}`;
  }

  // How a person is referred to: by name, or where several have it by id.
  personRef(person) {
    const name = xml.value(person, "姓名");
    return this.names.get(name) > 1 ? xml.value(person, "代号") || name : name;
  }
}

export const read = (root) => new Staff(root);
