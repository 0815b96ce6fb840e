import { useEffect, useRef, type RefObject } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";

/** How far each page that was left had been scrolled, by the entry of the browser's history; the latest alone. */
const POSITIONS = new Map<string, number>();
const REMEMBERED = 100;

/** Where a list had been scrolled to when somebody comes back to it. @param ready whether its rows are there again */
export function useScrollBack(ready: boolean): RefObject<HTMLSpanElement | null> {
  const mark = useRef<HTMLSpanElement>(null);
  const { key } = useLocation();
  const back = useNavigationType() === NavigationType.Pop;
  const restored = useRef("");
  useEffect(() => {
    const list = mark.current?.closest(".RaList-content");
    if (list === null || list === undefined || !ready) {
      return;
    }
    if (back && restored.current !== key) {
      list.scrollTop = POSITIONS.get(key) ?? 0;
    }
    restored.current = key;
    const scrolled = () => {
      POSITIONS.delete(key);
      POSITIONS.set(key, list.scrollTop);
      if (POSITIONS.size > REMEMBERED) {
        POSITIONS.delete(POSITIONS.keys().next().value ?? "");
      }
    };
    list.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      list.removeEventListener("scroll", scrolled);
    };
  }, [ready, key, back]);
  return mark;
}
