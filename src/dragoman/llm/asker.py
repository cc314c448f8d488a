"""Sentences to checked answers: in batches, side by side, one by one where a batch fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from dragoman.llm.account import DOWN, Account, Dropped, EndpointError, Failure
from dragoman.llm.answer import SentenceAnswer, read_answer
from dragoman.llm.prompt import system_prompt, user_message

BATCH_SENTENCES = 8
BATCH_CHARACTERS = 3_000
LONGEST_SENTENCE = 4_000
"""Characters; what is longer is a table or a list that lost its marks, and is not sent."""

Ask = Callable[[str, str], str]
"""From instructions and a message to the words of the answer; EndpointError where there are none."""


class Asker:
    """Asks for sentences; what the model does not answer for stays unanswered and is counted."""

    def __init__(self, ask: Ask, account: Account, *, parallel: int = 1, answer_tokens: int = 0) -> None:
        self._ask = ask
        self._account = account
        self._parallel = parallel
        self._answer_tokens = answer_tokens

    def has_room(self, texts: Sequence[str]) -> bool:
        """Whether the run may still spend what these sentences need if nothing fails.

        A quarter of the signs is about what texts cost; the requests under way hold back the most they can.
        """
        batches = list(_batches(texts))
        instructions = len(system_prompt())
        signs = sum(map(len, texts)) + len(batches) * instructions
        held = instructions + max(sum(map(len, batch)) for batch in batches) + self._answer_tokens
        under_way = min(self._parallel, len(batches))
        return self._account.has_room(requests=len(batches), tokens=signs // 4 + under_way * held, least=held)

    def answers(self, texts: Sequence[str]) -> list[SentenceAnswer | None]:
        """The answer for every sentence in their order; None where it failed."""
        batches = list(_batches(texts))
        if self._parallel <= 1 or len(batches) <= 1:
            return [answer for batch in batches for answer in self._batch(batch)]
        with ThreadPoolExecutor(min(self._parallel, len(batches))) as pool:
            waiting = [pool.submit(self._batch, batch) for batch in batches]
            try:
                return [answer for each in waiting for answer in each.result()]
            except BaseException:
                # Ctrl-C waits for the requests under way: nothing more may follow them.
                self._account.stop("stopped")
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _batch(self, texts: Sequence[str]) -> list[SentenceAnswer | None]:
        """The answers of one request; where it was answered badly, each sentence left is asked for once more alone."""
        try:
            found = self._once(texts)
        except EndpointError as error:
            if error.kind in DOWN or error.kind is Failure.LIMIT:
                return [None] * len(texts)
            found = [None] * len(texts)
        return [answer or self._alone(text) for answer, text in zip(found, texts, strict=True)]

    def _alone(self, text: str) -> SentenceAnswer | None:
        try:
            return self._once([text])[0]
        except EndpointError:
            return None

    def _once(self, texts: Sequence[str]) -> list[SentenceAnswer | None]:
        try:
            content = self._ask(system_prompt(), user_message(texts))
        except EndpointError as error:
            self._account.gave_up(error)
            raise
        try:
            read, unasked = read_answer(content, len(texts))
        except EndpointError as error:
            self._account.failed(error.kind)
            self._account.gave_up(error)
            raise
        found = [read.get(number) for number in range(1, len(texts) + 1)]
        missing = found.count(None)
        if missing:
            self._account.failed(Failure.MISSING, missing)
        if unasked:
            self._account.dropped(Dropped.UNASKED, unasked)
        if read:
            self._account.answered()
        else:
            self._account.gave_up(EndpointError(Failure.MISSING, "the model left the sentences out"))
        return found


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) >= BATCH_SENTENCES or size + len(text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
