import DensityIcon from "@mui/icons-material/DensityMedium";
import { MenuItem, ListItemIcon, ListItemText } from "@mui/material";
import { useStore, useUserMenu } from "react-admin";

import { t } from "../../language/words";

/** How much room the rows of lists have; kept in the browser. */
export function useDensity(): [density: "small" | "medium", set: (density: "small" | "medium") => void] {
  return useStore<"small" | "medium">("density", "small");
}

/** Changes that, from the menu of who is signed in. */
export function Density() {
  const [density, setDensity] = useDensity();
  const menu = useUserMenu();
  return (
    <MenuItem
      onClick={() => {
        setDensity(density === "small" ? "medium" : "small");
        menu?.onClose();
      }}
    >
      <ListItemIcon>
        <DensityIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{density === "small" ? t("More room between rows") : t("Less room between rows")}</ListItemText>
    </MenuItem>
  );
}
