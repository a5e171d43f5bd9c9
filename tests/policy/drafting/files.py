"""Small DOCX and PDF files made from invented text."""

import io
import zipfile
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
    for depth, text in enumerate(("%1.", "%1.%2.", "%1.%2.%3."))
)
_BULLETS = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_BULLETS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
STYLES = f'<w:styles {_W}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>'


def paragraph(text, *, style="", number=0, depth=0):
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*body, head="", styles=STYLES, numbering=NUMBERING):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>")
        archive.writestr("word/styles.xml", styles)
        archive.writestr("word/numbering.xml", numbering)
    return out.getvalue()


_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""
_FONT = b"""<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H
/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"""
_CHARACTERS = b"""<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"""
_PAGE = b"""<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R
/Resources << /Font << /F1 3 0 R >> >> >>"""


def pdf(*pages):
    """A PDF with a text layer: each page a list of lines, each character coded as its Unicode number."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT, _CHARACTERS, _stream(_UNICODE)]
    kids = []
    for lines in pages:
        shown = b" ".join(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj 0 -14 Td" for line in lines)
        objects.append(_stream(b"BT /F1 10 Tf 50 800 Td " + shown + b" ET"))
        objects.append(_PAGE % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    return _file(objects)


def _stream(data):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _file(objects):
    out, offsets = b"%PDF-1.7\n", []
    for number, data in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table_at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table_at)
