import { Box, CircularProgress, ListSubheader, useMediaQuery } from "@mui/material";
import PeopleIcon from "@mui/icons-material/PeopleOutlined";
import DeviceIcon from "@mui/icons-material/VideocamOutlined";
import PlaceIcon from "@mui/icons-material/PlaceOutlined";
import MoneyIcon from "@mui/icons-material/PaymentsOutlined";
import MessageIcon from "@mui/icons-material/MailOutlined";
import SystemIcon from "@mui/icons-material/SettingsOutlined";
import { Suspense, type ReactElement, type ReactNode } from "react";
import { AppBar, Layout, Loading, Logout, Menu, MenuItemLink, RefreshIconButton, TitlePortal, ToggleThemeButton, UserMenu, useGetIdentity, useLoading, useSidebarState, useUserMenu } from "react-admin";
import KeyIcon from "@mui/icons-material/KeyOutlined";
import PersonIcon from "@mui/icons-material/PersonOutlined";
import ConnectIcon from "@mui/icons-material/Link";

import { t } from "../../language/words";
import { Connected, ConnectionWatch } from "../connect/Connected";
import { CONNECTED } from "../connect/sections";
import { useConnection } from "../plane/connection";
import { useRights } from "../plane/rights";
import { SearchButton } from "../search/SearchButton";
import { Density } from "./Density";
import { LanguageItems } from "./LanguageItems";
import { Offline } from "./Offline";
import { sections, type Section } from "./menu";

const ICONS: Readonly<Record<Section["group"], ReactElement>> = {
  People: <PeopleIcon />,
  Devices: <DeviceIcon />,
  Places: <PlaceIcon />,
  Money: <MoneyIcon />,
  Messages: <MessageIcon />,
  System: <SystemIcon />,
};

const GROUPS: Readonly<Record<Section["group"], string>> = { People: t("People"), Devices: t("Devices"), Places: t("Places"), Money: t("Money"), Messages: t("Messages"), System: t("System") };

function Heading({ children }: { readonly children: string }) {
  return (
    <ListSubheader role="presentation" disableSticky sx={{ lineHeight: "28px", bgcolor: "transparent", color: "text.secondary", mt: 1 }}>
      {children}
    </ListSubheader>
  );
}

function SideMenu() {
  const rights = useRights();
  const connection = useConnection();
  const [open] = useSidebarState();
  const mine = rights === undefined ? [] : sections(rights.scopes, rights.seesEverything);
  return (
    <Box component="nav" aria-label={t("Sections")}>
      <Menu>
        <Menu.DashboardItem primaryText={t("Dashboard")} />
        {[...new Set(mine.map(({ group }) => group))].flatMap((group) => [
          ...(open ? [<Heading key={group}>{GROUPS[group]}</Heading>] : []),
          ...mine.filter((section) => section.group === group).map(({ name, label }) => <Menu.Item key={name} to={`/${name}`} primaryText={label} leftIcon={ICONS[group]} />),
        ])}
        {connection !== undefined && [
          ...(open ? [<Heading key="connected">{t("Connected user")}</Heading>] : []),
          ...CONNECTED.map(({ at, label }) => <Menu.Item key={at} to={`/connected/${at}`} primaryText={label} leftIcon={<ConnectIcon />} />),
        ]}
      </Menu>
    </Box>
  );
}

/** Leads to the own profile, and closes the menu that it is in: the page is another, and the menu would stay over it. */
function ProfileItem() {
  const menu = useUserMenu();
  return <MenuItemLink to="/profile" primaryText={t("Own profile")} leftIcon={<PersonIcon />} onClick={() => menu?.onClose()} />;
}

function Bar() {
  const { identity } = useGetIdentity();
  const loading = useLoading();
  const wide = useWide();
  return (
    <AppBar
      color="primary"
      toolbar={
        <>
          <SearchButton />
          <ToggleThemeButton />
          <RefreshIconButton />
          {loading && <CircularProgress size={16} color="inherit" aria-label={t("Reading")} />}
        </>
      }
      userMenu={
        <UserMenu label={identity?.fullName ?? t("Profile")}>
          <ProfileItem />
          <MenuItemLink to="/password" primaryText={t("Change password")} leftIcon={<KeyIcon />} />
          <Density />
          <LanguageItems />
          <Logout />
        </UserMenu>
      }
    >
      <TitlePortal component="div" sx={{ minWidth: 0, mr: 1, "& > *, & span": { display: "block", overflow: "hidden", textOverflow: "ellipsis" } }} />
      {wide && <Connected />}
    </AppBar>
  );
}

/** Whether the bar has room for more than the page's name. */
function useWide(): boolean {
  return useMediaQuery((theme) => theme.breakpoints.up("md"));
}

/** What is around every page. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const wide = useWide();
  return (
    <Layout appBar={Bar} menu={SideMenu}>
      <ConnectionWatch />
      {!wide && (
        <Box sx={{ position: "sticky", top: 56, zIndex: "appBar", mx: -1 }}>
          <Connected />
        </Box>
      )}
      <Offline />
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </Layout>
  );
}
