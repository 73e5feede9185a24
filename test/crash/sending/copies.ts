import { received } from '../../providers/received.ts';

/** One message with a code, as a provider got it. */
interface Copy {
  code: string;
  /** A mail's Message-ID. */
  id: unknown;
}

/** Every copy of the messages with codes that real providers got for an address or a number, oldest first. */
export const copiesTo = (to: string): Copy[] =>
  received
    .filter((one) => one.to === to && (one.provider === 'smtp' || one.provider === 'twilio'))
    .map(({ text, fields, messageId }) => {
      const words = String(text ?? (fields as Record<string, unknown>)['Body']);
      return { code: /(?:^Your code: |^@localhost #)(\d{6})$/m.exec(words)?.[1], id: messageId };
    })
    .filter((copy): copy is Copy => copy.code !== undefined);
