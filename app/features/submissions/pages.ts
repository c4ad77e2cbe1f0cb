/** What the pages of checking, signing and sending show: plain values, made on the server and read on both sides. */
import type { AnswerBlock, RatingMark } from '../../../pdf/models.ts';
import type { SignatoryCode } from '../../../standards/contract.ts';
import type { EvidenceToRead } from '../evidence/words.ts';
import type { CentralToSettle } from '../returns/central/to-settle.server.ts';
import type { Delegation } from '../returns/delegations.server.ts';
import type { ReturnStatus } from '../returns/rules.ts';
import type { SignatureState } from '../returns/sign-off-rules.ts';
import type { RecordedMeeting } from './meetings/meeting.ts';
import type { RecognisableParts } from './recognisable.server.ts';
import type { Change } from './rules.ts';
import type { UsedAuthority } from './schema.ts';
import type { Warning } from './warnings/warning.ts';

/** One thing that stops a return from being sent, with the page and field that mends it. */
export interface MissingPart {
  /** Code of the standard; null for the profile page. */
  readonly standard: string | null;
  /** "A1.2", or "Your details". */
  readonly number: string;
  readonly text: string;
  readonly problems: readonly string[];
  readonly href: string;
}

/** A carried answer that nobody has confirmed, to a question that may stay empty. */
export interface CarriedWarning {
  readonly code: string;
  readonly number: string;
  readonly text: string;
  readonly href: string;
}

/** Something a reader may ask about, with the place where it can be mended. */
export interface ShownWarning extends Pick<Warning, 'standard' | 'number' | 'text' | 'problem' | 'words'> {
  readonly href: string;
}

/** A signature with all that is shown of it. */
export interface RecordedSignature extends SignatureState {
  readonly id: string;
  readonly name: string;
  readonly jobTitle: string | null;
  readonly signedAt: string;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
  /** Null where the person signed in their own role. */
  readonly authority: UsedAuthority | null;
}

/** One required signatory: who could sign, and who has. */
export interface SignatoryState {
  readonly code: SignatoryCode;
  readonly title: string;
  readonly declaration: string;
  readonly holders: readonly { readonly personId: string; readonly name: string }[];
  /** Who may sign in their place today. */
  readonly delegates: readonly { readonly personId: string; readonly name: string; readonly until: string }[];
  /** The signature that is on the return; null while it is awaited. */
  readonly signature: {
    readonly personId: string;
    readonly name: string;
    readonly jobTitle: string | null;
    readonly signedAt: string;
    readonly authority: UsedAuthority | null;
    /** False when something has changed since: the next attempt to sign or send voids it. */
    readonly stands: boolean;
  } | null;
}

/** One time a return was sent for signatures, and how it ended. */
export interface SignOffRound {
  readonly id: string;
  readonly askedBy: string;
  readonly askedAt: string;
  /** Null while it is still open. */
  readonly ended: {
    readonly at: string;
    readonly by: string | null;
    readonly outcome: 'sent-back' | 'changed' | 'submitted';
    /** What the person wrote who sent it back. */
    readonly note: string | null;
  } | null;
}

/** Who must sign a return, who has, and what became of earlier signatures. */
export interface SignOffState {
  readonly signatories: readonly SignatoryState[];
  /** Signatures that no longer count, newest first, with the reason. */
  readonly voided: readonly RecordedSignature[];
  /** Who may add a person to a role, where a role that signs is empty. */
  readonly whomToAsk: readonly { readonly name: string; readonly email: string }[];
  /** The meeting of the board or the governors; null while none is recorded. */
  readonly meeting: RecordedMeeting | null;
  /** The partnership asks for the meeting: without it the return cannot be sent. */
  readonly meetingAsked: boolean;
  /** Every time the return was sent for signatures, newest first. */
  readonly rounds: readonly SignOffRound[];
  /** The note of the person who sent the return back, until it is sent for signatures again. */
  readonly sentBack: { readonly by: string; readonly at: string; readonly note: string } | null;
}

/** A partnership that receives a copy of its own of a return that is answered once for several. */
export interface Recipient {
  readonly returnId: string;
  readonly editionId: string;
  readonly partnershipName: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly status: ReturnStatus;
  /** Ticked to receive its copy with the next signatures. */
  readonly receives: boolean;
  /** Pieces of evidence that are held back from it. */
  readonly withheld: number;
}

