"""Turns the texts in ``src`` into the files of ``archive``.

    python -m venv ~/sample-venv && ~/sample-venv/bin/pip install -r requirements.txt
    ~/sample-venv/bin/python build.py

The same sources give the same files: every date in them comes from a text, none from the clock.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as xml_escape

if TYPE_CHECKING:
    from fpdf import FPDF

HERE = Path(__file__).parent
SITE = "https://example.org"
CHRONICLE = "Dragoman Sample Chronicle"
DESK = "Dragoman sample desk"
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
FONTS = Path("/usr/share/fonts/truetype/dejavu")  # where Debian's fonts-dejavu-core lies
CHRONICLES = {"en": "en", "ru": "ru", "sr-cyrl": "sr-Cyrl", "sr-latn": "sr-Latn", "hr": "hr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a heading inside a text."""

    text: str
    heading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of the sample with what is known of it."""

    title: str
    day: date
    slug: str
    language: str
    genre: str
    author: str
    publisher: str
    source: str
    output: str
    columns: int
    blocks: tuple[Block, ...]

    @property
    def moment(self) -> datetime:
        """Noon of the day, for formats that must have an hour."""
        return datetime.combine(self.day, time(12), tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands around an article on a site."""

    home: str
    archive: str
    about: str
    published: str
    rights: str


WORDS = {
    "en": Words(
        home="Home",
        archive="Archive",
        about="About",
        published="Published",
        rights="Sample texts under the Apache License 2.0.",
    ),
    "sr-Cyrl": Words(
        home="Почетна",
        archive="Архива",
        about="О нама",
        published="Објављено",
        rights="Огледни текстови под лиценцом Apache 2.0.",
    ),
    "hr": Words(
        home="Naslovnica",
        archive="Arhiva",
        about="O nama",
        published="Objavljeno",
        rights="Ogledni tekstovi pod licencijom Apache 2.0.",
    ),
}
PAGE_WORDS = {"en": "Page {} of {}", "ru": "Страница {} из {}"}


def main() -> None:
    """Build the archive anew."""
    parser = argparse.ArgumentParser(description="Build sample/archive from sample/src.")
    parser.add_argument("--fonts", type=Path, default=FONTS, help="folder of the DejaVu fonts")
    arguments = parser.parse_args()
    archive = HERE / "archive"
    shutil.rmtree(archive, ignore_errors=True)
    for folder in ("html", "html-hr", "docx", "pdf"):
        (archive / folder).mkdir(parents=True)
    chronicles = {
        name: read_chronicle(HERE / "src" / f"chronicle-{name}.md", language) for name, language in CHRONICLES.items()
    }
    write_rows(chronicles["en"], archive / "chronicle.jsonl")
    write_rows(chronicles["sr-latn"], archive / "chronicle-sr.jsonl")
    write_feed(chronicles["ru"], archive / "chronicle-ru.xml")
    for entry in chronicles["sr-cyrl"]:
        write_page(entry, archive / "html")
    for entry in chronicles["hr"]:
        write_page(entry, archive / "html-hr")
    papers = (path for folder in ("essays", "summits") for path in sorted((HERE / "src" / folder).glob("*.md")))
    for text in map(read_text, papers):
        if text.output == "html":
            write_page(text, archive / "html")
        elif text.output == "docx":
            write_document(text, archive / "docx")
        else:
            write_pdf(text, archive / "pdf", arguments.fonts)


def read_chronicle(path: Path, language: str) -> list[Text]:
    """The entries of a chronicle by date."""
    parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return sorted((_entry(part, language) for part in parts), key=lambda each: (each.day, each.slug))


def _entry(part: str, language: str) -> Text:
    head, _, body = part.partition("\n\n")
    title, *lines = head.splitlines()
    fields = _fields(lines)
    day = date.fromisoformat(fields["date"])
    return Text(
        title=title.strip(),
        day=day,
        slug=f"{day.isoformat()}-{fields['slug']}",
        language=language,
        genre="chronicle",
        author=DESK,
        publisher=CHRONICLE,
        source=fields["source"],
        output="",
        columns=1,
        blocks=_blocks(body),
    )


