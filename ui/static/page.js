() => {
  // What the server cannot say in HTML: following marks to cards and back, unfolding, copying, and names for screen readers.
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "auto" : "smooth");
  const byId = (id) => document.getElementById(id);

  // Which mark led to a card, so that its back link returns there.
  const cameFrom = new Map();

  function goTo(element, block) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block, behavior: behavior() });
  }

  function flash(element) {
    document.querySelectorAll(".bg-hit").forEach((other) => other.classList.remove("bg-hit"));
    element.classList.add("bg-hit");
  }

  function showTurn(turn) {
    document.querySelectorAll("#bg-sources .bg-turn").forEach((other) => (other.hidden = other !== turn));
  }

  function showCard(mark) {
    const card = byId(mark.getAttribute("href").slice(1));
    if (!card) return;
    cameFrom.set(card.id, mark);
    if (card.closest("#bg-sources")) showTurn(card.closest(".bg-turn"));
    flash(card);
    goTo(card, "center");
  }

  function goBack(link) {
    const card = link.closest(".bg-card");
    const remembered = cameFrom.get(card.id);
    const mark = remembered?.isConnected ? remembered : byId(link.getAttribute("href").slice(1));
    if (!mark) return;
    flash(mark);
    goTo(mark, "center");
  }

  function showSources(link) {
    const turn = byId(link.getAttribute("href").slice(1));
    if (!turn) return;
    showTurn(turn);
    goTo(turn, "start");
  }

  function showLatest() {
    const turns = document.querySelectorAll("#bg-sources .bg-turn");
    showTurn(turns[turns.length - 1]);
    goTo(turns[turns.length - 1], "start");
  }

  function showWhole(button) {
    const passage = button.closest(".bg-passage");
    passage.querySelectorAll(".bg-rest").forEach((rest) => (rest.hidden = false));
    passage.querySelectorAll(".bg-cut").forEach((cut) => cut.remove());
    button.remove();
  }

  function copyText(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Plain http from another machine has no clipboard object.
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    return Promise.resolve();
  }

  // The answer as shown, with its sources listed beneath.
  function copyAnswer(button) {
    const answer = button.closest(".bg-answer");
    const words = answer.querySelector(".bg-words").cloneNode(true);
    words.querySelectorAll(".bg-unseen").forEach((unseen) => unseen.remove());
    const said = (line) => (line.matches("tr") ? [...line.cells].map((cell) => cell.textContent).join("\t") : line.textContent);
    const lines = [...words.querySelectorAll("p, li, tr")].map((line) => said(line).replaceAll("\u2060", ""));
    const marks = [...answer.querySelectorAll("a.bg-mark[id]")];
    const sources = marks.map((mark) => `${mark.lastChild.textContent} ${mark.title.trim()}`);
    copyText([...lines, ...(sources.length ? ["", ...sources] : [])].join("\n")).then(() => {
      button.classList.add("bg-copied");
      setTimeout(() => button.classList.remove("bg-copied"), 2000);
    });
  }

  // What is picked of a chip is asked at once; while an answer is coming, the chips only tell.
  function choose(option) {
    const chip = option.closest(".bg-choice");
    chip.open = false;
    if (byId("bg-stop") || option.matches(".bg-current")) {
      chip.querySelector("summary").focus();
      return;
    }
    const name = option.id.replace("choose-", "");
    document.querySelector("#bg-chosen .prose").dispatchEvent(new CustomEvent("bg-choose", { detail: name }));
    typeOn();
  }

  // What an answer compares, or a name offered for an unknown one, fills the fields of the comparison view.
  const opened = (detail) =>
    document.querySelector("#bg-opened .prose").dispatchEvent(new CustomEvent("bg-open", { detail }));
  function openCompare(button) {
    opened({ turn: Number(button.id.replace("compare-", "")) });
    byId("bg-view-compare-button").focus(); // the button goes out of view with the chat
  }
  const takeName = (button) => opened({ indicator: button.textContent });

  // Save a file that the page holds; a spreadsheet takes a CSV for UTF-8 where it begins with a byte order mark.
  function save(button) {
    const file = byId(button.dataset.file);
    const mark = file.dataset.name.endsWith(".csv") ? "\ufeff" : "";
    const url = URL.createObjectURL(new Blob([mark, file.value], { type: "text/plain;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href: url, download: file.dataset.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  // What was pressed goes away; with a keyboard, go on typing.
  function typeOn() {
    if (matchMedia("(pointer: fine)").matches) document.querySelector("#bg-question textarea")?.focus();
  }

  const actions = [
    ["a.bg-mark", showCard],
    ["a.bg-back", goBack],
    ["a.bg-to-sources", showSources],
    ["button.bg-latest", showLatest],
    ["button.bg-whole", showWhole],
    ["button.bg-copy", copyAnswer],
    ["button.bg-option", choose],
    ["button.bg-compare", openCompare],
    ["button.bg-near", takeName],
    ["button.bg-save", save],
  ];

  document.addEventListener("click", (event) => {
    for (const [selector, action] of actions) {
      const element = event.target.closest(selector);
      if (element) {
        event.preventDefault();
        action(element);
        return;
      }
    }
    if (event.target.closest("#bg-send, #bg-new, #bg-examples button")) typeOn();
  });

  // Show the quoted words in the middle of the report's text as soon as it is unfolded.
  document.addEventListener(
    "toggle",
    (event) => {
      const page = event.target.open && event.target.querySelector(":scope > .bg-page");
      const mark = page && page.querySelector("mark");
      if (mark) {
        page.scrollTop = Math.max(mark.offsetTop - page.clientHeight / 3, 0);
        page.scrollIntoView({ block: "nearest", behavior: behavior() });
      }
      if (event.target.open && event.target.matches(".bg-choice")) fitOptions(event.target);
    },
    true,
  );

  // Keep the options of a chip within the chat, and in view.
  function fitOptions(chip) {
    const options = chip.querySelector(".bg-options");
    const beyond = options.getBoundingClientRect().right - chip.closest(".bg-answer").getBoundingClientRect().right;
    if (beyond > 0) options.style.marginLeft = `${-beyond}px`;
    options.scrollIntoView({ block: "nearest", behavior: behavior() });
  }

  // What floats above the page closes on Escape, on a click beside it, and when the keyboard leaves it.
  const floating = () => [...document.querySelectorAll(".bg-reports[open], .bg-choice[open]")];
  const closeFloating = (except) => {
    for (const open of floating()) if (!open.contains(except)) open.open = false;
  };
  document.addEventListener("click", (event) => closeFloating(event.target));
  document.addEventListener("focusin", (event) => closeFloating(event.target));
  document.addEventListener("keydown", (event) => {
    const [open] = floating();
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // Gradio names messages by their raw HTML and reads every streamed piece aloud; #bg-live says it once, in words.
  function tidy() {
    const lang = document.querySelector(".bg-head")?.dataset.lang;
    if (lang && document.documentElement.lang !== lang) document.documentElement.lang = lang;
    document.querySelectorAll('#bg-chat [data-testid][aria-label]').forEach((e) => e.removeAttribute("aria-label"));
    document.querySelectorAll('#bg-chat [role="log"]:not([aria-live="off"])').forEach((log) => {
      log.setAttribute("aria-live", "off");
      log.removeAttribute("aria-label");
    });
    const language = byId("bg-language");
    language?.setAttribute("aria-label", language.querySelector('[data-testid="block-info"]')?.textContent ?? "");
    const chart = document.querySelector("#bg-chart .js-plotly-plot");
    const words = byId("bg-chart-words")?.textContent;
    if (chart && words && chart.getAttribute("aria-label") !== words) {
      chart.setAttribute("role", "img");
      chart.setAttribute("aria-label", words);
    }
    const live = byId("bg-live");
    if (live && !live.hasAttribute("role")) live.setAttribute("role", "status");
    followQuestion();
  }

  // Bring a new question to the top of the chat; its answer is then read from its first line.
  let asked = 0;
  function followQuestion() {
    const questions = document.querySelectorAll("#bg-chat .bg-question");
    if (questions.length > asked) {
      questions[questions.length - 1].scrollIntoView({ block: "start", behavior: behavior() });
      byId("bg-right")?.scrollTo({ top: 0 });
    }
    asked = questions.length;
  }

  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      tidy();
    });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"] });
  tidy();
}
