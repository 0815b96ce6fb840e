import { Admin, CustomRoutes, Resource } from "react-admin";
import { createBrowserRouter, Route } from "react-router";
import { RouterProvider } from "react-router/dom";

import { Frame } from "./frame/Frame";
import { sections } from "./frame/menu";
import { PasswordPage } from "./frame/PasswordPage";
import { SignInPage } from "./frame/SignInPage";
import { dark, light } from "./frame/theme";
import { words } from "./frame/words";
import { ConnectedPage, Dashboard, ImportPage, OwnProfile, PAGES } from "./pages";
import { auth } from "./plane/auth";
import { provider } from "./plane/provider";
import type { Rights } from "./plane/rights";

function Console() {
  return (
    <Admin
      dataProvider={provider}
      authProvider={auth}
      i18nProvider={words}
      layout={Frame}
      dashboard={Dashboard}
      loginPage={SignInPage}
      lightTheme={light}
      darkTheme={dark}
      title={"Sightline"}
      disableTelemetry
      requireAuth
    >
      {(rights: Rights | undefined) => (
        <>
          {sections(rights?.scopes ?? new Set(), rights?.seesEverything === true).map(({ name, label }) => (
            <Resource key={name} name={name} options={{ label }} {...PAGES[name]} />
          ))}
          <CustomRoutes>
            <Route path="/profile" element={<OwnProfile />} />
            <Route path="/connected/:section" element={<ConnectedPage />} />
            <Route path="/import/:what" element={<ImportPage />} />
          </CustomRoutes>
          <CustomRoutes noLayout>
            <Route path="/password" element={<PasswordPage />} />
          </CustomRoutes>
        </>
      )}
    </Admin>
  );
}

/** Where the console is served, without a slash at its end. */
export const BASE = "/console";

const router = createBrowserRouter([{ path: "*", element: <Console /> }], { basename: BASE });

/** The console: react-admin over the public API, behind a sign-in. */
export function App() {
  return <RouterProvider router={router} />;
}