/** How one standard stands before the return is sent. */
export interface CheckedStandard {
  /** The return in which it is answered, where that is not the page's own. */
  readonly returnId?: string;
  readonly code: string;
  readonly number: string;
  readonly title: string;
  readonly questions: number;
  readonly answered: number;
  /** Things that must be put right in it. */
  readonly missing: number;
  readonly computed: RatingMark | null;
  /** What its other ratings come to, where a person judged the standard as a whole. */
  readonly beside: RatingMark | null;
  /** Somebody said that it is complete; a warning only when nobody did. */
  readonly markedComplete: boolean;
}

/** The page that is looked at before a return is signed and sent. */
export interface CheckPage {
  readonly returnId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly status: ReturnStatus;
  readonly missing: readonly MissingPart[];
  readonly standards: readonly CheckedStandard[];
  /** Where a reader might recognise a child or family. */
  readonly recognisable: RecognisableParts;
  readonly warnings: readonly ShownWarning[];
  /** Carried answers that will not be sent unless somebody confirms them. */
  readonly unconfirmed: readonly CarriedWarning[];
  /** Answers of the trust or group that nobody here has settled, where that stops nothing. */
  readonly central: readonly CentralToSettle[];
  /** What is still with colleagues; it stops nothing. */
  readonly withColleagues: readonly Delegation[];
  readonly signOff: SignOffState;
  /** Who receives it, where it is answered once for several partnerships; else empty. */
  readonly recipients: readonly Recipient[];
  /** What this person may do on the page. */
  readonly mayRecordMeeting: boolean;
  readonly mayAsk: boolean;
  readonly maySend: boolean;
}

/** A question and its answer, to read. */
export interface ReadQuestion {
  readonly code: string;
  readonly number: string;
  readonly text: string;
  readonly answer: readonly AnswerBlock[];
  /** Where it came from, in words: the trust or group, or an earlier return; null for neither. */
  readonly origin: string | null;
  /** Each piece can be opened: who signs has read it. */
  readonly evidence: readonly EvidenceToRead[];
  /** What the last return said; null where it did not ask or nobody answered. */
  readonly before:
    | { readonly since: string; readonly same: true }
    | { readonly since: string; readonly same: false; readonly answer: readonly AnswerBlock[] }
    | null;
}

/** A standard with all its answers, to read. */
export interface ReadStandard {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  readonly computed: RatingMark | null;
  /** What its other ratings come to, where a person judged the standard as a whole. */
  readonly beside: RatingMark | null;
  /** Questions that are rated at a point that asks for an action. */
  readonly concerns: number;
  readonly questions: readonly ReadQuestion[];
}

/** One difference from the last return that was sent. */
export interface ShownChange extends Pick<Change, 'code' | 'number' | 'text' | 'kind'> {
  readonly was: RatingMark | null;
  readonly is: RatingMark | null;
}

/** What a signatory reads, and what this person may do. */
export interface SignOffPage {
  readonly returnId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly editionTitle: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly status: ReturnStatus;
  /** What a signature made on this page names. */
  readonly contentHash: string;
  /** Ratings that ask for an action, worst first, with the words. */
  readonly concerns: readonly ReadQuestion[];
  readonly changes: { readonly since: string; readonly list: readonly ShownChange[] } | null;
  readonly standards: readonly ReadStandard[];
  /** What a reader may ask about. */
  readonly warnings: readonly ShownWarning[];
  readonly signOff: SignOffState;
  /** Where authorities to sign for somebody are given and listed. */
  readonly organisationId: string;
  readonly mayRecordMeeting: boolean;
  /** Who receives it, where it is answered once for several partnerships; else empty. */
  readonly recipients: readonly Recipient[];
  /** The signatories this person may sign as now. */
  readonly maySignAs: readonly SignatoryCode[];
  /** Of them, those for whom this person signs under an authority, with its last day. */
  readonly signsUnder: Readonly<Partial<Record<SignatoryCode, string>>>;
  readonly maySendBack: boolean;
  readonly maySend: boolean;
}
