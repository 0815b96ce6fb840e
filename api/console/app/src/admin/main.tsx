import "./frame/page.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App, BASE } from "./App";
import { loadAhead } from "./pages";
import { current, whoAmI } from "./plane/session";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("the page has no root");
}
// While the page is put together; what fails is asked again, and said, when it is needed.
current()
  .then((session) => (session === undefined ? undefined : whoAmI()))
  .catch(() => undefined);
loadAhead(window.location.pathname.slice(BASE.length));
// Whoever points at a link mostly follows it.
["pointerover", "focusin"].forEach((pointed) => {
  document.addEventListener(pointed, ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link?.pathname.startsWith(`${BASE}/`) === true && link.origin === window.location.origin) {
      loadAhead(link.pathname.slice(BASE.length));
    }
  });
});
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
