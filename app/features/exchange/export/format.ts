/**
 * The shape of the JSON files in the copy of a whole organisation: what others may build on. Published as a JSON Schema in
 * `docs/export-format.schema.json` and within every copy. A change that could break a reader gets the next version, and so
 * does what a reader may look for and not find in an older copy.
 */
import * as z from 'zod';
import {
  challenge,
  comment,
  day,
  goodPractice,
  informationRequest,
  instant,
  path,
  person,
  query,
  ratingReply,
  surveyFigure,
} from './format-parts.ts';

export const exportFormat = 'line-of-sight/organisation';
export const exportVersion = 3;

/** An answer exactly as the portal stores it; `type` says which shape it has. */
const answer = z.looseObject({ type: z.string() });

const revision = z.object({
  revision: z.number().int(),
  value: answer,
  words: z.array(z.string()).meta({ description: 'The answer in words, a paragraph an entry' }),
  savedAt: instant,
  savedBy: person,
  outcome: z
    .enum(['kept', 'conflict'])
    .meta({ description: 'conflict: somebody else was first, and these words were kept beside theirs' }),
});

const question = z.object({
  code: z.string(),
  standard: z.string().meta({ description: 'Code of the standard' }),
  number: z.string().nullable().meta({ description: 'Place in the return, while it is asked' }),
  text: z.string(),
  asked: z.boolean(),
  answer: z
    .object({
      value: answer,
      words: z.array(z.string()),
      revision: z.number().int(),
      savedAt: instant,
      savedBy: person,
    })
    .nullable(),
  history: z.array(revision).meta({ description: 'Every text that was ever saved, oldest first' }),
  evidence: z.array(z.string()).meta({ description: 'Ids in the list of evidence of organisation.json' }),
  carried: z
    .object({
      from: z.string(),
      state: z.enum(['waiting', 'confirmed', 'revised', 'afresh']),
      value: answer.nullable(),
    })
    .nullable()
    .meta({ description: 'What was carried from an earlier return, and what became of it' }),
  central: z
    .object({
      group: z.string(),
      state: z.enum(['accepted', 'added']),
      by: person,
      revision: z.number().int().meta({ description: 'Which text of the trust or group was taken' }),
    })
    .nullable()
    .meta({ description: 'The answer is that of the trust or group, taken as it is or with words added' }),
});

const signature = z.object({
  signatory: z.string(),
  name: z.string(),
  jobTitle: z.string().nullable(),
  signedAt: instant,
  contentHash: z.string(),
  voidedAt: instant.nullable(),
  voidReason: z.string().nullable(),
});

const frame = { format: z.literal(exportFormat), version: z.literal(exportVersion) };

export const returnFileSchema = z.object({
  ...frame,
  document: z.literal('return'),
  id: z.string(),
  partnership: z.string(),
  cycle: z.string(),
  edition: z.object({ id: z.string(), sha256: z.string(), title: z.string() }),
  status: z.enum(['not-started', 'in-progress', 'awaiting-sign-off', 'signed', 'submitted', 'closed']),
  dueOn: day,
  firstDueOn: day,
  openedAt: instant,
  submittedAt: instant.nullable(),
  closedAt: instant.nullable(),
  profile: z.record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.array(z.string())])),
  standards: z.array(z.object({ code: z.string(), number: z.string(), title: z.string() })),
  questions: z.array(question),
  comments: z.array(comment).meta({ description: 'Both threads, oldest first' }),
  queries: z.array(query).meta({ description: 'What the partnership asked about what was sent, oldest first' }),
  ratingReplies: z
    .array(ratingReply)
    .meta({ description: 'What was said to ratings of the partnership that differ, oldest first' }),
  signatures: z.array(signature),
  page: path,
  sent: z.array(
    z.object({
      version: z.number().int(),
      reference: z.string(),
      submittedAt: instant,
      submittedBy: person,
      sha256: z.string().meta({ description: 'SHA-256 of the snapshot file, byte for byte: what the receipt names' }),
      snapshot: path,
      page: path,
    }),
  ),
});

/** What every version of a piece of evidence has. */
const evidenceContent = {
  version: z.number().int().meta({ description: 'From 1' }),
  kind: z.enum(['file', 'link']),
  title: z.string(),
  url: z.string().nullable(),
  fileName: z.string().nullable(),
  mediaType: z.string().nullable(),
  size: z.number().nullable(),
  sha256: z.string().nullable(),
  coversFrom: day.nullable(),
  coversTo: day.nullable(),
  reviewOn: day.nullable(),
  checkedAt: instant.nullable().meta({ description: 'When somebody said that no child can be recognised in it' }),
  file: path.nullable().meta({ description: 'Null for a link' }),
};

