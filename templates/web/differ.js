// What differs between two texts, and what comes of two people's changes of one.

const MOST = 2000; // differences that are followed; more are one

// The fewest changes from one list to another (Myers 1986), as [{ from, to, start, end }]: what
// stands at from…to of the old one stands at start…end of the new one.
export function diff(old, now) {
  let head = 0, tail = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const n = old.length - head - tail, m = now.length - head - tail;
  if (!n && !m) return [];
  const whole = [{ from: head, to: head + n, start: head, end: head + m }];
  if (!n || !m) return whole;
  const steps = ways(old, now, head, n, m);
  return steps ? joined(steps, head, n, m) : whole;
}

// How far each diagonal is reached, after each number of changes.
function ways(old, now, head, n, m) {
  const steps = [];
  let reach = new Map([[1, 0]]);
  for (let d = 0; d <= Math.min(n + m, MOST); d++) {
    steps.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? reach.get(k + 1) : reach.get(k - 1) + 1;
      while (x < n && x - k < m && old[head + x] === now[head + x - k]) x++;
      reach.set(k, x);
      if (x >= n && x - k >= m) return steps;
    }
  }
  return null;
}

// Back from the end; changes beside each other are one.
function joined(steps, head, n, m) {
  const list = [];
  let x = n, y = m;
  for (let d = steps.length - 1; d > 0; d--) {
    const reach = steps[d], k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const from = reach.get(down ? k + 1 : k - 1);
    const to = from - (down ? k + 1 : k - 1);
    const next = list[0];
    const after = { x: down ? from : from + 1, y: down ? to + 1 : to };
    if (next && next.from === head + after.x && next.start === head + after.y) {
      next.from = head + from;
      next.start = head + to;
    } else {
      list.unshift({ from: head + from, to: head + after.x, start: head + to, end: head + after.y });
    }
    x = from;
    y = to;
  }
  return list;
}

// ---- texts ----

// Tags and references whole, everything else a character each.
const words = (text) => text.match(/<[^<>]*>|&[^;<&\s]*;|[^]/gu) ?? [];

// Two texts, as pieces to look at: [{ kind: "same" | "old" | "new", text }].
export function pieces(old, now) {
  const a = words(old), b = words(now), list = [];
  const add = (kind, part) => { if (part.length) list.push({ kind, text: part.join("") }); };
  let at = 0;
  for (const h of diff(a, b)) {
    add("same", a.slice(at, h.from));
    add("old", a.slice(h.from, h.to));
    add("new", b.slice(h.start, h.end));
    at = h.to;
  }
  add("same", a.slice(at));
  return list;
}

// A place of one text in another: what stands around it in both.
export function moved(offset, from, to) {
  let head = 0, tail = 0;
  const most = Math.min(from.length, to.length);
  while (head < most && from[head] === to[head]) head++;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  if (offset <= head) return offset;
  if (offset >= from.length - tail) return offset + to.length - from.length;
  return Math.min(offset, to.length - tail);
}
