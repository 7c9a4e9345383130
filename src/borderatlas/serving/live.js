// Runs in served pages only: reloads the page when it changed, and shows what is at fault over it.
// The server puts two constants before it: PAGE, the file of the page, and VERSION, what it calls its present state.
(() => {
    let box = null;

    const line = (parent, tag, text) => {
        const element = document.createElement(tag);
        element.textContent = text;
        parent.append(element);
        return element;
    };

    const show = (faults, stale) => {
        box?.remove();
        box = null;
        if (faults.length === 0) {
            return;
        }
        box = document.createElement("div");
        box.id = "borderatlas-faults";
        box.setAttribute("role", "alert");
        const root = box.attachShadow({ mode: "open" });
        const style = line(root, "style", "");
        style.textContent = `
            section { position: fixed; inset: auto 12px 12px; z-index: 100000; max-height: 40vh; overflow: auto;
                padding: 12px 16px; border: 2px solid #b3261e; border-radius: 8px; background: #fff; color: #1d1b20;
                font: 14px/1.45 system-ui, sans-serif; box-shadow: 0 4px 20px #0005; }
            header { display: flex; gap: 16px; align-items: baseline; justify-content: space-between; }
            h2 { margin: 0 0 6px; font-size: 15px; color: #b3261e; }
            pre { margin: 6px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.45 ui-monospace, monospace; }
            button { font: inherit; }
            @media print { section { display: none; } }`;
        const section = line(root, "section", "");
        const header = line(section, "header", "");
        line(
            header,
            "h2",
            stale
                ? "The layers are at fault; this page is as it was before."
                : "Other pages cannot be drawn: a layer is at fault.",
        );
        const button = line(header, "button", "Hide");
        button.type = "button";
        button.addEventListener("click", () => box?.remove());
        for (const fault of faults) {
            line(section, "pre", fault);
        }
        document.body.append(box);
    };

    const events = new EventSource(`/_live/events?page=${encodeURIComponent(PAGE)}`);
    events.addEventListener("message", (message) => {
        const state = JSON.parse(message.data);
        if (state.version !== VERSION) {
            events.close();
            location.reload(); // keeps the fragment, in which the page holds its state
        } else {
            show(state.faults, state.stale);
        }
    });
    addEventListener("pagehide", () => events.close());
})();
