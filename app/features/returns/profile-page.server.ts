import type { Reader } from '../../../db/client.server.ts';
import { type DutyBasis, dutyBases } from '../../../standards/vocabulary.ts';
import type { FieldErrors } from '../../platform/form-parsing.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { organisationOf } from '../organisations/queries.server.ts';
import { factRows, kindInWords } from '../organisations/rules.ts';
import type { ProfileValue } from '../questionnaire/conditions.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import {
  parseProfileAnswer,
  profileFieldName,
  profileFieldValues,
  readProfileField,
} from '../questionnaire/profile.ts';
import { profileQuestionsFor, questionnaireFor } from '../questionnaire/questionnaire.ts';
import { factsOf, type Profile, readProfile } from './facts.ts';
import { findPreviousProfile, isFilledIn } from './previous-profile.server.ts';
import type { ProfilePage } from './profile-page.ts';
import { getReturn } from './queries.server.ts';
import { isEditable } from './rules.ts';

/** The profile page of a return: what the directory says of the organisation, and the facts that decide its questions. */
export async function getProfilePage(db: Reader, scope: OrganisationScope, returnId: string): Promise<ProfilePage> {
  const agencyReturn = await getReturn(db, scope, returnId);
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  const organisation = organisationOf(
    await db
      .selectFrom('organisation')
      .selectAll()
      .where('id', '=', agencyReturn.organisationId)
      .executeTakeFirstOrThrow(),
  );
  const before =
    agencyReturn.profileConfirmedAt === null && isEditable(agencyReturn.status)
      ? await findPreviousProfile(db, scope, agencyReturn, compiled)
      : undefined;
  const filledIn = Object.fromEntries(
    compiled.edition.profile.flatMap((question) => {
      const value = before?.profile[question.code];
      const given = agencyReturn.profile[question.code] !== undefined;
      return value === undefined || given || !isFilledIn(question) ? [] : [[question.code, value] as const];
    }),
  );
  const profile: Profile = { ...filledIn, ...agencyReturn.profile };
  const facts = factsOf(agencyReturn, profile, {});
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['Name', organisation.name],
    ['Kind of organisation', kindInWords(organisation)],
    ['Duty', dutyBases[organisation.dutyBasis satisfies DutyBasis]],
    ['URN', organisation.urn],
    ['DfE number', organisation.dfeNumber],
    ['ODS code', organisation.odsCode],
    ['Local authority', organisation.localAuthority],
    ['Address', [organisation.address, organisation.postcode].filter(Boolean).join(', ')],
    ['Website', organisation.website],
    ['Telephone', organisation.telephone],
    ...factRows.map(({ label, words }) => [label, words(organisation.facts)] as const),
  ];
  return {
    agencyReturn: {
      id: agencyReturn.id,
      organisationId: agencyReturn.organisationId,
      organisationName: agencyReturn.organisationName,
      cycleName: agencyReturn.cycleName,
      partnershipName: agencyReturn.partnershipName,
      status: agencyReturn.status,
      confirmedAt: agencyReturn.profileConfirmedAt,
    },
    organisation: rows.flatMap(([label, words]) => (words ? [{ label, words }] : [])),
    questions: profileQuestionsFor(compiled, facts).map(({ question }) => ({
      question,
      values: profileFieldValues(profile[question.code]),
      proposed: Object.hasOwn(filledIn, question.code),
      lastTime: profile[question.code] === undefined ? lastTimeWords(before?.profile[question.code]) : null,
    })),
    filledInFrom: Object.keys(filledIn).length > 0 ? (before?.cycleName ?? null) : null,
    seen: JSON.stringify(agencyReturn.profile),
    phaseMissing: questionnaireFor(compiled, facts).undecided.some(({ phaseMissing }) => phaseMissing),
  };
}

const lastTimeWords = (value: ProfileValue | undefined): string | null =>
  value === undefined ? null : profileFieldValues(value).join(', ');

export interface ReadProfileForm {
  readonly seen: Profile;
  readonly profile: Profile;
  readonly errors: FieldErrors;
  /** What was typed, by profile question code. */
  readonly typed: Readonly<Record<string, readonly string[]>>;
}

/** Reads the profile form. Only the questions that were on it change; blanks are allowed in a draft. */
export async function readProfileForm(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  form: FormData,
): Promise<ReadProfileForm> {
  const agencyReturn = await getReturn(db, scope, returnId);
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  const seen = readSeen(form.get('seen'));
  const profile: Record<string, ProfileValue> = { ...seen };
  const errors: FieldErrors = {};
  const typed: Record<string, readonly string[]> = {};
  const shown = new Set(form.getAll('shown'));
  for (const question of compiled.edition.profile) {
    if (!shown.has(question.code)) continue;
    const values = readProfileField(question, form);
    typed[question.code] = values;
    const parsed = parseProfileAnswer(question, values);
    if ('problems' in parsed) errors[profileFieldName(question)] = parsed.problems;
    else if (parsed.value === undefined) delete profile[question.code];
    else profile[question.code] = parsed.value;
  }
  return { seen, profile, errors, typed };
}

function readSeen(text: FormDataEntryValue | null): Profile {
  try {
    return readProfile(typeof text === 'string' ? text : '{}');
  } catch {
    return {};
  }
}
