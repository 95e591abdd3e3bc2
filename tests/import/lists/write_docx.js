// Blocks as JSON on standard input to a document, by the npm package docx.
const docx = require("docx"), fs = require("fs");
const blocks = JSON.parse(fs.readFileSync(0, "utf8"));
const faces = (name) => ({ ascii: name, hAnsi: name, eastAsia: name });

function runs(text, face, size) {
  const options = { font: faces(face || "仿宋_GB2312"), size: 2 * (size || 16) };
  return text.split("\t").map((t, i) => new docx.TextRun({ ...options, children: i ? [new docx.Tab(), t] : [t] }));
}

function paragraph(b) {
  return new docx.Paragraph({
    alignment: b.align, children: runs(b.text, b.face, b.size),
    indent: b.indent ? { firstLine: 320 * b.indent } : undefined,
  });
}

function table(b) {
  const rows = b.rows.map(() => []);
  for (const [r, , text, columns, span] of b.places)
    rows[r].push(new docx.TableCell({
      columnSpan: columns, rowSpan: span, children: text.split("\n").map((t) => new docx.Paragraph({ children: runs(t, null, 12) })),
    }));
  return new docx.Table({
    rows: rows.map((children) => new docx.TableRow({ children })),
    columnWidths: (b.widths || Array(b.n).fill(30)).map((mm) => Math.round(mm * 56.7)),
  });
}

const sections = [{ children: blocks.map((b) => (b.rows ? table(b) : paragraph(b))) }];
docx.Packer.toBuffer(new docx.Document({ sections })).then((bytes) => fs.writeFileSync(process.argv[2], bytes));
