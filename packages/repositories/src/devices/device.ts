/** What a push is sent to. */
export interface Device {
  /** The vendor's registration token. */
  readonly token: string;
  /** As the app calls it: `ios`, `android`, `web`. */
  readonly platform: string | null;
}
