import json
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from small_assistant import SmallAssistant, SmallIndex

from rag.config import Config, LlmProfile
from rag.errors import ConfigError
from ui.page import backends, build, serve
from ui.texts import EN, ZH


def test_importing_the_page_is_light():
    """Gradio is loaded when the page is built, plotly when a chart is drawn, not before."""
    code = "import sys, ui.page; print({'gradio', 'torch', 'faiss', 'huggingface_hub', 'plotly'} & set(sys.modules))"

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_building_looks_no_host_up():
    """Nothing is reported to Gradio's maker or asked of the model hub, whatever the environment says."""
    code = """
import sys
sys.path.insert(0, "tests/ui")
looked_up = []
sys.addaudithook(lambda event, args: looked_up.append(args[0]) if event == "socket.getaddrinfo" else None)
from small_assistant import SmallAssistant
from ui.page import backends, build, serve
from ui.texts import EN, ZH
page = build(SmallAssistant())
serve(page)
page.close()
print(set(looked_up) - {"127.0.0.1", "localhost", None})
"""
    environment = {"GRADIO_ANALYTICS_ENABLED": "True", "PATH": ""}
    printed = subprocess.check_output([sys.executable, "-c", code], text=True, env=environment)

    assert printed.splitlines()[-1] == "set()"


@pytest.mark.server
def test_no_event_is_public(address):
    """The page's events are no API for others."""
    with urllib.request.urlopen(f"{address}gradio_api/info") as reply:
        info = json.load(reply)

    assert info == {"named_endpoints": {}, "unnamed_endpoints": {}}


@pytest.mark.server
def test_no_file_is_taken(address):
    """The page has no use for uploads, so Gradio's route for them is closed."""
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nsome text\r\n--x--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(f"{address}gradio_api/upload", body, headers))

    assert refused.value.code == 413


@pytest.mark.server
def test_a_taken_port_is_said():
    """The error names the address and the way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=rf"127\.0\.0\.1:{port}.*--port"):
            serve(build(SmallAssistant(index=SmallIndex(()))), port=port)


def test_backends_that_are_not_ready_come_last_with_the_reason(monkeypatch, tmp_path):
    """A missing key, a service that is not running and an open key file are told; a choice made anew knows what has changed."""
    monkeypatch.delenv("INVENTED_API_KEY", raising=False)
    key_file = tmp_path / "key"
    key_file.write_text("sk-invented")
    key_file.chmod(0o644)
    with socket.create_server(("127.0.0.1", 0)) as running, socket.socket() as free:
        free.bind(("127.0.0.1", 0))

        def profile(name, **settings):
            address = {"base_url": f"http://127.0.0.1:{running.getsockname()[1]}/v1"}
            return LlmProfile(name=name, model="m", **(address | settings))

        profiles = [
            profile("keyless", api_key_env="INVENTED_API_KEY"),
            profile("asleep", base_url=f"http://127.0.0.1:{free.getsockname()[1]}/v1"),
            profile("open", api_key_file=str(key_file)),
            profile("ready"),
        ]
        config = Config(profiles={each.name: each for each in profiles})
        zh, en = backends(config, ZH), backends(config, EN)
        key_file.chmod(0o600)
        later = backends(config, ZH)

    assert zh == [
        (ZH.extractive, "extractive"),
        ("ready · m", "ready"),
        ("keyless：未设置 INVENTED_API_KEY", "keyless"),
        ("asleep：未启动", "asleep"),
        ("open：密钥或地址有误", "open"),
    ]
    assert en[2][0] == "keyless: INVENTED_API_KEY is not set"
    assert ("open · m", "open") in later