def read_text(path: Path) -> Text:
    """An essay or report: fields between two lines of dashes, then the text."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = _fields(head.splitlines())
    return Text(
        title=fields["title"],
        day=date.fromisoformat(fields["date"]),
        slug=fields["slug"],
        language=fields["language"],
        genre=fields["genre"],
        author=fields["author"],
        publisher=fields["publisher"],
        source=fields["source"],
        output=fields["output"],
        columns=int(fields.get("columns", "1")),
        blocks=_blocks(body),
    )


def _fields(lines: Sequence[str]) -> dict[str, str]:
    pairs = (line.partition(": ") for line in lines if line.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _blocks(body: str) -> tuple[Block, ...]:
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", body) if part.strip())
    return tuple(Block(text=part.removeprefix("## "), heading=part.startswith("## ")) for part in parts)


def _plain(text: Text) -> str:
    return "\n\n".join(block.text for block in text.blocks)


def _address(text: Text) -> str:
    return f"{SITE}/chronicle/{text.slug}"


def write_rows(texts: Sequence[Text], path: Path) -> None:
    """JSON Lines, a text a line."""
    rows = (
        {
            "id": text.slug,
            "title": text.title,
            "date": text.day.isoformat(),
            "publisher": text.publisher,
            "language": text.language,
            "genre": text.genre,
            "text": _plain(text),
            "source_note": text.source,
            "uri": _address(text),
        }
        for text in texts
    )
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def write_feed(texts: Sequence[Text], path: Path) -> None:
    """An RSS 2.0 feed that carries the full texts, the newest first."""
    newest_first = list(reversed(texts))
    language = texts[0].language
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0"',
        ' xmlns:atom="http://www.w3.org/2005/Atom"',
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"',
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<channel>",
        f"<title>{CHRONICLE}</title>",
        f"<link>{SITE}/chronicle/{language}</link>",
        f'<atom:link href="{SITE}/chronicle/{language}.xml" rel="self" type="application/rss+xml"/>',
        "<description>Хроника событий на Западных Балканах, 2008–2025</description>",
        f"<language>{language}</language>",
        f"<lastBuildDate>{format_datetime(newest_first[0].moment)}</lastBuildDate>",
        *(line for text in newest_first for line in _feed_item(text)),
        "</channel>",
        "</rss>",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _feed_item(text: Text) -> Iterator[str]:
    paragraphs = "".join(f"<p>{escape(block.text, quote=False)}</p>" for block in text.blocks)
    yield "<item>"
    yield f"<title>{xml_escape(text.title)}</title>"
    yield f"<link>{_address(text)}</link>"
    yield f'<guid isPermaLink="true">{_address(text)}</guid>'
    yield f"<pubDate>{format_datetime(text.moment)}</pubDate>"
    yield f"<dc:creator>{xml_escape(text.author)}</dc:creator>"
    yield f'<category domain="source-note">{xml_escape(text.source)}</category>'
    yield f"<content:encoded><![CDATA[{paragraphs}]]></content:encoded>"
    yield "</item>"


def write_page(text: Text, folder: Path) -> None:
    """A page as a site would publish it, with its navigation and its footer."""
    words = WORDS[text.language]
    home = "chronicle" if text.genre == "chronicle" else "papers"
    tags = ((("h2" if block.heading else "p"), escape(block.text, quote=False)) for block in text.blocks)
    body = "\n".join(f"<{tag}>{content}</{tag}>" for tag, content in tags)
    day = text.day.isoformat()
    page = f"""<!DOCTYPE html>
<html lang="{text.language}">
<head>
<meta charset="utf-8">
<title>{escape(text.title)} | {escape(text.publisher)}</title>
<link rel="canonical" href="{SITE}/{home}/{text.slug}">
<link rel="license" href="{LICENCE}">
<meta name="author" content="{escape(text.author)}">
<meta name="date" content="{day}">
<meta name="publisher" content="{escape(text.publisher)}">
<meta name="genre" content="{text.genre}">
<meta name="source-note" content="{escape(text.source)}">
<meta property="og:title" content="{escape(text.title)}">
<meta property="article:published_time" content="{text.moment.isoformat()}">
</head>
<body>
<header>
<nav>
<ul>
<li><a href="/">{words.home}</a></li>
<li><a href="/{home}">{words.archive}</a></li>
<li><a href="/about">{words.about}</a></li>
</ul>
</nav>
</header>
<main>
<article>
<h1>{escape(text.title, quote=False)}</h1>
<p class="byline">{words.published} <time datetime="{day}">{day}</time></p>
{body}
</article>
</main>
<footer>
<p>{escape(text.publisher)}. {words.rights}</p>
</footer>
</body>
</html>
"""
    (folder / f"{text.slug}.html").write_text(page, encoding="utf-8")


def write_document(text: Text, folder: Path) -> None:
    """A DOCX file."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.title = text.title
    properties.author = properties.last_modified_by = text.author
    properties.created = properties.modified = text.moment.replace(tzinfo=None)
    properties.language = text.language
    properties.category = text.genre
    properties.comments = f"Source: {text.source}"
    document.add_heading(text.title, level=0)
    document.add_paragraph(text.author, style="Subtitle")
    for block in text.blocks:
        document.add_paragraph(block.text, style="Heading 1" if block.heading else None)
    packed = io.BytesIO()
    document.save(packed)
    _repack(packed, folder / f"{text.slug}.docx", company=text.publisher)


