import { t } from "../../language/words";

/** A part of what a user has, as an administrator finds it below the own menu while connected to the user. */
export interface ConnectedSection {
  /** The end of its address, after `/connected/`. */
  readonly at: string;
  readonly label: string;
}

/** In the order of the menu. */
export const CONNECTED: readonly ConnectedSection[] = [
  { at: "monitoring-objects", label: t("Monitoring objects") },
  { at: "trackers", label: t("Trackers") },
  { at: "cameras", label: t("Cameras") },
  { at: "balance", label: t("Balance") },
  { at: "payments", label: t("Payments") },
  { at: "tariffs", label: t("Tariffs") },
  { at: "feedback", label: t("Feedback") },
  { at: "notifications", label: t("Notifications") },
];
