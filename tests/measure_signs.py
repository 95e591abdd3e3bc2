#!/usr/bin/env python3
"""Signs beside texts: a document with them in paragraphs, headings of two faces, a title and a
table, read back by pdftotext. What is typed together is found together, without blanks.

Usage: tests/measure_signs.py PROGRAM
"""
import pathlib
import subprocess
import sys
import tempfile

SIGNS = """25°的 30°15′20″的 25℃的 95‰的 3×4÷2±1的 ≤5≥6≠7≈8的 CO₂和m²、km³的 α射线、β值、Ω、μm、π的
☑是☐否☒无的 ✓对✗错的 ①一②二③三⑩十的 №5的 Ⅱ类Ⅲ类的 ㎡和㎎、㎏的 甲→乙←丙↑丁的 ★☆○●◎◇◆□■△▲※的 ½和⅓的
买买提·艾力的 4·27的 青Z·00014的 O’Neil、it’s的 “WPS”的 “十五五”的 §5的 €5、£5、¥5的 5–6的 −5的
＋3、－5的 ♀♂的 WPS™的 é和ü的 Жд的 ∵∴∶√∞的 ⑴⒈㈠的""".split()


def document(samples):
    paragraphs = "".join(f"<段>{s}区域。</段>" for s in samples)
    sections = "".join(f"<层次 题='{s}'><段>略。</段></层次>" for s in samples)
    rows = "".join(f"<行><格>{s}</格><格>略</格></行>" for s in samples)
    return (f"<公文 文种='通知'><标题>关于买买提·艾力在25°以上耕地的通知</标题><主送>各村</主送><正文>{paragraphs}"
            f"{sections}<层次 题='细分'>{sections}</层次></正文><落款 署名='白石镇人民政府' 日期='2026-11-20'/>"
            f"<附件 标题='表'><表><列 题='甲'/><列 题='乙'/>{rows}</表></附件></公文>")


def main():
    samples = ["约" + s for s in SIGNS]
    places = 4  # paragraph, headings of two faces, table
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        xml, pdf = pathlib.Path(folder, "a.xml"), pathlib.Path(folder, "a.pdf")
        xml.write_text(document(samples), encoding="utf-8")
        subprocess.run([sys.argv[1], "build", "--free-fonts", xml, "-o", pdf], check=True, capture_output=True)
        for way in ([], ["-raw"], ["-layout"]):
            text = subprocess.run(["pdftotext", *way, pdf, "-"], check=True, capture_output=True, text=True).stdout
            for sample in samples:
                if text.count(sample) < places:
                    missed += 1
                    print(f"{sample}: {text.count(sample)} of {places} places with pdftotext {' '.join(way)}")
            if "买买提·艾力在25°以上" not in text:
                missed += 1
                print(f"the title is torn with pdftotext {' '.join(way)}")
    print(f"signs: {len(samples)} samples in {places} places, {missed} torn")
    return missed > 0


sys.exit(main())
