# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes rows of texts as the files that desks send. The same rows give the same bytes."""

import datetime
import io
import zipfile
from xml.sax.saxutils import escape

FIXED_DATE = (2022, 2, 24, 6, 0, 0)


def quote(field, separator):
    if any(c in field for c in (separator, '"', "\n", "\r")):
        return '"' + field.replace('"', '""') + '"'
    return field


def write_text(path, rows, separator, encoding, line_end="\r\n", bom=b""):
    """Returns the line on which each row begins, from 1."""
    lines, line, parts = [], 1, []
    for row in rows:
        text = separator.join(quote(field, separator) for field in row)
        lines.append(line)
        line += text.count("\n") + 1
        parts.append(text + line_end)
    with open(path, "wb") as stream:
        stream.write(bom + "".join(parts).encode(encoding))
    return lines


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def excel_day(day):
    return (day - datetime.date(1899, 12, 30)).days


class Workbook:
    """A small .xlsx: sheets of texts, numbers, booleans and dates; empty rows are left out, as spreadsheets do."""

    def __init__(self):
        self.sheets = []
        self.strings = {}

    def _string(self, text):
        return self.strings.setdefault(text, len(self.strings))

    def _cell(self, row, column, value):
        at = f"{column_name(column)}{row}"
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, datetime.date):
            return f'<c r="{at}" s="1"><v>{excel_day(value)}</v></c>'
        if isinstance(value, int):
            return f'<c r="{at}"><v>{value}</v></c>'
        return f'<c r="{at}" t="s"><v>{self._string(value)}</v></c>'

    def add_sheet(self, name, rows, merged=()):
        """Returns the number of each row, from 1."""
        body = []
        for number, row in enumerate(rows, 1):
            cells = "".join(self._cell(number, i, value) for i, value in enumerate(row))
            if cells:
                body.append(f'<row r="{number}">{cells}</row>')
        merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
        if merges:
            merges = f'<mergeCells count="{len(merged)}">{merges}</mergeCells>'
        self.sheets.append((name, f"<sheetData>{''.join(body)}</sheetData>{merges}"))
        return list(range(1, len(rows) + 1))

    def _parts(self):
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        n = len(self.sheets)
        yield "[Content_Types].xml", head + (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="{kind}.worksheet+xml"/>'
                for i in range(n)
            )
            + f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>'
        )
        yield "_rels/.rels", head + (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        )
        sheets = "".join(
            f'<sheet name="{escape(name)}" sheetId="{i + 1}" r:id="rId{i + 1}"/>'
            for i, (name, _) in enumerate(self.sheets)
        )
        yield "xl/workbook.xml", head + (
            f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>{sheets}</sheets></workbook>'
        )
        links = "".join(
            f'<Relationship Id="rId{i + 1}" Type="{rels}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>'
            for i in range(n)
        )
        yield "xl/_rels/workbook.xml.rels", head + (
            f'<Relationships xmlns="{package}/relationships">{links}'
            f'<Relationship Id="rId{n + 1}" Type="{rels}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId{n + 2}" Type="{rels}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        )
        yield "xl/styles.xml", head + (
            f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
            '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
        )
        for i, (_, body) in enumerate(self.sheets):
            yield f"xl/worksheets/sheet{i + 1}.xml", f'{head}<worksheet xmlns="{main}">{body}</worksheet>'
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.strings)
        yield "xl/sharedStrings.xml", (
            f'{head}<sst xmlns="{main}" uniqueCount="{len(self.strings)}">{items}</sst>'
        )

    def write(self, path):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, text in self._parts():
                entry = zipfile.ZipInfo(name, FIXED_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, text.encode("utf-8"))
        with open(path, "wb") as stream:
            stream.write(buffer.getvalue())
