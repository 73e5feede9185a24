/** A message that came, once its request was found to be right. */
export interface PushMessage {
  status: number;
  ttl: number;
  urgency: string;
  topic: string;
  /** Of the VAPID token. */
  contact: string;
  text: string;
}
