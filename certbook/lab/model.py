"""The language model of the generative-AI labs: a deterministic local stand-in, or any OpenAI-compatible endpoint.

The stand-in understands nothing. It copies the sentence of the prompt's passages that shares most words with the
question, and can be told to fail in ways that real models fail. What is graded is the system around it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from typing import Any, Protocol, TypedDict

from certbook.errors import CertbookError

URL_VARIABLE = "CERTBOOK_LLM_URL"
MODEL_VARIABLE = "CERTBOOK_LLM_MODEL"
KEY_VARIABLE = "CERTBOOK_LLM_KEY"

FAULTS = {
    "ignores_context": "answers from nowhere and cites nothing",
    "invents_citation": "cites a passage that was never shown",
    "misquotes": "changes a word inside the quotation marks",
    "swaps_sources": "quotes one passage and names another",
    "breaks_json": "stops in the middle of its reply",
    "obeys_injected_text": "answers with a sentence of a passage that tells it to ignore its instructions",
}

_PASSAGE = re.compile(r'<passage id="([^"]*)">(.*?)</passage>', re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n\s*\n")
_COMMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.*\b(?:instructions?|rules?|prompt)\b", re.I | re.DOTALL
)


class Message(TypedDict):
    """One turn of a conversation, as the chat protocol writes it."""

    role: str
    content: str


class Model(Protocol):
    """What a lab asks of a language model."""

    def complete(self, messages: Sequence[Message]) -> str:
        """Return the reply to a conversation."""


class StandIn:
    """A deterministic stand-in for a language model, with faults that are switched on by name."""

    def __init__(self, *faults: str) -> None:
        unknown = sorted(set(faults) - set(FAULTS))
        if unknown:
            raise CertbookError(f"no fault is called '{unknown[0]}'; there are: {', '.join(FAULTS)}")
        self.faults = frozenset(faults)

    def complete(self, messages: Sequence[Message]) -> str:
        """Return a JSON object with an answer and its quotes, taken from `<passage id="…">` and `Question: …`."""
        prompt = "\n".join(message["content"] for message in messages)
        _, marker, rest = prompt.rpartition("Question:")
        question = rest if marker else ""
        sentences = _sentences(prompt)
        command = next((found for found in sentences if _COMMAND.search(found[1])), None)
        best = max(sentences, key=lambda found: _shared_words(question, found[1]), default=None)
        chosen = best if best and _shared_words(question, best[1]) else None
        if "obeys_injected_text" in self.faults and command:
            chosen = command
        answer, quotes = (chosen[1], [chosen]) if chosen else ("", [])
        if "ignores_context" in self.faults:
            answer, quotes = "It has worked that way since the first version.", []
        reply = {"answer": answer, "quotes": [self._cited(source, text, sentences) for source, text in quotes]}
        written = json.dumps(reply, ensure_ascii=False)
        return written[: len(written) * 2 // 3] if "breaks_json" in self.faults else written

    def _cited(self, source: str, text: str, sentences: list[tuple[str, str]]) -> dict[str, str]:
        if "invents_citation" in self.faults:
            source = f"{source}-appendix"
        if "swaps_sources" in self.faults:
            source = next((other for other, _ in sentences if other != source), source)
        if "misquotes" in self.faults:
            first, *rest = text.split()
            text = " ".join(["never", *rest] if first != "never" else rest)
        return {"id": source, "quote": text}


class HttpModel:
    """A model behind an OpenAI-compatible address, such as a local server's `http://127.0.0.1:8080/v1`."""

    def __init__(self, url: str, *, name: str = "default", key: str | None = None, timeout: float = 60.0) -> None:
        if not url.startswith(("http://", "https://")):
            raise CertbookError(f"a model's address begins with http:// or https://, unlike '{url}'")
        self.url = url.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"
        self.name, self.key, self.timeout = name, key, timeout

    def complete(self, messages: Sequence[Message]) -> str:
        """Return the content of the first choice; temperature 0, so that a server that can repeats itself."""
        import http.client
        import urllib.error
        import urllib.request

        body = json.dumps({"model": self.name, "messages": list(messages), "temperature": 0}).encode()
        request = urllib.request.Request(self.url, data=body, headers={"Content-Type": "application/json"})
        if self.key:
            request.add_unredirected_header("Authorization", f"Bearer {self.key}")
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                return _first_choice(json.load(response))
        except urllib.error.HTTPError as error:
            error.close()
            raise CertbookError(f"the model at {self.url} refused: HTTP {error.code} {error.reason}") from None
        except (OSError, http.client.HTTPException) as error:
            raise CertbookError(f"the model at {self.url} cannot be reached: {error}") from None
        except ValueError:
            raise CertbookError(f"the model at {self.url} did not answer in the chat protocol") from None


def model_from_environment(*faults: str) -> Model:
    """Return the model that CERTBOOK_LLM_URL names, else the stand-in with these faults.

    CERTBOOK_LLM_MODEL is the model's name there, CERTBOOK_LLM_KEY its key. A real model has faults of its own.
    """
    url = os.environ.get(URL_VARIABLE)
    if not url:
        return StandIn(*faults)
    return HttpModel(url, name=os.environ.get(MODEL_VARIABLE, "default"), key=os.environ.get(KEY_VARIABLE))


def _first_choice(reply: Any) -> str:
    try:
        content = reply["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise ValueError("no choice in the reply") from None
    if not isinstance(content, str):
        raise ValueError("the first choice holds no text")
    return content


def _sentences(prompt: str) -> list[tuple[str, str]]:
    return [
        (source, sentence.strip())
        for source, text in _PASSAGE.findall(prompt)
        for sentence in _SENTENCE_END.split(text)
        if sentence.strip()
    ]


def _shared_words(question: str, sentence: str) -> int:
    asked, said = (set(re.findall(r"\w{3,}", text.lower())) for text in (question, sentence))
    return len(asked & said)
