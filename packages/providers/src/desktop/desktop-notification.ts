/** What is shown: two harmless lines (`plainText`). */
export interface DesktopNotification {
  readonly title: string;
  readonly body: string;
}
