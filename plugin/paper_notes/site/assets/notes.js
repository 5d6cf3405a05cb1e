// What a site of reading notes does in the browser: filter the index, show a cited page, enlarge a figure, copy.
// Pages work without it. It asks for nothing outside the site.
(() => {
  "use strict";

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // what a page names is shown only from this site, whoever wrote the page
  const own = (address) => new URL(address, document.baseURI).origin === new URL(document.baseURI).origin;

  const chinese = (element) => (element.closest("[lang]")?.lang || "").startsWith("zh");

  // --- Index -------------------------------------------------------------------------------------------------------

  const startIndex = (root) => {
    const form = root.querySelector("form");
    if (!form) return; // one note needs no filter
    const list = root.querySelector(".pn-cards");
    const cards = [...list.children].map((element, place) => ({
      element,
      place,
      text: element.dataset.search,
      year: element.dataset.year,
      difficulty: element.dataset.difficulty,
      languages: element.dataset.lang.split(" "),
      status: element.dataset.status,
      reading: element.dataset.reading,
      minutes: Number(element.dataset.minutes),
      shelf: Number(element.dataset.shelf),
      tags: element.dataset.tags ? element.dataset.tags.split("\n") : [],
      title: element.querySelector(".pn-card__title").textContent,
    }));
    const orders = {
      oldest: (a, b) => (a.year || "9999").localeCompare(b.year || "9999"),
      title: (a, b) => a.title.localeCompare(b.title, document.documentElement.lang),
      easiest: (a, b) => (a.difficulty || 9) - (b.difficulty || 9),
      shortest: (a, b) => a.minutes - b.minutes,
      shelf: (a, b) => a.shelf - b.shelf,
    };
    // not "q": the theme opens its search over the page for an address that has one
    const keys = ["text", "sort", "year", "difficulty", "lang", "status", "reading"];
    let sorted = "";

    const read = () => {
      const data = new FormData(form);
      const state = new URLSearchParams();
      for (const key of keys) {
        const value = (data.get(key) || "").trim();
        if (value) state.set(key, value);
      }
      for (const tag of data.getAll("tag")) state.append("tag", tag);
      return state;
    };

    const fill = () => {
      const state = new URLSearchParams(location.search);
      for (const key of keys) {
        const field = form.elements.namedItem(key);
        if (field) field.value = state.get(key) || "";
      }
      const tags = state.getAll("tag");
      for (const box of form.querySelectorAll('input[name="tag"]')) box.checked = tags.includes(box.value);
      for (const tag of tags) {
        // a tag too rare to be offered still filters when a note's page links to it
        if (![...form.querySelectorAll('input[name="tag"]')].some((box) => box.value === tag)) {
          const box = make("input", { type: "checkbox", name: "tag", value: tag, checked: true });
          form.querySelector(".pn-filter__tags")?.append(make("label", { className: "pn-chip" }, box, make("span", { textContent: tag })));
        }
      }
    };

    const apply = () => {
      const state = read();
      const words = (state.get("text") || "").toLowerCase().split(/\s+/).filter(Boolean);
      const tags = state.getAll("tag");
      let shown = 0;
      for (const card of cards) {
        const fits =
          words.every((word) => card.text.includes(word)) &&
          tags.every((tag) => card.tags.includes(tag)) &&
          (!state.get("year") || card.year === state.get("year")) &&
          (!state.get("difficulty") || card.difficulty === state.get("difficulty")) &&
          (!state.get("lang") || card.languages.includes(state.get("lang"))) &&
          (!state.get("status") || card.status === state.get("status")) &&
          (!state.get("reading") || card.reading === state.get("reading"));
        card.element.hidden = !fits;
        if (fits) shown += 1;
      }
      const order = state.get("sort") || "";
      if (order !== sorted) {
        const rank = orders[order] || (() => 0);
        list.append(...[...cards].sort((a, b) => rank(a, b) || a.place - b.place).map((card) => card.element));
        sorted = order;
      }
      const output = form.elements.namedItem("count");
      output.textContent = shown === 1 ? output.dataset.one : output.dataset.template.replace("{}", shown);
      form.querySelector('button[type="reset"]').hidden = !state.size;
      root.querySelector(".pn-nothing").hidden = shown > 0;
      return state;
    };

    const remember = (state) => {
      const url = new URL(location.href);
      url.search = state.toString();
      try {
        history.replaceState(history.state, "", url);
      } catch (error) {
        // a page opened from disk may not change its address in some browsers; the filter works all the same
        if (!(error instanceof DOMException)) throw error;
      }
    };

    form.hidden = false;
    form.addEventListener("input", () => remember(apply()));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => remember(apply())));
    fill();
    apply();
  };

  // --- Cited pages -------------------------------------------------------------------------------------------------

  let preview;
  let previewed = null;
  let timer = 0;
  let shownAt = 0;

  const showPreview = (link) => {
    clearTimeout(timer);
    if (previewed === link || !own(link.dataset.pnPage)) return;
    hidePreview();
    previewed = link;
    const [width, height] = link.dataset.pnSize.split(" ").map(Number);
    const picture = make("img", { src: link.dataset.pnPage, width, height, alt: link.title || link.dataset.pnLabel || "" });
    const sheet = make("div", { className: "pn-preview__page" }, picture);
    let first = 0;
    for (const mark of (link.dataset.pnMarks || "").split(";").filter(Boolean)) {
      const [left, top, wide, high] = mark.split(" ").map(Number);
      if (!first) first = top;
      const box = make("mark");
      Object.assign(box.style, { left: `${left - 0.4}%`, top: `${top}%`, width: `${wide + 0.8}%`, height: `${high}%` });
      sheet.append(box);
    }
    preview ??= make("div", { className: "pn-preview", id: "pn-preview" });
    preview.setAttribute("role", "tooltip");
    const said = link.dataset.pnSaid && make("p", { className: "pn-preview__said" });
    if (said) {
      said.append(make("b", { textContent: link.dataset.pnSaid }), ` ${link.dataset.pnPassage || ""}`);
    }
    preview.replaceChildren(...(said ? [said, sheet] : [sheet]));
    document.body.append(preview);
    preview.hidden = false;
    link.setAttribute("aria-describedby", "pn-preview");
    // the browser's own tooltip would cover the picture
    if (link.title) {
      link.dataset.pnLabel = link.title;
      link.removeAttribute("title");
    }
    const place = link.getBoundingClientRect();
    shownAt = place.top;
    const box = preview.getBoundingClientRect();
    const head = said ? said.getBoundingClientRect().height : 0;
    const tall = (box.width * height) / width;
    const full = head + tall;
    const most = Number.parseFloat(getComputedStyle(preview).maxHeight) || full;
    const wide = document.documentElement.clientWidth;
    const edge = (link.closest(".pn-note > *") || link).getBoundingClientRect().right + 8;
    let visible;
    if (edge + box.width + 6 <= wide) {
      // beside the text, the marks at the citation's height: the sentence and its source are read together
      visible = Math.min(full, most, innerHeight - 12);
      const top = place.top - Math.min(head + (tall * first) / 100, visible / 3);
      preview.style.top = `${Math.max(6, Math.min(top, innerHeight - visible - 6))}px`;
      preview.style.left = `${edge}px`;
    } else {
      const above = place.top - 10;
      const below = innerHeight - place.bottom - 10;
      const under = below >= Math.min(full, most) || below >= above;
      // never over the citation itself: where the whole page has no room, the part with the marks is shown
      visible = Math.min(full, most, Math.max(above, below));
      preview.style.top = `${under ? place.bottom + 4 : place.top - visible - 4}px`;
      preview.style.left = `${Math.max(6, Math.min(place.left, wide - box.width - 6))}px`;
    }
    preview.style.height = `${visible}px`;
    preview.scrollTop = first ? Math.max(0, (tall * first) / 100 - (visible - head) / 3) : 0;
  };

  const hidePreview = () => {
    clearTimeout(timer);
    if (!previewed) return;
    previewed.removeAttribute("aria-describedby");
    previewed = null;
    preview.hidden = true;
    preview.style.height = "";
  };

  const cited = (event) => event.target instanceof Element && event.target.closest("a[data-pn-page][data-pn-size]");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = cited(event);
    if (link) {
      clearTimeout(timer);
      timer = setTimeout(() => showPreview(link), 120);
    } else if (previewed && event.target.closest?.(".pn-preview")) {
      clearTimeout(timer); // the pointer may move onto the picture
    }
  });
  document.addEventListener("pointerout", (event) => {
    if (cited(event) || event.target.closest?.(".pn-preview")) {
      clearTimeout(timer);
      timer = setTimeout(hidePreview, 350);
    }
  });
  document.addEventListener("focusin", (event) => {
    const link = cited(event);
    if (link?.matches(":focus-visible")) showPreview(link);
    else hidePreview();
  });
  document.addEventListener("focusout", (event) => cited(event) && hidePreview());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hidePreview());
  addEventListener("scroll", () => {
    if (previewed && Math.abs(previewed.getBoundingClientRect().top - shownAt) > 24) hidePreview();
  }, { passive: true });

  // --- Figures -----------------------------------------------------------------------------------------------------

  let dialog;
  let figures = [];
  let shown = 0;

  const showFigure = (place) => {
    shown = (place + figures.length) % figures.length;
    const link = figures[shown];
    const picture = make("img", { src: link.href, alt: link.querySelector("img").alt });
    const stage = dialog.querySelector(".pn-dialog__stage");
    stage.classList.remove("pn-dialog__stage--whole");
    stage.replaceChildren(picture);
    dialog.querySelector("p").textContent = link.parentElement.querySelector("figcaption")?.textContent || "";
    dialog.querySelector("output").textContent = `${shown + 1} / ${figures.length}`;
  };

  const openFigure = (link) => {
    const zh = chinese(link);
    const button = (label, text, action) => {
      const made = make("button", { type: "button", textContent: text });
      made.setAttribute("aria-label", label);
      made.addEventListener("click", action);
      return made;
    };
    const bar = make(
      "div",
      { className: "pn-dialog__bar" },
      make("output"),
      button(zh ? "上一张" : "Previous figure", "←", () => showFigure(shown - 1)),
      button(zh ? "下一张" : "Next figure", "→", () => showFigure(shown + 1)),
      button(zh ? "关闭" : "Close", "✕", () => dialog.close()),
    );
    const stage = make("div", { className: "pn-dialog__stage", tabIndex: 0 });
    stage.setAttribute("role", "group");
    stage.setAttribute("aria-label", zh ? "图" : "Figure");
    dialog = make("dialog", { className: "pn-dialog", lang: link.closest("[lang]")?.lang || "" }, bar, stage, make("p"));
    dialog.setAttribute("aria-label", zh ? "图" : "Figure");
    stage.addEventListener("click", (event) => {
      if (event.target.tagName === "IMG") stage.classList.toggle("pn-dialog__stage--whole");
      else dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step && !stage.classList.contains("pn-dialog__stage--whole")) showFigure(shown + step);
    });
    dialog.addEventListener("close", () => {
      const last = figures[shown];
      dialog.remove();
      last.focus();
    });
    figures = [...document.querySelectorAll(".pn-figure__open")].filter((each) => own(each.href));
    document.body.append(dialog);
    showFigure(figures.indexOf(link));
    dialog.showModal();
  };

  // --- Copying -----------------------------------------------------------------------------------------------------

  const copy = async (text, button, done) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // no clipboard without https or permission: select-and-copy works everywhere
      const area = make("textarea", { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const before = button.textContent;
    button.textContent = done;
    setTimeout(() => (button.textContent = before), 1500);
  };

  const latexOf = (math) => math.querySelector("annotation")?.textContent || math.textContent;

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const figure = event.target.closest(".pn-figure__open");
    if (figure && own(figure.href) && !event.ctrlKey && !event.metaKey && !event.shiftKey && typeof HTMLDialogElement === "function") {
      event.preventDefault();
      event.stopPropagation();
      openFigure(figure);
      return;
    }
    const button = event.target.closest("[data-pn-copy]");
    if (!button) return;
    const formula = button.closest(".pn-formula");
    const text = formula ? latexOf(formula.querySelector("math")) : button.parentElement.querySelector("code").textContent;
    copy(text, button, button.dataset.pnCopy);
  }, true);

  // what a platform's editor takes, made with the site: rich text, or Markdown
  let copied = null;
  const publish = async (button) => {
    const said = button.textContent;
    let done = button.dataset.pnFailed;
    try {
      const answer = await fetch(button.dataset.pnPublish);
      if (!answer.ok) throw new TypeError(answer.statusText);
      copied = { text: await answer.text(), rich: Boolean(button.dataset.pnRich) };
      if (document.execCommand("copy")) done = button.dataset.pnDone;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // a page opened from disk can fetch nothing
    }
    copied = null;
    button.textContent = done;
    setTimeout(() => (button.textContent = said), 2500);
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-pn-publish]");
    if (button) publish(button);
  });

  document.addEventListener("copy", (event) => {
    if (!copied || !event.clipboardData) return;
    if (copied.rich) {
      const inert = new DOMParser().parseFromString(copied.text, "text/html");
      event.clipboardData.setData("text/html", copied.text);
      event.clipboardData.setData("text/plain", inert.body.textContent);
    } else {
      event.clipboardData.setData("text/plain", copied.text);
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  });

  // a selection with formulas is copied as text with LaTeX
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const fragment = selection.getRangeAt(0).cloneContents();
    const formulas = [...fragment.querySelectorAll("math")];
    if (!formulas.length || !event.clipboardData) return;
    for (const math of formulas) {
      const mark = math.getAttribute("display") === "block" ? "$$" : "$";
      math.replaceWith(`${mark}${latexOf(math)}${mark}`);
    }
    for (const button of fragment.querySelectorAll("button")) button.remove();
    const holder = make("div", {}, fragment);
    holder.style.cssText = "position:fixed;left:-9999px;white-space:pre-wrap";
    document.body.append(holder);
    event.clipboardData.setData("text/plain", holder.innerText);
    holder.remove();
    event.preventDefault();
  });

  // --- Each page ---------------------------------------------------------------------------------------------------

  // the theme makes a <nav> without a name for the tags of every search result and the buttons of every block of code
  const nameless = () => {
    for (const nav of document.querySelectorAll(".md-search-result__list nav:not([role]), .md-code__nav:not([role])")) {
      nav.setAttribute("role", "none");
    }
  };
  const made = new MutationObserver(nameless);
  const results = document.querySelector(".md-search-result__list");
  const observeTheme = () => {
    made.disconnect();
    if (results) made.observe(results, { childList: true, subtree: true });
    for (const code of document.querySelectorAll("pre:has(> code)")) made.observe(code, { childList: true });
    nameless();
  };

  // the theme looks up words when a key is released; handwriting, speech and a paste by mouse release none
  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.matches(".md-search__input")) {
      event.target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    }
  });

  // what nobody needs in the first moment waits until the page stands
  const whenIdle = window.requestIdleCallback || setTimeout;

  const addFormulaButtons = () => {
    for (const formula of document.querySelectorAll(".pn-formula:not(:has(.pn-copy))")) {
      if (!formula.querySelector("math")) continue;
      const zh = chinese(formula);
      const button = make("button", { type: "button", className: "pn-copy", textContent: "LaTeX" });
      button.dataset.pnCopy = zh ? "已复制" : "Copied";
      button.setAttribute("aria-label", zh ? "复制 LaTeX" : "Copy LaTeX");
      formula.append(button);
    }
  };

  const start = () => {
    hidePreview();
    observeTheme();
    for (const root of document.querySelectorAll("[data-pn-index]:not([data-pn-started])")) {
      root.dataset.pnStarted = "";
      startIndex(root);
    }
    for (const button of document.querySelectorAll("[data-pn-copy][hidden]")) button.hidden = false;
    whenIdle(addFormulaButtons);
  };

  // the theme's instant navigation swaps the page without loading it
  if (typeof document$ !== "undefined") document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
