// Bars, drawn as SVG: a line for each answer, with the number behind the bar. Who does not see them
// reads the table beside.

const SVG = "http://www.w3.org/2000/svg";
const LINE = 26, BAR = 16, LABELS = 150, NUMBERS = 96, WIDTH = 470, CHARACTER = 14;

function draw(tag, attributes = {}, text = null) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== null) element.textContent = text;
  return element;
}

const short = (text) => {
  const most = Math.floor(LABELS / CHARACTER);
  return [...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text;
};

// rows: [{ label, value, note }]; the longest bar is of the greatest value.
export function bars(title, rows) {
  const height = rows.length * LINE + 4;
  const most = Math.max(1, ...rows.map((r) => r.value));
  const chart = draw("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, role: "img", class: "bars" });
  chart.append(draw("title", {}, `${title}：${rows.map((r) => `${r.label} ${r.value}`).join("，")}`));
  rows.forEach((row, i) => {
    const middle = i * LINE + LINE / 2;
    const length = (row.value / most) * (WIDTH - LABELS - NUMBERS);
    const label = draw("text", { x: LABELS - 8, y: middle, "text-anchor": "end", "dominant-baseline": "central", class: "label" }, short(row.label));
    label.append(draw("title", {}, row.label));
    chart.append(label,
      draw("rect", { x: LABELS, y: middle - BAR / 2, width: Math.max(length, row.value ? 2 : 0), height: BAR, rx: 2 }),
      draw("text", { x: LABELS + length + 6, y: middle, "dominant-baseline": "central", class: "number" }, row.note ? `${row.value}（${row.note}）` : String(row.value)));
  });
  chart.append(draw("line", { x1: LABELS, x2: LABELS, y1: 0, y2: height, class: "axis" }));
  return chart;
}