def _repack(packed: io.BytesIO, path: Path, *, company: str) -> None:
    """The same archive without the clock's time in it, its publisher named as Word's Company.

    The core properties have no field for a publisher; the extended ones, which python-docx leaves as its
    template has them, have this one.
    """
    with zipfile.ZipFile(packed) as read, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as write:
        for name in read.namelist():
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            content = read.read(name)
            if name == "docProps/app.xml":
                content = _with_company(content, company)
            write.writestr(member, content)


def _with_company(properties: bytes, company: str) -> bytes:
    named = f"<Company>{xml_escape(company)}</Company>".encode()
    content, count = re.subn(rb"<Company\s*/>|<Company>\s*</Company>", lambda _: named, properties)
    if count != 1:
        raise ValueError("the template of python-docx has no empty Company any more")
    return content


def write_pdf(text: Text, folder: Path, fonts: Path) -> None:
    """A PDF file with a running head, page numbers and only the letters it uses of its font."""
    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("DejaVu", size=8)
            self.cell(0, 5, text.publisher, align="L")
            self.set_x(self.l_margin)
            self.cell(0, 5, text.day.isoformat(), align="R", new_x="LMARGIN", new_y="NEXT")
            self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
            self.ln(6)

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("DejaVu", size=8)
            page = PAGE_WORDS[text.language].format(self.page_no(), "{nb}")
            self.cell(0, 8, page, align="C")

    paper = Paper(format=(210, 297) if text.columns > 1 else (148, 210))
    paper.set_margins(18, 12, 18)
    paper.set_auto_page_break(auto=True, margin=22)
    paper.add_font("DejaVu", fname=fonts / "DejaVuSerif.ttf")
    paper.add_font("DejaVu", style="B", fname=fonts / "DejaVuSerif-Bold.ttf")
    paper.set_title(text.title)
    paper.set_author(text.author)
    paper.set_subject(f"Source: {text.source}")
    paper.set_keywords(text.genre)
    paper.set_lang(text.language)
    paper.set_creation_date(text.moment)
    paper.add_page()
    paper.set_font("DejaVu", style="B", size=17)
    paper.multi_cell(0, 8, text.title, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.ln(2)
    paper.set_font("DejaVu", size=10)
    paper.multi_cell(0, 6, text.author, align="L", new_x="LMARGIN", new_y="NEXT")
    paper.ln(4)
    (_in_columns if text.columns > 1 else _across)(paper, text)
    paper.output(str(folder / f"{text.slug}.pdf"))


def _in_columns(paper: FPDF, text: Text) -> None:
    with paper.text_columns(ncols=text.columns, gutter=8, text_align="L") as columns:
        for block in text.blocks:
            _set_font(paper, block)
            with columns.paragraph(top_margin=3 if block.heading else 0, bottom_margin=2.5) as paragraph:
                paragraph.write(block.text)


def _across(paper: FPDF, text: Text) -> None:
    for block in text.blocks:
        if block.heading and paper.will_page_break(30):  # a heading stays with what it heads
            paper.add_page()
        _set_font(paper, block)
        paper.multi_cell(0, 5, block.text, align="L", new_x="LMARGIN", new_y="NEXT")
        paper.ln(2.5)


def _set_font(paper: FPDF, block: Block) -> None:
    paper.set_font("DejaVu", style="B" if block.heading else "", size=11 if block.heading else 10)


if __name__ == "__main__":
    main()
