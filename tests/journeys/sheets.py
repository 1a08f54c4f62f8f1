"""Rosters of invented people as spreadsheets, for the journeys: xlsx with merged cells, csv in any charset.

    write_xlsx(path, [("花名册", rows, ["A1:I1", "B4:B6"])])
    write_csv(path, rows, "gb18030")
"""
import pathlib
import re
import zipfile
from xml.sax.saxutils import escape

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birthday, order):
    """Of nobody: 431399 is no place's code."""
    digits = f"431399{birthday}{order:03d}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def letters(column):
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def sheet_xml(rows, merges):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>'
             '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>']
    for r, row in enumerate(rows, 1):
        cells = "".join(f'<c r="{letters(c)}{r}" t="inlineStr"><is><t xml:space="preserve">{escape(str(text))}</t></is></c>'
                        for c, text in enumerate(row) if text != "")
        lines.append(f'<row r="{r}">{cells}</row>')
    lines.append("</sheetData>")
    if merges:
        lines.append(f'<mergeCells count="{len(merges)}">' + "".join(f'<mergeCell ref="{m}"/>' for m in merges) + "</mergeCells>")
    lines.append("</worksheet>")
    return "".join(lines)


def write_xlsx(path, sheets):
    """SHEETS: (name, rows of texts, merged ranges)."""
    types = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>')
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    book = f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{office}"><sheets>'
    rels = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{package}">'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for n, (name, rows, merges) in enumerate(sheets, 1):
            types += (f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
                      'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>')
            book += f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
            rels += f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            file.writestr(f"xl/worksheets/sheet{n}.xml", sheet_xml(rows, merges))
        file.writestr("[Content_Types].xml", types + "</Types>")
        file.writestr("_rels/.rels", f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{package}">'
                      f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        file.writestr("xl/workbook.xml", book + "</sheets></workbook>")
        file.writestr("xl/_rels/workbook.xml.rels", rels + "</Relationships>")


def write_csv(path, rows, charset="utf-8"):
    text = "".join(",".join('"' + c.replace('"', '""') + '"' if re.search('[,"\n]', c) else c for c in map(str, row)) + "\r\n"
                   for row in rows)
    pathlib.Path(path).write_bytes(text.encode(charset))


SURNAMES = "曾罗仇张李刘谢邹周王杨肖陈彭"
MEN = ("国强", "德胜", "建军", "满生", "小平", "文华", "家旺", "明", "志远", "光明")
WOMEN = ("桂英", "玉兰", "秀英", "春兰", "桂花", "艳", "丽华", "小红", "梅香", "凤")


def families(groups, each):
    """Households of invented people: (group, [(name, relation, sex, ID number, phone)])."""
    n = 0
    for group in range(1, groups + 1):
        for i in range(each):
            n += 1
            surname, year = SURNAMES[n % len(SURNAMES)], 1950 + n * 7 % 35
            people = [(surname + MEN[n % 10], "户主", "男", id_number(f"{year}{1 + n % 12:02d}12", 2 * n % 1000 // 2 * 2 + 1),
                       f"1990000{n:04d}")]
            if n % 5:
                people.append((SURNAMES[(n * 3 + 1) % len(SURNAMES)] + WOMEN[n * 3 % 10], "妻", "女",
                               id_number(f"{year + 2}{1 + n % 11:02d}03", n * 2 % 1000), ""))
            for child in range(n % 4):
                sex = (n + child) % 2
                people.append((surname + (MEN if sex else WOMEN)[(n + child + 4) % 10],
                               ("长", "次", "三")[child] + ("子" if sex else "女"), "男" if sex else "女",
                               id_number(f"{year + 26 + 2 * child}0815", (n * 4 + child * 2 + sex) % 1000 // 2 * 2 + sex), ""))
            yield group, people


def merged_roster(groups, each):
    """A title, a line of unit and date, a head in row 3, group and head merged over their rows, sums and a signature.

    Returns (rows, merged ranges, households, persons)."""
    head = ["序号", "组别", "户主姓名", "成员姓名", "与户主关系", "性别", "身份证号码", "联系电话", "备注"]
    rows = [["石板溪村户籍花名册"] + [""] * 8, ["单位:石板溪村村民委员会"] + [""] * 7 + ["2026年11月22日"], head]
    merges = ["A1:I1"]
    households = persons = 0
    start = group_now = None
    for group, people in list(families(groups, each)) + [(None, [])]:
        if group != group_now and group_now is not None:
            if len(rows) > start:
                merges.append(f"B{start}:B{len(rows)}")
            rows.append(["小计", "", "", str(len(rows) - start + 1), "", "", "", "", ""])
        if group is None:
            break
        if group != group_now:
            group_now, start = group, len(rows) + 1
        households += 1
        first = len(rows) + 1
        for i, (name, relation, sex, number, phone) in enumerate(people):
            persons += 1
            rows.append([str(households) if i == 0 else "", f"{group}组" if first == start and i == 0 else "",
                         people[0][0] if i == 0 else "", name, relation, sex, number, phone, ""])
        if len(people) > 1:
            merges += [f"A{first}:A{len(rows)}", f"C{first}:C{len(rows)}"]
    rows.append(["制表人:曾小平", "", "", "审核人:", "", "", "", "", ""])
    return rows, merges, households, persons
