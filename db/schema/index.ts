import type {
  CalendarFeedRow,
  ConfirmationCodeRow,
  PersonRow,
  RoleGrantRow,
  SessionRow,
  SignInLinkRow,
} from './accounts.table.ts';
import type {
  ActionFindingRow,
  ActionMoreTimeRow,
  ActionRow,
  ActionUpdateRow,
  PartnershipGroupRow,
  PartnershipPriorityRow,
} from './actions.table.ts';
import type {
  ChallengeBeforeRow,
  CycleFeedbackRow,
  LetterReplyRow,
  OutcomeLetterApprovalRow,
  OutcomeLetterWordsRow,
  ResponseBatchMemberRow,
  ResponseBatchRow,
  SessionMinutesRow,
  SessionMinutesWordsRow,
  WrittenResponseRow,
} from './after.table.ts';
import type { EventChainLoggedRow, EventChainRow, EventRow, IssuedDocumentRow } from './audit.table.ts';
import type { CarriedAnswerRow, CarryForwardRow, StandardSuccessionRow } from './carry-forward.table.ts';
import type {
  ChairNoteRow,
  ChallengePackAgencyRow,
  ChallengePackRow,
  ChallengeRow,
  ChallengeSessionRow,
  LiveSessionRow,
  OutcomeLetterDraftRow,
  OutcomeLetterRow,
  PackPlanRow,
  SessionInvitationRow,
  SessionSlotRow,
  SessionWithdrawalRow,
} from './challenge.table.ts';
import type { ChallengeLogEntryRow, ChallengeLogUpdateRow } from './challenge-log.table.ts';
import type { CoreQuestionRow } from './core.table.ts';
import type { CycleCohortRow, CycleRow, DeadlineExtensionRow, LocalPartRow } from './cycles.table.ts';
import type { DelegationRow } from './delegation.table.ts';
import type {
  DisclosureEntryRow,
  DisclosureFileRow,
  DisclosureItemRow,
  DisclosureRequestRow,
  DisclosureSearchRow,
} from './disclosure.table.ts';
import type { FileScanRow, RateLimitRow } from './edge.table.ts';
import type {
  EscalationLadderRow,
  EscalationLetterRow,
  EscalationRow,
  EscalationStepRow,
  EscalationWordingRow,
} from './escalation.table.ts';
import type { EvidenceRow, EvidenceUseRow, EvidenceVersionRow } from './evidence.table.ts';
import type { OrganisationExportRow } from './exchange.table.ts';
import type {
  GoodPracticeConsentRow,
  GoodPracticeRow,
  GoodPracticeSharingRow,
  GoodPracticeTagRow,
} from './good-practice.table.ts';
import type { JobRow } from './jobs.table.ts';
import type { SchemaMigrationRow } from './migrations.table.ts';
import type {
  CycleModerationRow,
  DeclaredInterestRow,
  EvidenceJudgementRow,
  JudgementRow,
  KeyLineAsideRow,
  KeyLineRow,
  ModerationAssignmentRow,
  ModerationRow,
  PanelRatingRow,
  RatingReplyRow,
  ReplyWindowRow,
  SampledReturnRow,
  SamplingDrawRow,
} from './moderation.table.ts';
import type {
  MailAddressRow,
  MailGateRow,
  OutboxMessageRow,
  PartnershipMailRow,
  ReminderRoundRow,
} from './notifications.table.ts';
import type {
  HandOverRow,
  OrganisationContactRow,
  OrganisationRow,
  PartnershipMemberRow,
  PartnershipRow,
} from './organisations.table.ts';
import type {
  InformationRequestEntryRow,
  InformationRequestRow,
  PriorityTagRow,
  RiskControlRow,
  RiskEntryRow,
  RiskRow,
} from './registers.table.ts';
import type {
  DisposalCertificateRow,
  DisposalJournalRow,
  DisposalRunRecordRow,
  DisposalRunRow,
  DisposedFileRow,
  ErasedPersonRow,
  LegalHoldRow,
  RetentionLengthRow,
  RetentionTurnRow,
} from './retention.table.ts';
import type {
  AgencyReturnRow,
  AnswerRevisionRow,
  AnswerRow,
  SignOffRequestRow,
  SignOffRow,
  StandardProgressRow,
} from './returns.table.ts';
import type { ActionRevisitLookRow, ActionRevisitMemberRow, ActionRevisitRow } from './revisits.table.ts';
import type { SharedReturnMemberRow, SharedReturnRow, WithheldEvidenceRow } from './shared-returns.table.ts';
import type {
  IdentityBindingRow,
  IdentityIssuerRow,
  PartnershipSignInRow,
  PasskeyRow,
  PersonPasswordRow,
  RecoveryCodeRow,
  SignInAttemptRow,
  SignInFailureRow,
} from './sign-in.table.ts';
import type {
  CountRelationRow,
  CycleSignOffRow,
  SigningAuthorityRow,
  SignOffAuthorityRow,
  SignOffMeetingRow,
} from './signing.table.ts';
import type { StandardEditionRow } from './standards.table.ts';
import type {
  SubmissionDocumentRow,
  SubmissionEvidenceRow,
  SubmissionRatingRow,
  SubmissionRow,
  SubmissionStandardRow,
} from './submissions.table.ts';
import type { CycleSurveyConflictRow, SurveyFigureRow, SurveyRow } from './surveys.table.ts';
import type {
  AccessRequestRow,
  AccessReviewRow,
  EmergencyAccessRow,
  InvitationRow,
  SetUpTokenRow,
  SystemRoleGrantRow,
} from './tenancy.table.ts';
import type {
  AgencyCommentRow,
  PartnershipCommentRow,
  PartnershipQueryRow,
  ReturnReopeningRow,
  ThreadReadRow,
} from './threads.table.ts';
import type {
  CentralAnswerRevisionRow,
  CentralAnswerRow,
  CentralEvidenceRow,
  CentralSettlementRow,
  EvidenceCopyRow,
  OrganisationSiteRow,
} from './trusts.table.ts';
import type { EditionMoveRow, ReturnMoveRow, UpgradePreviewRow } from './upgrades.table.ts';

