/** A message as it leaves: plain text, one recipient. */
export interface Message {
  to: string;
  subject: string;
  text: string;
}

/** How mail leaves. One file a provider. */
export interface Delivery {
  /** @throws Error when the provider did not take it; it is tried again then */
  send(message: Message): Promise<void>;
}
