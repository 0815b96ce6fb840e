import LanguageIcon from "@mui/icons-material/LanguageOutlined";
import { MenuItem, ListItemIcon, ListItemText } from "@mui/material";

import { choose, OTHERS } from "../../language/language";

/** Every other language, in its own words; the page is read anew in the one that is chosen. */
export function LanguageItems() {
  return OTHERS.map(([language, name]) => (
    <MenuItem
      key={language}
      lang={language}
      onClick={() => {
        choose(language);
      }}
    >
      <ListItemIcon>
        <LanguageIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{name}</ListItemText>
    </MenuItem>
  ));
}
