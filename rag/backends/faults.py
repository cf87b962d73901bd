"""What can go wrong with an LLM, and how it is told: anything raised → Fault → BackendError, in Chinese and English.

Each fault says what was wrong and what to do; the place (which profile, which address) is put before it, and keys and
passwords are taken out of it, in one function. Not here: when a fault is found (openai_chat.py, stream.py, keys.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rag.config import LlmProfile
from rag.errors import BackendError

MESSAGE_CHARS = 600
"""An error message is cut here; what the service says comes last in it."""


@dataclass(frozen=True)
class _Told:
    """How a fault is told; fields in {braces} are those of the fault, and `profile`."""

    zh: str
    en: str
    retryable: bool = False
    """Whether trying again may help."""


_CHECK_ADDRESS_ZH = "请检查 base_url，它一般以 /v1 结尾。"
_CHECK_ADDRESS = "Check base_url, which most often ends in /v1."

_FAULTS = {
    # The key
    "no_key": _Told(
        "没有设置环境变量 {profile.api_key_env}。请设为你的密钥：export {profile.api_key_env}=…",
        "the environment variable {profile.api_key_env} is not set. "
        "Set it to your key: export {profile.api_key_env}=...",
    ),
    "no_key_file": _Told(
        "密钥文件 {path} 读不到（{reason}）。请把密钥单独写入该文件，再运行 chmod 600 {path}",
        "the key file {path} cannot be read ({reason}). Write the key alone into it, then: chmod 600 {path}",
    ),
    "open_key_file": _Told(
        "密钥文件 {path} 对其他用户开放。请运行：chmod 600 {path}",
        "the key file {path} is open to others than its owner. Run: chmod 600 {path}",
    ),
    "more_than_a_key": _Told(
        "{source} 里不只有密钥。请只放密钥本身。",
        "{source} holds more than a key. Put the key alone there.",
    ),
    # What the service says is left out here: it may repeat a part of the key.
    "bad_key": _Told(
        "密钥（{source}）被拒绝。请换成有效的密钥。",
        "the key in {source} is refused. Put a valid key there.",
    ),
    "key_wanted": _Told(
        "需要密钥。请把 api_key_env 设为存放密钥的环境变量名。",
        "a key is asked for. Set api_key_env to the name of the environment variable that holds it.",
    ),
    "no_credit": _Told(
        "账户余额不足。请充值，或换用其他模型服务。",
        "the account has no credit left. Add some, or take another backend.",
    ),
    "forbidden": _Told(
        "这个密钥不能使用模型“{profile.model}”。请换模型或密钥。",
        "the key may not use the model {profile.model!r}. Take another model or key.",
    ),
    # The address
    "no_address": _Told("base_url 不是地址（{reason}）。请改正。", "base_url is no address ({reason}). Correct it."),
    "no_proxy": _Told(
        "环境变量指定的代理不能用：{reason}",
        "the proxy named by the environment cannot be used: {reason}",
    ),
    "unreachable": _Told(
        "连接失败（{reason}）。请检查 base_url 和网络；本机的服务请先启动。",
        "the connection failed ({reason}). Check base_url and the network; start the service if it is on this machine.",
        retryable=True,
    ),
    "web_page": _Told(
        "返回的是网页而不是答案：那里没有 OpenAI 兼容的接口。" + _CHECK_ADDRESS_ZH,
        "a web page came instead of an answer: no OpenAI-compatible API stands there. " + _CHECK_ADDRESS,
    ),
    "no_api": _Told(
        "返回的内容不是答案：那里没有 OpenAI 兼容的接口。" + _CHECK_ADDRESS_ZH,
        "nothing came that is an answer: no OpenAI-compatible API stands there. " + _CHECK_ADDRESS,
    ),
    "moved": _Told(
        "这个地址转往别处（状态 {status}）。请把 base_url 改为最终的地址。",
        "the address leads elsewhere (status {status}). Set base_url to where it leads.",
    ),
    "not_json": _Told(
        "返回的内容不是对话接口的 JSON。请检查 base_url。",
        "what came is not the JSON of a chat completion. Check base_url.",
    ),
    # The model
    "not_found": _Told(
        "模型“{profile.model}”或地址不存在。请检查 model；" + _CHECK_ADDRESS_ZH,
        "the model {profile.model!r} or the address is unknown. Check model. " + _CHECK_ADDRESS,
    ),
    "unknown_model": _Told(
        "没有模型“{profile.model}”。请把 model 改为其中之一：{models}",
        "there is no model {profile.model!r}. Set model to one of: {models}",
    ),
    "refused": _Told(
        "请求被拒绝（状态 {status}）。请检查 model、max_tokens 和 context_tokens。",
        "the request is refused (status {status}). Check model, max_tokens and context_tokens.",
    ),
    "too_long": _Told(
        "连一个段落也放不进 context_tokens = {profile.context_tokens}。请换上下文更长的模型，或调低 max_tokens。",
        "not even one passage fits into context_tokens = {profile.context_tokens}. "
        "Take a model that reads more, or lower max_tokens.",
    ),
    # The service
    "busy": _Told(
        "请求太多，或额度已用完。请稍候再试，或换用其他模型服务。",
        "too many requests, or the quota is used up. Wait a little, or take another backend.",
        retryable=True,
    ),
    "failing": _Told(
        "对方服务出错（状态 {status}）。请稍后再试。",
        "the service fails (status {status}). Try again later.",
        retryable=True,
    ),
    "no_slot": _Told(
        "排队 {profile.deadline:g} 秒仍未轮到（同时最多 {profile.concurrency} 个请求）。请稍后再试。",
        "no turn in line for {profile.deadline:g} s (concurrency = {profile.concurrency}). Ask again later.",
    ),
    # The stream
    "no_stream": _Told(
        "答案没有以流式返回。请在服务端打开流式输出（stream），或换用支持的地址。",
        "the answer does not come as a stream. Turn streaming on at the service, or take an address that streams.",
    ),
    "silent": _Told(
        "{profile.timeout:g} 秒没有回应。请重新提问，或调高 timeout。",
        "no answer for {profile.timeout:g} s. Ask again, or raise timeout.",
    ),
    "late": _Told(
        "{profile.deadline:g} 秒内没有答完。请重新提问，或调高 deadline。",
        "the answer was not whole after {profile.deadline:g} s. Ask again, or raise deadline.",
    ),
    "uncited": _Told(
        "模型的回答没有注明任何出处，已弃去。",
        "the answer cited no passage and was dropped.",
    ),
    "broken_off": _Told("回答中断了。请重新提问。", "the answer broke off. Ask again.", retryable=True),
    "failed_inside": _Told(
        "对方服务在回答中途出错。请重新提问。",
        "the service failed while answering. Ask again.",
        retryable=True,
    ),
    "endless": _Told("返回的内容没完没了。请换一个模型。", "the stream does not end. Try another model."),
    # The answer
    "too_much": _Told(
        "回答到了 max_tokens = {profile.max_tokens} 还不结束。请换一个模型。",
        "the answer does not end at max_tokens = {profile.max_tokens}. Try another model.",
    ),
    "no_words": _Told(
        "在 max_tokens = {profile.max_tokens} 之内没有答案。请调高，或换一个模型。",
        "no answer within max_tokens = {profile.max_tokens}. Raise it, or take another model.",
    ),
    "cut": _Told(
        "回答在 max_tokens = {profile.max_tokens} 处被截断（推理也计入）。请调高 max_tokens。",
        "the answer was cut at max_tokens = {profile.max_tokens}, reasoning included. Raise max_tokens.",
    ),
    "filtered": _Told(
        "对方的内容过滤中止了回答。请换个问法，或换一个模型。",
        "the content filter of the service stopped the answer. Ask otherwise or try another model.",
    ),
    "no_text": _Told(
        "问题里有不是文字的符号。请重新输入。",
        "the question holds signs that are no text. Write it anew.",
    ),
}

_PASSWORD = re.compile(r"//[^/]*@")
"""The user and password of an address."""


class Fault(Exception):
    """Something went wrong; `told` says it with the place."""

    def __init__(self, kind: str, *, said: str = "", **facts: object) -> None:
        """Name the fault.

        Args:
            kind: a key of the table above.
            said: what the service itself says.
            facts: what its texts name in {braces}.

        """
        super().__init__(kind)
        self.kind = kind
        self.said = said
        self.facts = facts

    @property
    def retryable(self) -> bool:
        """Whether trying again may help."""
        return _FAULTS[self.kind].retryable

    def told(self, profile: LlmProfile, key: str = "") -> BackendError:
        """Say it in plain words, with the place and without the key."""
        place = _PASSWORD.sub("//", profile.base_url)
        zh, en = (text.format(profile=profile, **self.facts) for text in (_FAULTS[self.kind].zh, _FAULTS[self.kind].en))
        if self.said:
            zh, en = f"{zh} 对方说：{self.said}", f"{en} It says: {self.said}"
        return BackendError(
            without(key, f"backends.{profile.name} ({place}): {en}")[:MESSAGE_CHARS],
            zh=without(key, f"{profile.name}（{place}）：{zh}")[:MESSAGE_CHARS],
            kind=self.kind,
            retryable=self.retryable,
        )


def without(key: str, text: str) -> str:
    """Take a key out of a text."""
    return text.replace(key, "***") if key else text


def fault_of(error: Exception, profile: LlmProfile) -> Fault:
    """Find out what an error of the client or the connection means."""
    import httpx2
    import openai

    if isinstance(error, Fault):
        return error
    if isinstance(error, openai.APIStatusError):
        return _refusal(error, profile)
    if isinstance(error, UnicodeError):
        return Fault("no_text")
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
    if isinstance(cause, (httpx2.TimeoutException, TimeoutError)) and not isinstance(cause, httpx2.ConnectTimeout):
        return Fault("silent")
    return Fault("unreachable", reason=plain(str(cause)) or type(cause).__name__)


def _refusal(error: object, profile: LlmProfile) -> Fault:
    """Say what a status means."""
    import openai

    assert isinstance(error, openai.APIStatusError)
    code, said = error.status_code, message_of(error.body)
    if code == 401:
        source = profile.api_key_env or profile.api_key_file
        return Fault("bad_key", source=source) if source else Fault("key_wanted")
    kinds = {402: "no_credit", 403: "forbidden", 404: "not_found", 405: "not_found", 429: "busy"}
    if 300 <= code < 400:
        return Fault("moved", status=code)
    kind = kinds.get(code) or ("failing" if code >= 500 or code == 408 else "refused")
    return Fault(kind, said=said, status=code)


def message_of(body: object) -> str:
    """Give the message in the body of an error on one line; a web page has none."""
    if isinstance(body, Mapping):
        inner = body.get("error")
        body = body.get("message") or body.get("detail") or body.get("msg") or inner
        if isinstance(body, Mapping):
            body = body.get("message")
    text = plain(body) if isinstance(body, str) else ""
    return "" if text.startswith("<") else text


def plain(text: str) -> str:
    """Foreign words on one line, fit for a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
