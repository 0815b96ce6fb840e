import { useEffect } from "react";

/** Names whom one acts for in the title of the tab, as long as what calls it is shown. */
export function useTitle(says: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${says} – ${before}`;
    return () => {
      document.title = before;
    };
  }, [says]);
}
