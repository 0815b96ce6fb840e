import "../page.css";
import "./client.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { t } from "../language/words";
import { takeActing } from "./acting";
import { App } from "./App";
import { Session } from "./session";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("the page has no root");
}
if ("locks" in navigator) {
  const session = new Session(new URL(location.origin), takeActing());
  session.start();
  createRoot(root).render(
    <StrictMode>
      <App session={session} />
    </StrictMode>,
  );
} else {
  root.textContent = t("Sightline needs a page that is served over https.");
}
