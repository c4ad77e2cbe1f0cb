import type { MessageName } from './message-names.ts';

/** One message as an adapter gets it: already worded, and beside that the values for adapters that word it themselves. */
export interface OutgoingMessage {
  /** The outbox id: the reference at GOV.UK Notify, the Message-ID over SMTP. No personal data. */
  readonly id: string;
  readonly to: string;
  readonly template: MessageName;
  readonly subject: string;
  readonly text: string;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** The mailbox of the partnership that an answer goes to; null: the one of the installation. */
  readonly replyTo: string | null;
  /** The same as an id of GOV.UK Notify. */
  readonly notifyReplyToId: string | null;
  /** Where one click stops messages of this kind; null where they cannot be stopped. */
  readonly unsubscribeUrl: string | null;
}

/** What became of one attempt. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerId: string | null }
  /** It will be refused again: nobody tries until somebody has mended what `reason` names. */
  | { readonly kind: 'refused'; readonly reason: string; readonly addressFault?: boolean }
  /** The service asks us to wait. */
  | { readonly kind: 'busy'; readonly reason: string; readonly waitSeconds: number }
  /** No answer, or a fault of the service: it may have gone out or not. */
  | { readonly kind: 'unclear'; readonly reason: string };

export const deliveryStates = ['delivered', 'permanent-failure', 'temporary-failure', 'technical-failure'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** The one door for mail; which adapter stands behind it is configuration alone. */
export interface Mailer {
  readonly kind: 'screen' | 'none' | 'smtp' | 'notify';
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /**
   * What the service already holds under an outbox id, so that an attempt with an unknown end is not made twice.
   * `unknown` where the service cannot say (SMTP) or did not answer.
   */
  find(
    id: string,
  ): Promise<{ readonly providerId: string; readonly state: DeliveryState | null } | 'absent' | 'unknown'>;
  /** What somebody should look at before mail can go out, each in a sentence; an unreachable service is one of them. */
  check(): Promise<readonly string[]>;
  close(): Promise<void>;
}
