import { Box, CircularProgress, ListSubheader } from "@mui/material";
import PeopleIcon from "@mui/icons-material/PeopleOutlined";
import DeviceIcon from "@mui/icons-material/VideocamOutlined";
import PlaceIcon from "@mui/icons-material/PlaceOutlined";
import MoneyIcon from "@mui/icons-material/PaymentsOutlined";
import MessageIcon from "@mui/icons-material/MailOutlined";
import SystemIcon from "@mui/icons-material/SettingsOutlined";
import { Suspense, type ReactElement, type ReactNode } from "react";
import { AppBar, Layout, Loading, Logout, Menu, MenuItemLink, RefreshIconButton, TitlePortal, ToggleThemeButton, UserMenu, useGetIdentity, useLoading, useSidebarState } from "react-admin";
import KeyIcon from "@mui/icons-material/KeyOutlined";

import { useRights } from "../plane/rights";
import { Offline } from "./Offline";
import { SECTIONS, type Section } from "./menu";

const ICONS: Readonly<Record<Section["group"], ReactElement>> = {
  People: <PeopleIcon />,
  Devices: <DeviceIcon />,
  Places: <PlaceIcon />,
  Money: <MoneyIcon />,
  Messages: <MessageIcon />,
  System: <SystemIcon />,
};

/** What of the console somebody with these rights has. */
export function sections(scopes: ReadonlySet<string>, seesEverything: boolean): readonly Section[] {
  return SECTIONS.filter(({ scope, whole }) => scopes.has(scope) && (whole !== true || seesEverything));
}

function SideMenu() {
  const rights = useRights();
  const [open] = useSidebarState();
  const mine = rights === undefined ? [] : sections(rights.scopes, rights.seesEverything);
  return (
    <Box component="nav" aria-label="Sections">
      <Menu>
        <Menu.DashboardItem primaryText="Dashboard" />
        {[...new Set(mine.map(({ group }) => group))].flatMap((group) => [
          ...(open
            ? [
                <ListSubheader key={group} role="presentation" disableSticky sx={{ lineHeight: "28px", bgcolor: "transparent", color: "text.secondary", mt: 1 }}>
                  {group}
                </ListSubheader>,
              ]
            : []),
          ...mine.filter((section) => section.group === group).map(({ name, label }) => <Menu.Item key={name} to={`/${name}`} primaryText={label} leftIcon={ICONS[group]} />),
        ])}
      </Menu>
    </Box>
  );
}

function Bar() {
  const { identity } = useGetIdentity();
  const loading = useLoading();
  return (
    <AppBar
      color="primary"
      toolbar={
        <>
          <ToggleThemeButton />
          <RefreshIconButton />
          {loading && <CircularProgress size={16} color="inherit" aria-label="Reading" />}
        </>
      }
      userMenu={
        <UserMenu label={identity?.fullName ?? "Profile"}>
          <MenuItemLink to="/password" primaryText="Change password" leftIcon={<KeyIcon />} />
          <Logout />
        </UserMenu>
      }
    >
      <TitlePortal component="div" />
    </AppBar>
  );
}

/** What is around every page. */
export function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <Layout appBar={Bar} menu={SideMenu}>
      <Offline />
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </Layout>
  );
}