/** Every table. Instants are ISO-8601 UTC text, dates YYYY-MM-DD, flags 0 or 1, JSON is text. */
export interface Tables {
  event_chain: EventChainRow;
  event: EventRow;
  rate_limit: RateLimitRow;
  file_scan: FileScanRow;
  job: JobRow;
  outbox_message: OutboxMessageRow;
  mail_gate: MailGateRow;
  mail_address: MailAddressRow;
  partnership_mail: PartnershipMailRow;
  reminder_round: ReminderRoundRow;
  partnership: PartnershipRow;
  organisation: OrganisationRow;
  partnership_member: PartnershipMemberRow;
  organisation_contact: OrganisationContactRow;
  organisation_site: OrganisationSiteRow;
  person: PersonRow;
  role_grant: RoleGrantRow;
  hand_over: HandOverRow;
  session: SessionRow;
  sign_in_link: SignInLinkRow;
  confirmation_code: ConfirmationCodeRow;
  identity_issuer: IdentityIssuerRow;
  identity_binding: IdentityBindingRow;
  sign_in_attempt: SignInAttemptRow;
  passkey: PasskeyRow;
  person_password: PersonPasswordRow;
  recovery_code: RecoveryCodeRow;
  sign_in_failure: SignInFailureRow;
  partnership_sign_in: PartnershipSignInRow;
  standard_edition: StandardEditionRow;
  standard_succession: StandardSuccessionRow;
  core_question: CoreQuestionRow;
  cycle: CycleRow;
  cycle_cohort: CycleCohortRow;
  deadline_extension: DeadlineExtensionRow;
  local_part: LocalPartRow;
  agency_return: AgencyReturnRow;
  shared_return: SharedReturnRow;
  shared_return_member: SharedReturnMemberRow;
  withheld_evidence: WithheldEvidenceRow;
  answer: AnswerRow;
  answer_revision: AnswerRevisionRow;
  standard_progress: StandardProgressRow;
  sign_off_request: SignOffRequestRow;
  sign_off: SignOffRow;
  delegation: DelegationRow;
  signing_authority: SigningAuthorityRow;
  sign_off_authority: SignOffAuthorityRow;
  sign_off_meeting: SignOffMeetingRow;
  cycle_sign_off: CycleSignOffRow;
  count_relation: CountRelationRow;
  carry_forward: CarryForwardRow;
  carried_answer: CarriedAnswerRow;
  upgrade_preview: UpgradePreviewRow;
  edition_move: EditionMoveRow;
  return_move: ReturnMoveRow;
  evidence: EvidenceRow;
  evidence_use: EvidenceUseRow;
  evidence_version: EvidenceVersionRow;
  central_answer: CentralAnswerRow;
  central_answer_revision: CentralAnswerRevisionRow;
  central_evidence: CentralEvidenceRow;
  central_settlement: CentralSettlementRow;
  evidence_copy: EvidenceCopyRow;
  submission: SubmissionRow;
  submission_document: SubmissionDocumentRow;
  submission_evidence: SubmissionEvidenceRow;
  submission_rating: SubmissionRatingRow;
  submission_standard: SubmissionStandardRow;
  moderation: ModerationRow;
  judgement: JudgementRow;
  panel_rating: PanelRatingRow;
  evidence_judgement: EvidenceJudgementRow;
  cycle_moderation: CycleModerationRow;
  moderation_assignment: ModerationAssignmentRow;
  declared_interest: DeclaredInterestRow;
  sampling_draw: SamplingDrawRow;
  sampled_return: SampledReturnRow;
  reply_window: ReplyWindowRow;
  rating_reply: RatingReplyRow;
  key_line: KeyLineRow;
  key_line_aside: KeyLineAsideRow;
  challenge_session: ChallengeSessionRow;
  live_session: LiveSessionRow;
  session_slot: SessionSlotRow;
  session_invitation: SessionInvitationRow;
  session_withdrawal: SessionWithdrawalRow;
  calendar_feed: CalendarFeedRow;
  challenge_pack: ChallengePackRow;
  challenge_pack_agency: ChallengePackAgencyRow;
  pack_plan: PackPlanRow;
  chair_note: ChairNoteRow;
  challenge: ChallengeRow;
  outcome_letter: OutcomeLetterRow;
  outcome_letter_draft: OutcomeLetterDraftRow;
  cycle_feedback: CycleFeedbackRow;
  challenge_before: ChallengeBeforeRow;
  session_minutes_words: SessionMinutesWordsRow;
  session_minutes: SessionMinutesRow;
  outcome_letter_words: OutcomeLetterWordsRow;
  outcome_letter_approval: OutcomeLetterApprovalRow;
  letter_reply: LetterReplyRow;
  response_batch: ResponseBatchRow;
  response_batch_member: ResponseBatchMemberRow;
  written_response: WrittenResponseRow;
  issued_document: IssuedDocumentRow;
  event_chain_logged: EventChainLoggedRow;
  action: ActionRow;
  action_update: ActionUpdateRow;
  action_finding: ActionFindingRow;
  action_more_time: ActionMoreTimeRow;
  action_revisit: ActionRevisitRow;
  action_revisit_member: ActionRevisitMemberRow;
  action_revisit_look: ActionRevisitLookRow;
  partnership_group: PartnershipGroupRow;
  partnership_priority: PartnershipPriorityRow;
  priority_tag: PriorityTagRow;
  risk: RiskRow;
  risk_control: RiskControlRow;
  risk_entry: RiskEntryRow;
  information_request: InformationRequestRow;
  information_request_entry: InformationRequestEntryRow;
  survey: SurveyRow;
  survey_figure: SurveyFigureRow;
  cycle_survey_conflict: CycleSurveyConflictRow;
  disclosure_request: DisclosureRequestRow;
  disclosure_entry: DisclosureEntryRow;
  disclosure_search: DisclosureSearchRow;
  disclosure_item: DisclosureItemRow;
  disclosure_file: DisclosureFileRow;
  challenge_log_entry: ChallengeLogEntryRow;
  challenge_log_update: ChallengeLogUpdateRow;
  escalation_ladder: EscalationLadderRow;
  escalation_wording: EscalationWordingRow;
  escalation: EscalationRow;
  escalation_step: EscalationStepRow;
  escalation_letter: EscalationLetterRow;
  good_practice: GoodPracticeRow;
  good_practice_sharing: GoodPracticeSharingRow;
  good_practice_tag: GoodPracticeTagRow;
  good_practice_consent: GoodPracticeConsentRow;
  return_reopening: ReturnReopeningRow;
  agency_comment: AgencyCommentRow;
  partnership_query: PartnershipQueryRow;
  partnership_comment: PartnershipCommentRow;
  thread_read: ThreadReadRow;
  organisation_export: OrganisationExportRow;
  schema_migration: SchemaMigrationRow;
  access_request: AccessRequestRow;
  access_review: AccessReviewRow;
  emergency_access: EmergencyAccessRow;
  invitation: InvitationRow;
  set_up_token: SetUpTokenRow;
  system_role_grant: SystemRoleGrantRow;
  retention_length: RetentionLengthRow;
  legal_hold: LegalHoldRow;
  retention_turn: RetentionTurnRow;
  disposal_run: DisposalRunRow;
  disposal_run_record: DisposalRunRecordRow;
  disposal_certificate: DisposalCertificateRow;
  disposal_journal: DisposalJournalRow;
  disposed_file: DisposedFileRow;
  erased_person: ErasedPersonRow;
}
