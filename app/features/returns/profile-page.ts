/** What the profile page of a return shows. Types alone. */
import type { ProfileQuestion } from '../../../standards/contract.ts';
import type { ReturnStatus } from './rules.ts';

export interface ProfilePage {
  readonly agencyReturn: {
    readonly id: string;
    readonly organisationId: string;
    readonly organisationName: string;
    readonly cycleName: string;
    readonly partnershipName: string;
    readonly status: ReturnStatus;
    readonly confirmedAt: string | null;
  };
  /** What the partnership's directory says, to be confirmed. */
  readonly organisation: readonly { readonly label: string; readonly words: string }[];
  readonly questions: readonly {
    readonly question: ProfileQuestion;
    readonly values: readonly string[];
    /** The values are last time's, for whoever answers to confirm: nobody has said so this time. */
    readonly proposed: boolean;
    /** What was said last time where it does not stand in the field. */
    readonly lastTime: string | null;
  }[];
  /** The cycle that answers in the fields come from, which nobody has confirmed for this one yet. */
  readonly filledInFrom: string | null;
  /** The facts as they were read, for the form to send back. */
  readonly seen: string;
  /** Some questions wait for the phase of the setting, which only the partnership can record. */
  readonly phaseMissing: boolean;
}
