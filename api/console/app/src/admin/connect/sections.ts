/** A part of what a user has, as an administrator finds it below the own menu while connected to the user. */
export interface ConnectedSection {
  /** The end of its address, after `/connected/`. */
  readonly at: string;
  readonly label: string;
}

/** In the order of the menu. */
export const CONNECTED: readonly ConnectedSection[] = [
  { at: "monitoring-objects", label: "Monitoring objects" },
  { at: "trackers", label: "Trackers" },
  { at: "cameras", label: "Cameras" },
  { at: "balance", label: "Balance" },
  { at: "payments", label: "Payments" },
  { at: "tariffs", label: "Tariffs" },
  { at: "feedback", label: "Feedback" },
  { at: "notifications", label: "Notifications" },
];
