"""A coder with an endpoint whose pauses are noted instead of waited for."""

from __future__ import annotations

from dragoman.language.sentences import split_sentences
from dragoman.llm.account import Account, Limits
from dragoman.llm.coder import LlmCoder
from dragoman.llm.endpoint import Endpoint
from dragoman.llm.options import EndpointOptions
from dragoman.records import Coding, Sentence


class Asking:
    """Endpoint, account and coder of one run."""

    def __init__(self, url: str, *, limits: Limits | None = None, key: str = "", timeout_s: float = 5.0) -> None:
        self.pauses: list[float] = []
        self.account = Account(limits or Limits(requests=100, tokens=10_000_000))
        options = EndpointOptions(url=url, model="test", key=key, timeout_s=timeout_s, max_tokens=1000)
        self.endpoint = Endpoint(options, self.account, sleep=self.pauses.append)
        self.coder = LlmCoder(self.endpoint.ask, self.account, model="test")

    def code(self, text: str, language: str | None = "en", date: str | None = "2020-05-01") -> Coding:
        sentences = [Sentence(start, end) for start, end in split_sentences(text, language)]
        return self.coder.code(text, sentences, date=date, language=language)
