import { t } from "../language/words";
import { clock, useNow } from "../time";
import { useTitle } from "../title";
import { actingId } from "./acting";
import { answered, ME, useApi, useAsked } from "./api";

const TICK_MS = 1_000;

interface BannerProps {
  /** What is acted with. */
  readonly acting: string;
  readonly end: () => void;
}

/** Says on every page who is there for whom, why, and for how long still. */
export function ActingBanner({ acting, end }: BannerProps) {
  const api = useApi();
  const path = { ...ME, acting: actingId(acting) };
  const { data } = useAsked(async () => {
    const [me, act] = await Promise.all([
      answered(api.GET("/api/v1/me")),
      answered(api.GET("/api/v1/users/{id}/acting/{acting}", { params: { path } })),
    ]);
    return { me, act };
  });
  const now = useNow(TICK_MS);
  const whom = data?.me.account?.name ?? data?.me.account?.login ?? t("a user");
  useTitle(t("As {whom}", { whom }));
  const left = data === undefined ? undefined : Date.parse(data.act.expiresAt) - now;
  return (
    <aside className="acting" aria-label={t("Acting for a user")}>
      <p>
        <strong>{t("Administrator {administratorLogin}", { administratorLogin: data === undefined ? "…" : (data.act.administratorLogin ?? data.act.administrator) })}</strong>{" "}{t("acts as")}{" "}<strong>{whom}</strong>
        {data === undefined ? "" : `: ${data.act.reason}`}
      </p>
      <p>{left === undefined ? "" : t("{clock} left", { clock: clock(left) })}</p>
      <button
        type="button"
        onClick={() => {
          void answered(api.DELETE("/api/v1/users/{id}/acting/{acting}", { params: { path } }))
            .catch(() => undefined)
            .then(end);
        }}
      >
        {t("End")}
      </button>
    </aside>
  );
}