export const organisationFileSchema = z.object({
  ...frame,
  document: z.literal('organisation'),
  madeAt: instant,
  organisation: z.object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    sector: z.enum(['agency', 'setting']),
    dutyBasis: z.string(),
    phase: z.string().nullable(),
    urn: z.string().nullable(),
    odsCode: z.string().nullable(),
    address: z.string().nullable(),
    postcode: z.string().nullable(),
    status: z.enum(['open', 'closed']),
  }),
  memberships: z.array(z.object({ partnership: z.string(), joinedOn: day, leftOn: day.nullable() })),
  people: z.array(z.object({ name: person, role: z.string(), from: day, until: day.nullable() })),
  returns: z.array(z.object({ id: z.string(), cycle: z.string(), partnership: z.string(), file: path, page: path })),
  evidence: z.array(
    z.object({
      id: z.string(),
      ...evidenceContent,
      addedAt: instant,
      addedBy: person,
      removedAt: instant.nullable(),
      earlier: z
        .array(z.object({ ...evidenceContent, madeAt: instant, madeBy: person, replacedAt: instant }))
        .meta({ description: 'The versions that newer ones replaced, oldest first; the piece itself is the newest' }),
    }),
  ),
  letters: z.array(
    z.object({
      reference: z.string(),
      returnId: z.string(),
      issuedAt: instant,
      sha256: z.string(),
      file: path,
      page: path,
      replies: z
        .array(
          z.object({
            kind: z.enum(['agree', 'text', 'question']),
            text: z.string(),
            repliedAt: instant,
            repliedBy: person,
            answer: z.string().nullable(),
            answeredAt: instant.nullable(),
            answeredBy: person.nullable(),
          }),
        )
        .meta({ description: 'What the organisation said to the letter, oldest first' }),
    }),
  ),
  responses: z
    .array(
      z.object({
        reference: z.string(),
        returnId: z.string(),
        sentAt: instant,
        sha256: z.string(),
        file: path,
        page: path,
      }),
    )
    .meta({ description: 'Answers in writing to returns that were heard at no session' }),
  challenges: z.array(challenge).meta({ description: 'From the challenge log: raised to the organisation, or by it' }),
  informationRequests: z
    .array(informationRequest)
    .meta({ description: 'What partnerships asked the organisation for beside its returns' }),
  goodPractice: z.array(goodPractice),
  surveyFigures: z
    .array(surveyFigure)
    .meta({ description: 'What people of the organisation said in surveys that partnerships share with it' }),
  actions: z.array(
    z.object({
      reference: z.string(),
      partnership: z.string(),
      cycle: z.string().nullable(),
      standard: z.string().nullable(),
      question: z.string().nullable(),
      finding: z.string(),
      what: z.string(),
      successMeasure: z.string(),
      source: z
        .string()
        .meta({ description: 'challenge, moderation, return, inspection, review, audit, survey or other' }),
      sourceName: z.string().nullable().meta({ description: 'The inspection, review, audit or survey in words' }),
      sourceOn: day.nullable(),
      owner: z.string(),
      sponsor: z.string().nullable(),
      startsOn: day.nullable(),
      followedBy: z.string().nullable().meta({ description: 'The group of the partnership that follows it' }),
      serves: z.string().nullable().meta({ description: 'The priority of the partnership that it serves' }),
      follows: z.string().nullable().meta({ description: 'Reference of the closed action whose finding came back' }),
      dueOn: day,
      firstDueOn: day,
      priority: z.enum(['high', 'medium', 'low']),
      status: z.enum(['open', 'in-progress', 'done', 'verified', 'closed']),
      percent: z.number(),
      rag: z.enum(['red', 'amber', 'green']).nullable(),
      ratify: z.boolean().meta({ description: 'A board ratifies before it is closed' }),
      impactCheckOn: day.nullable(),
      createdAt: instant,
      closedAt: instant.nullable(),
      findings: z
        .array(
          z.object({
            partnership: z.string(),
            cycle: z.string().nullable(),
            source: z.string(),
            sourceName: z.string().nullable(),
            sourceOn: day.nullable(),
            standard: z.string().nullable(),
            question: z.string().nullable(),
            finding: z.string(),
            addedAt: instant,
          }),
        )
        .meta({ description: 'Further findings that it answers, oldest first' }),
      moreTime: z
        .array(
          z.object({
            dueFrom: day,
            askedFor: day,
            reason: z.string(),
            askedAt: instant,
            decision: z.enum(['granted', 'refused', 'withdrawn']).nullable(),
            note: z.string().nullable(),
            grantedTo: day.nullable(),
            decidedAt: instant.nullable(),
          }),
        )
        .meta({ description: 'Later dates that were asked for, oldest first' }),
      updates: z.array(
        z.object({
          kind: z.string(),
          note: z.string(),
          percent: z.number().nullable(),
          rag: z.enum(['red', 'amber', 'green']).nullable(),
          dueFrom: day.nullable(),
          dueTo: day.nullable(),
          madeAt: instant,
          madeBy: person,
        }),
      ),
    }),
  ),
});

export const manifestSchema = z.object({
  ...frame,
  document: z.literal('manifest'),
  madeAt: instant,
  files: z
    .array(z.object({ path, size: z.number().int(), sha256: z.string() }))
    .meta({ description: 'Every file of the copy but this one' }),
});

/** Any of the JSON files, told apart by `document`. Snapshots and letters are as the portal froze them, and not of this shape. */
export const exportFileSchema = z.discriminatedUnion('document', [
  organisationFileSchema,
  returnFileSchema,
  manifestSchema,
]);

export type ReturnFile = z.infer<typeof returnFileSchema>;
export type OrganisationFile = z.infer<typeof organisationFileSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

/** The published schema, as JSON. */
export const exportJsonSchema = (): string =>
  `${JSON.stringify({ title: 'Copy of an organisation from Line of Sight', ...z.toJSONSchema(exportFileSchema) }, null, 2)}\n`;
