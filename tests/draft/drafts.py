"""Word files against an independent reader, and broken ones.

drafts.py DUMP FOLDER N: every .docx below FOLDER is read by the program (DUMP -t) and by this
script, which takes the words out of its XML by itself: nothing that stands in a file may be missing.
Then N files are made of them that are broken at a place: none may end the program in any other way
than by reading or refusing it, or take long."""
import collections
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

MARKUP = '{http://schemas.openxmlformats.org/markup-compatibility/2006}'
UNDERSTOOD = {'wps', 'wpg', 'wpc', 'w14', 'w15', 'w16se', 'wp14', 'a14'}
SECONDS = 20


def words_of(node, out):
    """The texts of runs, deleted ones too; of versions beside another the one that is read."""
    if node.tag == MARKUP + 'AlternateContent':
        choices = [c for c in node if c.tag == MARKUP + 'Choice'
                   and set(c.get('Requires', '').split()) <= UNDERSTOOD]
        for child in (choices or node.findall(MARKUP + 'Fallback'))[:1]:
            words_of(child, out)
        return
    if re.search(r'wordprocessingml.*\}(t|delText)$', node.tag):
        out.append(node.text or '')
    for child in node:
        words_of(child, out)


def characters(words):
    """How often each stands there; blanks aside, and signs of symbol faces, which become others."""
    return collections.Counter(c for c in words if not c.isspace() and not 0xF000 <= ord(c) <= 0xF0FF)


def lost_of(dump, path):
    with zipfile.ZipFile(path) as z:
        out = []
        for name in z.namelist():
            if re.fullmatch(r'word/(document|footnotes|endnotes)\.xml', name):
                words_of(ET.fromstring(z.read(name)), out)
    run = subprocess.run([dump, '-t', path], capture_output=True, timeout=SECONDS)
    if run.returncode:
        return 'refused: ' + run.stderr.decode()
    lost = characters(''.join(out)) - characters(run.stdout.decode())
    return ''.join(lost.elements())


# ---- broken files ----

PIECES = [b'<w:p>', b'</w:p>', b'<w:tbl><w:tr><w:tc>', b'</w:tc></w:tr>', b'&#x10FFFF;',
          b'<!DOCTYPE a [<!ENTITY x "y">]>', b'\xff\xfe', b'<w:fldChar w:fldCharType="begin"/>',
          b'<w:fldChar w:fldCharType="separate"/>', b'<w:fldChar w:fldCharType="end"/>',
          b'<w:vMerge/>', b'<w:gridSpan w:val="99"/>', b'<w:r><w:br w:type="page"/></w:r>']
NUMBERS = [b'"0"', b'"-1"', b'"4294967296"', b'"99999999999999999999"', b'"2147483647"',
           b'"-2147483648"', b'"1e308"', b'"nan"', b'""']


def broken_bytes(r, data):
    data = bytearray(data)
    for _ in range(r.choice([1, 1, 2, 5, 20])):
        if not data:
            break
        at, kind = r.randrange(len(data)), r.randrange(5)
        if kind == 0:
            data[at] = r.randrange(256)
        elif kind == 1:
            del data[at:at + r.randrange(1, 200)]
        elif kind == 2:
            other = r.randrange(len(data))
            data[at:at] = data[other:other + r.randrange(1, 400)]
        elif kind == 3:
            data[at:at] = r.choice(PIECES)
        else:
            numbers = list(re.finditer(rb'"-?\d+"', bytes(data)))
            if numbers:
                number = r.choice(numbers)
                data[number.start():number.end()] = r.choice(NUMBERS)
    return bytes(data)


def moved_element(r, data):
    """An element with all that is in it, again at another place; the XML stays well-formed."""
    tags = list(re.finditer(rb'<(w:[A-Za-z]+)[ >]', data))
    if len(tags) < 2:
        return data
    tag, place = r.choice(tags), r.choice(tags).start()
    end = data.find(b'</' + tag.group(1) + b'>', tag.end())
    if end < 0:
        return data
    element = data[tag.start():end + len(tag.group(1)) + 3]
    return data[:place] + element * r.choice([1, 1, 2, 50]) + data[place:]


def broken_file(r, data):
    if r.random() < 0.15:
        return broken_bytes(r, data)
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        parts = [(name, z.read(name)) for name in z.namelist()]
    xml = [i for i, (name, _) in enumerate(parts) if name.endswith(('.xml', '.rels'))]
    text = [i for i in xml if parts[i][0] == 'word/document.xml']
    target = r.choice(text if text and r.random() < 0.6 else xml)
    name, content = parts[target]
    parts[target] = name, (moved_element if r.random() < 0.5 else broken_bytes)(r, content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, content in parts:
            z.writestr(name, content)
    return out.getvalue()


def survives(dump, folder, files):
    """Whether the program read or refused each of them; if not, which it did not."""
    def ends_well(paths, seconds):
        try:
            return subprocess.run([dump] + paths, stdout=subprocess.DEVNULL, timeout=seconds,
                                  stderr=subprocess.DEVNULL).returncode in (0, 1)
        except subprocess.TimeoutExpired:
            return False
    if ends_well(files, SECONDS * 3):
        return []
    return [path for path in files if not ends_well([path], SECONDS)]


def main():
    dump, root, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
    paths = sorted(os.path.join(where, name) for where, _, names in os.walk(root)
                   for name in names if name.endswith('.docx'))
    failed = 0
    for path in paths:
        lost = lost_of(dump, path)
        if lost:
            failed += 1
            print(f'drafts: lost of {path}: {lost[:200]}')
    r, step = random.Random(20261130), 100
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, n, step):
            files = []
            for i in range(first, min(first + step, n)):
                with open(r.choice(paths), 'rb') as f:
                    data = broken_file(r, f.read())
                files.append(os.path.join(folder, f'{i}.docx'))
                with open(files[-1], 'wb') as f:
                    f.write(data)
            bad = survives(dump, folder, files)
            failed += len(bad)
            for path in bad:
                with open(path, 'rb') as f:
                    kept = os.path.join(tempfile.gettempdir(), 'hongtou-' + os.path.basename(path))
                    with open(kept, 'wb') as out:
                        out.write(f.read())
                print(f'drafts: the program does not survive {kept}')
            for path in files:
                os.remove(path)
    print(f'drafts: {len(paths)} Word files, {n} broken ones, {failed} failed')
    sys.exit(1 if failed or not paths else 0)


if __name__ == '__main__':
    main()
