from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from dragoman.errors import UnreadableError
from dragoman.records import DateOrigin, Document


def message(*, html: bool = False, attachment: bool = False) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ana Petrova <ana@example.org>"
    mail["To"] = "list@example.org"
    mail["Subject"] = "Састанак\tо граници"
    mail["Date"] = "Thu, 02 May 2019 23:30:00 +0200"
    mail.set_content("The commission met on Tuesday.\n\nIt meets again in June.\n-- \nAna Petrova\nSecretary\n")
    if html:
        mail.add_alternative("<p>Rich text that says the same thing.</p>", subtype="html")
    if attachment:
        mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="minutes.pdf")
    return mail


def test_a_message_is_its_own_words(
    read_bytes: Callable[..., Document], block_texts: Callable[[Document], list[tuple[str, str]]]
) -> None:
    document = read_bytes(bytes(message(html=True)))
    assert block_texts(document) == [
        ("paragraph", "The commission met on Tuesday."),
        ("paragraph", "It meets again in June."),
    ]
    assert document.title == "Састанак о граници"
    assert document.authors == ("Ana Petrova",)
    assert document.published is not None
    assert (document.published.start, document.published.origin) == ("2019-05-02", DateOrigin.METADATA)
    assert document.media_type == "message/rfc822"


def test_attachments_are_named_as_unread(read_bytes: Callable[..., Document]) -> None:
    note = read_bytes(bytes(message(attachment=True))).source_note
    assert note == "1 attachments were not read: minutes.pdf"


def test_a_message_of_html_alone_is_read(read_bytes: Callable[..., Document]) -> None:
    mail = message()
    mail.set_content("<div>First part of it.</div><div>Second part of it.</div>", subtype="html")
    assert read_bytes(bytes(mail)).text == "First part of it.\n\nSecond part of it."


def test_a_message_without_text_is_refused(read_bytes: Callable[..., Document]) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = (
        "a@example.org",
        "Minutes",
        "Thu, 02 May 2019 23:30:00 +0200",
    )
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="minutes.pdf")
    with pytest.raises(UnreadableError, match="attachments"):
        read_bytes(bytes(mail))


def test_a_message_in_an_old_encoding(read_bytes: Callable[..., Document]) -> None:
    raw = (
        b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nDate: bad\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    document = read_bytes(raw + "Переговоры продолжатся в июне.".encode("cp1251"))
    assert document.text == "Переговоры продолжатся в июне."
    assert document.published is None
