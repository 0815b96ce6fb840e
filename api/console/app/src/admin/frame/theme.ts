import type { ThemeOptions } from "@mui/material/styles";
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from "react-admin";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** What both looks share. Every colour of text has a contrast of 4.5 to what is behind it. */
function theme(base: ThemeOptions, palette: NonNullable<ThemeOptions["palette"]>, bar: string): RaThemeOptions {
  return {
    ...base,
    palette: { ...base.palette, ...palette },
    typography: { ...(base.typography as object), fontFamily: FONT },
    shape: { borderRadius: 8 },
    sidebar: { width: 245, closedWidth: 55 },
    components: {
      ...base.components,
      MuiButtonBase: { styleOverrides: { root: { "&.Mui-focusVisible": { outline: "2px solid currentColor", outlineOffset: -2 } } } },
      MuiTextField: { defaultProps: { variant: "outlined", margin: "dense", size: "small", fullWidth: true } },
      MuiFormControl: { defaultProps: { variant: "outlined", margin: "dense", size: "small", fullWidth: true } },
      MuiTableCell: { styleOverrides: { head: { fontWeight: 600 }, sizeSmall: { paddingTop: 8, paddingBottom: 8 }, body: { "&:not(.MuiTableCell-paddingCheckbox)": { minWidth: "5.5rem" } } } },
      MuiToggleButton: { styleOverrides: { root: { color: palette.text?.primary } } },
      MuiTableSortLabel: { styleOverrides: { root: { minHeight: 28 } } },
      MuiFormHelperText: { styleOverrides: { root: { "&.Mui-disabled": { color: palette.text?.secondary } } } },
      MuiLink: { defaultProps: { underline: "always" } },
      RaLayout: {
        styleOverrides: {
          root: { "& .RaLayout-appFrame": { marginTop: 56 }, "& .RaLayout-contentWithSidebar": { minWidth: 0 }, "& .RaLayout-content": { minWidth: 0, width: 0, paddingTop: 8 }, "& .RaList-main": { minWidth: 0 }, "&& .RaList-content": { minWidth: 0, overflow: "auto", "@media screen and (min-width: 900px) and (min-height: 500px)": { maxHeight: "calc(100vh - 200px)" } }, "& .RaDataTable-thead th": { position: "sticky", top: 0, zIndex: 2, backgroundColor: palette.background?.paper }, "& .RaDataTable-tbody tr:focus-within": { outline: "2px solid", outlineColor: palette.text?.secondary, outlineOffset: -2 }, "& time": { whiteSpace: "nowrap" } },
        },
      },
      MuiAppBar: { styleOverrides: { root: { backgroundColor: bar, backgroundImage: "none", color: "#fff" } } },
      // A card is a shade lighter than paper in the dark, and the toolbar of a list lies on either.
      RaListToolbar: { styleOverrides: { root: { "&&": { backgroundColor: "transparent" } } } },
      RaTopToolbar: { styleOverrides: { root: { "&&": { backgroundColor: "transparent" } } } },
      RaMenuItemLink: {
        styleOverrides: { root: { minHeight: 36, whiteSpace: "normal", "& .MuiTypography-root": { whiteSpace: "normal" }, color: palette.text?.primary, "&.RaMenuItemLink-active": { fontWeight: 600, color: palette.text?.primary } } },
      },
    },
  };
}

export const light = theme(
  defaultLightTheme,
  {
    mode: "light",
    primary: { main: "#0b5394", contrastText: "#fff" },
    secondary: { main: "#0b5394", contrastText: "#fff" },
    error: { main: "#b3261e" },
    warning: { main: "#8a5300", contrastText: "#fff" },
    success: { main: "#1b6e35", contrastText: "#fff" },
    info: { main: "#0b5394" },
    background: { default: "#f5f7fa", paper: "#fff" },
    text: { primary: "#1b2430", secondary: "#4a5666" },
  },
  "#0b2f52",
);

export const dark = theme(
  defaultDarkTheme,
  {
    mode: "dark",
    // A button that is pointed at is darker, and its text is dark.
    tonalOffset: 0.1,
    primary: { main: "#9ccaff", contrastText: "#00284d" },
    secondary: { main: "#9ccaff", contrastText: "#00284d" },
    error: { main: "#ffb4ab", contrastText: "#450d09" },
    warning: { main: "#ffd08a", contrastText: "#3d2500" },
    success: { main: "#8fdba3", contrastText: "#00390f" },
    info: { main: "#9ccaff" },
    background: { default: "#10151c", paper: "#181f29" },
    text: { primary: "#e6ebf2", secondary: "#b3bdca" },
  },
  "#0b2136",
);
