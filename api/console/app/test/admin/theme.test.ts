import { createTheme, getContrastRatio } from "@mui/material/styles";
import { describe, expect, it } from "vitest";

import { dark, light } from "../../src/admin/frame/theme";

const AA = 4.5;

describe.each([
  ["light", light],
  ["dark", dark],
])("the %s look", (_, options) => {
  const { palette } = createTheme(options);

  it.each(["primary", "secondary", "error", "warning", "success", "info"] as const)("has a button of %s that is read, and is read when it is pointed at", (colour) => {
    const { main, dark: pointedAt, contrastText } = palette[colour];
    expect(getContrastRatio(contrastText, main)).toBeGreaterThanOrEqual(AA);
    expect(getContrastRatio(contrastText, pointedAt)).toBeGreaterThanOrEqual(AA);
  });

  it.each(["primary", "secondary"] as const)("has text that is %s and is read on the page and on paper", (text) => {
    expect(getContrastRatio(palette.text[text], palette.background.default)).toBeGreaterThanOrEqual(AA);
    expect(getContrastRatio(palette.text[text], palette.background.paper)).toBeGreaterThanOrEqual(AA);
  });
});
