// Browsers start no worker for a page that was opened from disk; the theme searches in one. This stands in for it there:
// the worker's script runs in a hidden frame of the same page.
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  window.Worker = class extends EventTarget {
    #frame = document.createElement("iframe");
    #ready;

    constructor(address) {
      super();
      const here = new URL(address, location.href);
      this.#frame.hidden = true;
      this.#frame.title = "search";
      document.body.append(this.#frame);
      const inside = this.#frame.contentWindow;
      const load = (script) =>
        new Promise((resolve, reject) => {
          const element = inside.document.createElement("script");
          element.src = new URL(script, here);
          element.onload = resolve;
          element.onerror = () => reject(new Error(`${script} can't be loaded`));
          inside.document.head.append(element);
        });
      inside.importScripts = (...scripts) => scripts.reduce((before, script) => before.then(() => load(script)), Promise.resolve());
      inside.postMessage = (data) => setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data })));
      this.#ready = load(here);
      this.addEventListener("message", (event) => this.onmessage?.(event));
    }

    postMessage(data) {
      const inside = this.#frame.contentWindow;
      this.#ready.then(() => inside.dispatchEvent(new inside.MessageEvent("message", { data })));
    }

    terminate() {
      this.#frame.remove();
    }
  };
})();
