"""An embedding model behind an OpenAI-compatible address → Encoder: POST {base_url}/embeddings.

The service sees the texts, the model's name and its own key. Whatever it does wrong (refuses, falls silent, sends a web
page, too few vectors or vectors of another length) becomes an EncoderFailed that says what was wrong, where, and what to
do. Nothing is sent before the first vector is asked for. Not here: the settings (profile.py).
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import random
import time
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from embeddings.prompts import chosen
from rag.errors import EncoderFailed

if TYPE_CHECKING:
    import httpx2

    from embeddings.profile import EncoderProfile

FloatMatrix = npt.NDArray[np.float32]

RETRIES = 2
"""Further tries where trying again may help."""
BACKOFF = 0.5
"""Seconds before the second try, at most; doubled for each further one."""
LONGEST_WAIT = 20.0
"""Seconds; a service that asks for a longer wait is given up at once."""
CONNECT_TIMEOUT = 5.0
"""Seconds until an address that cannot be reached is given up."""
LONGEST_REPLY = 64_000_000
"""Bytes; no batch gives more."""
MESSAGE_CHARS = 600
"""An error message is cut here."""

_PROBE = "政府工作报告"
_CHECK_ADDRESS = "Check base_url, which most often ends in /v1."

log = logging.getLogger(__name__)


class EndpointEncoder:
    """An embedding service; may be shared between threads."""

    def __init__(self, profile: EncoderProfile) -> None:
        self.name = profile.name
        self._profile = profile
        self._prompts = chosen(profile.model, profile.query_prompt, profile.passage_prompt)
        self._dim = profile.dimensions

    @property
    def fingerprint(self) -> str:
        """Hash of all that the vectors follow from, as far as can be told from here: address, model, length, prompts."""
        profile = self._profile
        parts = [profile.base_url.rstrip("/"), profile.model, profile.dimensions, *self._prompts]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]

    @property
    def dim(self) -> int:
        """Length of a vector; asked of the service where the settings do not tell and nothing was encoded yet."""
        return self._dim or self._embed([_PROBE]).shape[1]

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn passages into unit vectors.

        Args:
            texts: n strings; one that is empty or blank is not sent and gives a row of zeros.

        Returns: (n, dim); other rows have L2 norm 1.

        Raises:
            EncoderFailed: if the service does not give them.

        """
        return self._encode(texts, self._prompts.passage)

    def encode_queries(self, texts: Sequence[str]) -> FloatMatrix:
        """Turn queries into unit vectors, to be held against those of passages; shapes and errors as for passages."""
        return self._encode(texts, self._prompts.query)

    def _encode(self, texts: Sequence[str], prompt: str) -> FloatMatrix:
        said = [row for row, text in enumerate(texts) if text.strip()]
        size = self._profile.batch
        parts = [said[start : start + size] for start in range(0, len(said), size)]
        got = [self._embed([prompt + texts[row] for row in part]) for part in parts]
        vectors = np.zeros((len(texts), self.dim), np.float32)
        if got:
            vectors[said] = np.concatenate(got)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, length, out=vectors, where=length > 0)
        return vectors

    def _embed(self, texts: Sequence[str]) -> FloatMatrix:
        """Ask for the vectors of one batch, several times if need be."""
        for tries in range(RETRIES + 1):
            try:
                return self._vectors(self._asked(texts), len(texts))
            except EncoderFailed as error:
                if not error.retryable or tries == RETRIES or error.wait > LONGEST_WAIT:
                    raise
                wait = error.wait + BACKOFF * 2**tries * random.uniform(0.5, 1.0)
                log.info("%s Trying again in %.1f s.", error, wait)
            time.sleep(wait)
        raise AssertionError("the last try raises")

    def _asked(self, texts: Sequence[str]) -> bytes:
        """Send one request and give the body of the answer."""
        import httpx2

        profile = self._profile
        request: dict[str, Any] = {"model": profile.model, "input": list(texts), "encoding_format": "float"}
        if profile.dimensions:
            request["dimensions"] = profile.dimensions
        key = self._key()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        address = f"{profile.base_url.rstrip('/')}/embeddings"
        until = time.monotonic() + profile.timeout
        body = b""
        try:
            with self._client.stream("POST", address, json=request, headers=headers) as response:
                for block in response.iter_bytes():
                    body += block
                    if len(body) > LONGEST_REPLY:
                        raise self._error(f"the answer does not end. {_CHECK_ADDRESS}")
                    # The client's own limit is for each block: a service that sends byte by byte would never reach it.
                    if time.monotonic() > until:
                        raise httpx2.ReadTimeout("slow")
                self._refused(response, body)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            what = f"the service cannot be reached ({_plain(str(error))}). Check base_url and the network."
            raise self._error(what, retryable=True) from None
        except httpx2.TimeoutException:
            raise self._error(f"no answer for {profile.timeout:g} s. Raise timeout, or lower batch.") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError, OSError) as error:
            raise self._error(
                f"the connection failed ({_plain(str(error))}). {_CHECK_ADDRESS}", retryable=True
            ) from None
        return body

    @cached_property
    def _client(self) -> httpx2.Client:
        import httpx2

        timeout = httpx2.Timeout(self._profile.timeout, connect=min(self._profile.timeout, CONNECT_TIMEOUT))
        try:
            return httpx2.Client(timeout=timeout)
        except (ValueError, ImportError) as error:
            raise self._error(f"the proxy named by the environment cannot be used: {_plain(str(error))}") from None

    def _key(self) -> str:
        """Read the key; empty where none is needed."""
        name = self._profile.api_key_env
        key = os.environ.get(name, "").strip() if name else ""
        if name and not key:
            raise self._error(f"the environment variable {name} is not set. Set it to your key: export {name}=...")
        if not (key.isascii() and key.isprintable() and " " not in key) and key:
            raise self._error(f"the environment variable {name} holds more than a key. Set it to the key alone.")
        return key

    def _refused(self, response: httpx2.Response, body: bytes) -> None:
        """Say what a status other than 200 means."""
        status, profile = response.status_code, self._profile
        if status == 200:
            return
        if status == 401 and profile.api_key_env:
            # What the service says is left out: it may repeat a part of the key.
            raise self._error(f"the key in {profile.api_key_env} is refused. Set that variable to a valid key.")
        if status == 401:
            raise self._error("a key is asked for. Set api_key_env to the name of the variable that holds it.")
        said = _said(body)
        if status in (402, 403):
            raise self._error(f"the key may not use the model {profile.model!r}, or has no credit left.{said}")
        if status in (301, 302, 303, 307, 308, 404, 405):
            raise self._error(f"the model {profile.model!r} or the address is unknown. {_CHECK_ADDRESS}{said}")
        if status == 429:
            wait = _seconds(response.headers.get("retry-after", ""))
            raise self._error(f"too many requests, or the quota is used up.{said}", retryable=True, wait=wait)
        if status == 408 or status >= 500:
            raise self._error(f"the service fails (status {status}). Try again later.{said}", retryable=True)
        raise self._error(f"the request is refused (status {status}). Check model, dimensions and batch.{said}")

    def _vectors(self, body: bytes, wanted: int) -> FloatMatrix:
        """Read the vectors of an answer, in the order of the texts."""
        try:
            rows = sorted(json.loads(body)["data"], key=lambda row: int(row.get("index", 0)))
            vectors = np.array([row["embedding"] for row in rows], np.float32)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            what = "a web page" if body.lstrip()[:1] == b"<" else "something else"
            raise self._error(f"{what} came instead of vectors. {_CHECK_ADDRESS}") from None
        if vectors.ndim != 2 or len(vectors) != wanted or not np.isfinite(vectors).all():
            raise self._error(f"{len(rows)} vectors came for {wanted} texts, or no numbers. Name another model.")
        if self._dim and vectors.shape[1] != self._dim:
            before = "the settings say" if self._profile.dimensions else "those before had"
            what = f"vectors of {vectors.shape[1]} dimensions came, {before} {self._dim}"
            raise self._error(f"{what}. Correct dimensions, or name another model.")
        self._dim = vectors.shape[1]
        return vectors

    def _error(self, what: str, *, retryable: bool = False, wait: float = 0.0) -> EncoderFailed:
        """Put the place before what went wrong, and keep the key out of it."""
        message = f"encoders.{self.name} ({self._profile.base_url}): {what}"
        key = os.environ.get(self._profile.api_key_env, "").strip() if self._profile.api_key_env else ""
        if key:
            message = message.replace(key, "***")
        return EncoderFailed(message[:MESSAGE_CHARS], retryable=retryable, wait=wait)


def _said(body: bytes) -> str:
    """Quote the message in the body of an error; a web page has none."""
    try:
        told = json.loads(body)
        error = told.get("error", told)
        text = error if isinstance(error, str) else error.get("message") or error.get("detail")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return f" It says: {_plain(text)}" if isinstance(text, str) and text.strip() else ""


def _plain(text: str) -> str:
    """Foreign words on one line, fit for a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _seconds(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0
