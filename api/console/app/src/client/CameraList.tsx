import { useDeferredValue, useState } from "react";
import type { View } from "@sightline/sync";

import { cameraRows, SEARCH_FROM } from "./cameras";

export function CameraList({ view }: { readonly view: View }) {
  const [search, setSearch] = useState("");
  const rows = cameraRows(view, useDeferredValue(search));
  const searching = search.trim().length >= SEARCH_FROM;
  return (
    <main>
      <label className="search">
        Search cameras
        <input
          type="search"
          value={search}
          placeholder={`From ${SEARCH_FROM} characters`}
          onChange={(event) => {
            setSearch(event.target.value);
          }}
        />
      </label>
      {rows.length === 0 ? (
        <p>{searching ? "No camera matches." : "There are no cameras."}</p>
      ) : (
        <ul className="cameras" aria-label="Cameras">
          {rows.map(({ key, name, state, words, place, liveOnly }) => (
            <li key={key} className={state === "locked" ? "locked" : undefined}>
              <span className="dot" data-state={state} aria-hidden="true" />
              <span className="name">{name}</span>
              <span className="more">{[words, liveOnly ? "live only" : "", place].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
